import Rents

extension WeeksOwed {
  /// At most four columns: `6.4`, and nothing where nothing is owed.
  var shortText: String {
    guard tenths > 0 else { return "" }
    if tenths >= 10_000 { return "999+" }
    // A hundred weeks need no tenths, and the column has four places.
    return tenths >= 1000 ? String(text.prefix { $0 != "." }) : text
  }
}
