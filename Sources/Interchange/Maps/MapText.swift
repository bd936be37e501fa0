/// The part of TOML in which maps are written, each value with its line: sections `[a.b]`, `key = value` lines, keys
/// bare or in quotes, values `"text"` with `\"`, `\\`, `\t`, `\n` and `\uXXXX`, `'text'` as it stands, whole numbers,
/// `true` and `false`; comments after `#`.
///
/// Maps are small and few, and an error needs its line: a library that brings ICU with it costs more at every start
/// of the program than this file.
struct MapText {
  /// What a key is set to.
  enum Value: Hashable {
    case text(String)
    case number(Int)
    case truth(Bool)
  }

  /// A key's value, and where it stands.
  struct Entry: Hashable {
    var value: Value
    var line: Int
  }

  /// What stands under one heading.
  struct Section: Hashable {
    var line: Int
    /// The keys in the order of the file.
    var keys: [String] = []
    var entries: [String: Entry] = [:]
  }

  /// Why the text is not a map's, and where.
  struct Failure: Error, Hashable {
    var line: Int
    var problem: String
  }

  /// The sections by name; what stands before the first heading has an empty name.
  private(set) var sections: [String: Section] = ["": Section(line: 1)]
  /// The sections' names in the order of the file.
  private(set) var names: [String] = []

  /// Reads a text.
  /// - Throws: ``Failure``.
  init(_ text: String) throws(Failure) {
    var current = ""
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      var scanner = Scanner(bytes: Array(line), line: index + 1)
      scanner.skipSpace()
      if scanner.isAtEnd { continue }
      if scanner.take(UInt8(ascii: "[")) {
        current = try scanner.heading()
        if let earlier = sections[current] {
          throw Failure(
            line: index + 1, problem: "the section [\(current)] stands on line \(earlier.line) already")
        }
        sections[current] = Section(line: index + 1)
        names.append(current)
      } else {
        let key = try scanner.key()
        guard scanner.take(UInt8(ascii: "=")) else {
          throw Failure(line: index + 1, problem: "a line is written key = value")
        }
        let value = try scanner.value()
        if let earlier = sections[current]?.entries[key] {
          throw Failure(line: index + 1, problem: "“\(key)” is set on line \(earlier.line) already")
        }
        sections[current]?.keys.append(key)
        sections[current]?.entries[key] = Entry(value: value, line: index + 1)
      }
      scanner.skipSpace()
      guard scanner.isAtEnd else {
        throw Failure(line: index + 1, problem: "something stands after the value; a note begins with #")
      }
    }
  }

  /// Reads one line.
  private struct Scanner {
    let bytes: [UInt8]
    let line: Int
    private var at = 0

    init(bytes: [UInt8], line: Int) {
      self.bytes = bytes
      self.line = line
    }

    /// Nothing but a note or the line's end is left.
    var isAtEnd: Bool { at >= bytes.count || bytes[at] == UInt8(ascii: "#") || bytes[at] == 0x0D }

    mutating func skipSpace() {
      while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard at < bytes.count, bytes[at] == byte else { return false }
      at += 1
      return true
    }

    mutating func heading() throws(Failure) -> String {
      var parts = [try key()]
      while take(UInt8(ascii: ".")) { parts.append(try key()) }
      guard take(UInt8(ascii: "]")) else { throw Failure(line: line, problem: "a heading is written [name]") }
      return parts.joined(separator: ".")
    }

    mutating func key() throws(Failure) -> String {
      skipSpace()
      if at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
        return try quoted()
      }
      let from = at
      while at < bytes.count, Scanner.isBare(bytes[at]) { at += 1 }
      guard at > from else {
        throw Failure(line: line, problem: "a name is letters, digits, - and _, or anything in quotes")
      }
      return String(decoding: bytes[from..<at], as: UTF8.self)
    }

    mutating func value() throws(Failure) -> Value {
      skipSpace()
      if at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
        return .text(try quoted())
      }
      let from = at
      while at < bytes.count, Scanner.isBare(bytes[at]) { at += 1 }
      let word = String(decoding: bytes[from..<at], as: UTF8.self)
      if word == "true" { return .truth(true) }
      if word == "false" { return .truth(false) }
      if let number = Int(word) { return .number(number) }
      throw Failure(line: line, problem: "a value is \"text\", a whole number, true or false")
    }

    private mutating func quoted() throws(Failure) -> String {
      let quote = bytes[at]
      var text: [UInt8] = []
      at += 1
      while at < bytes.count, bytes[at] != quote {
        let byte = bytes[at]
        at += 1
        guard byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") else {
          text.append(byte)
          continue
        }
        let escape = at < bytes.count ? bytes[at] : 0
        at += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(escape)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "u") where at + 4 <= bytes.count:
          let digits = String(decoding: bytes[at..<at + 4], as: UTF8.self)
          guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
            throw Failure(line: line, problem: "\\u is followed by four hexadecimal digits")
          }
          at += 4
          text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw Failure(line: line, problem: "after \\ stands \", \\, t, n or uXXXX")
        }
      }
      guard at < bytes.count else { throw Failure(line: line, problem: "a quote opens and does not close") }
      at += 1
      return String(decoding: text, as: UTF8.self)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
