/// What was done to a text from a file to make it harmless.
struct TextRepairs: OptionSet, Hashable, Sendable {
  let rawValue: UInt8
  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Control characters or escape sequences, made visible.
  static let controls = TextRepairs(rawValue: 1)
  /// Marks that turn the direction of text round, removed.
  static let directions = TextRepairs(rawValue: 2)
  /// Characters without a width, removed.
  static let zeroWidth = TextRepairs(rawValue: 4)
  /// Bytes that are not letters in the file's encoding, shown as U+FFFD.
  static let undecodable = TextRepairs(rawValue: 8)
  /// Longer than is kept; cut, with an ellipsis as its mark.
  static let shortened = TextRepairs(rawValue: 16)

  /// The repairs in words, for a report.
  var words: String {
    var parts: [String] = []
    if contains(.controls) { parts.append("control characters made visible") }
    if contains(.directions) { parts.append("marks that reverse the direction of text removed") }
    if contains(.zeroWidth) { parts.append("invisible characters removed") }
    if contains(.undecodable) { parts.append("bytes that are no letters in this encoding shown as \u{FFFD}") }
    if contains(.shortened) { parts.append("cut to the length that is kept") }
    return parts.joined(separator: "; ")
  }
}

/// Turns a field's bytes into text that no terminal obeys and that a search finds.
///
/// - Line breaks and tabs become spaces. Other C0 controls and DEL become their pictures (`␛`), so that what was
///   there can be seen; C1 controls and code points that stand for no character become U+FFFD.
/// - Direction overrides, embeddings, isolates and marks go. Characters without a width go, except joiners between
///   letters of scripts that need them and within emoji.
/// - Undecodable bytes become U+FFFD. In a Windows-1252 file a field whose bytes are well-formed UTF-8 is read as
///   UTF-8: two programs wrote that file, and no name is spelt like that by chance.
/// - Text beyond the limit is cut, and ends in `…`.
///
/// Spreadsheet formulas are text here; ``SpreadsheetText`` makes them harmless where a spreadsheet may read them.
public enum HarmlessText {
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
    return clean(bytes, encoding: encoding, limit: limit)
  }

  /// Makes text that came from elsewhere (a file's name, a message) fit to print on a terminal.
  public static func printable(_ text: String, limit: Int = 80) -> String {
    var copy = text
    return copy.withUTF8 { read($0, encoding: .utf8, limit: limit).text }
  }

  /// Every byte a printing character of ASCII.
  @inline(__always)
  static func isPlainASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte < 0x20 || byte > 0x7E { return false }
    return true
  }

  private static func clean(
    _ bytes: UnsafeBufferPointer<UInt8>, encoding: TextEncoding, limit: Int
  ) -> (text: String, repairs: TextRepairs) {
    var cleaner = Cleaner(limit: limit)
    if encoding == .windows1252 && !isWellFormedUTF8(bytes) {
      for byte in bytes {
        guard cleaner.hasRoom else { break }
        if let scalar = TextEncoding.windows1252(byte) {
          cleaner.take(scalar)
        } else {
          cleaner.takeUndecodable()
        }
      }
    } else {
      var decoder = UTF8()
      var iterator = bytes.makeIterator()
      decoding: while cleaner.hasRoom {
        switch decoder.decode(&iterator) {
        case .scalarValue(let scalar): cleaner.take(scalar)
        case .error: cleaner.takeUndecodable()
        case .emptyInput: break decoding
        }
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

  /// Takes scalars one by one; a joiner waits until its right neighbour is known.
  private struct Cleaner {
    private var text = String.UnicodeScalarView()
    private var repairs: TextRepairs = []
    private var count = 0
    private let limit: Int
    private var waitingJoiner: Unicode.Scalar?
    private var previous: Unicode.Scalar = " "
    private var isFull = false

    init(limit: Int) { self.limit = max(limit, 1) }

    var hasRoom: Bool { !isFull }

    mutating func takeUndecodable() {
      repairs.insert(.undecodable)
      append("\u{FFFD}")
    }

    mutating func take(_ scalar: Unicode.Scalar) {
      if let joiner = waitingJoiner {
        waitingJoiner = nil
        if Cleaner.mayBeJoined(previous), Cleaner.mayBeJoined(scalar) {
          append(joiner)
        } else {
          repairs.insert(.zeroWidth)
        }
      }
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029:
        if previous != " " { append(" ") }
      case 0..<0x20:
        repairs.insert(.controls)
        append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F:
        repairs.insert(.controls)
        append("\u{2421}")
      case 0x80..<0xA0:
        repairs.insert(.controls)
        append("\u{FFFD}")
      case 0x200C, 0x200D:
        waitingJoiner = scalar
      case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C:
        repairs.insert(.directions)
      case 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0x00AD, 0x034F, 0x180E, 0xFFF9...0xFFFB,
        0x1D173...0x1D17A,
        0xE0000...0xE0FFF:
        repairs.insert(.zeroWidth)
      case 0xFFFE, 0xFFFF, 0xFDD0...0xFDEF:
        repairs.insert(.undecodable)
        append("\u{FFFD}")
      default:
        if scalar.value > 0xFFFF, scalar.value & 0xFFFE == 0xFFFE {
          repairs.insert(.undecodable)
          append("\u{FFFD}")
        } else {
          append(scalar)
        }
      }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
      guard count < limit else {
        isFull = true
        return
      }
      text.append(scalar)
      previous = scalar
      count += 1
    }

    mutating func finish() -> (text: String, repairs: TextRepairs) {
      if waitingJoiner != nil { repairs.insert(.zeroWidth) }
      if isFull {
        repairs.insert(.shortened)
        text.removeLast()
        text.append("…")
      }
      return (String(text), repairs)
    }

    /// Emoji, and letters of scripts in which a joiner changes the letter (Arabic and what comes after it); not
    /// Latin, Greek, Cyrillic, Armenian or Hebrew, where a joiner is only hidden.
    private static func mayBeJoined(_ scalar: Unicode.Scalar) -> Bool {
      (0x0600..<0x1E00).contains(scalar.value) || scalar.value >= 0xA800
        || (0x2190..<0x2C00).contains(scalar.value) || scalar.value == 0xFE0F
    }
  }
}
