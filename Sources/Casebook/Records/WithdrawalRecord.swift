import Rents

/// That a transaction of this account was taken back, or brought back: cluster is the account, the key is the transaction
/// that is meant and the one that says so, twelve digits each. Text: named fields; `back` where it counts again.
enum WithdrawalRecord {
  static func key(of target: UInt64, by sequence: UInt64) -> String {
    var key = FieldWriter()
    key.padded(Int(clamping: target), 12)
    key.bytes.append(UInt8(ascii: "-"))
    key.padded(Int(clamping: sequence), 12)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  static func write(_ entry: Withdrawals.Entry, to fields: inout FieldWriter) {
    fields.named("on", entry.withdrawal.recorded)
    fields.named("at", entry.withdrawal.at)
    fields.named("user", entry.withdrawal.user)
    fields.named("officer", entry.withdrawal.officer)
    fields.named("back", entry.isBroughtBack)
  }

  static func read(key: FieldReader.Slice, text: FieldReader.Slice) -> Withdrawals.Entry? {
    guard key.count == 25, let target = FieldReader.number(FieldReader.Slice(rebasing: key[..<12])),
      let sequence = FieldReader.number(FieldReader.Slice(rebasing: key[13...]))
    else { return nil }
    var entry = Withdrawals.Entry(
      target: UInt64(clamping: target), isBroughtBack: false,
      withdrawal: Withdrawal(
        sequence: UInt64(clamping: sequence), recorded: .first, at: "", user: "", officer: ""))
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      switch String(decoding: name, as: UTF8.self) {
      case "on": entry.withdrawal.recorded = FieldReader.date(value) ?? .first
      case "at": entry.withdrawal.at = FieldReader.text(value)
      case "user": entry.withdrawal.user = FieldReader.text(value)
      case "officer": entry.withdrawal.officer = FieldReader.text(value)
      case "back": entry.isBroughtBack = true
      default: break
      }
    }
    return entry
  }
}

/// What was taken back on an account.
struct Withdrawals {
  struct Entry: Hashable, Sendable {
    /// The transaction that is meant.
    var target: UInt64
    /// It counts again.
    var isBroughtBack: Bool
    /// Who and when.
    var withdrawal: Withdrawal
  }

  /// By the transaction that is meant, then in the order in which they were recorded.
  private(set) var entries: [Entry] = []

  /// Nothing was taken back.
  init() {}

  init(of account: String, in book: some RowReading) throws {
    try book.rows(of: .withdrawal, in: account) { key, text, _ in
      if let entry = WithdrawalRecord.read(key: key, text: text) { entries.append(entry) }
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// How a transaction was taken back as it was known at the end of a day; nil where it counts.
  func standing(_ sequence: UInt64, on day: CivilDate = .last) -> Withdrawal? {
    if entries.isEmpty { return nil }
    let last = entries.last { $0.target == sequence && $0.withdrawal.recorded <= day }
    return last.flatMap { $0.isBroughtBack ? nil : $0.withdrawal }
  }

  /// Whether a transaction counts no more.
  func has(_ sequence: UInt64) -> Bool { standing(sequence) != nil }
}
