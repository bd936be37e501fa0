/// The part of TOML in which a book's own two files are written: `key = value` lines, `[[name]]` before each entry of
/// a list, comments after `#`; values are `"text"` with `\"`, `\\`, `\n`, `\t`, whole numbers, `true`, `false`, and
/// lists of texts in one line. README.md says so to those who edit them.
struct PlainTOML {
  /// What a key is set to.
  enum Value: Hashable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([String])
  }
  /// A key with its value and where it stands.
  struct Entry: Hashable {
    var key: String
    var value: Value
    var line: Int
  }
  /// The entries before the first heading (whose name is empty), or under one.
  struct Section: Hashable {
    var name: String
    var line: Int
    var entries: [Entry] = []
  }

  var sections: [Section]

  /// Reads a file.
  init(_ bytes: [UInt8], file: String) throws(CasebookError) {
    sections = [Section(name: "", line: 1)]
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let number = index + 1
      func fail(_ problem: String) -> CasebookError {
        .configuration(file: file, line: number, problem: problem)
      }
      var scanner = Scanner(Array(line))
      scanner.skipSpace()
      if scanner.isAtEnd { continue }
      if scanner.take("[[") {
        let name = scanner.word()
        guard !name.isEmpty, scanner.take("]]") else { throw fail("a heading is written [[name]]") }
        sections.append(Section(name: name, line: number))
      } else {
        let key = scanner.word()
        scanner.skipSpace()
        guard !key.isEmpty, scanner.take("=") else { throw fail("a line is written key = value") }
        scanner.skipSpace()
        guard let value = scanner.value() else {
          throw fail(
            "the value of \(key) is neither \"text\", a whole number, true, false nor [\"a\", \"b\"]")
        }
        let entries = sections[sections.count - 1].entries
        if entries.contains(where: { $0.key == key }) { throw fail("\(key) is given twice") }
        sections[sections.count - 1].entries.append(Entry(key: key, value: value, line: number))
      }
      scanner.skipSpace()
      guard scanner.isAtEnd else { throw fail("something stands after the value") }
    }
  }

  /// Text as it is written: in quotes, with what must be escaped.
  static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\t": written += "\\t"
      default:
        // Other control characters have no place in a name.
        if scalar.value >= 32, scalar.value != 0x7F { written.unicodeScalars.append(scalar) }
      }
    }
    return written + "\""
  }
}

/// Walks one line.
private struct Scanner {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place >= bytes.count || bytes[place] == UInt8(ascii: "#") }

  mutating func skipSpace() {
    while place < bytes.count, [32, 9, 13].contains(bytes[place]) { place += 1 }
  }

  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes[min(place, bytes.count)...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  mutating func word() -> String {
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      let isWord =
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95
        || byte == 45
      if !isWord { break }
      place += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  mutating func value() -> PlainTOML.Value? {
    if let text = text() { return .text(text) }
    if take("[") {
      var list: [String] = []
      skipSpace()
      while !take("]") {
        guard let text = text() else { return nil }
        list.append(text)
        skipSpace()
        if take(",") { skipSpace() } else if take("]") { break } else { return nil }
      }
      return .list(list)
    }
    let word = word()
    if word == "true" || word == "false" { return .flag(word == "true") }
    let digits = word.filter { $0 != "_" }
    return Int64(digits).map { .number($0) }
  }

  private mutating func text() -> String? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
    var read: [UInt8] = []
    var index = place + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      var byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        index += 1
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "n"): byte = 10
        case UInt8(ascii: "t"): byte = 9
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte = bytes[index]
        default: return nil
        }
      }
      read.append(byte)
      index += 1
    }
    guard index < bytes.count else { return nil }
    place = index + 1
    return String(decoding: read, as: UTF8.self)
  }
}
