/// A notice seeking possession: when it was served, and when it lapses.
public struct NoticeSeekingPossession: Hashable, Sendable {
  /// The day on which it was served.
  public var served: CivilDate
  /// The last day on which it can be relied on; nil where the landlord does not say.
  public var expires: CivilDate?

  /// A notice served on that day.
  public init(served: CivilDate, expires: CivilDate?) {
    self.served = served
    self.expires = expires
  }

  /// Whether it had been served and had not lapsed at the end of that day.
  public func isInForce(on day: CivilDate) -> Bool {
    guard served <= day else { return false }
    guard let expires else { return true }
    return day <= expires
  }
}
