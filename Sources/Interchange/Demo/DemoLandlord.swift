import Rents

/// An invented landlord with officers, patches and any number of rent accounts that were lived through until today.
///
/// ```swift
/// let landlord = try DemoLandlord(parameters: DemoParameters(), today: today)
/// try landlord.generate(into: &sink)
/// ```
///
/// The same parameters on the same day give the same accounts, and account 17 is the same however many follow it.
/// Names, addresses and lives are drawn by lot: telephone numbers are those kept for drama, postcodes begin with ZZ,
/// mail goes to example.org.
public struct DemoLandlord: Sendable {
  /// What was asked for.
  public let parameters: DemoParameters
  /// The day on which the book stands.
  public let today: CivilDate
  /// The caseloads, in the order of the accounts.
  public let patches: [DemoPatch]
  /// Everybody who works there: the patches' officers, a senior, a relief, an assistant, and one who has left.
  public let officers: [DemoOfficer]
  private let calendar: DemoCalendar

  /// The landlord's name.
  public var name: String { DemoPlaces.landlord }
  /// The landlord's housing system, the source of its postings.
  public var source: String { DemoPlaces.source }

  /// Lays the landlord out.
  /// - Throws: ``DemoError`` where the parameters or the day are out of bounds.
  public init(parameters: DemoParameters, today: CivilDate) throws(DemoError) {
    try parameters.check()
    guard (1980...2199).contains(today.year) else { throw DemoError.dayOutOfReach }
    self.parameters = parameters
    self.today = today
    calendar = DemoCalendar(today: today, years: parameters.years)
    var patches: [DemoPatch] = []
    var first = 0
    while first < parameters.accounts {
      let end = DemoLandlord.patchEnd(after: first, patch: patches.count, parameters)
      patches.append(
        DemoPatch(
          code: DemoPlaces.patchCode(patches.count), name: DemoPlaces.quarter(patch: patches.count).name,
          officer: DemoOfficers.officer(patch: patches.count, seed: parameters.seed), accounts: first..<end))
      first = end
    }
    self.patches = patches
    officers =
      patches.map(\.officer) + [
        DemoOfficers.senior, DemoOfficers.relief, DemoOfficers.assistant, DemoOfficers.former,
      ]
  }

  /// Patches of about 400, none quite the size of its neighbour; or as many even ones as were asked for.
  private static func patchEnd(after first: Int, patch: Int, _ parameters: DemoParameters) -> Int {
    if let asked = parameters.patches { return parameters.accounts * (patch + 1) / asked }
    return min(first + [411, 402, 387][patch % 3], parameters.accounts)
  }

  /// Hands every account to the sink, one after another, in the order of the references.
  /// - Throws: what the sink throws; accounts already handed over stay with it.
  public func generate<Sink: DemoSink>(into sink: inout Sink) throws(Sink.Failure) {
    for patch in patches.indices { try generate(patch: patch, into: &sink) }
  }

  /// Hands the accounts of one patch to the sink, by its position in ``patches``.
  /// - Throws: what the sink throws; accounts already handed over stay with it.
  public func generate<Sink: DemoSink>(patch number: Int, into sink: inout Sink) throws(Sink.Failure) {
    guard patches.indices.contains(number) else { return }
    let accounts = patches[number].accounts
    var deck: [DemoPayer] = []
    for account in accounts {
      if deck.isEmpty || account % DemoPayer.deckSize == 0 {
        deck = DemoPayer.deck(run: account / DemoPayer.deckSize, seed: parameters.seed)
      }
      let payer = deck[account % DemoPayer.deckSize]
      try sink.take(make(account, payer, patch: number, ordinal: account - accounts.lowerBound))
    }
  }

  /// One account by its place in the book, 0 for the first; nil beyond the last.
  public func account(at index: Int) -> DemoAccount? {
    guard let number = patches.firstIndex(where: { $0.accounts.contains(index) }) else { return nil }
    return make(index, payer(of: index), patch: number, ordinal: index - patches[number].accounts.lowerBound)
  }

  private func payer(of account: Int) -> DemoPayer {
    DemoPayer.deck(run: account / DemoPayer.deckSize, seed: parameters.seed)[account % DemoPayer.deckSize]
  }

  // MARK: One account

  /// The streams of chance of one account.
  private enum Purpose: UInt64 {
    case property = 2, people, life, diary, contact
  }

  private func random(_ account: Int, _ purpose: Purpose) -> DemoRandom {
    DemoRandom(seed: parameters.seed, account: account, purpose: purpose.rawValue)
  }

  private func make(_ account: Int, _ payer: DemoPayer, patch: Int, ordinal: Int) -> DemoAccount {
    var propertyRandom = random(account, .property)
    let property = DemoProperty(payer: payer, &propertyRandom)
    let owner = owner(of: account, payer, patch)
    var peopleRandom = random(owner.account, .people)
    let people = DemoPeople(payer: owner.payer, today: today, &peopleRandom)
    let tenant = people.names[0]

    let life = DemoLife(
      calendar: calendar, random: random(account, .life),
      charges: DemoCharges.years(now: property.charges, calendar), freeWeeks: property.freeWeeks)
    var household = DemoHousehold(
      payer: payer, life: life, orderName: "\(tenant.family.uppercased()) \(tenant.given.prefix(1))")
    household.story.isSafeContactOnly = people.vulnerabilities.contains("SAFE")
    household.live()
    household.life.entries.sort { $0.key < $1.key }

    var diary = diary(account, patch: patch)
    var actions: [CaseAction] = []
    diary.write(
      account: account, story: &household.story,
      canServeNotice: payer.isHome && !payer.isLicence && !payer.isFormer,
      life: household.life, entries: household.life.entries, name: tenant, into: &actions)

    var made = DemoAccount(
      facts: facts(account, owner.account, property, people, household, patch, ordinal), payer: payer)
    made.actions = actions
    made.postings = postings(account, household)
    let balance = made.postings.reduce(into: Int64(0)) { $0 += $1.amount.pence }
    made.facts.landlordBalance = Money(pence: balance)
    made.facts.landlordBalanceAsAt = today
    if let agreed = household.story.plan {
      plan(account, agreed, diary.holder(on: agreed.start), into: &made)
    }
    if payer.isHome, !payer.isFormer, diary.random.chance(2) {
      made.notes.append(
        diary.fill(
          diary.random.pick(DemoWording.today), name: tenant, voice: patches[patch].officer.voice,
          balance: Int(balance), day: today.dayNumber, plan: household.story.plan, week: 0))
    }
    return made
  }

  /// Whose people an account has: a garage, a store or a sundry debt belongs to a tenant nearby, more often than not.
  private func owner(of account: Int, _ payer: DemoPayer, _ patch: Int) -> (account: Int, payer: DemoPayer) {
    guard !payer.isHome else { return (account, payer) }
    var random = random(account, .contact)
    guard random.chance(65) else { return (account, payer) }
    let deck = DemoPayer.deck(run: account / DemoPayer.deckSize, seed: parameters.seed)
    var nearby = account - 1
    while nearby >= account / DemoPayer.deckSize * DemoPayer.deckSize,
      nearby >= patches[patch].accounts.lowerBound
    {
      let payer = deck[nearby % DemoPayer.deckSize]
      if payer.isHome, !payer.isFormer, !payer.isLicence { return (nearby, payer) }
      nearby -= 1
    }
    return (account, payer)
  }

  private func diary(_ account: Int, patch: Int) -> DemoDiary {
    var random = random(account, .diary)
    // The first patch had another officer until about ten months ago.
    let handover = calendar.onOrAfter(calendar.today - 290)
    return DemoDiary(
      calendar: calendar, patchOfficer: patches[patch].officer,
      cover: random.chance(70) ? DemoOfficers.relief : DemoOfficers.senior,
      predecessor: patch == 0 ? (DemoOfficers.former, handover) : nil, random: random)
  }

  /// The reference of an account: eight digits that rise with gaps, as after years of lettings.
  static func reference(_ account: Int) -> Int { 40_200_117 + account * 53 + account * 7919 % 41 }

  private func postings(_ account: Int, _ household: DemoHousehold) -> [Posting] {
    let life = household.life
    let (source, today) = (self.source, self.today)
    var number = UInt64(1_000_000_000 + account * 16_384)
    var postings: [Posting] = []
    postings.reserveCapacity(life.entries.count + 1)
    func append(_ type: PostingType, _ amount: Int, _ effective: Int32, _ known: Int32, _ narrative: Int) {
      number += 1
      var posting = Posting(
        id: DemoLandlord.text(number), type: type, amount: Money(pence: Int64(amount)),
        effective: CivilDate(dayNumber: effective), known: CivilDate(dayNumber: known), recorded: today,
        source: source)
      posting.batch = calendar.batch(DemoBatch(type), known)
      let shared = calendar.narratives.texts
      posting.narrative =
        narrative < shared.count ? shared[narrative] : life.ownNarratives[narrative - shared.count]
      postings.append(posting)
    }
    if life.from == calendar.opening {
      append(
        .broughtForward, life.prior, life.from, life.from, DemoNarratives.Phrase.broughtForward.rawValue)
    }
    for entry in life.entries {
      append(entry.type, entry.amount, entry.effective, entry.known, entry.narrative)
    }
    return postings
  }

  /// A number's digits, made in place: ten digits need no memory of their own.
  private static func text(_ number: UInt64) -> String {
    guard (1_000_000_000...9_999_999_999).contains(number) else { return String(number) }
    return String(unsafeUninitializedCapacity: 10) { digits in
      var rest = number
      for place in stride(from: 9, through: 0, by: -1) {
        digits[place] = UInt8(48 + rest % 10)
        rest /= 10
      }
      return 10
    }
  }

  private func plan(_ account: Int, _ plan: DemoPlan, _ officer: DemoOfficer, into made: inout DemoAccount) {
    guard !plan.dues.isEmpty else { return }
    let id = "AG\(600_000 + account)"
    var arrangement = Arrangement(
      id: id, kind: plan.kind, start: CivilDate(dayNumber: plan.start),
      arrearsAtStart: Money(pence: Int64(plan.arrears)),
      instalment: Money(pence: Int64(plan.instalment)), frequency: plan.frequency, status: plan.status)
    arrangement.officer = officer.code
    for (index, due) in plan.dues.enumerated() {
      let day = CivilDate(dayNumber: due.day)
      let amount = Money(pence: Int64(due.amount))
      made.instalments.append(
        Instalment(
          arrangement: id, number: index + 1, due: day, amount: amount,
          paid: due.status == .paid ? amount : .zero,
          status: due.status))
      if due.day <= calendar.today { arrangement.instalmentsDue += 1 }
      switch due.status {
      case .paid:
        arrangement.instalmentsPaid += 1
        arrangement.lastPaid = day
      case .missed: arrangement.instalmentsMissed += 1
      case .due: if arrangement.nextDue == nil { arrangement.nextDue = day }
      }
    }
    made.arrangements.append(arrangement)
  }

  // MARK: Facts

  private func facts(
    _ account: Int, _ owner: Int, _ property: DemoProperty, _ people: DemoPeople, _ household: DemoHousehold,
    _ patch: Int, _ ordinal: Int
  ) -> AccountFacts {
    let story = household.story
    var charge = Charge(frequency: property.frequency, total: .zero)
    let lines = property.charges
    let runs = household.end == nil && property.frequency != .invoice
    if runs {
      charge.total = Money(pence: Int64(lines.total))
      charge.rent = Money(pence: Int64(lines.rent))
      charge.service = Money(pence: Int64(lines.service))
      charge.water = Money(pence: Int64(lines.water))
      charge.other = Money(pence: Int64(lines.other + lines.vat))
    }
    let start = CivilDate(dayNumber: household.start)
    var tenure = property.tenure
    // A council tenancy is introductory in its first year.
    if tenure == .secure, start.adding(years: 1) > today { tenure = .introductory }
    var facts = AccountFacts(
      reference: String(DemoLandlord.reference(account)), tenure: tenure,
      status: household.end == nil ? .current : .former, charge: charge)
    facts.tenancyReference = "\(property.prefix)\(210_000 + account * 3)/\(account % 4 + 1)"
    facts.start = start
    facts.end = household.end.map { CivilDate(dayNumber: $0) }
    facts.patch = patches[patch].code
    facts.officerCode = patches[patch].officer.code
    facts.officerName = patches[patch].officer.name
    if runs { uprating(property, start, lines, into: &facts) }
    facts.rentFreeWeeks = property.freeWeeks
    place(account, property, patch, ordinal, into: &facts)
    person(owner, people, into: &facts)

    facts.paymentMethod = household.end != nil && story.plan == nil ? .none : story.method
    facts.directDebitDay = story.directDebitDay
    facts.housingBenefit = story.housingBenefit
    facts.universalCredit = story.universalCredit
    facts.isBenefitCapped = story.isCapped
    facts.underOccupiedBedrooms = story.spareRooms
    facts.courtOrder = story.order
    facts.breathingSpace = story.breathingSpace
    if let served = story.notice {
      let notice = CivilDate(dayNumber: served)
      // Four weeks and to the end of the tenancy's week, and then twelve months.
      let specified = notice.adding(days: 28 + Int(DemoCalendar.monday(of: served) + 6 - served))
      facts.notice = NoticeSeekingPossession(served: notice, expires: specified.adding(years: 1))
    }
    return facts
  }

  private func uprating(
    _ property: DemoProperty, _ start: CivilDate, _ lines: DemoCharges, into facts: inout AccountFacts
  ) {
    func from(_ day: CivilDate) -> CivilDate {
      let first = CivilDate(year: day.year, month: 4, day: 1) ?? day
      guard property.frequency == .weekly else { return day < first ? first.adding(years: -1) : first }
      return CivilDate(dayNumber: calendar.rentYearStart(of: day.dayNumber))
    }
    let now = from(today)
    facts.charge.effectiveFrom = max(now, start)
    guard start < now else { return }
    let before = from(now.adding(days: -7))
    let years = DemoCharges.years(now: lines, calendar)
    let year = Int(calendar.day(today.dayNumber).rentYear)
    guard year > 0 else { return }
    facts.previousCharge = PreviousCharge(
      total: Money(pence: Int64(years[year - 1].total)), effectiveFrom: max(before, start))
  }

  private func place(
    _ account: Int, _ property: DemoProperty, _ patch: Int, _ ordinal: Int, into facts: inout AccountFacts
  ) {
    var random = random(account, .contact)
    facts.propertyReference = "\(property.propertyPrefix)\(31_000 + account)"
    facts.town = DemoPlaces.town
    let home = DemoPlaces.home(
      patch: patch, ordinal: ordinal, of: patches[patch].accounts.count, inBlock: property.isFlat, &random)
    facts.postcode = home.postcode
    switch property.kind {
    case .garage:
      let quarter = DemoPlaces.quarter(patch: patch)
      facts.address =
        "Garage \(ordinal % 60 + 1), rear of \(quarter.streets[ordinal % quarter.streets.count])"
    case .storage:
      facts.address = "Unit \(ordinal % 90 + 1), Council Store, Depot Lane"
    case .licence:
      let hostel = DemoPlaces.quarter(patch: patch).hostel
      facts.address = property.isFlat ? "Room \(ordinal % 40 + 1), \(hostel)" : home.address
      if property.isFlat { facts.postcode = DemoPlaces.postcode(patch: patch, place: 200) }
      facts.bedrooms = property.bedrooms
    case .sundry: facts.address = home.address
    case .home:
      facts.address = home.address
      facts.bedrooms = property.bedrooms
    }
  }

  private func person(_ owner: Int, _ people: DemoPeople, into facts: inout AccountFacts) {
    var random = random(owner, .contact)
    _ = random.next()
    facts.people = people.people
    let tenant = people.names[0]
    if random.chance(91) {
      let number = 900_000 + random.below(1000)
      facts.phone = "07700 \(number)"
    }
    if random.chance(54) {
      let name = "\(DemoNames.plain(tenant.given)).\(DemoNames.plain(tenant.family))"
      facts.email = "\(name)\(random.within(1...99))@example.org"
    }
    facts.vulnerabilities = people.vulnerabilities
  }
}
