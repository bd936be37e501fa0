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
    tabsRow = 7
    body = Rect(column: 0, row: 8, columns: width, rows: max(0, size.rows - 10))
    pane =
      isVeryWide
      ? Rect(column: width, row: 8, columns: size.columns - width, rows: max(0, size.rows - 10)) : nil
  }
}
