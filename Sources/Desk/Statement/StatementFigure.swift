import Rents

/// Money as the form writes it. Its figures are income and spending, not balances: what is taken off has a minus.
enum StatementFigure {
  /// `1,373.64`, `-35.00`.
  static func text(_ amount: Money) -> String {
    (amount < .zero ? "-" : "") + magnitude(amount).text(.unsigned)
  }

  /// The same with a plus where it is more: `+52.00`.
  static func change(_ amount: Money) -> String { (amount > .zero ? "+" : "") + text(amount) }

  /// Whole pounds without pence where there are none: `40`, `93.50`.
  static func short(_ amount: Money) -> String {
    let text = text(amount)
    return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
  }

  private static func magnitude(_ amount: Money) -> Money {
    amount.pence == .min ? Money(pence: .max) : Money(pence: abs(amount.pence))
  }
}
