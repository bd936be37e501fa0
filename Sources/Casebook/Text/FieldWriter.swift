import Rents

/// Writes the text of a record: fields with `|` between them.
///
/// In text `\` stands as `\\`, `|` as `\p`, a newline as `\n`, a carriage return as `\r`, a tab as `\t`; any other
/// control character as `\x` and two hexadecimal digits. So a record is one line, whatever was typed.
struct FieldWriter {
  var bytes: [UInt8] = []
  /// The last day written and its eight digits: rows that follow each other mostly have the same days.
  private var lastDay: CivilDate?
  private var lastDigits: UInt64 = 0

  init() {}

  /// Ends a field.
  mutating func separate() { bytes.append(UInt8(ascii: "|")) }

  mutating func text(_ text: String) {
    var copy = text
    copy.withUTF8 { self.text(utf8: $0) }
  }

  /// Text that is bytes of UTF-8 already.
  mutating func text(utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (index, byte) in utf8.enumerated()
    where byte < 32 || byte == 0x7F || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\") {
      bytes.append(contentsOf: utf8[start..<index])
      escape(byte)
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  private mutating func escape(_ byte: UInt8) {
    let letter: UInt8
    switch byte {
    case UInt8(ascii: "\\"): letter = UInt8(ascii: "\\")
    case UInt8(ascii: "|"): letter = UInt8(ascii: "p")
    case 10: letter = UInt8(ascii: "n")
    case 13: letter = UInt8(ascii: "r")
    case 9: letter = UInt8(ascii: "t")
    case 0..<32, 0x7F:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: [
        UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
      ])
      return
    default:
      bytes.append(byte)
      return
    }
    bytes.append(UInt8(ascii: "\\"))
    bytes.append(letter)
  }

  mutating func number(_ value: Int64) {
    // Nineteen digits and a sign.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = 20
      var rest = value.magnitude
      repeat {
        start -= 1
        digits[start] = 48 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if value < 0 {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[start...]))
    }
  }

  mutating func number(_ value: Int) { number(Int64(value)) }

  /// A number that is not less than 0, with zeros before it to a width.
  mutating func padded(_ value: Int, _ width: Int) {
    var power = 1
    for _ in 1..<max(width, 1) { power *= 10 }
    while power > value, power > 1 {
      bytes.append(48)
      power /= 10
    }
    number(max(value, 0))
  }

  /// `20261116`.
  mutating func date(_ date: CivilDate) {
    if date != lastDay {
      let (year, month, day) = date.parts
      var rest = year * 10_000 + month * 100 + day
      // The first digit stands in the lowest byte, as the bytes are written.
      lastDigits = 0
      for _ in 0..<8 {
        lastDigits = lastDigits << 8 | UInt64(48 + rest % 10)
        rest /= 10
      }
      lastDay = date
    }
    withUnsafeBytes(of: lastDigits.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The number of a day, or nothing: for derived records, which are read often.
  mutating func day(_ date: CivilDate?) {
    if let date { number(Int64(date.dayNumber)) }
  }

  mutating func ascii(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  // MARK: Named fields

  mutating func named(_ name: StaticString, _ value: String) {
    guard !value.isEmpty else { return }
    begin(name)
    text(value)
  }

  mutating func named(_ name: StaticString, utf8 value: [UInt8]) {
    guard !value.isEmpty else { return }
    begin(name)
    value.withUnsafeBufferPointer { text(utf8: $0) }
  }

  mutating func named(_ name: StaticString, _ value: CivilDate?) {
    guard let value else { return }
    begin(name)
    date(value)
  }

  mutating func named(_ name: StaticString, _ value: Int?) {
    guard let value else { return }
    begin(name)
    number(value)
  }

  mutating func named(_ name: StaticString, _ value: Money?) {
    guard let value else { return }
    begin(name)
    number(value.pence)
  }

  mutating func named(_ name: StaticString, _ value: Bool) {
    if value { begin(name) }
  }

  /// A field whose name is not known beforehand: it must hold neither `=` nor anything that is escaped.
  mutating func named(_ name: String, _ value: String) {
    if !bytes.isEmpty { separate() }
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: "="))
    text(value)
  }

  private mutating func begin(_ name: StaticString) {
    if !bytes.isEmpty { separate() }
    ascii(name)
    bytes.append(UInt8(ascii: "="))
  }
}
