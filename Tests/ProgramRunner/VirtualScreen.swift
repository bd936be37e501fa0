import Terminal

/// A small terminal: takes the bytes that a program sends and keeps the cells that an officer would see. It knows what
/// ncurses sends for xterm-256color, and counts what it does not know.
public struct VirtualScreen: Sendable {
  /// How many columns it has.
  public private(set) var columns: Int
  /// How many rows it has.
  public private(set) var rows: Int
  /// Whether the alternate screen is shown.
  public private(set) var isAlternate = false
  /// Whether the cursor is shown.
  public private(set) var isCursorShown = true
  /// The private modes that are on, by number (1000 mouse, 2004 bracketed paste …).
  public private(set) var modes: Set<Int> = []
  /// Whether a colour or an attribute is on, so that what a shell writes next would be coloured.
  public private(set) var isPlain = true
  /// Sequences that were not understood.
  public private(set) var unknown: [String] = []
  /// How often the program asked how the terminal is (`CSI 5 n`).
  public private(set) var questions = 0
  /// The cursor's column, counted from 0.
  public private(set) var column = 0
  /// The cursor's row, counted from 0.
  public private(set) var row = 0

  private var cells: [[String]]
  private var top = 0
  private var bottom: Int
  private var wrapsNext = false
  private var lastCharacter: Unicode.Scalar = " "
  private var bytes: [UInt8] = []
  private var savedMain: [[String]]?

  /// A blank screen.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    bottom = rows - 1
    cells = VirtualScreen.blank(columns, rows)
  }

  private static func blank(_ columns: Int, _ rows: Int) -> [[String]] {
    Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows as text, without blanks at their ends.
  public var text: String { lines.joined(separator: "\n") }

  /// The rows, without blanks at their ends.
  public var lines: [String] {
    cells.map { row in
      var line = row.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Gives the window another size; the program draws it anew.
  public mutating func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    top = 0
    bottom = rows - 1
    cells = VirtualScreen.blank(columns, rows)
    column = min(column, columns - 1)
    row = min(row, rows - 1)
  }

  /// Takes in what the program sent; sequences may be cut anywhere.
  public mutating func feed(_ new: some Sequence<UInt8>) {
    bytes += new
    var at = 0
    while at < bytes.count {
      guard let used = step(at) else { break }
      at += used
    }
    bytes.removeFirst(at)
  }

  /// Takes one character or sequence in; nil where its end has not come yet.
  private mutating func step(_ at: Int) -> Int? {
    let byte = bytes[at]
    if byte == 0x1B { return escape(at) }
    if byte < 0x20 || byte == 0x7F {
      control(byte)
      return 1
    }
    let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    guard at + length <= bytes.count else { return nil }
    for scalar in String(decoding: bytes[at..<at + length], as: UTF8.self).unicodeScalars { put(scalar) }
    return length
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x08: column = max(0, column - 1)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: column = 0
    default: break
    }
    wrapsNext = false
  }

  private mutating func lineFeed() {
    if row == bottom { scroll(1) } else { row = min(row + 1, rows - 1) }
  }

  private mutating func scroll(_ count: Int) {
    guard top <= bottom else { return }
    let blank = Array(repeating: " ", count: columns)
    for _ in 0..<min(count.magnitude, UInt(rows)) {
      if count > 0 {
        cells.remove(at: top)
        cells.insert(blank, at: bottom)
      } else {
        cells.remove(at: bottom)
        cells.insert(blank, at: top)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = CharacterWidth.columns(of: scalar)
    if width == 0 {
      let before = wrapsNext ? column : max(0, column - 1)
      cells[row][before].unicodeScalars.append(scalar)
      return
    }
    if wrapsNext, modes.contains(7) || !modes.contains(-7) {
      column = 0
      lineFeed()
    }
    wrapsNext = false
    lastCharacter = scalar
    cells[row][column] = String(scalar)
    if width == 2, column + 1 < columns { cells[row][column + 1] = "" }
    if column + width >= columns {
      column = columns - 1
      wrapsNext = true
    } else {
      column += width
    }
  }

  private mutating func escape(_ at: Int) -> Int? {
    guard at + 1 < bytes.count else { return nil }
    switch bytes[at + 1] {
    case UInt8(ascii: "["): return sequence(at)
    case UInt8(ascii: "]"):
      guard let end = bytes[at...].firstIndex(where: { $0 == 7 }) else { return nil }
      let body = String(decoding: bytes[(at + 2)..<end], as: UTF8.self)
      // 104 gives the terminal its own colours back, as ncurses does at the end; no other command is expected.
      if body != "104" { unknown.append("OSC \(body)") }
      return end - at + 1
    case UInt8(ascii: "("), UInt8(ascii: ")"): return at + 2 < bytes.count ? 3 : nil
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "7"), UInt8(ascii: "8"): return 2
    case UInt8(ascii: "M"):
      if row == top { scroll(-1) } else { row = max(0, row - 1) }
      return 2
    default:
      unknown.append("ESC \(bytes[at + 1])")
      return 2
    }
  }

  private mutating func sequence(_ at: Int) -> Int? {
    var end = at + 2
    while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
    guard end < bytes.count else { return nil }
    let body = String(decoding: bytes[(at + 2)..<end], as: UTF8.self)
    let final = Character(Unicode.Scalar(bytes[end]))
    let isPrivate = body.hasPrefix("?")
    let numbers = body.drop { !$0.isNumber && $0 != ";" }.split(
      separator: ";", omittingEmptySubsequences: false
    )
    .map { Int($0) }
    if isPrivate {
      setModes(numbers.compactMap { $0 }, on: final == "h", final: final, body: body)
    } else {
      act(final, numbers, body)
    }
    return end - at + 1
  }

  private mutating func setModes(_ numbers: [Int], on: Bool, final: Character, body: String) {
    guard final == "h" || final == "l" else {
      unknown.append("CSI \(body)\(final)")
      return
    }
    for number in numbers {
      if on { modes.insert(number) } else { modes.remove(number) }
      switch number {
      case 25: isCursorShown = on
      case 1049:
        if on, !isAlternate {
          savedMain = cells
          cells = VirtualScreen.blank(columns, rows)
        } else if !on, isAlternate, let saved = savedMain {
          cells =
            saved.count == rows && saved.first?.count == columns ? saved : VirtualScreen.blank(columns, rows)
        }
        isAlternate = on
      default: break
      }
    }
  }

  private mutating func act(_ final: Character, _ numbers: [Int?], _ body: String) {
    func number(_ index: Int, _ usual: Int) -> Int {
      guard index < numbers.count, let value = numbers[index] else { return usual }
      return value
    }
    let count = max(1, number(0, 1))
    switch final {
    case "H", "f":
      row = min(max(1, number(0, 1)), rows) - 1
      column = min(max(1, number(1, 1)), columns) - 1
    case "d": row = min(count, rows) - 1
    case "G", "`": column = min(count, columns) - 1
    case "A": row = max(0, row - count)
    case "B", "e": row = min(rows - 1, row + count)
    case "C", "a": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "E":
      row = min(rows - 1, row + count)
      column = 0
    case "J": erase(number(0, 0), rows: true)
    case "K": erase(number(0, 0), rows: false)
    case "X": for index in column..<min(columns, column + count) { cells[row][index] = " " }
    case "P":
      for _ in 0..<min(count, columns - column) {
        cells[row].remove(at: column)
        cells[row].append(" ")
      }
    case "@":
      for _ in 0..<min(count, columns - column) {
        cells[row].removeLast()
        cells[row].insert(" ", at: column)
      }
    case "L", "M":
      let oldTop = top
      top = row
      scroll(final == "L" ? -count : count)
      top = oldTop
    case "S": scroll(count)
    case "T": scroll(-count)
    case "b": for _ in 0..<count { put(lastCharacter) }
    case "n" where body == "5": questions += 1
    case "r":
      top = max(1, number(0, 1)) - 1
      bottom = min(number(1, rows), rows) - 1
      row = 0
      column = 0
    case "m":
      isPlain = body.isEmpty || body == "0" || (isPlain && numbers.allSatisfy { $0 == 39 || $0 == 49 })
    case "l", "h", "t", "n", "c": break
    default: unknown.append("CSI \(body)\(final)")
    }
    wrapsNext = false
  }

  private mutating func erase(_ what: Int, rows whole: Bool) {
    let blank = Array(repeating: " ", count: columns)
    switch what {
    case 0:
      for index in column..<columns { cells[row][index] = " " }
      if whole { for index in (row + 1)..<max(rows, row + 1) { cells[index] = blank } }
    case 1:
      for index in 0...column { cells[row][index] = " " }
      if whole { for index in 0..<row { cells[index] = blank } }
    default:
      if whole {
        for index in 0..<rows { cells[index] = blank }
      } else {
        cells[row] = blank
      }
    }
  }
}
