import Rents

/// A charge run: one cluster, the key is the week's first day, `-`, and the transaction in twelve digits. Text: named
/// fields; a later row of the same key adds `taken-back`, the transaction that took it back.
enum ChargeRunRecord {
  static let cluster = "week"

  static func key(of week: CivilDate, sequence: UInt64) -> String {
    var key = FieldWriter()
    key.date(week)
    key.bytes.append(UInt8(ascii: "-"))
    key.padded(Int(clamping: sequence), 12)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  static func write(_ run: ChargeRun, to fields: inout FieldWriter) {
    fields.named("number", run.number)
    fields.named("year", run.year)
    fields.named("accounts", run.accounts)
    fields.named("postings", run.postings)
    fields.named("total", run.total)
    fields.named("on", run.recorded)
    fields.named("at", run.at)
    fields.named("officer", run.officer)
    fields.named("taken-back", run.takenBack.map { Int(clamping: $0) })
  }

  static func read(key: FieldReader.Slice, text: FieldReader.Slice) -> ChargeRun? {
    guard key.count == 21, let week = FieldReader.date(key),
      let sequence = FieldReader.number(FieldReader.Slice(rebasing: key[9...]))
    else { return nil }
    var run = ChargeRun(
      week: week, number: 0, year: "", accounts: 0, postings: 0, total: .zero, recorded: .first, at: "",
      officer: "", sequence: UInt64(clamping: sequence), takenBack: nil)
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let number = FieldReader.number(value) ?? 0
      switch String(decoding: name, as: UTF8.self) {
      case "number": run.number = Int(clamping: number)
      case "year": run.year = FieldReader.text(value)
      case "accounts": run.accounts = Int(clamping: number)
      case "postings": run.postings = Int(clamping: number)
      case "total": run.total = Money(pence: number)
      case "on": run.recorded = FieldReader.date(value) ?? .first
      case "at": run.at = FieldReader.text(value)
      case "officer": run.officer = FieldReader.text(value)
      case "taken-back": run.takenBack = UInt64(clamping: number)
      default: break
      }
    }
    return run
  }
}
