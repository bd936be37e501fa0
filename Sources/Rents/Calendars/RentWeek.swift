/// One week of a rent year, Monday to Sunday unless the landlord's calendar begins it on another day.
public struct RentWeek: Hashable, Sendable {
  /// 1 for the first week of the rent year, to 52 or 53.
  public let number: Int
  /// Its first day, on which weekly rent falls due.
  public let start: CivilDate
  /// Whether nothing is charged in it.
  public let isRentFree: Bool

  /// Its last day.
  public var end: CivilDate { start.adding(days: 6) }
}
