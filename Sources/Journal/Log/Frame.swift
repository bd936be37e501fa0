/// The lines of which the journal is made: a sigil, eight digits of CRC-32C over sigil and content, a space, the
/// content, a newline.
enum Frame {
  /// First line of a segment.
  static let segment = UInt8(ascii: "#")
  /// First line of a transaction.
  static let begin = UInt8(ascii: "=")
  /// A row.
  static let row = UInt8(ascii: "+")
  /// A row whose bytes were erased: their SHA-256 stands in their place.
  static let erased = UInt8(ascii: "x")
  /// A bulk file adopted.
  static let adopt = UInt8(ascii: "@")
  /// Last line of a transaction.
  static let commit = UInt8(ascii: ".")

  /// Bytes of a line beside its content: sigil, CRC, space, newline.
  static let overhead = 11

  /// Appends a line to a buffer.
  static func append(_ sigil: UInt8, _ content: Bytes, to buffer: inout [UInt8]) {
    buffer.append(sigil)
    buffer.append(hexadecimal: crc(sigil, content))
    buffer.append(space)
    buffer.append(contentsOf: content)
    buffer.append(newline)
  }

  static func append(_ sigil: UInt8, _ content: [UInt8], to buffer: inout [UInt8]) {
    content.lend { append(sigil, $0, to: &buffer) }
  }

  static func append(_ sigil: UInt8, text: String, to buffer: inout [UInt8]) {
    append(sigil, Array(text.utf8), to: &buffer)
  }

  /// A line that was read.
  struct Line {
    /// What it is.
    var sigil: UInt8
    /// Where its content stands in the buffer.
    var content: Range<Int>
    /// Where the next line begins.
    var end: Int
  }

  /// What stands at a place of a buffer.
  enum Reading {
    /// A line whose checksum matches.
    case line(Line)
    /// A blank line, a zero, or nothing: the journal was never written here.
    case blank
    /// The buffer ends before the line does.
    case unfinished
    /// Bytes that are no line.
    case bad
  }

  static func read(_ buffer: Bytes, at start: Int) -> Reading {
    guard start < buffer.count else { return .blank }
    if buffer[start] == newline || buffer[start] == 0 { return .blank }
    let end = buffer.find(newline, from: start)
    guard end < buffer.count else { return .unfinished }
    guard end - start >= overhead - 1, buffer[start + 9] == space,
      let written = buffer.slice(start + 1, start + 9).hexadecimal32
    else { return .bad }
    let sigil = buffer[start]
    let content = (start + 10)..<end
    guard
      written == crc(sigil, buffer.slice(content.lowerBound, content.upperBound))
        || Safeguard.checkOfLine.isSilenced
    else { return .bad }
    return .line(Line(sigil: sigil, content: content, end: end + 1))
  }

  private static func crc(_ sigil: UInt8, _ content: Bytes) -> UInt32 {
    content.crc(after: sigil)
  }

  /// What a line adds to the chain: the SHA-256 of sigil and content, in which the bytes of a row are replaced
  /// by their own SHA-256, so that an erased row adds the same.
  static func digest(_ sigil: UInt8, _ content: Bytes) -> Digest? {
    var hasher = Hasher256()
    switch sigil {
    case row, erased:
      var middle = 0
      for _ in 0..<3 { middle = content.find(tab, from: middle) + 1 }
      guard middle <= content.count else { return nil }
      hasher.add(byte: row)
      hasher.add(content.slice(0, middle))
      let bytes = content.slice(middle, content.count)
      if sigil == row {
        hasher.add(Hasher256.digest(bytes))
      } else {
        guard let kept = Digest(hexadecimal: bytes) else { return nil }
        hasher.add(kept)
      }
    default:
      hasher.add(byte: sigil)
      hasher.add(content)
    }
    return hasher.digest()
  }
}
