@testable import Terminal

/// A terminal in memory: it understands all that ncurses sends for xterm-256color and its kin, and records what it does not.
struct VirtualTerminal {
  struct Shown: Hashable {
    var text = " "
    var look = Look()
    var width = 1
  }

  private(set) var grid: [[Shown]]
  private(set) var unknown: [String] = []
  private(set) var cursor = (column: 0, row: 0)
  private(set) var showsCursor = true
  private var columns: Int
  private var rows: Int
  private var look = Look()
  private var top = 0
  private var bottom: Int
  private var wrapsNext = false
  /// The cell that a mark would join.
  private var lastPut: (column: Int, row: Int)?
  private var wraps = true

  init(_ size: Size) {
    (columns, rows) = (size.columns, size.rows)
    bottom = size.rows - 1
    grid = Array(repeating: Array(repeating: Shown(), count: size.columns), count: size.rows)
  }

  mutating func resize(_ size: Size) {
    let old = grid
    self = VirtualTerminal(size)
    for row in 0..<min(rows, old.count) {
      for column in 0..<min(columns, old[row].count) { grid[row][column] = old[row][column] }
    }
  }

  mutating func feed(_ bytes: [UInt8]) {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\r":
        cursor.column = 0
        wrapsNext = false
      case "\n": lineFeed()
      case "\u{8}":
        cursor.column = max(0, cursor.column - 1)
        wrapsNext = false
      case "\u{F}": break  // back to the first character set, which is never left
      case "\u{1B}": index = escape(scalars, index)
      default:
        if scalar.value < 0x20 { unknown.append("control \(scalar.value)") } else { put(scalar) }
      }
    }
  }

  private mutating func lineFeed() {
    if cursor.row == bottom { scroll(up: 1) } else { cursor.row = min(rows - 1, cursor.row + 1) }
  }

  private mutating func scroll(up count: Int) {
    for _ in 0..<min(count, rows) {
      grid.remove(at: top)
      grid.insert(blankRow(), at: bottom)
    }
  }

  private mutating func scroll(down count: Int) {
    for _ in 0..<min(count, rows) {
      grid.remove(at: bottom)
      grid.insert(blankRow(), at: top)
    }
  }

  private func blank() -> Shown { Shown(text: " ", look: Look(nil, on: look.ground), width: 1) }
  private func blankRow() -> [Shown] { Array(repeating: blank(), count: columns) }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = CharacterWidth.columns(of: scalar)
    if width == 0 {
      if let last = lastPut, last.column < columns, last.row < rows {
        grid[last.row][last.column].text.unicodeScalars.append(scalar)
      }
      return
    }
    if (wrapsNext || cursor.column + width > columns) && wraps {
      cursor.column = 0
      lineFeed()
    }
    wrapsNext = false
    guard cursor.column + width <= columns else { return }
    for column in cursor.column..<cursor.column + width { clearWide(column) }
    lastPut = cursor
    grid[cursor.row][cursor.column] = Shown(text: String(Character(scalar)), look: look, width: width)
    if width == 2 { grid[cursor.row][cursor.column + 1] = Shown(text: "", look: look, width: 0) }
    cursor.column += width
    if cursor.column >= columns {
      cursor.column = columns - 1
      wrapsNext = wraps
    }
  }

  /// Half of a wide character that is overwritten leaves a blank in the other half.
  private mutating func clearWide(_ column: Int) {
    if grid[cursor.row][column].width == 0, column > 0 {
      grid[cursor.row][column - 1].text = " "
      grid[cursor.row][column - 1].width = 1
    }
    if grid[cursor.row][column].width == 2, column + 1 < columns {
      grid[cursor.row][column + 1].text = " "
      grid[cursor.row][column + 1].width = 1
    }
  }

  private mutating func erase(_ row: Int, _ range: Range<Int>) {
    let before = cursor.row
    cursor.row = row
    for column in range {
      clearWide(column)
      grid[row][column] = blank()
    }
    cursor.row = before
  }

  private mutating func escape(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    guard start < scalars.count else { return start }
    switch scalars[start] {
    case "(", ")": return start + 2
    case "=", ">", "7", "8": return start + 1
    case "M":
      if cursor.row == top { scroll(down: 1) } else { cursor.row = max(0, cursor.row - 1) }
      return start + 1
    case "[": break
    default:
      unknown.append("ESC \(scalars[start])")
      return start + 1
    }
    var index = start + 1
    var parameters = ""
    while index < scalars.count, !(0x40...0x7E).contains(scalars[index].value) {
      parameters.unicodeScalars.append(scalars[index])
      index += 1
    }
    guard index < scalars.count else { return index }
    control(scalars[index], parameters)
    return index + 1
  }

  private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = max(1, numbers.first ?? 1)
    if final != "m" { wrapsNext = false }
    switch final {
    case "H", "f":
      cursor.row = min(rows, first) - 1
      cursor.column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
    case "A": cursor.row = max(0, cursor.row - first)
    case "B": cursor.row = min(rows - 1, cursor.row + first)
    case "C": cursor.column = min(columns - 1, cursor.column + first)
    case "D": cursor.column = max(0, cursor.column - first)
    case "G": cursor.column = min(columns, first) - 1
    case "d": cursor.row = min(rows, first) - 1
    case "J":
      if numbers.first == 2 {
        for row in 0..<rows { erase(row, 0..<columns) }
      } else {
        erase(cursor.row, cursor.column..<columns)
        for row in (cursor.row + 1)..<max(rows, cursor.row + 1) { erase(row, 0..<columns) }
      }
    case "K":
      if numbers.first == 1 {
        erase(cursor.row, 0..<min(columns, cursor.column + 1))
      } else {
        erase(cursor.row, cursor.column..<columns)
      }
    case "X": erase(cursor.row, cursor.column..<min(columns, cursor.column + first))
    case "@":
      for _ in 0..<min(first, columns) {
        grid[cursor.row].insert(blank(), at: cursor.column)
        grid[cursor.row].removeLast()
      }
    case "P":
      for _ in 0..<min(first, columns) {
        grid[cursor.row].remove(at: cursor.column)
        grid[cursor.row].append(blank())
      }
    case "L", "M":
      let outer = top
      top = cursor.row
      if final == "L" { scroll(down: first) } else { scroll(up: first) }
      top = outer
      cursor.column = 0
    case "S": scroll(up: first)
    case "T": scroll(down: first)
    case "r":
      top = max(1, numbers.first ?? 1) - 1
      bottom = (numbers.count > 1 && numbers[1] > 0 ? min(rows, numbers[1]) : rows) - 1
      cursor = (0, 0)
    case "h", "l":
      if parameters == "?7" { wraps = final == "h" }
      if parameters == "?25" { showsCursor = final == "h" }
    case "t", "c": break  // title and shape of the cursor
    case "m": select(numbers)
    default: unknown.append("CSI \(parameters)\(final)")
    }
  }

  private mutating func select(_ numbers: [Int]) {
    var index = 0
    while index < max(1, numbers.count) {
      let number = index < numbers.count ? numbers[index] : 0
      index += 1
      switch number {
      case 0: look = Look()
      case 1: look.attributes.insert(.bold)
      case 2: look.attributes.insert(.dim)
      case 4: look.attributes.insert(.underline)
      case 7: look.attributes.insert(.reverse)
      case 10: break  // the first font
      case 22: look.attributes.subtract([.bold, .dim])
      case 24: look.attributes.remove(.underline)
      case 27: look.attributes.remove(.reverse)
      case 30...37: look.ink = UInt8(number - 30)
      case 40...47: look.ground = UInt8(number - 40)
      case 90...97: look.ink = UInt8(number - 82)
      case 100...107: look.ground = UInt8(number - 92)
      case 39: look.ink = nil
      case 49: look.ground = nil
      case 38, 48:
        guard index + 1 < numbers.count, numbers[index] == 5 else { continue }
        if number == 38 {
          look.ink = UInt8(truncatingIfNeeded: numbers[index + 1])
        } else {
          look.ground = UInt8(truncatingIfNeeded: numbers[index + 1])
        }
        index += 2
      default: unknown.append("SGR \(number)")
      }
    }
  }
}
