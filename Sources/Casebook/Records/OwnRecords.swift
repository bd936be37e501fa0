import Rents

/// A note: cluster is the account, the key is the transaction in twelve digits and the id. Text: named fields.
enum NoteRecord {
  static func write(_ note: Note, to fields: inout FieldWriter) {
    fields.named("id", note.id)
    fields.named("on", note.recorded)
    fields.named("at", note.at)
    fields.named("user", note.user)
    fields.named("officer", note.officer)
    fields.named("text", note.text)
  }

  static func read(_ text: FieldReader.Slice) -> Note {
    var note = Note(id: "", recorded: .first, at: "", user: "", officer: "", text: "")
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let text = FieldReader.text(value)
      switch String(decoding: name, as: UTF8.self) {
      case "id": note.id = text
      case "on": note.recorded = FieldReader.date(value) ?? .first
      case "at": note.at = text
      case "user": note.user = text
      case "officer": note.officer = text
      case "text": note.text = text
      default: break
      }
    }
    return note
  }
}

/// That an extract confirmed a local posting (decision 6): cluster is the account, the key is the local posting's id.
/// Text: named fields; `by` is the key of the landlord's posting, from which its dates are read.
struct TieRecord: Hashable, Sendable {
  var local: String
  var by: String
  var amount: Money
  var effective: CivilDate
  var recorded: CivilDate

  func write(to fields: inout FieldWriter) {
    fields.named("by", by)
    fields.named("amount", amount)
    fields.named("effective", effective)
    fields.named("on", recorded)
  }

  init(local: String, by: String, amount: Money, effective: CivilDate, recorded: CivilDate) {
    self.local = local
    self.by = by
    self.amount = amount
    self.effective = effective
    self.recorded = recorded
  }

  init(key: FieldReader.Slice, text: FieldReader.Slice) {
    self.init(
      local: String(decoding: key, as: UTF8.self), by: "", amount: .zero, effective: .first, recorded: .first)
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      switch String(decoding: name, as: UTF8.self) {
      case "by": by = FieldReader.text(value)
      case "amount": amount = Money(pence: FieldReader.number(value) ?? 0)
      case "effective": effective = FieldReader.date(value) ?? .first
      case "on": recorded = FieldReader.date(value) ?? .first
      default: break
      }
    }
  }

  /// The id of the landlord's posting.
  var byID: String { String(decoding: by.utf8.dropFirst(PostingRecord.keyPrefix), as: UTF8.self) }

  /// Whether the landlord's posting is seen in a view: only then does it stand in the local one's place.
  func isSeen(_ view: AsAt) -> Bool {
    let (effective, known) = Array(by.utf8).withUnsafeBufferPointer { key in
      key.count < PostingRecord.keyPrefix
        ? (nil, nil) : (FieldReader.date(key), FieldReader.date(FieldReader.Slice(rebasing: key[8...])))
    }
    switch view {
    case .now: return true
    case .known(let day): return (known ?? .last) <= day
    case .effective(let day): return (effective ?? .last) <= day
    }
  }
}

/// A row in suspense: cluster is the reference that it gave, the key is what it is and its id. Text: named fields;
/// `key` and `row` are the record as it would stand in its own table. Once it was placed a later row of the same key adds
/// `placed` (the account), `how` and `placed-on`.
enum SuspenseRecord {
  static func key(_ kind: IntakeKind, id: String) -> String { kind.rawValue + " " + id }

  static func write(
    _ item: SuspenseItem, key: [UInt8], row: [UInt8], to fields: inout FieldWriter
  ) {
    fields.named("kind", item.kind.rawValue)
    fields.named("id", item.id)
    fields.named("amount", item.amount)
    fields.named("effective", item.effective)
    fields.named("text", item.text)
    fields.named("file", item.file)
    fields.named("line", item.line)
    fields.named("on", item.recorded)
    fields.named("key", utf8: key)
    fields.named("row", utf8: row)
  }

  /// The row as it stands once it was placed: nothing of it is lost.
  static func placed(
    _ row: SuspendedRow, onto account: String, _ placement: SuspenseItem.Placement, on day: CivilDate
  ) -> [UInt8] {
    var fields = FieldWriter()
    fields.bytes = row.bytes
    fields.named("placed", account)
    fields.named("how", placement.rawValue)
    fields.named("placed-on", day)
    return fields.bytes
  }

  /// What the row says, and the key and the text of the record that it keeps.
  static func readRow(
    account: String, _ text: FieldReader.Slice, source: String
  ) -> (item: SuspenseItem, key: [UInt8], row: [UInt8]) {
    var item = SuspenseItem(
      account: account, kind: .transactions, id: "", amount: nil, effective: nil, text: "", file: "", line: 0,
      recorded: .first)
    var (key, row): ([UInt8], [UInt8]) = ([], [])
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      switch String(decoding: name, as: UTF8.self) {
      case "kind": item.kind = IntakeKind(rawValue: FieldReader.text(value)) ?? .transactions
      case "id": item.id = FieldReader.text(value)
      case "amount": item.amount = FieldReader.number(value).map { Money(pence: $0) }
      case "effective": item.effective = FieldReader.date(value)
      case "text": item.text = FieldReader.text(value)
      case "file": item.file = FieldReader.text(value)
      case "line": item.line = Int(clamping: FieldReader.number(value) ?? 0)
      case "on": item.recorded = FieldReader.date(value) ?? .first
      case "key": key = Array(FieldReader.text(value).utf8)
      case "row": row = Array(FieldReader.text(value).utf8)
      case "placed": item.placed = FieldReader.text(value)
      case "how": item.placement = SuspenseItem.Placement(rawValue: FieldReader.text(value))
      default: break
      }
    }
    item.narrative = item.text
    if item.kind == .transactions {
      let posting = key.withUnsafeBufferPointer { key in
        row.withUnsafeBufferPointer { PostingRecord.read(key: key, text: $0, source: source) }
      }
      item.type = posting?.type
      if let posting { item.narrative = posting.narrative }
    }
    return (item, key, row)
  }

  /// The account onto which a row was placed; nil while it waits.
  static func placed(_ text: FieldReader.Slice) -> String? {
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      if FieldReader.same(name, "placed") { return FieldReader.text(value) }
    }
    return nil
  }
}

/// A file that was taken in: one cluster, the key is the transaction in twelve digits and the file's place in it.
/// Text: named fields.
enum TakenRecord {
  static let cluster = "file"

  static func key(sequence: UInt64, place: Int) -> String {
    var key = FieldWriter()
    key.padded(Int(clamping: sequence), 12)
    key.bytes.append(UInt8(ascii: "-"))
    key.number(place)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  static func write(_ file: TakenFile, to fields: inout FieldWriter) {
    fields.named("name", file.name)
    fields.named("kind", file.kind.rawValue)
    fields.named("sha256", file.sha256)
    fields.named("batch", file.batchDate)
    fields.named("on", file.recorded)
    fields.named("at", file.at)
    fields.named("user", file.user)
    fields.named("read", file.read)
    fields.named("taken", file.taken)
    fields.named("duplicates", file.duplicates)
    fields.named("suspended", file.suspended)
    if file.waiting > 0 { fields.named("waiting", file.waiting) }
    fields.named("rejected", file.rejected)
    fields.named("total", file.controlTotal)
  }

  static func read(_ text: FieldReader.Slice, sequence: UInt64) -> TakenFile {
    var file = TakenFile(
      name: "", kind: .transactions, sha256: "", batchDate: nil, recorded: .first, at: "", user: "",
      sequence: sequence, read: 0, taken: 0, duplicates: 0, suspended: 0, waiting: 0, rejected: 0,
      controlTotal: .zero)
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let number = FieldReader.number(value) ?? 0
      switch String(decoding: name, as: UTF8.self) {
      case "name": file.name = FieldReader.text(value)
      case "kind": file.kind = IntakeKind(rawValue: FieldReader.text(value)) ?? .transactions
      case "sha256": file.sha256 = FieldReader.text(value)
      case "batch": file.batchDate = FieldReader.date(value)
      case "on": file.recorded = FieldReader.date(value) ?? .first
      case "at": file.at = FieldReader.text(value)
      case "user": file.user = FieldReader.text(value)
      case "read": file.read = Int(clamping: number)
      case "taken": file.taken = Int(clamping: number)
      case "duplicates": file.duplicates = Int(clamping: number)
      case "suspended": file.suspended = Int(clamping: number)
      case "waiting": file.waiting = Int(clamping: number)
      case "rejected": file.rejected = Int(clamping: number)
      case "total": file.controlTotal = Money(pence: number)
      default: break
      }
    }
    return file
  }
}

/// The line that stands before a transaction: who, when, which command. Named fields.
struct EntryHeader: Hashable, Sendable {
  var at = ""
  var user = ""
  var officer = ""
  var command = ""
  var today: CivilDate?

  init(at: String, user: String, officer: String, command: String, today: CivilDate?) {
    self.at = at
    self.user = user
    self.officer = officer
    self.command = command
    self.today = today
  }

  var bytes: [UInt8] {
    var fields = FieldWriter()
    fields.named("at", at)
    fields.named("user", user)
    fields.named("officer", officer)
    fields.named("do", command)
    fields.named("today", today)
    return fields.bytes
  }

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      while let (name, value) = reader.named() {
        switch String(decoding: name, as: UTF8.self) {
        case "at": at = FieldReader.text(value)
        case "user": user = FieldReader.text(value)
        case "officer": officer = FieldReader.text(value)
        case "do": command = FieldReader.text(value)
        case "today": today = FieldReader.date(value)
        default: break
        }
      }
    }
  }
}
