import Rents

/// Reads what ``FieldWriter`` wrote, field by field. A field that is not there reads as empty.
struct FieldReader {
  typealias Slice = UnsafeBufferPointer<UInt8>

  private let bytes: Slice
  private(set) var place = 0

  init(_ bytes: Slice) { self.bytes = bytes }

  /// Whether every field was read.
  var isAtEnd: Bool { place > bytes.count || bytes.isEmpty }

  /// The next field as it stands, escapes and all.
  @inline(__always)
  mutating func slice() -> Slice {
    guard place <= bytes.count else { return Slice(start: nil, count: 0) }
    let start = place
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "|") { end += 1 }
    place = end + 1
    return Slice(rebasing: bytes[start..<end])
  }

  /// What was not read yet.
  var rest: Slice {
    place < bytes.count ? Slice(rebasing: bytes[place...]) : Slice(start: nil, count: 0)
  }

  mutating func text() -> String { FieldReader.text(slice()) }

  /// A whole number; nil where the field is none.
  @inline(__always)
  mutating func number() -> Int64? { FieldReader.number(slice()) }

  mutating func int() -> Int { Int(clamping: number() ?? 0) }

  mutating func money() -> Money { Money(pence: number() ?? 0) }

  /// A day by its number.
  mutating func day() -> CivilDate? {
    number().map { CivilDate(dayNumber: Int32(clamping: $0)) }
  }

  /// `name=value`; nil at the end.
  mutating func named() -> (name: Slice, value: Slice)? {
    if isAtEnd { return nil }
    let field = slice()
    guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else {
      return (field, Slice(start: nil, count: 0))
    }
    return (Slice(rebasing: field[..<equals]), Slice(rebasing: field[(equals + 1)...]))
  }

  static func number(_ field: Slice) -> Int64? {
    var index = 0
    var isNegative = false
    if index < field.count, field[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    guard index < field.count, field.count <= 20 else { return nil }
    var value: Int64 = 0
    while index < field.count {
      let digit = Int64(field[index]) - 48
      guard digit >= 0, digit <= 9 else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowed) = tens.subtractingReportingOverflow(digit)
      if overflow || overflowed { return nil }
      value = sum
      index += 1
    }
    // Counted below zero, so that the lowest number can be read.
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  static func text(_ field: Slice) -> String {
    guard field.contains(UInt8(ascii: "\\")) else { return String(decoding: field, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(field.count)
    var index = 0
    while index < field.count {
      let byte = field[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < field.count else {
        plain.append(byte)
        continue
      }
      let letter = field[index]
      index += 1
      switch letter {
      case UInt8(ascii: "p"): plain.append(UInt8(ascii: "|"))
      case UInt8(ascii: "n"): plain.append(10)
      case UInt8(ascii: "r"): plain.append(13)
      case UInt8(ascii: "t"): plain.append(9)
      case UInt8(ascii: "x"):
        if index + 1 < field.count, let high = hexadecimal(field[index]),
          let low = hexadecimal(field[index + 1])
        {
          plain.append(high << 4 | low)
        }
        index += 2
      default: plain.append(letter)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
    default: nil
    }
  }

  /// Reads `20261116`.
  static func date(_ field: Slice) -> CivilDate? {
    guard field.count >= 8 else { return nil }
    var number = 0
    for index in 0..<8 {
      let digit = Int(field[index]) - 48
      guard digit >= 0, digit <= 9 else { return nil }
      number = number * 10 + digit
    }
    return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  mutating func date() -> CivilDate? { FieldReader.date(slice()) }

  static func same(_ field: Slice, _ text: StaticString) -> Bool {
    text.withUTF8Buffer { $0.count == field.count && $0.elementsEqual(field) }
  }
}

extension Span where Element == UInt8 {
  /// Reads the span field by field.
  @inline(__always)
  func readingFields<Value, Failure: Error>(
    _ body: (inout FieldReader) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try withUnsafeBufferPointer { (bytes) throws(Failure) -> Value in
      var reader = FieldReader(bytes)
      return try body(&reader)
    }
  }

  /// The bytes as text.
  var decoded: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
