/// Makes text harmless scalar by scalar, as ``HarmlessText`` says; a joiner waits until its right neighbour is known.
public struct TextCleaner {
  private var text = String.UnicodeScalarView()
  private var repairs: TextRepairs = []
  private var count = 0
  private let limit: Int
  private var waitingJoiner: Unicode.Scalar?
  private var previous: Unicode.Scalar = " "
  private var isFull = false

  /// A cleaner that keeps so many Unicode scalars.
  public init(limit: Int) { self.limit = max(limit, 1) }

  /// Whether more would be kept.
  public var hasRoom: Bool { !isFull }

  /// Takes bytes that are no letter.
  public mutating func takeUndecodable() {
    repairs.insert(.undecodable)
    append("\u{FFFD}")
  }

  /// Takes a scalar.
  public mutating func take(_ scalar: Unicode.Scalar) {
    if let joiner = waitingJoiner {
      waitingJoiner = nil
      if TextCleaner.mayBeJoined(previous), TextCleaner.mayBeJoined(scalar) {
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

  /// The text, and what was done to it.
  public mutating func finish() -> (text: String, repairs: TextRepairs) {
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
