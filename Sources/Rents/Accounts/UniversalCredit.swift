/// Universal Credit as the landlord knows it; the flag is missing for some claimants.
public struct UniversalCredit: Hashable, Sendable {
  /// Somebody in the household is known to claim.
  public var isClaimant = false
  /// Day of the month on which UC is paid, 1 to 31.
  public var paymentDay: Int?
  /// The day of a new claim; the first payment comes a month and seven days later.
  public var claimDate: CivilDate?
  /// The rent part is paid straight to the landlord.
  public var isManagedPayment = false

  /// No Universal Credit known of.
  public init() {}
}
