import Rents

/// A caseload of the book: whose it is by the landlord's facts, and what its accounts owe.
public struct PatchSummary: Hashable, Sendable {
  /// The patch as the landlord names it; empty for accounts without one.
  public var name: String
  /// The landlord's code for its officer.
  public var officerCode = ""
  /// The name of its officer.
  public var officerName = ""
  /// How many accounts it holds, former ones included.
  public var accounts = 0
  /// What its accounts owe and have in credit; a failure where that does not fit in pence.
  public var totals: Result<BalanceTotals, MoneyError> = .success(BalanceTotals())

  /// A patch without accounts.
  public init(name: String) { self.name = name }
}
