import Interchange

/// One planted defect of a messy set.
struct PlantedDefect: Sendable {
  var file: String
  var line: Int
  var kind: String
  var effect: String
  var account: String?
  var id: String?
  var pence: Int?
  /// How much the account's balance is out by, where the defect spoils a genuine row.
  var damagedPence: Int {
    guard effect == "damaged" else { return 0 }
    if let file = filePence, let sum = sumPence { return file - sum }
    return pence ?? 0
  }
  private var filePence: Int?
  private var sumPence: Int?

  static func read(style: String) throws -> [PlantedDefect] {
    let bytes = try Fixtures.bytes(Fixtures.folder + "/messy/\(style)/mess_manifest.json")
    guard let json = try? JSONValue(String(decoding: bytes, as: UTF8.self)) else { return [] }
    return (json.list ?? []).compactMap { entry in
      guard let file = entry["file"]?.string, let line = entry["line"]?.integer.map(Int.init),
        let kind = entry["kind"]?.string,
        let effect = entry["effect"]?.string
      else { return nil }
      var defect = PlantedDefect(file: file, line: line, kind: kind, effect: effect)
      defect.account = entry["account_ref"]?.string
      defect.id = entry["transaction_id"]?.string
      defect.pence = entry["amount_pence"]?.integer.map(Int.init)
      defect.filePence = entry["file_balance_pence"]?.integer.map(Int.init)
      defect.sumPence = entry["transactions_sum_pence"]?.integer.map(Int.init)
      return defect
    }
  }

  private init(file: String, line: Int, kind: String, effect: String) {
    self.file = file
    self.line = line
    self.kind = kind
    self.effect = effect
  }
}

/// The three styles of extract.
let styles = ["plain", "ql", "nec"]
