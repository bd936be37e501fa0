/// One JSON object on one line, written in the order in which its keys were added.
///
/// Every value is safe to print: control characters (C0, DEL, C1), the direction overrides and the line separators
/// are written as `\u` escapes, so that a terminal that shows the line cannot be driven by it. A value that is
/// absent is left out; there is no `null`.
///
/// ```swift
/// var line = JSONLine()
/// line.add("account", "10000013")
/// line.add("balance_pence", 45210)
/// print(line.text)  // {"account":"10000013","balance_pence":45210}
/// ```
public struct JSONLine: Sendable {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// An object without keys.
  public init() { bytes.reserveCapacity(256) }

  /// The object as text, without a line end.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The object as UTF-8, without a line end.
  public var utf8: [UInt8] { bytes + [UInt8(ascii: "}")] }

  /// Adds text; nothing where it is nil.
  public mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    open(key)
    string(value)
  }

  /// Adds a whole number (pence, counts); nothing where it is nil.
  public mutating func add(_ key: String, _ value: (some FixedWidthInteger)?) {
    guard let value else { return }
    open(key)
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Adds a truth value; nothing where it is nil.
  public mutating func add(_ key: String, _ value: Bool?) {
    guard let value else { return }
    open(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Adds a decimal number held as a whole number of its last place, as 40 tenths for `4.0`.
  /// - Parameters:
  ///   - value: the number in units of its last place.
  ///   - places: digits after the point, 0 to 18.
  public mutating func add(_ key: String, _ value: Int64?, places: Int) {
    guard let value else { return }
    open(key)
    let wanted = min(max(places, 0), 18)
    var digits = Array(value.magnitude.description.utf8)
    while digits.count <= wanted { digits.insert(UInt8(ascii: "0"), at: 0) }
    if wanted > 0 { digits.insert(UInt8(ascii: "."), at: digits.count - wanted) }
    if value < 0 { digits.insert(UInt8(ascii: "-"), at: 0) }
    bytes.append(contentsOf: digits)
  }

  /// Adds an array of texts.
  public mutating func add(_ key: String, _ values: [String]) {
    open(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      string(value)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds an array of whole numbers.
  public mutating func add(_ key: String, _ numbers: [some FixedWidthInteger]) {
    open(key)
    bytes.append(UInt8(ascii: "["))
    for (index, number) in numbers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: number.description.utf8)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds an array of objects.
  public mutating func add(_ key: String, _ objects: [JSONLine]) {
    open(key)
    bytes.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: object.utf8)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds an object.
  public mutating func add(_ key: String, _ object: JSONLine?) {
    guard let object else { return }
    open(key)
    bytes.append(contentsOf: object.utf8)
  }

  private mutating func open(_ key: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    string(key)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      default:
        if JSONLine.mustEscape(scalar) {
          bytes.append(contentsOf: "\\u".utf8)
          let digits = String(scalar.value, radix: 16)
          for _ in digits.utf8.count..<4 { bytes.append(UInt8(ascii: "0")) }
          bytes.append(contentsOf: digits.utf8)
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Controls, direction overrides and isolates, line and paragraph separators. All are below U+FFFF.
  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
