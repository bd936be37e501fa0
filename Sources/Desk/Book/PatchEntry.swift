import Rents

/// One patch in the choice of patches.
public struct PatchEntry: Hashable, Sendable {
  /// The patch's name, as in the landlord's files; empty for accounts that name none.
  public var name: String
  /// The landlord's code of the officer.
  public var officerCode: String
  /// The officer's name.
  public var officerName: String
  /// How many accounts it holds; nil where that would have to be counted.
  public var accounts: Int?
  /// What is owed and in credit, once the patch was opened; nil before, a failure where it does not fit in pence.
  public var totals: Result<BalanceTotals, MoneyError>?

  /// A patch, its officer and what is known of its size.
  public init(
    name: String, officerCode: String = "", officerName: String = "", accounts: Int? = nil,
    totals: Result<BalanceTotals, MoneyError>? = nil
  ) {
    self.name = name
    self.officerCode = officerCode
    self.officerName = officerName
    self.accounts = accounts
    self.totals = totals
  }
}
