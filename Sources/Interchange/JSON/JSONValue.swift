/// A JSON value, read strictly (RFC 8259): what other programs hand over.
///
/// ```swift
/// let value = try JSONValue("{\"line\": \"rent\", \"amount_pence\": 11864}")
/// value["amount_pence"]?.integer  // 11864
/// ```
public indirect enum JSONValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case truth(Bool)
  /// A number as it was written: money comes as whole pence, so nothing is rounded on the way.
  case number(String)
  /// Text.
  case text(String)
  /// A list.
  case list([JSONValue])
  /// Members by their names, which are different.
  case object([String: JSONValue])

  /// The deepest nesting that is read: a hostile text shall not fill the stack.
  static let deepest = 64

  /// Reads one value, and nothing after it.
  /// - Throws: ``JSONFault`` with the place and what is wrong there.
  public init(_ text: some StringProtocol) throws(JSONFault) {
    var reader = JSONReader(Array(text.utf8))
    self = try reader.whole()
  }

  /// The member of that name; nil where there is none, or this is no object.
  public subscript(_ name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The text; nil where this is none.
  public var string: String? { if case .text(let text) = self { text } else { nil } }

  /// The whole number; nil where this is none, has a point or an exponent, or does not fit.
  public var integer: Int64? { if case .number(let digits) = self { Int64(digits) } else { nil } }

  /// The members of a list; nil where this is none.
  public var list: [JSONValue]? { if case .list(let values) = self { values } else { nil } }
}

/// Why a text is not JSON.
public struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte at which it stops being JSON, 0 for the first.
  public var place: Int
  /// What is wrong there.
  public var problem: String

  /// The fault as a sentence.
  public var description: String { "This is not JSON: \(problem) at byte \(place + 1)." }
}

/// Reads JSON from bytes.
private struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func whole() throws(JSONFault) -> JSONValue {
    let value = try value()
    skipBlanks()
    if place < bytes.count { throw fault("something follows the value") }
    return value
  }

  private mutating func value() throws(JSONFault) -> JSONValue {
    skipBlanks()
    guard let byte = current else { throw fault("a value is missing") }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .truth(true))
    case UInt8(ascii: "f"): return try word("false", .truth(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object() throws(JSONFault) -> JSONValue {
    try descend()
    defer { depth -= 1 }
    var members: [String: JSONValue] = [:]
    if closes(with: "}") { return .object(members) }
    while true {
      skipBlanks()
      let start = place
      let name = try text()
      skipBlanks()
      try take(":")
      guard members.updateValue(try value(), forKey: name) == nil else {
        throw JSONFault(place: start, problem: "a name stands twice in one object")
      }
      if try !goesOn(to: "}") { return .object(members) }
    }
  }

  private mutating func list() throws(JSONFault) -> JSONValue {
    try descend()
    defer { depth -= 1 }
    var values: [JSONValue] = []
    if closes(with: "]") { return .list(values) }
    while true {
      values.append(try value())
      if try !goesOn(to: "]") { return .list(values) }
    }
  }

  private mutating func descend() throws(JSONFault) {
    guard depth < JSONValue.deepest else { throw fault("values are nested too deeply") }
    depth += 1
    place += 1
  }

  private mutating func closes(with end: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard current == UInt8(ascii: end) else { return false }
    place += 1
    return true
  }

  /// Whether a comma follows; else the end has to.
  private mutating func goesOn(to end: Unicode.Scalar) throws(JSONFault) -> Bool {
    skipBlanks()
    if current == UInt8(ascii: ",") {
      place += 1
      return true
    }
    try take(end)
    return false
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw fault("an unknown word") }
    place += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = place
    if current == UInt8(ascii: "-") { place += 1 }
    let whole = digits()
    guard whole == 1 || whole > 1 && bytes[place - whole] != UInt8(ascii: "0") else {
      throw JSONFault(place: start, problem: "no value that JSON knows")
    }
    if current == UInt8(ascii: ".") {
      place += 1
      if digits() == 0 { throw fault("digits are missing after the point") }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      place += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { place += 1 }
      if digits() == 0 { throw fault("digits are missing after the e") }
    }
    return .number(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func digits() -> Int {
    let start = place
    while let byte = current, byte &- 48 < 10 { place += 1 }
    return place - start
  }

  private mutating func text() throws(JSONFault) -> String {
    try take("\"")
    var text: [UInt8] = []
    while let byte = current {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw fault("bytes that are not UTF-8")
        }
        return valid
      case UInt8(ascii: "\\"): text.append(contentsOf: try escaped())
      case 0..<0x20: throw fault("a control character inside a text")
      default: text.append(byte)
      }
    }
    throw fault("a text that does not end")
  }

  private mutating func escaped() throws(JSONFault) -> [UInt8] {
    guard let byte = current else { throw fault("a text that does not end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var code = try unit()
      if (0xD800..<0xDC00).contains(code), current == UInt8(ascii: "\\") {
        place += 1
        try take("u")
        let low = try unit()
        guard (0xDC00..<0xE000).contains(low) else { throw fault("half a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair") }
      return Array(String(Character(scalar)).utf8)
    default: throw fault("an escape that JSON does not know")
    }
  }

  private mutating func unit() throws(JSONFault) -> UInt32 {
    guard place + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16),
      bytes[place] != UInt8(ascii: "+")
    else { throw fault("four hexadecimal digits are missing") }
    place += 4
    return code
  }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws(JSONFault) {
    guard current == UInt8(ascii: scalar) else { throw fault("no \(Character(scalar))") }
    place += 1
  }

  private func fault(_ problem: String) -> JSONFault { JSONFault(place: place, problem: problem) }
}
