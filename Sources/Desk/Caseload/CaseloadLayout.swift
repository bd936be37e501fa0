import Terminal

/// Where the parts of a caseload are, for a size of the screen.
struct CaseloadLayout: Hashable, Sendable {
  /// The table with its head.
  let list: Rect
  /// The pane beside the list.
  let preview: Rect?
  /// The lines under the totals.
  let brief: Rect?
  /// The row of the totals.
  let totalsRow: Int
  /// The row in which a query is typed; the row under it says what the query means.
  let promptRow: Int

  init(_ size: Size) {
    let isVeryWide = size.columns >= DeskFrame.veryWide
    let width = isVeryWide ? 120 + (size.columns - DeskFrame.veryWide) / 2 : size.columns
    // Title, freshness and view above; totals, message and bar below.
    let briefRows = !isVeryWide && size.rows >= DeskFrame.tall ? 9 : 0
    list = Rect(column: 0, row: 3, columns: width, rows: max(0, size.rows - 6 - briefRows))
    totalsRow = list.endRow
    promptRow = max(0, size.rows - 3)
    preview =
      isVeryWide
      ? Rect(column: width, row: 3, columns: size.columns - width, rows: max(0, size.rows - 6)) : nil
    brief =
      briefRows > 0
      ? Rect(column: 1, row: totalsRow + 1, columns: size.columns - 2, rows: briefRows) : nil
  }
}
