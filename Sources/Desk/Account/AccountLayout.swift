import Terminal

/// Where the parts of an account are, for a size of the screen.
struct AccountLayout: Hashable, Sendable {
  /// The row of the tabs.
  let tabsRow: Int
  /// What the tab shows.
  let body: Rect
  /// The other tabs, beside it.
  let pane: Rect?

  init(_ size: Size) {
    let isVeryWide = size.columns >= DeskFrame.veryWide
    let width = isVeryWide ? 120 + (size.columns - DeskFrame.veryWide) / 2 : size.columns
    // Title, charge, payment, flags, balance, the landlord's, the other accounts, last payment and contact.
    tabsRow = 8
    body = Rect(column: 0, row: 9, columns: width, rows: max(0, size.rows - 11))
    pane =
      isVeryWide
      ? Rect(column: width, row: 9, columns: size.columns - width, rows: max(0, size.rows - 11)) : nil
  }
}
