/// A source's words for something, each with its meaning here. Letters are compared without regard to case.
struct CodeTable<Meaning: Sendable>: Sendable {
  private var short: [UInt64: Meaning] = [:]
  private var long: [String: Meaning] = [:]
  private let blank: Meaning?

  /// - Parameters:
  ///   - words: each word of the source with its meaning.
  ///   - blank: the meaning of an empty field; nil where an empty field is an error.
  init(_ words: [String: Meaning], blank: Meaning? = nil) {
    self.blank = blank
    for (word, meaning) in words {
      var copy = word
      copy.withUTF8 { bytes in
        if let key = CodeTable.pack(bytes) {
          short[key] = meaning
        } else {
          long[CodeTable.lowercased(bytes)] = meaning
        }
      }
    }
  }

  /// The meaning of a field; nil where the source's word is not known.
  @inline(__always)
  func meaning(of bytes: UnsafeBufferPointer<UInt8>) -> Meaning? {
    if bytes.isEmpty { return blank }
    if let key = CodeTable.pack(bytes) { return short[key] }
    return long[CodeTable.lowercased(bytes)]
  }

  /// Up to eight bytes as one number, letters made small.
  @inline(__always)
  private static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard bytes.count <= 8 else { return nil }
    var key: UInt64 = 0
    for byte in bytes { key = key << 8 | UInt64(lower(byte)) }
    return key
  }

  private static func lowercased(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes.map(lower), as: UTF8.self)
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
}
