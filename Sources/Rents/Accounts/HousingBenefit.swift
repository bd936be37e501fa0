/// Housing Benefit as the landlord knows it.
public struct HousingBenefit: Hashable, Sendable {
  /// Whether it is paid.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// No claim that the landlord knows of.
    case none
    /// Paid.
    case inPayment = "in-payment"
    /// Stopped while something is looked into; the landlord hears of about half of these.
    case suspended
    /// Claimed and not decided.
    case claimPending = "claim-pending"
  }
  /// Whether it is paid.
  public var status: Status = .none
  /// The weekly award.
  public var weekly: Money?

  /// No Housing Benefit.
  public init() {}
}
