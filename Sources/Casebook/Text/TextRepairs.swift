/// What was done to a text to make it harmless.
public struct TextRepairs: OptionSet, Hashable, Sendable {
  /// One bit for each repair.
  public let rawValue: UInt8
  /// Repairs by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Control characters or escape sequences, made visible.
  public static let controls = TextRepairs(rawValue: 1)
  /// Marks that turn the direction of text round, removed.
  public static let directions = TextRepairs(rawValue: 2)
  /// Characters without a width, removed.
  public static let zeroWidth = TextRepairs(rawValue: 4)
  /// Bytes that are not letters in the file's encoding, shown as U+FFFD.
  public static let undecodable = TextRepairs(rawValue: 8)
  /// Longer than is kept; cut, with an ellipsis as its mark.
  public static let shortened = TextRepairs(rawValue: 16)

  /// The repairs in words, for a report.
  public var words: String {
    var parts: [String] = []
    if contains(.controls) { parts.append("control characters made visible") }
    if contains(.directions) { parts.append("marks that reverse the direction of text removed") }
    if contains(.zeroWidth) { parts.append("invisible characters removed") }
    if contains(.undecodable) { parts.append("bytes that are no letters in this encoding shown as \u{FFFD}") }
    if contains(.shortened) { parts.append("cut to the length that is kept") }
    return parts.joined(separator: "; ")
  }
}
