import Casebook

/// A file's fields, made harmless as ``HarmlessText`` says.
///
/// In a Windows-1252 file a field whose bytes are well-formed UTF-8 is read as UTF-8: two programs wrote that file, and
/// no name is spelt like that by chance.
extension HarmlessText {
  /// Makes text from a field.
  /// - Parameters:
  ///   - bytes: the field, without spaces round it.
  ///   - encoding: how the file writes letters.
  ///   - limit: the most characters (Unicode scalars) kept.
  /// - Returns: the text, and what was done to it.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, encoding: TextEncoding, limit: Int
  ) -> (text: String, repairs: TextRepairs) {
    if bytes.count <= limit, isPlainASCII(bytes) { return (String(decoding: bytes, as: UTF8.self), []) }
    guard encoding == .windows1252, !isWellFormedUTF8(bytes) else { return clean(bytes, limit: limit) }
    var cleaner = TextCleaner(limit: limit)
    for byte in bytes {
      guard cleaner.hasRoom else { break }
      if let scalar = TextEncoding.windows1252(byte) {
        cleaner.take(scalar)
      } else {
        cleaner.takeUndecodable()
      }
    }
    return cleaner.finish()
  }

  private static func isWellFormedUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue: continue
      case .error: return false
      case .emptyInput: return true
      }
    }
  }
}
