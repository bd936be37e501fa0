/// How a file writes its letters.
enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  /// UTF-8, with or without its mark at the file's beginning.
  case utf8 = "utf-8"
  /// Windows-1252, the usual eight-bit code of British systems.
  case windows1252 = "windows-1252"

  /// Windows-1252's letters for the bytes 0x80 to 0x9F; 0 where it has none. Source: the Unicode Consortium's
  /// table CP1252.TXT.
  static let windows1252High: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E,
    0x0178,
  ]

  /// The letter that Windows-1252 writes as that byte; nil where it has none.
  static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
    let value = windows1252High[Int(byte) - 0x80]
    return value == 0 ? nil : Unicode.Scalar(value)
  }
}
