/// Where a half goes when a fraction is rounded.
public enum Rounding: String, CaseIterable, Hashable, Sendable {
  /// Away from zero: half a penny owed becomes a penny owed, half a penny of credit a penny of credit.
  case halfUp = "half-up"
  /// To the even neighbour, so that halves balance out over many lines.
  case halfEven = "half-even"
}
