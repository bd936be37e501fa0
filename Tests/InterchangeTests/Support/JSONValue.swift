/// A small reader of JSON, for manifests and for what the product writes. Tests only; nil for what is not JSON.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init?(_ text: String) {
    var reader = Reader(scalars: Array(text.unicodeScalars))
    guard let value = reader.value(), reader.isAtEnd else { return nil }
    self = value
  }

  subscript(_ key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  var array: [JSONValue] { if case .array(let values) = self { values } else { [] } }

  private struct Reader {
    let scalars: [Unicode.Scalar]
    var at = 0

    var isAtEnd: Bool {
      mutating get {
        skip()
        return at == scalars.count
      }
    }

    mutating func skip() {
      while at < scalars.count,
        scalars[at] == " " || scalars[at] == "\n" || scalars[at] == "\r" || scalars[at] == "\t"
      {
        at += 1
      }
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      skip()
      guard at < scalars.count, scalars[at] == scalar else { return false }
      at += 1
      return true
    }

    mutating func word(_ word: String) -> Bool {
      let wanted = Array(word.unicodeScalars)
      guard at + wanted.count <= scalars.count, Array(scalars[at..<at + wanted.count]) == wanted else {
        return false
      }
      at += wanted.count
      return true
    }

    mutating func value() -> JSONValue? {
      skip()
      guard at < scalars.count else { return nil }
      switch scalars[at] {
      case "{": return object()
      case "[": return array()
      case "\"": return string().map { .string($0) }
      case "t": return word("true") ? .bool(true) : nil
      case "f": return word("false") ? .bool(false) : nil
      case "n": return word("null") ? .null : nil
      default:
        let from = at
        while at < scalars.count, "+-.0123456789eE".unicodeScalars.contains(scalars[at]) { at += 1 }
        return at > from ? .number(String(String.UnicodeScalarView(scalars[from..<at]))) : nil
      }
    }

    mutating func object() -> JSONValue? {
      at += 1
      var members: [String: JSONValue] = [:]
      if take("}") { return .object(members) }
      repeat {
        skip()
        guard let key = string(), take(":"), let value = value() else { return nil }
        members[key] = value
      } while take(",")
      return take("}") ? .object(members) : nil
    }

    mutating func array() -> JSONValue? {
      at += 1
      var values: [JSONValue] = []
      if take("]") { return .array(values) }
      repeat {
        guard let value = value() else { return nil }
        values.append(value)
      } while take(",")
      return take("]") ? .array(values) : nil
    }

    mutating func string() -> String? {
      guard take("\"") else { return nil }
      var text = String.UnicodeScalarView()
      while at < scalars.count {
        let scalar = scalars[at]
        at += 1
        if scalar == "\"" { return String(text) }
        if scalar.value < 0x20 { return nil }
        guard scalar == "\\" else {
          text.append(scalar)
          continue
        }
        guard at < scalars.count else { return nil }
        let escaped = scalars[at]
        at += 1
        switch escaped {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "r": text.append("\r")
        case "b": text.append("\u{8}")
        case "f": text.append("\u{C}")
        case "u":
          guard var unit = hexadecimal() else { return nil }
          if (0xD800..<0xDC00).contains(unit) {
            guard word("\\u"), let low = hexadecimal() else { return nil }
            unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
          }
          guard let scalar = Unicode.Scalar(unit) else { return nil }
          text.append(scalar)
        default: text.append(escaped)
        }
      }
      return nil
    }

    mutating func hexadecimal() -> UInt32? {
      guard at + 4 <= scalars.count else { return nil }
      let digits = String(String.UnicodeScalarView(scalars[at..<at + 4]))
      at += 4
      return UInt32(digits, radix: 16)
    }
  }
}
