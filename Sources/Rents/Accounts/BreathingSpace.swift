/// Debt respite (SI 2020/1311): no contact about the debt and no enforcement while it lasts.
public struct BreathingSpace: Hashable, Sendable {
  /// The first day of protection.
  public var from: CivilDate
  /// The end in the notification; nil for a mental health crisis moratorium.
  public var to: CivilDate?

  /// Debt respite from that day on.
  public init(from: CivilDate, to: CivilDate?) {
    self.from = from
    self.to = to
  }

  /// Whether the household is protected on that day; the notified end is the last such day.
  public func isInForce(on day: CivilDate) -> Bool {
    guard from <= day else { return false }
    guard let to else { return true }
    return day <= to
  }
}
