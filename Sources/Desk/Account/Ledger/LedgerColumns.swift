import Rents
import Terminal

/// The columns of a ledger for a width of the screen. A figure is never cut: what gives way is first the blank beside the
/// figures, then what is said of a line, then the weekday of its date; only then does a figure show as #.
struct LedgerColumns {
  /// How wide the widest figures of a ledger are, in columns of the screen.
  struct Figures: Hashable, Sendable {
    private(set) var charge = 6
    private(set) var paid = 4
    private(set) var balance = 7

    /// Takes in what a line shows.
    mutating func take(_ row: LedgerRow) {
      if let amount = row.charge { charge = max(charge, amount.text(.unsigned).utf8.count) }
      if let amount = row.paid { paid = max(paid, amount.text(.unsigned).utf8.count) }
      if let amount = row.balance { balance = max(balance, amount.text().utf8.count) }
    }
  }

  /// The columns, in their order.
  private(set) var columns: [TableColumn]
  /// Whether the date has room for its weekday.
  private(set) var hasWeekday = true

  /// The least that is said of a line while its date keeps its weekday.
  private static let leastWords = 12
  /// The date without its weekday: `to 26 Oct`.
  private static let shortDate = 9

  /// - Parameters:
  ///   - all: the columns as they stand where there is room.
  ///   - figures: what the figures need.
  ///   - width: the columns of the screen.
  init(_ all: [TableColumn], _ figures: Figures, width: Int) {
    columns = all
    let least = ["charge": figures.charge, "paid": figures.paid, "balance": figures.balance]
    for (index, column) in columns.enumerated() {
      guard let needed = least[column.name] else { continue }
      columns[index].width = max(column.width, needed)
      columns[index].maximum = max(column.maximum, needed)
    }
    if missing(width) <= 0 { return }
    for (index, column) in columns.enumerated() {
      if let needed = least[column.name] { columns[index].width = needed }
    }
    take("what", to: LedgerColumns.leastWords, width)
    guard missing(width) > 0 else { return }
    hasWeekday = false
    take("date", to: LedgerColumns.shortDate, width, wholly: true)
    take("what", to: 4, width)
  }

  /// How many columns the screen has too few, once all has dropped that may.
  private func missing(_ width: Int) -> Int {
    let kept = columns.filter { $0.dropOrder == 0 }
    // The gutter is two columns; one lies between each two.
    return 2 + kept.reduce(0) { $0 + $1.width } + kept.count - 1 - width
  }

  private mutating func take(_ name: String, to least: Int, _ width: Int, wholly: Bool = false) {
    guard let index = columns.firstIndex(where: { $0.name == name }) else { return }
    let kept = wholly ? least : max(least, columns[index].width - max(0, missing(width)))
    columns[index].width = kept
    if wholly { columns[index].maximum = kept }
  }
}
