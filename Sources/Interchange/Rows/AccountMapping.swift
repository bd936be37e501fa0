import Rents

/// Rows of an accounts file as facts.
///
/// Without its reference, tenure, status or frequency an account is not taken. Anything else that is wrong
/// is left out and reported, so that one bad date does not cost the account and all its postings.
struct AccountMapping: RowMapping {
  private let columns: FileColumns<AccountColumn>

  init(_ columns: FileColumns<AccountColumn>) { self.columns = columns }

  func take(_ fields: FieldReader, into sink: any RowSink, file: Int, line: Int) throws -> Money? {
    let codes = fields.map.codes
    let past = DateStyle.Century.notAfter(fields.horizon)
    let reference = try fields.reference(columns[.reference])
    let tenure = try fields.code(columns[.tenure], codes.tenure, "tenure")
    let status = try fields.code(columns[.status], codes.status, "status")
    var facts = AccountFacts(
      reference: reference, tenure: tenure, status: status, charge: try charge(fields, status))
    facts.tenancyReference = fields.text(columns[.tenancyReference], limit: FieldReader.Limit.reference)
    facts.start = fields.optionalDate(columns[.start], "start date", century: past)
    facts.end = fields.optionalDate(columns[.end], "end date")
    facts.propertyReference = fields.text(columns[.propertyReference], limit: FieldReader.Limit.reference)
    facts.address = fields.text(columns[.address])
    facts.town = fields.text(columns[.town], limit: FieldReader.Limit.name)
    facts.postcode = fields.text(columns[.postcode], limit: FieldReader.Limit.reference)
    facts.bedrooms = fields.optionalCount(columns[.bedrooms], in: 0...99)
    facts.patch = fields.text(columns[.patch], limit: FieldReader.Limit.reference)
    facts.officerCode = fields.text(columns[.officer], limit: FieldReader.Limit.reference)
    facts.officerName = fields.text(columns[.officerName], limit: FieldReader.Limit.name)
    facts.people = people(fields)
    facts.phone = fields.text(columns[.phone], limit: FieldReader.Limit.name)
    facts.email = fields.text(columns[.email], limit: FieldReader.Limit.name)
    facts.paymentMethod = fields.optionalCode(
      columns[.paymentMethod], codes.paymentMethod, "payment method", otherwise: .none)
    facts.directDebitDay = fields.optionalCount(columns[.directDebitDay], in: 1...31)
    if let total = fields.optionalAmount(columns[.previousTotal]) {
      facts.previousCharge = PreviousCharge(
        total: total, effectiveFrom: fields.optionalDate(columns[.previousFrom], "date"))
    }
    facts.rentFreeWeeks = fields.optionalCount(columns[.rentFreeWeeks], in: 0...53) ?? 0
    readBenefits(fields, into: &facts)
    readEnforcement(fields, into: &facts)
    facts.landlordBalance = fields.optionalAmount(columns[.balance], signed: true)
    facts.landlordBalanceAsAt = fields.optionalDate(columns[.balanceAsAt], "date of the balance")
    try sink.add(facts, file: file, line: line)
    return facts.landlordBalance
  }

  private func charge(_ fields: FieldReader, _ status: AccountStatus) throws(RowRejection) -> Charge {
    let frequency = try fields.code(
      columns[.chargeFrequency], fields.map.codes.chargeFrequency, "charge frequency")
    // Nothing is charged to a former tenant or between invoices; elsewhere a missing charge is worth a look.
    let isBlank = fields.bytes(columns[.chargeTotal]).isEmpty
    let total = isBlank ? Money.zero : try fields.amount(columns[.chargeTotal], signed: false)
    if isBlank, frequency != .invoice, status == .current {
      fields.note(columns[.chargeTotal], "no charge is given", .warned)
    }
    var charge = Charge(frequency: frequency, total: total)
    charge.rent = fields.optionalAmount(columns[.chargeRent]) ?? .zero
    charge.service = fields.optionalAmount(columns[.chargeService]) ?? .zero
    charge.water = fields.optionalAmount(columns[.chargeWater]) ?? .zero
    charge.other = fields.optionalAmount(columns[.chargeOther]) ?? .zero
    charge.effectiveFrom = fields.optionalDate(columns[.chargeFrom], "date")
    return charge
  }

  private func people(_ fields: FieldReader) -> [Person] {
    var people: [Person] = []
    let birth = DateStyle.Century.notAfter(fields.extractDay)
    let first = fields.text(columns[.tenantName], limit: FieldReader.Limit.name)
    let born = fields.optionalDate(columns[.dateOfBirth], "date of birth", century: birth)
    if !first.isEmpty || born != nil { people.append(Person(name: first, dateOfBirth: born)) }
    let joint = fields.text(columns[.jointTenantName], limit: FieldReader.Limit.name)
    if !joint.isEmpty { people.append(Person(name: joint)) }
    return people
  }

  private func readBenefits(_ fields: FieldReader, into facts: inout AccountFacts) {
    let codes = fields.map.codes
    facts.housingBenefit.status = fields.optionalCode(
      columns[.housingBenefit], codes.housingBenefit, "Housing Benefit flag", otherwise: .none)
    facts.housingBenefit.weekly = fields.optionalAmount(columns[.housingBenefitWeekly])
    facts.universalCredit.isClaimant = fields.optionalCode(
      columns[.universalCredit], codes.flag, "flag", otherwise: false)
    facts.universalCredit.paymentDay = fields.optionalCount(columns[.universalCreditDay], in: 1...31)
    facts.universalCredit.claimDate = fields.optionalDate(columns[.universalCreditClaim], "date of the claim")
    facts.universalCredit.isManagedPayment = fields.optionalCode(
      columns[.managedPayment], codes.flag, "flag", otherwise: false)
    facts.isBenefitCapped = fields.optionalCode(columns[.benefitCap], codes.flag, "flag", otherwise: false)
    facts.underOccupiedBedrooms = fields.optionalCount(columns[.underOccupied], in: 0...99) ?? 0
    facts.vulnerabilities = fields.text(columns[.vulnerability]).split(separator: ";").map {
      String($0.drop { $0 == " " })
    }
  }

  private func readEnforcement(_ fields: FieldReader, into facts: inout AccountFacts) {
    if let served = fields.optionalDate(columns[.noticeServed], "date") {
      facts.notice = NoticeSeekingPossession(
        served: served, expires: fields.optionalDate(columns[.noticeExpires], "date"))
    }
    if let kind = fields.optionalCode(
      columns[.courtOrder], fields.map.codes.courtOrder, "court order", otherwise: nil)
    {
      facts.courtOrder = CourtOrder(
        kind: kind, date: fields.optionalDate(columns[.courtOrderDate], "date"),
        weeklyTerms: fields.optionalAmount(columns[.courtTerms]))
    }
    if let from = fields.optionalDate(columns[.breathingSpaceFrom], "date") {
      facts.breathingSpace = BreathingSpace(
        from: from, to: fields.optionalDate(columns[.breathingSpaceTo], "date"))
    }
  }
}
