import Rents
import Terminal

/// The menu of the types that were posted, with counts and sums of each: which of them the ledger shows.
struct TypeMenu: Hashable, Sendable {
  let sums: [Ledger.TypeSum]
  private(set) var chosen: Set<PostingType>
  private var place = 0

  /// What follows after a key.
  enum Outcome: Equatable {
    case stay
    case close
    /// Only these types; nil for all.
    case show(Set<PostingType>?)
  }

  init(_ sums: [Ledger.TypeSum], chosen: Set<PostingType>) {
    self.sums = sums
    self.chosen = chosen
    place = sums.firstIndex { chosen.contains($0.type) } ?? 0
  }

  mutating func move(by step: Int) { place = min(max(0, place + step), max(0, sums.count - 1)) }

  /// Marks the type under the cursor, or takes its mark away, and goes to the next.
  mutating func mark() {
    guard sums.indices.contains(place) else { return }
    let type = sums[place].type
    if chosen.remove(type) == nil { chosen.insert(type) }
    move(by: 1)
  }

  /// The marked types, or where none is marked the one under the cursor; nil where that is all of them.
  var answer: Set<PostingType>? {
    var types = chosen
    if types.isEmpty, sums.indices.contains(place) { types = [sums[place].type] }
    return types.isEmpty || types.count == sums.count ? nil : types
  }

  func draw(on canvas: inout Canvas) {
    let width = 58
    let overlay = Overlay(
      title: "Show only", footer: "Space marks, Enter shows, 0 shows all, Esc leaves",
      inside: Size(columns: width, rows: sums.count + 1))
    overlay.draw(on: &canvas) { canvas in
      // On a narrow screen the words give way, not the figures.
      let missing = max(0, width - canvas.columns)
      canvas.fill(Rect(columns: canvas.columns, rows: 1), style: .header)
      canvas.draw("What", column: 4, row: 0, style: .header, width: max(0, 24 - missing))
      canvas.draw("Postings             Sum", column: 30 - missing, row: 0, style: .header)
      let room = max(0, canvas.rows - 1)
      let first = max(0, min(place - room + 1, sums.count - room))
      for (row, sum) in sums.dropFirst(first).prefix(room).enumerated() {
        let isHere = row + first == place
        let ground: Style = isHere ? .selected : .normal
        canvas.fill(Rect(row: row + 1, columns: canvas.columns, rows: 1), style: ground)
        let mark = chosen.contains(sum.type) ? "*" : " "
        canvas.draw("\(isHere ? ">" : " ")\(mark)", column: 0, row: row + 1, style: ground)
        let name = sum.type.wording
        canvas.draw(
          name.prefix(1).uppercased() + name.dropFirst(), column: 4, row: row + 1, style: ground,
          width: max(0, 24 - missing))
        canvas.draw(
          "\(sum.count)", column: 28 - missing, row: row + 1, style: ground, width: 10, alignment: .right)
        canvas.draw(
          sum.total.text(), column: 38 - missing, row: row + 1, style: ground, width: 18, alignment: .right,
          overflow: .hashes)
        if isHere { canvas.placeCursor(column: 0, row: row + 1) }
      }
    }
  }
}
