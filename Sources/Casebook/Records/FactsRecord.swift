import Rents

/// An account's facts as they stand in the book: cluster is the reference, the order key is the day as of which they
/// are known. Text: named fields; what is empty, no or zero is left out. A snapshot in which the account was absent
/// is the one field `absent=`.
enum FactsRecord {
  static let absent: [UInt8] = Array("absent=".utf8)

  static func write(_ facts: AccountFacts, to fields: inout FieldWriter) {
    fields.named("tenancy", facts.tenancyReference)
    fields.named("tenure", facts.tenure.rawValue)
    fields.named("status", facts.status.rawValue)
    fields.named("start", facts.start)
    fields.named("end", facts.end)
    fields.named("property", facts.propertyReference)
    fields.named("address", facts.address)
    fields.named("town", facts.town)
    fields.named("postcode", facts.postcode)
    fields.named("bedrooms", facts.bedrooms)
    fields.named("patch", facts.patch)
    fields.named("officer", facts.officerCode)
    fields.named("officer-name", facts.officerName)
    for person in facts.people {
      fields.named("name", person.name)
      fields.named("born", person.dateOfBirth)
    }
    fields.named("phone", facts.phone)
    fields.named("email", facts.email)
    fields.named("method", facts.paymentMethod == .none ? "" : facts.paymentMethod.rawValue)
    fields.named("dd-day", facts.directDebitDay)
    fields.named("frequency", facts.charge.frequency.rawValue)
    fields.named("charge", facts.charge.total)
    fields.named("charge-rent", zeroless(facts.charge.rent))
    fields.named("charge-service", zeroless(facts.charge.service))
    fields.named("charge-water", zeroless(facts.charge.water))
    fields.named("charge-other", zeroless(facts.charge.other))
    fields.named("charge-from", facts.charge.effectiveFrom)
    fields.named("previous-charge", facts.previousCharge?.total)
    fields.named("previous-from", facts.previousCharge?.effectiveFrom)
    fields.named("rent-free", facts.rentFreeWeeks == 0 ? nil : facts.rentFreeWeeks)
    fields.named("hb", facts.housingBenefit.status == .none ? "" : facts.housingBenefit.status.rawValue)
    fields.named("hb-weekly", facts.housingBenefit.weekly)
    fields.named("uc", facts.universalCredit.isClaimant)
    fields.named("uc-day", facts.universalCredit.paymentDay)
    fields.named("uc-claim", facts.universalCredit.claimDate)
    fields.named("apa", facts.universalCredit.isManagedPayment)
    fields.named("capped", facts.isBenefitCapped)
    fields.named("under-occupied", facts.underOccupiedBedrooms == 0 ? nil : facts.underOccupiedBedrooms)
    for code in facts.vulnerabilities { fields.named("vulnerability", code) }
    fields.named("nsp-served", facts.notice?.served)
    fields.named("nsp-expires", facts.notice?.expires)
    fields.named("order", facts.courtOrder?.kind.rawValue ?? "")
    fields.named("order-date", facts.courtOrder?.date)
    fields.named("order-weekly", facts.courtOrder?.weeklyTerms)
    fields.named("breathing-from", facts.breathingSpace?.from)
    fields.named("breathing-to", facts.breathingSpace?.to)
    fields.named("balance", facts.landlordBalance)
    fields.named("balance-on", facts.landlordBalanceAsAt)
  }

  /// A hash of the text without the landlord's balance, which stands last and changes with every extract.
  static func detailsHash(_ bytes: FieldReader.Slice) -> UInt64 {
    var end = bytes.count
    var index = bytes.count - balance.count
    // The balance and its day stand at the end, in no more than eighty bytes; no text holds a bar.
    let least = max(0, index - 80)
    while index >= least {
      if bytes[index] == balance[0], bytes[index...].starts(with: balance) { end = index }
      index -= 1
    }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes[..<end] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  private static let balance = Array("|balance=".utf8)

  private static func zeroless(_ amount: Money) -> Money? { amount == .zero ? nil : amount }

  static func read(_ reference: String, _ bytes: FieldReader.Slice) -> AccountFacts {
    var facts = AccountFacts(
      reference: reference, tenure: .secure, status: .current,
      charge: Charge(frequency: .weekly, total: .zero))
    var reader = FieldReader(bytes)
    while let (name, value) = reader.named() { set(name, value, in: &facts) }
    return facts
  }

  private static func set(_ name: FieldReader.Slice, _ value: FieldReader.Slice, in facts: inout AccountFacts)
  {
    let text = FieldReader.text(value)
    let date = FieldReader.date(value)
    let number = FieldReader.number(value).map { Int(clamping: $0) }
    let amount = FieldReader.number(value).map { Money(pence: $0) }
    switch String(decoding: name, as: UTF8.self) {
    case "tenancy": facts.tenancyReference = text
    case "tenure": facts.tenure = Tenure(rawValue: text) ?? .secure
    case "status": facts.status = AccountStatus(rawValue: text) ?? .current
    case "start": facts.start = date
    case "end": facts.end = date
    case "property": facts.propertyReference = text
    case "address": facts.address = text
    case "town": facts.town = text
    case "postcode": facts.postcode = text
    case "bedrooms": facts.bedrooms = number
    case "patch": facts.patch = text
    case "officer": facts.officerCode = text
    case "officer-name": facts.officerName = text
    case "name": facts.people.append(Person(name: text))
    case "born":
      if facts.people.isEmpty { facts.people.append(Person(name: "")) }
      facts.people[facts.people.count - 1].dateOfBirth = date
    case "phone": facts.phone = text
    case "email": facts.email = text
    case "method": facts.paymentMethod = PaymentMethod(rawValue: text) ?? .none
    case "dd-day": facts.directDebitDay = number
    case "frequency": facts.charge.frequency = ChargeFrequency(rawValue: text) ?? .weekly
    case "charge": facts.charge.total = amount ?? .zero
    case "charge-rent": facts.charge.rent = amount ?? .zero
    case "charge-service": facts.charge.service = amount ?? .zero
    case "charge-water": facts.charge.water = amount ?? .zero
    case "charge-other": facts.charge.other = amount ?? .zero
    case "charge-from": facts.charge.effectiveFrom = date
    case "previous-charge": facts.previousCharge = PreviousCharge(total: amount ?? .zero, effectiveFrom: nil)
    case "previous-from": facts.previousCharge?.effectiveFrom = date
    case "rent-free": facts.rentFreeWeeks = number ?? 0
    case "hb": facts.housingBenefit.status = HousingBenefit.Status(rawValue: text) ?? .none
    case "hb-weekly": facts.housingBenefit.weekly = amount
    case "uc": facts.universalCredit.isClaimant = true
    case "uc-day": facts.universalCredit.paymentDay = number
    case "uc-claim": facts.universalCredit.claimDate = date
    case "apa": facts.universalCredit.isManagedPayment = true
    case "capped": facts.isBenefitCapped = true
    case "under-occupied": facts.underOccupiedBedrooms = number ?? 0
    case "vulnerability": facts.vulnerabilities.append(text)
    case "nsp-served": if let date { facts.notice = NoticeSeekingPossession(served: date, expires: nil) }
    case "nsp-expires": facts.notice?.expires = date
    case "order":
      if let kind = CourtOrder.Kind(rawValue: text) {
        facts.courtOrder = CourtOrder(kind: kind, date: nil, weeklyTerms: nil)
      }
    case "order-date": facts.courtOrder?.date = date
    case "order-weekly": facts.courtOrder?.weeklyTerms = amount
    case "breathing-from": if let date { facts.breathingSpace = BreathingSpace(from: date, to: nil) }
    case "breathing-to": facts.breathingSpace?.to = date
    case "balance": facts.landlordBalance = amount
    case "balance-on": facts.landlordBalanceAsAt = date
    // A field of a newer program: what is known is shown.
    default: break
    }
  }
}
