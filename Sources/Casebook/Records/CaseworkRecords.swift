import Rents

/// An officer's action: cluster is the account. Key: date, time, id. Text: `id|time|code|recorded|officer|description|note`.
enum ActionRecord {
  static func key(of action: CaseAction) -> [UInt8] {
    var key = FieldWriter()
    key.date(action.date)
    key.bytes.append(32)
    key.bytes.append(contentsOf: action.time.utf8)
    key.bytes.append(32)
    key.bytes.append(contentsOf: action.id.utf8)
    return key.bytes
  }

  static func write(_ action: CaseAction, recorded: CivilDate, to fields: inout FieldWriter) {
    fields.text(action.id)
    fields.separate()
    fields.text(action.time)
    fields.separate()
    fields.text(action.code)
    fields.separate()
    fields.date(recorded)
    fields.separate()
    fields.text(action.officer)
    fields.separate()
    fields.text(action.description)
    fields.separate()
    fields.text(action.note)
  }

  static func read(key: FieldReader.Slice, text: FieldReader.Slice) -> CaseAction? {
    guard let date = FieldReader.date(key) else { return nil }
    var reader = FieldReader(text)
    let id = reader.text()
    let time = reader.text()
    var action = CaseAction(id: id, date: date, code: reader.text())
    action.time = time
    _ = reader.slice()
    action.officer = reader.text()
    action.description = reader.text()
    action.note = reader.text()
    return action
  }

  /// Whether an action of that code reached out to the household or heard from it; a file note, tracing, a
  /// referral, a court date and word from the benefit office do not.
  static func isContact(_ code: FieldReader.Slice) -> Bool {
    for other in silent where FieldReader.same(code, other) { return false }
    return true
  }

  private static let silent: [StaticString] = ["NTE", "TRC", "DCA", "CRT", "HRG", "UCN", "HBN"]
}

/// The state of an arrangement on a day: cluster is the account. Key: id, a space, the day as of which it is known.
/// Text: named fields.
enum ArrangementRecord {
  static func key(of id: String, known: CivilDate) -> [UInt8] {
    var key = FieldWriter()
    key.bytes.append(contentsOf: id.utf8)
    key.bytes.append(32)
    key.date(known)
    return key.bytes
  }

  static func write(_ arrangement: Arrangement, to fields: inout FieldWriter) {
    fields.named("id", arrangement.id)
    fields.named("kind", arrangement.kind.rawValue)
    fields.named("start", arrangement.start)
    fields.named("arrears", arrangement.arrearsAtStart)
    fields.named("instalment", arrangement.instalment)
    fields.named("frequency", arrangement.frequency.rawValue)
    fields.named("status", arrangement.status.rawValue)
    fields.named("due", arrangement.instalmentsDue)
    fields.named("paid", arrangement.instalmentsPaid)
    fields.named("missed", arrangement.instalmentsMissed)
    fields.named("last-paid", arrangement.lastPaid)
    fields.named("next-due", arrangement.nextDue)
    fields.named("officer", arrangement.officer)
  }

  static func read(_ text: FieldReader.Slice) -> Arrangement {
    var arrangement = Arrangement(
      id: "", kind: .agreement, start: .first, arrearsAtStart: .zero, instalment: .zero, frequency: .weekly,
      status: .active)
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let text = FieldReader.text(value)
      let date = FieldReader.date(value)
      let number = FieldReader.number(value) ?? 0
      switch String(decoding: name, as: UTF8.self) {
      case "id": arrangement.id = text
      case "kind": arrangement.kind = Arrangement.Kind(rawValue: text) ?? .agreement
      case "start": arrangement.start = date ?? .first
      case "arrears": arrangement.arrearsAtStart = Money(pence: number)
      case "instalment": arrangement.instalment = Money(pence: number)
      case "frequency": arrangement.frequency = Arrangement.Frequency(rawValue: text) ?? .weekly
      case "status": arrangement.status = Arrangement.Status(rawValue: text) ?? .active
      case "due": arrangement.instalmentsDue = Int(clamping: number)
      case "paid": arrangement.instalmentsPaid = Int(clamping: number)
      case "missed": arrangement.instalmentsMissed = Int(clamping: number)
      case "last-paid": arrangement.lastPaid = date
      case "next-due": arrangement.nextDue = date
      case "officer": arrangement.officer = text
      default: break
      }
    }
    return arrangement
  }

  /// The day as of which a state is known: the last eight characters of its key.
  static func known(_ key: FieldReader.Slice) -> CivilDate? {
    key.count < 9 ? nil : FieldReader.date(FieldReader.Slice(rebasing: key[(key.count - 8)...]))
  }

  /// The part of a key before the day.
  static func identity(_ key: FieldReader.Slice) -> [UInt8] { Array(key.dropLast(9)) }
}

/// The state of an instalment on a day: cluster is the account. Key: arrangement, number in five digits, the day as
/// of which it is known, spaces between. Text: `arrangement|number|due|amount|paid|status`.
enum InstalmentRecord {
  static func key(of instalment: Instalment, known: CivilDate) -> [UInt8] {
    var key = FieldWriter()
    key.bytes.append(contentsOf: instalment.arrangement.utf8)
    key.bytes.append(32)
    key.padded(instalment.number, 5)
    key.bytes.append(32)
    key.date(known)
    return key.bytes
  }

  static func write(_ instalment: Instalment, to fields: inout FieldWriter) {
    fields.text(instalment.arrangement)
    fields.separate()
    fields.number(instalment.number)
    fields.separate()
    fields.date(instalment.due)
    fields.separate()
    fields.number(instalment.amount.pence)
    fields.separate()
    fields.number(instalment.paid.pence)
    fields.separate()
    fields.text(instalment.status.rawValue)
  }

  static func read(_ text: FieldReader.Slice) -> Instalment? {
    var reader = FieldReader(text)
    let arrangement = reader.text()
    let number = reader.int()
    guard let due = reader.date() else { return nil }
    let (amount, paid) = (reader.money(), reader.money())
    guard let status = Instalment.Status(rawValue: reader.text()) else { return nil }
    return Instalment(
      arrangement: arrangement, number: number, due: due, amount: amount, paid: paid, status: status)
  }
}
