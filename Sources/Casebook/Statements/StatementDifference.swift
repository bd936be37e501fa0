/// A field in which two forms differ.
public struct StatementDifference: Hashable, Sendable {
  /// The field's stable name.
  public var field: String
  /// What stands in the first; empty where nothing does.
  public var before: String
  /// What stands in the second; empty where nothing does.
  public var after: String

  /// A difference.
  public init(field: String, before: String, after: String) {
    self.field = field
    self.before = before
    self.after = after
  }

  /// The fields in which two forms differ, by name.
  public static func between(_ before: [String: String], _ after: [String: String]) -> [StatementDifference] {
    Set(before.keys).union(after.keys).sorted().compactMap { field in
      let (was, now) = (before[field] ?? "", after[field] ?? "")
      return was == now ? nil : StatementDifference(field: field, before: was, after: now)
    }
  }

  /// The difference in words: `amount.rent: 118.64w became 120w`.
  public var wording: String {
    func quoted(_ text: String) -> String { text.isEmpty ? "blank" : HarmlessText.printable(text, limit: 60) }
    return "\(field): \(quoted(before)) became \(quoted(after))"
  }

  /// Several in words: the first of them, and how many more there are.
  static func wording(_ differences: [StatementDifference]) -> String {
    let most = 5
    if differences.isEmpty { return "nothing" }
    let rest = differences.count > most ? " and \(differences.count - most) more" : ""
    return differences.prefix(most).map(\.wording).joined(separator: "; ") + rest
  }
}
