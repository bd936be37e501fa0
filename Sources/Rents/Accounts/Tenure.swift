/// How the account's property is held: it decides charges, ladder, notices and figures.
///
/// Raw values are the words of the JSON contract and of filters.
public enum Tenure: String, CaseIterable, Hashable, Sendable {
  /// A council's lifetime tenancy (Housing Act 1985).
  case secure
  /// A council's trial tenancy of a year or a little more, before it becomes secure (Housing Act 1996).
  case introductory
  /// A council's secure tenancy for a fixed term.
  case flexible
  /// A housing association's tenancy (Housing Act 1988).
  case assured
  /// Temporary accommodation for a homeless household: a licence or non-secure tenancy.
  case licence
  /// A garage or a store, let by itself.
  case garage
  /// A leaseholder's service charge.
  case leasehold
  /// Rent and service charge on the share that the household has not bought.
  case sharedOwnership = "shared-ownership"
  /// A sundry debt raised by invoice.
  case sundry
  /// Removals and storage of belongings.
  case storage
  /// A former tenant's account; the debt outlived the tenancy.
  case former
}
