/// Where a book stands, in one line that can be printed or sent away at the end of a day: whoever keeps it can prove
/// later that nothing recorded before it was changed.
public struct BookHead: Hashable, Sendable {
  /// The last transaction; 0 in an empty book.
  public var sequence: UInt64
  /// The chain hash with it, 64 hexadecimal digits.
  public var hash: String
  /// When that transaction was recorded, in UTC; empty in an empty book.
  public var at: String
  /// The book's identity, 32 hexadecimal digits.
  public var book: String

  /// `2026-11-21T17:40:03Z transaction 412 head 9869… book 6e6e…`.
  public var line: String {
    "\(at.isEmpty ? "(empty)" : at) transaction \(sequence) head \(hash) book \(book)"
  }

  /// The hash in whatever was kept: the line, the hash alone, a letter around it. Nil where there is none.
  public static func hash(in text: String) -> String? {
    let digits = Set("0123456789abcdefABCDEF".utf8)
    return text.split { character in !character.utf8.allSatisfy { digits.contains($0) } }
      .first { $0.utf8.count == 64 }.map { $0.lowercased() }
  }
}
