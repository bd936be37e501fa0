import Journal
import Rents

/// The key of what was recorded here: the transaction in twelve digits, `-`, the place in it. So rows lie in the order in
/// which they were recorded.
enum OwnKey {
  static func key(_ sequence: UInt64, _ place: Int) -> String {
    var key = FieldWriter()
    key.padded(Int(clamping: sequence), 12)
    key.bytes.append(UInt8(ascii: "-"))
    key.number(place)
    return String(decoding: key.bytes, as: UTF8.self)
  }
}

/// A contact or the attempt at one: cluster is the account, the key as ``OwnKey``. Text: named fields.
enum ContactRecord {
  static func write(_ contact: Contact, to fields: inout FieldWriter) {
    fields.named("id", contact.id)
    fields.named("on", contact.recorded)
    fields.named("at", contact.at)
    fields.named("user", contact.user)
    fields.named("officer", contact.officer)
    fields.named("date", contact.date)
    fields.named("channel", contact.attempt.channel.rawValue)
    fields.named("direction", contact.attempt.direction.rawValue)
    fields.named("outcome", contact.attempt.outcome.rawValue)
    fields.named("person", contact.attempt.person)
    fields.named("warned", contact.attempt.isConfirmed)
    fields.named("text", contact.attempt.text)
  }

  static func read(_ text: FieldReader.Slice, sequence: UInt64) -> Contact? {
    var contact = Contact(
      id: "", sequence: sequence, date: .first, recorded: .first, at: "", user: "", officer: "",
      attempt: ContactAttempt(.telephoneOut, .noAnswer))
    var (channel, outcome): (ContactChannel?, ContactOutcome?)
    var direction: ContactDirection?
    var (person, said, isConfirmed) = ("", "", false)
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let text = FieldReader.text(value)
      switch String(decoding: name, as: UTF8.self) {
      case "id": contact.id = text
      case "on": contact.recorded = FieldReader.date(value) ?? .first
      case "at": contact.at = text
      case "user": contact.user = text
      case "officer": contact.officer = text
      case "date": contact.date = FieldReader.date(value) ?? .first
      case "channel": channel = ContactChannel(rawValue: text)
      case "direction": direction = ContactDirection(rawValue: text)
      case "outcome": outcome = ContactOutcome(rawValue: text)
      case "person": person = text
      case "warned": isConfirmed = true
      case "text": said = text
      default: break
      }
    }
    guard let channel, let outcome else { return nil }
    contact.attempt = ContactAttempt(
      channel, outcome, direction: direction, text: said, person: person, date: contact.date,
      isConfirmed: isConfirmed)
    return contact
  }
}

/// A diary date: cluster is the account, the key as ``OwnKey``. Text: named fields.
enum DiaryRecord {
  static func write(_ entry: DiaryEntry, to fields: inout FieldWriter) {
    fields.named("id", entry.id)
    if entry.made != entry.recorded { fields.named("made", entry.made) }
    fields.named("on", entry.recorded)
    fields.named("at", entry.at)
    fields.named("user", entry.user)
    fields.named("officer", entry.officer)
    fields.named("due", entry.plan.due)
    fields.named("kind", entry.plan.kind.rawValue)
    fields.named("amount", entry.plan.amount)
    fields.named("text", entry.plan.text)
  }

  static func read(_ text: FieldReader.Slice, sequence: UInt64) -> DiaryEntry? {
    var entry = DiaryEntry(
      id: "", sequence: sequence, made: .first, recorded: .first, at: "", user: "", officer: "",
      plan: DiaryPlan(due: .first, kind: .other))
    var isDated = false
    var made: CivilDate?
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let text = FieldReader.text(value)
      switch String(decoding: name, as: UTF8.self) {
      case "id": entry.id = text
      case "made": made = FieldReader.date(value)
      case "on": entry.recorded = FieldReader.date(value) ?? .first
      case "at": entry.at = text
      case "user": entry.user = text
      case "officer": entry.officer = text
      case "due":
        guard let due = FieldReader.date(value) else { return nil }
        entry.plan.due = due
        isDated = true
      case "kind": entry.plan.kind = DiaryKind(rawValue: text) ?? .other
      case "amount": entry.plan.amount = FieldReader.number(value).map { Money(pence: $0) }
      case "text": entry.plan.text = text
      default: break
      }
    }
    entry.made = made ?? entry.recorded
    return isDated ? entry : nil
  }
}

/// That a diary date was finished: cluster is the account, the key as ``OwnKey``. Text: named fields; `entry` is the id of
/// the diary date.
struct DiaryFinishRecord {
  var entry: String
  var finish: DiaryFinish

  init(entry: String, finish: DiaryFinish) {
    self.entry = entry
    self.finish = finish
  }

  func write(to fields: inout FieldWriter) {
    fields.named("entry", entry)
    fields.named("on", finish.recorded)
    fields.named("at", finish.at)
    fields.named("user", finish.user)
    fields.named("officer", finish.officer)
    fields.named("result", finish.outcome.result.rawValue)
    fields.named("judged", finish.judged)
    fields.named("text", finish.outcome.text)
  }

  init(_ text: FieldReader.Slice, sequence: UInt64) {
    entry = ""
    finish = DiaryFinish(
      sequence: sequence, recorded: .first, at: "", user: "", officer: "", outcome: DiaryOutcome(), judged: ""
    )
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let text = FieldReader.text(value)
      switch String(decoding: name, as: UTF8.self) {
      case "entry": entry = text
      case "on": finish.recorded = FieldReader.date(value) ?? .first
      case "at": finish.at = text
      case "user": finish.user = text
      case "officer": finish.officer = text
      case "result": finish.outcome.result = DiaryOutcome.Result(rawValue: text) ?? .done
      case "judged": finish.judged = text
      case "text": finish.outcome.text = text
      default: break
      }
    }
  }
}

/// A detail of a person that was changed: cluster is the account, the key as ``OwnKey``. Text: named fields.
enum AmendmentRecord {
  static func write(_ amendment: Amendment, to fields: inout FieldWriter) {
    fields.named("id", amendment.id)
    fields.named("on", amendment.recorded)
    fields.named("at", amendment.at)
    fields.named("user", amendment.user)
    fields.named("officer", amendment.officer)
    fields.named("slot", amendment.slot)
    fields.named("field", amendment.field.rawValue)
    fields.named("from", amendment.from)
    fields.named("to", amendment.to)
  }

  static func read(_ text: FieldReader.Slice, sequence: UInt64) -> Amendment? {
    var amendment = Amendment(
      id: "", sequence: sequence, recorded: .first, at: "", user: "", officer: "", slot: 0, field: .name,
      from: "", to: "")
    var isKnown = false
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let text = FieldReader.text(value)
      switch String(decoding: name, as: UTF8.self) {
      case "id": amendment.id = text
      case "on": amendment.recorded = FieldReader.date(value) ?? .first
      case "at": amendment.at = text
      case "user": amendment.user = text
      case "officer": amendment.officer = text
      case "slot": amendment.slot = Int(clamping: FieldReader.number(value) ?? 0)
      case "field":
        guard let field = PersonField(rawValue: text) else { return nil }
        amendment.field = field
        isKnown = true
      case "from": amendment.from = text
      case "to": amendment.to = text
      default: break
      }
    }
    return isKnown && amendment.slot >= 1 && amendment.slot <= PersonDetails.longest ? amendment : nil
  }
}

/// That an officer recorded something with one command: cluster is the user, the key the transaction in twelve digits.
/// Text: named fields; `account` once for each account.
struct ActRecord {
  var kind: Act.Kind
  var accounts: [String] = []
  var recorded = CivilDate.first
  var at = ""
  var officer = ""
  /// The sitting in which it was done.
  var sitting = ""
  /// The act that it takes back.
  var undoes: UInt64?
  /// The draft that was finished with it.
  var draft = ""

  static func key(_ sequence: UInt64) -> String {
    var key = FieldWriter()
    key.padded(Int(clamping: sequence), 12)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  init(_ kind: Act.Kind) { self.kind = kind }

  func write(to fields: inout FieldWriter) {
    fields.named("do", kind.rawValue)
    fields.named("on", recorded)
    fields.named("at", at)
    fields.named("officer", officer)
    fields.named("sitting", sitting)
    fields.named("undoes", undoes.map { Int(clamping: $0) })
    fields.named("draft", draft)
    for account in accounts { fields.named("account", account) }
  }

  /// Nil where it is something that only a newer program knows.
  init?(_ text: FieldReader.Slice) {
    self.init(.note)
    var isKnown = false
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let text = FieldReader.text(value)
      switch String(decoding: name, as: UTF8.self) {
      case "do":
        guard let kind = Act.Kind(rawValue: text) else { return nil }
        self.kind = kind
        isKnown = true
      case "on": recorded = FieldReader.date(value) ?? .first
      case "at": at = text
      case "officer": officer = text
      case "sitting": sitting = text
      case "undoes": undoes = FieldReader.number(value).map { UInt64(clamping: $0) }
      case "draft": draft = text
      case "account": accounts.append(text)
      default: break
      }
    }
    if !isKnown { return nil }
  }
}

/// What an officer recorded on a day and may take back later.
protocol WithdrawableRecord {
  /// The day on which it was recorded (Europe/London).
  var recorded: CivilDate { get }
  /// That it was taken back; nil while it stands.
  var withdrawal: Withdrawal? { get set }
}

extension Contact: WithdrawableRecord {}
extension DiaryEntry: WithdrawableRecord {}
extension Amendment: WithdrawableRecord {}

/// What was recorded here on an account but notes and postings, as it was known at the end of a day.
struct OwnCasework {
  var withdrawals = Withdrawals()
  var contacts: [Contact] = []
  var diary: [DiaryEntry] = []

  init(of account: String, in book: some RowReading, on day: CivilDate = .last, withdrawals: Withdrawals)
    throws
  {
    self.withdrawals = withdrawals
    contacts = try OwnCasework.contacts(of: account, in: book, on: day, withdrawals)
    diary = try OwnCasework.diary(of: account, in: book, on: day, withdrawals)
  }

  static func contacts(
    of account: String, in book: some RowReading, on day: CivilDate = .last, _ withdrawals: Withdrawals
  ) throws -> [Contact] {
    try records(.contact, of: account, in: book, on: day, withdrawals, ContactRecord.read)
  }

  static func diary(
    of account: String, in book: some RowReading, on day: CivilDate = .last, _ withdrawals: Withdrawals
  ) throws -> [DiaryEntry] {
    var entries = try records(.diary, of: account, in: book, on: day, withdrawals, DiaryRecord.read)
    if entries.isEmpty { return [] }
    try book.rows(of: .diaryFinish, in: account) { _, text, sequence in
      let record = DiaryFinishRecord(text, sequence: sequence)
      guard record.finish.recorded <= day, withdrawals.standing(sequence, on: day) == nil,
        let place = entries.firstIndex(where: { $0.id == record.entry })
      else { return }
      entries[place].finish = record.finish
    }
    return entries
  }

  static func amendments(
    of account: String, in book: some RowReading, on day: CivilDate = .last, _ withdrawals: Withdrawals
  ) throws -> [Amendment] {
    try records(.amendment, of: account, in: book, on: day, withdrawals, AmendmentRecord.read)
  }

  /// The records of one table on an account as they were known at the end of a day, with what was taken back by then.
  private static func records<Record: WithdrawableRecord>(
    _ table: Table, of account: String, in book: some RowReading, on day: CivilDate,
    _ withdrawals: Withdrawals, _ read: (FieldReader.Slice, UInt64) -> Record?
  ) throws -> [Record] {
    var records: [Record] = []
    try book.rows(of: table, in: account) { _, text, sequence in
      guard var record = read(text, sequence), record.recorded <= day else { return }
      record.withdrawal = withdrawals.standing(sequence, on: day)
      records.append(record)
    }
    return records
  }

  /// The people of an account as they were known, with the landlord's facts of a day.
  static func people(
    of account: String, in book: some RowReading, on day: CivilDate = .last, _ withdrawals: Withdrawals
  ) throws -> [PersonDetails] {
    let amendments = try amendments(of: account, in: book, on: day, withdrawals)
    var known: [PersonDetails.Known] = []
    try book.rows(of: .account, in: account) { order, text, sequence in
      // Before any facts were known the earliest stand.
      guard let date = FieldReader.date(order), date <= day || known.isEmpty,
        !text.elementsEqual(FactsRecord.absent)
      else { return }
      known.append(PersonDetails.Known(facts: FactsRecord.read(account, text), sequence: sequence))
    }
    return PersonDetails.all(known, amendments)
  }
}
