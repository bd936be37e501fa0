import Rents

/// Another account of the same tenancy or person.
public struct RelatedAccount: Hashable, Sendable {
  /// Its reference.
  public var reference: String
  /// What it is.
  public var tenure: Tenure
  /// What it owes.
  public var balance: Money

  /// An account beside the one that is open.
  public init(reference: String, tenure: Tenure, balance: Money) {
    self.reference = reference
    self.tenure = tenure
    self.balance = balance
  }
}
