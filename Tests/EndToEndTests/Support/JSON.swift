/// A JSON value, read strictly: what the program prints as JSON must be JSON for everybody.
indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number as it was written: money must come as whole pence, so nothing is rounded on the way.
  case number(String)
  case text(String)
  case array([JSON])
  case object([String: JSON], keys: [String])

  /// What is wrong with a text that is no JSON.
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  /// A member of an object.
  subscript(key: String) -> JSON? {
    if case .object(let members, _) = self { return members[key] }
    return nil
  }
  /// The keys of an object, in the order in which they were written.
  var keys: [String] {
    if case .object(_, let keys) = self { return keys }
    return []
  }
  var string: String? {
    if case .text(let text) = self { return text }
    return nil
  }
  /// A whole number; nil for anything with a point or an exponent.
  var integer: Int? {
    if case .number(let digits) = self { return Int(digits) }
    return nil
  }
  var array: [JSON]? {
    if case .array(let values) = self { return values }
    return nil
  }

  /// Reads one value and nothing after it.
  init(_ text: String) throws(Fault) {
    var reader = Reader(bytes: Array(text.utf8))
    self = try reader.value()
    reader.skipBlanks()
    guard reader.at == reader.bytes.count else {
      throw Fault(description: "something follows the value: \(text)")
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    mutating func skipBlanks() {
      while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private func fault(_ what: String) -> Fault {
      Fault(description: "\(what) at byte \(at) of \(String(decoding: bytes, as: UTF8.self))")
    }

    private mutating func take(_ byte: UInt8) throws(Fault) {
      guard at < bytes.count, bytes[at] == byte else { throw fault("no \(Character(Unicode.Scalar(byte)))") }
      at += 1
    }

    mutating func value() throws(Fault) -> JSON {
      skipBlanks()
      guard at < bytes.count else { throw fault("nothing") }
      switch bytes[at] {
      case UInt8(ascii: "{"): return try object()
      case UInt8(ascii: "["): return try array()
      case UInt8(ascii: "\""): return .text(try string())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return try number()
      }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(Fault) -> JSON {
      for byte in word.utf8 { try take(byte) }
      return value
    }

    private mutating func number() throws(Fault) -> JSON {
      let start = at
      while at < bytes.count, "+-.eE0123456789".utf8.contains(bytes[at]) { at += 1 }
      let digits = String(decoding: bytes[start..<at], as: UTF8.self)
      guard Double(digits) != nil else { throw fault("no number") }
      return .number(digits)
    }

    private mutating func array() throws(Fault) -> JSON {
      try take(UInt8(ascii: "["))
      var values: [JSON] = []
      skipBlanks()
      if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
        at += 1
        return .array([])
      }
      while true {
        values.append(try value())
        skipBlanks()
        if at < bytes.count, bytes[at] == UInt8(ascii: ",") {
          at += 1
          continue
        }
        try take(UInt8(ascii: "]"))
        return .array(values)
      }
    }

    private mutating func object() throws(Fault) -> JSON {
      try take(UInt8(ascii: "{"))
      var members: [String: JSON] = [:]
      var keys: [String] = []
      skipBlanks()
      if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
        at += 1
        return .object([:], keys: [])
      }
      while true {
        skipBlanks()
        let key = try string()
        skipBlanks()
        try take(UInt8(ascii: ":"))
        guard members[key] == nil else { throw fault("the key \(key) twice") }
        members[key] = try value()
        keys.append(key)
        skipBlanks()
        if at < bytes.count, bytes[at] == UInt8(ascii: ",") {
          at += 1
          continue
        }
        try take(UInt8(ascii: "}"))
        return .object(members, keys: keys)
      }
    }

    private mutating func string() throws(Fault) -> String {
      try take(UInt8(ascii: "\""))
      var scalars = String.UnicodeScalarView()
      var plain: [UInt8] = []
      func flushed(_ plain: [UInt8]) -> String.UnicodeScalarView {
        String(decoding: plain, as: UTF8.self).unicodeScalars
      }
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""):
          scalars.append(contentsOf: flushed(plain))
          return String(scalars)
        case UInt8(ascii: "\\"):
          scalars.append(contentsOf: flushed(plain))
          plain = []
          guard at < bytes.count else { throw fault("an escape without an end") }
          let escape = bytes[at]
          at += 1
          switch escape {
          case UInt8(ascii: "n"): scalars.append("\n")
          case UInt8(ascii: "t"): scalars.append("\t")
          case UInt8(ascii: "r"): scalars.append("\r")
          case UInt8(ascii: "b"): scalars.append("\u{8}")
          case UInt8(ascii: "f"): scalars.append("\u{C}")
          case UInt8(ascii: "u"):
            guard at + 4 <= bytes.count,
              let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
              let scalar = Unicode.Scalar(value)
            else { throw fault("a bad \\u") }
            at += 4
            scalars.append(scalar)
          case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            scalars.append(Unicode.Scalar(escape))
          default: throw fault("an unknown escape")
          }
        case 0..<0x20: throw fault("a raw control character")
        default: plain.append(byte)
        }
      }
      throw fault("a string without an end")
    }
  }
}
