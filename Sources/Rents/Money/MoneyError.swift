/// What can be wrong with an amount.
public enum MoneyError: Error, Hashable, Sendable {
  /// The result does not fit: no rent account reaches such a figure, so the input is wrong.
  case overflow
  /// The text is not an amount; the text and what is wrong with it.
  case unreadable(text: String, reason: String)
}

extension MoneyError: CustomStringConvertible {
  /// What was wrong and what would be right.
  public var description: String {
    switch self {
    case .overflow:
      "The amount is larger than any account can hold; look for a wrong figure."
    case .unreadable(let text, let reason):
      "\u{201C}\(text)\u{201D} is not an amount: \(reason). Write it as 1,234.56, or 1,234.56 CR for a "
        + "credit."
    }
  }
}
