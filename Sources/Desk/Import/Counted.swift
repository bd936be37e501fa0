/// A number with its noun.
enum Counted {
  static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
