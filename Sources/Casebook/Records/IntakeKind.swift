/// What a landlord's file holds. Raw values are the words of `--as`.
public enum IntakeKind: String, CaseIterable, Hashable, Sendable {
  /// Snapshots of rent accounts.
  case accounts
  /// Ledger postings.
  case transactions
  /// What officers did.
  case actions
  /// Repayment arrangements.
  case arrangements
  /// The instalments of arrangements.
  case instalments
}
