/// Text that no terminal obeys and that a search finds: what every way into the book makes of what it is given, and
/// every way out of what the book holds, whatever that is.
///
/// - Line breaks and tabs become spaces. Other C0 controls and DEL become their pictures (`␛`), so that what was
///   there can be seen; C1 controls and code points that stand for no character become U+FFFD.
/// - Direction overrides, embeddings, isolates and marks go. Characters without a width go, except joiners between
///   letters of scripts that need them and within emoji.
/// - Undecodable bytes become U+FFFD.
/// - Text beyond the limit is cut, and ends in `…`.
///
/// Spreadsheet formulas are text here; they are made harmless where a spreadsheet may read them.
public enum HarmlessText {
  /// Makes text that came from elsewhere (a file's name, a message, a field of the book) fit to print on one line.
  public static func printable(_ text: String, limit: Int = 80) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      if bytes.count <= limit, isPlainASCII(bytes) { return String(decoding: bytes, as: UTF8.self) }
      return clean(bytes, limit: limit).text
    }
  }

  /// Makes what an officer wrote fit to keep: as ``printable(_:limit:)``, but its lines stay lines and nothing is cut.
  public static func lines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { printable(String($0), limit: .max) }.joined(separator: "\n")
  }

  /// Makes text of UTF-8.
  /// - Parameters:
  ///   - bytes: the text.
  ///   - limit: the most characters (Unicode scalars) kept.
  /// - Returns: the text, and what was done to it.
  public static func clean(
    _ bytes: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> (text: String, repairs: TextRepairs) {
    if isPlainText(bytes, limit: limit) { return (String(decoding: bytes, as: UTF8.self), []) }
    var cleaner = TextCleaner(limit: limit)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while cleaner.hasRoom {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): cleaner.take(scalar)
      case .error: cleaner.takeUndecodable()
      case .emptyInput: return cleaner.finish()
      }
    }
    return cleaner.finish()
  }

  /// Well-formed UTF-8 of nothing but the letters and punctuation of Western Europe: what nearly every text is that
  /// is not plain ASCII. It needs no cleaning; anything else is looked at character by character.
  private static func isPlainText(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        count += 1
        switch scalar.value {
        case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x20A0..<0x20D0: continue
        default: return false
        }
      case .error: return false
      case .emptyInput: return count <= limit
      }
    }
  }

  /// Whether every byte is a printing character of ASCII: then nothing has to be done.
  @inlinable
  public static func isPlainASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte < 0x20 || byte > 0x7E { return false }
    return true
  }
}
