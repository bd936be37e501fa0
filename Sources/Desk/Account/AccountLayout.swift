import Terminal

/// Where the parts of an account are, for a size of the screen.
struct AccountLayout: Hashable, Sendable {
  /// The row of the tabs.
  let tabsRow: Int
  /// What the tab shows.
  let body: Rect
  /// The line under the body: sums, and the place in the list.
  let sumsRow: Int
  /// The other tabs, beside it.
  let pane: Rect?

  /// The parts under a head of so many lines, the title not counted.
  init(_ size: Size, head: Int) {
    let isVeryWide = size.columns >= DeskFrame.veryWide
    let width = isVeryWide ? 120 + (size.columns - DeskFrame.veryWide) / 2 : size.columns
    tabsRow = 1 + head
    // The tabs, the sums, the line that tells all of the selected one, the keys.
    let rows = max(0, size.rows - tabsRow - 4)
    body = Rect(column: 0, row: tabsRow + 1, columns: width, rows: rows)
    sumsRow = size.rows - 3
    pane =
      isVeryWide
      ? Rect(column: width, row: tabsRow + 1, columns: size.columns - width, rows: rows + 1) : nil
  }
}
