/// How the account's property is held: it decides charges, ladder, notices and figures.
///
/// Raw values are the words of the JSON contract and of filters.
public enum Tenure: String, CaseIterable, Hashable, Sendable {
  case secure, introductory, flexible, assured
  /// Temporary accommodation for a homeless household: a licence or non-secure tenancy.
  case licence
  case garage, leasehold
  case sharedOwnership = "shared-ownership"
  /// A sundry debt raised by invoice.
  case sundry
  /// Removals and storage of belongings.
  case storage
  /// A former tenant's account; the debt outlived the tenancy.
  case former
}

/// Whether the agreement still runs.
public enum AccountStatus: String, CaseIterable, Hashable, Sendable {
  case current, former
}

/// How often the account is charged.
public enum ChargeFrequency: String, CaseIterable, Hashable, Sendable {
  case weekly, fortnightly
  /// Thirteen periods a year; not monthly.
  case fourWeekly = "four-weekly"
  case monthly, quarterly
  case halfYearly = "half-yearly"
  case annual
  /// Charged when an invoice is raised, on no calendar.
  case invoice
}

/// How the household usually pays.
public enum PaymentMethod: String, CaseIterable, Hashable, Sendable {
  case cash, card
  case standingOrder = "standing-order"
  case directDebit = "direct-debit"
  case housingBenefit = "housing-benefit"
  /// Universal Credit rent paid straight to the landlord (alternative payment arrangement).
  case managedPayment = "managed-payment"
  case none
}
