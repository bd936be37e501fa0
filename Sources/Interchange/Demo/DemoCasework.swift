import Casebook
import Rents

/// What the landlord's officers recorded in this book itself over the last two weeks: contacts, diary dates and promises to
/// pay, some due today, some overdue, some kept and some broken by the ledger as it is.
struct DemoCasework {
  /// One command of an officer on a day.
  struct Step {
    var day: CivilDate
    var user: String
    var work: Work
  }

  /// What is done. A date is finished by its account and due day: its id is known only once it is made.
  enum Work {
    case perform(Command)
    case finish(account: String, due: CivilDate, outcome: DiaryOutcome)
    case move(account: String, due: CivilDate, text: String, to: CivilDate)
  }

  private let today: CivilDate
  private let seed: UInt64
  /// The patches that have casework, with the login of their officer: a large book has no more of it than a small one.
  private let officers: [String: String]
  /// The files by which forms are asked; nil where the demo has no forms.
  private let statements: StatementSources?
  private let thresholds: StatementThresholds
  private var told: [String: Int] = [:]
  private var asked: [String: Int] = [:]
  private(set) var steps: [Step] = []

  private static let patches = 3
  private static let accountsInPatch = 18
  private static let formsInPatch = 10
  private static let homes: Set<Tenure> = [.secure, .introductory, .flexible, .assured, .licence]

  init(_ landlord: DemoLandlord, today: CivilDate, seed: UInt64, statements: StatementSources? = nil) {
    self.today = today
    self.statements = statements
    // Without them a household says nothing of benefits; a faulty file is named where a form is opened.
    thresholds =
      statements?.thresholds.flatMap { try? StatementThresholdsFile.read($0.bytes, file: $0.name) }
      ?? StatementThresholds()
    self.seed = seed
    var officers: [String: String] = [:]
    for patch in landlord.patches.prefix(DemoCasework.patches) { officers[patch.code] = patch.officer.login }
    self.officers = officers
  }

  /// The steps in the order in which they were taken: by day, and each officer's together.
  var inOrder: [Step] {
    steps.enumerated().sorted {
      ($0.element.day, $0.element.user, $0.offset) < ($1.element.day, $1.element.user, $1.offset)
    }.map(\.element)
  }

  /// The working day so many days before today, or the one before it.
  private func before(_ days: Int) -> CivilDate { working(today.adding(days: -days), step: -1) }

  private func working(_ day: CivilDate, step: Int) -> CivilDate {
    var day = day
    while day.weekday == .saturday || day.weekday == .sunday { day = day.adding(days: step) }
    return day
  }

  /// Looks at an account: whoever owes, and may be reached without thinking twice, has a story.
  mutating func take(_ account: DemoAccount, ordinal: Int) {
    let facts = account.facts
    guard let user = officers[facts.patch], facts.status == .current, facts.breathingSpace == nil,
      !facts.vulnerabilities.contains("SAFE"), let owed = facts.landlordBalance, owed.pence > 4_000,
      !facts.people.isEmpty
    else { return }
    askForForm(facts, user, ordinal)
    let place = told[facts.patch, default: 0]
    guard place < DemoCasework.accountsInPatch else { return }
    var random = DemoRandom(seed: seed, account: ordinal, purpose: 96)
    guard random.chance(70) else { return }
    told[facts.patch] = place + 1
    let reference = facts.reference
    let person = facts.people.first?.name ?? ""
    if let paid = payment(of: account), place % 3 == 0 {
      return keptPromise(reference, user, paid, person, &random)
    }
    tell(place % 10, reference, user, person, &random)
  }

  /// An income and expenditure form that was gone through with the household: months ago, or in these weeks.
  private mutating func askForForm(_ facts: AccountFacts, _ user: String, _ ordinal: Int) {
    guard let statements, DemoCasework.homes.contains(facts.tenure),
      asked[facts.patch, default: 0] < DemoCasework.formsInPatch
    else {
      return
    }
    var random = DemoRandom(seed: seed, account: ordinal, purpose: 98)
    guard random.chance(35) else { return }
    let day = before(random.chance(60) ? random.within(70...260) : random.within(1...13))
    if let start = facts.start, day <= start { return }
    asked[facts.patch, default: 0] += 1
    let fields = DemoStatement.fields(
      of: facts, on: day, thresholds: thresholds, seed: seed, ordinal: ordinal)
    add(
      day, user,
      .finishStatement(
        account: facts.reference, finish: StatementFinish(fields: fields, sources: statements)))
  }

  /// The household's newest own payment of the days in which a promise could have been made before it and judged after it.
  private func payment(of account: DemoAccount) -> Posting? {
    let days = today.adding(days: -8)...today.adding(days: -2)
    return account.postings.last {
      $0.type.group == .payment && $0.amount.pence <= -500 && days.contains($0.effective)
    }
  }

  private mutating func add(_ day: CivilDate, _ user: String, _ command: Command) {
    steps.append(Step(day: day, user: user, work: .perform(command)))
  }

  private mutating func keptPromise(
    _ account: String, _ user: String, _ paid: Posting, _ person: String, _ random: inout DemoRandom
  ) {
    let made = working(paid.effective.adding(days: -2), step: -1)
    // A round sum that the payment covers.
    let sum = Money(pence: max(500, -paid.amount.pence / 500 * 500))
    let due = paid.effective
    let plan = DiaryPlan(
      due: due, kind: .promise, amount: sum,
      text: random.pick(["when the wages come", "by card", "as agreed"]))
    add(
      made, user,
      .contactAndDiary(
        account: account, attempt: ContactAttempt(.telephoneOut, .spoke, text: plan.text, person: person),
        entry: plan))
    // Some are still to be looked at.
    let judged = working(due.adding(days: 1), step: 1)
    guard random.chance(70), judged <= today else { return }
    steps.append(
      Step(
        day: judged, user: user, work: .finish(account: account, due: due, outcome: DiaryOutcome(.done))))
  }

  private mutating func tell(
    _ story: Int, _ account: String, _ user: String, _ person: String, _ random: inout DemoRandom
  ) {
    let sum = Money(pence: Int64(random.within(4...16)) * 500)
    func promise(_ due: CivilDate, _ text: String) -> DiaryPlan {
      DiaryPlan(due: due, kind: .promise, amount: sum, text: text)
    }
    let spoke = ContactAttempt(
      .telephoneOut, .spoke, text: random.pick(DemoCasework.conversations), person: person)
    switch story {
    case 0:
      let plan = DiaryPlan(due: today, kind: .callBack, text: random.pick(DemoCasework.calls))
      let attempt = ContactAttempt(.telephoneOut, .noAnswer, text: "rang twice, no voicemail left")
      add(before(2), user, .contactAndDiary(account: account, attempt: attempt, entry: plan))
    case 1:
      let plan = promise(today, random.pick(DemoCasework.promises))
      add(before(6), user, .contactAndDiary(account: account, attempt: spoke, entry: plan))
    case 2:
      let plan = promise(before(3), random.pick(DemoCasework.promises))
      add(before(10), user, .contactAndDiary(account: account, attempt: spoke, entry: plan))
    case 3:
      let due = before(5)
      add(
        before(11), user,
        .contactAndDiary(
          account: account, attempt: spoke, entry: promise(due, random.pick(DemoCasework.promises))))
      let judged = working(due.adding(days: 1), step: 1)
      steps.append(
        Step(
          day: min(judged, today), user: user,
          work: .finish(
            account: account, due: due, outcome: DiaryOutcome(.done, text: "text sent, no answer yet"))))
    case 4:
      let plan = DiaryPlan(due: today, kind: .review, text: random.pick(DemoCasework.reviews))
      add(before(7), user, .diary(account: account, entry: plan))
    case 5:
      let plan = DiaryPlan(due: before(2), kind: .callBack, text: random.pick(DemoCasework.calls))
      add(before(5), user, .diary(account: account, entry: plan))
    case 6:
      let plan = DiaryPlan(
        due: working(today.adding(days: 3), step: 1), kind: .visit, text: "with the support worker, 10.30")
      let attempt = ContactAttempt(.agency, .spokeToThirdParty, direction: .incoming, text: "visit agreed")
      add(before(1), user, .contactAndDiary(account: account, attempt: attempt, entry: plan))
    case 7:
      let attempt = ContactAttempt(.text, .textDelivered, text: "balance, and how to pay")
      add(before(4), user, .contact(account: account, attempt: attempt))
      add(before(1), user, .contact(account: account, attempt: ContactAttempt(.telephoneOut, .voicemail)))
    case 8:
      let due = before(3)
      add(
        before(8), user,
        .diary(
          account: account,
          entry: DiaryPlan(due: due, kind: .callBack, text: random.pick(DemoCasework.calls))))
      steps.append(
        Step(
          day: due, user: user,
          work: .move(
            account: account, due: due, text: "engaged all afternoon",
            to: working(today.adding(days: 1), step: 1))))
    default:
      let due = before(1)
      add(
        before(7), user,
        .diary(
          account: account, entry: DiaryPlan(due: due, kind: .review, text: random.pick(DemoCasework.reviews))
        ))
      steps.append(
        Step(
          day: due, user: user,
          work: .finish(
            account: account, due: due, outcome: DiaryOutcome(.done, text: "payment in, nothing to do"))))
    }
  }

  private static let conversations = [
    "hours were cut, new rota from Monday", "benefit letter came, will bring it in",
    "had not seen the letter; balance explained", "agreed to pay something each week",
  ]
  private static let promises = [
    "when the wages come", "after benefit day", "sister will lend it", "by card over the telephone",
  ]
  private static let calls = [
    "after 3, when the shift ends", "before nine", "wants to hear about a direct debit",
    "ask for the award letter",
  ]
  private static let reviews = [
    "has the payment come", "any word since the letter", "look again before the next letter",
    "ask how the new hours go",
  ]

  /// Does all of it.
  /// - Parameter open: the book as an officer has it on a day.
  /// - Returns: how many changes were made, and the number of the last.
  func record(
    opening open: (_ user: String, _ day: CivilDate) throws(CasebookError) -> Casebook
  ) throws(CasebookError) -> (changes: Int, sequence: UInt64?) {
    var sitting: (user: String, day: CivilDate, book: Casebook)?
    var sequence: UInt64?
    for step in inOrder {
      let book: Casebook
      if let sitting, sitting.user == step.user, sitting.day == step.day {
        book = sitting.book
      } else {
        book = try open(step.user, step.day)
        sitting = (step.user, step.day, book)
      }
      sequence = try book.perform(try command(step.work, in: book)).sequence
    }
    return (steps.count, sequence)
  }

  private func command(_ work: Work, in book: Casebook) throws(CasebookError) -> Command {
    func open(_ account: String, _ due: CivilDate) throws(CasebookError) -> DiaryEntry {
      let diary = try book.view.account(account, asAt: .now)?.diary ?? []
      guard let entry = diary.first(where: { $0.isOpen && $0.plan.due == due }) else {
        throw .refused("The demo's diary of \(account) is not what it was made to be. Tell its makers.")
      }
      return entry
    }
    switch work {
    case .perform(let command): return command
    case .finish(let account, let due, let outcome):
      return .finishDiary(account: account, id: try open(account, due).id, outcome: outcome)
    case .move(let account, let due, let text, let day):
      let entry = try open(account, due)
      var plan = entry.plan
      plan.due = day
      return .moveDiary(account: account, id: entry.id, text: text, entry: plan)
    }
  }
}
