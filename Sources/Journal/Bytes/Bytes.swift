import CSystem

/// Borrowed bytes: valid only while their owner stands still.
typealias Bytes = UnsafeRawBufferPointer

let newline: UInt8 = 10
let tab: UInt8 = 9
let space: UInt8 = 32

extension UnsafeRawBufferPointer {
  /// The bytes of a range, which is clamped to what is there.
  func slice(_ from: Int, _ to: Int) -> Bytes {
    let to = Swift.min(to, count)
    guard from >= 0, from < to, let base = baseAddress else { return Bytes(start: nil, count: 0) }
    return Bytes(start: base + from, count: to - from)
  }

  /// Where a byte first stands at or after `from`; `count` if nowhere.
  func find(_ byte: UInt8, from: Int = 0) -> Int {
    guard let base = baseAddress, from < count else { return count }
    return from + csystem_find(base + from, byte, count - from)
  }

  /// Bytewise order: negative, zero or positive.
  func order(_ other: Bytes) -> Int32 {
    csystem_compare(baseAddress, count, other.baseAddress, other.count)
  }

  /// Whether the bytes are the same.
  func same(_ other: Bytes) -> Bool { count == other.count && order(other) == 0 }

  /// Whether the bytes are those of a text in the source.
  func same(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { same(Bytes($0)) }
  }

  /// CRC-32C.
  var crc: UInt32 { csystem_crc32c(0, baseAddress, count) }

  /// CRC-32C of one byte and then these.
  func crc(after first: UInt8) -> UInt32 {
    var first = first
    return csystem_crc32c(csystem_crc32c(0, &first, 1), baseAddress, count)
  }

  /// The bytes as text; what is not UTF-8 is replaced.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// A decimal number without sign, or nil for anything else (empty and too large included).
  var decimal: Int? {
    guard !isEmpty, count <= 18 else { return nil }
    var value = 0
    for byte in self {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  /// A decimal number of up to 64 bits without sign, or nil.
  var unsigned: UInt64? {
    if let small = decimal { return UInt64(small) }
    guard count <= 20, allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return UInt64(text)
  }

  /// Eight hexadecimal digits, or nil.
  var hexadecimal32: UInt32? {
    guard count == 8 else { return nil }
    var value: UInt32 = 0
    for byte in self {
      guard let digit = hexadecimalDigit(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// The parts between tabs; the last part holds the rest once there are `count` of them.
  func fields(_ limit: Int) -> [Bytes] {
    var parts: [Bytes] = []
    var at = 0
    while parts.count < limit - 1 {
      let end = find(tab, from: at)
      if end == count { break }
      parts.append(slice(at, end))
      at = end + 1
    }
    parts.append(slice(at, count))
    return parts
  }

  /// The parts between single spaces or runs of them. Read at every opening: no text is made of them.
  var words: [Bytes] {
    var words: [Bytes] = []
    var at = 0
    while at < count {
      let end = find(space, from: at)
      if end > at { words.append(slice(at, end)) }
      at = end + 1
    }
    return words
  }

  /// What follows a beginning; nil where the bytes do not begin with it.
  func after(_ beginning: StaticString) -> Bytes? {
    let length = beginning.utf8CodeUnitCount
    return slice(0, length).same(beginning) ? slice(length, count) : nil
  }

  /// The bytes as elements; their `span` is lent to clients.
  var elements: UnsafeBufferPointer<UInt8> { assumingMemoryBound(to: UInt8.self) }
}

func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 48...57: byte - 48
  case 97...102: byte - 87
  default: nil
  }
}

private let digits = Array("0123456789abcdef".utf8)

extension Array where Element == UInt8 {
  mutating func append(text: String) { append(contentsOf: text.utf8) }

  /// Appends eight hexadecimal digits.
  mutating func append(hexadecimal value: UInt32) {
    var shift: UInt32 = 28
    for _ in 0..<8 {
      append(digits[Int(value >> shift & 15)])
      shift = shift &- 4
    }
  }

  /// Appends the 64 hexadecimal digits of a digest.
  mutating func append(hexadecimal digest: Digest) {
    digest.lend { bytes in
      for byte in bytes {
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 15)])
      }
    }
  }

  /// Appends a decimal number.
  mutating func append(decimal value: Int) { append(contentsOf: String(value).utf8) }

  /// Runs `body` on the bytes of an array that cannot throw away its memory meanwhile.
  func lend<R, E: Error>(_ body: (Bytes) throws(E) -> R) throws(E) -> R {
    let result: Result<R, E> = withUnsafeBytes { bytes in
      do throws(E) { return .success(try body(bytes)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}

/// Hexadecimal text of bytes, two digits each.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  var text: [UInt8] = []
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// A number with leading zeros.
func padded(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
func padded(_ value: UInt64, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
