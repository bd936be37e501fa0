extension Charge {
  /// The exact pence for part of a week, as at the start or the end of a tenancy: a week's charge over seven,
  /// times the days. Nil for an account charged by invoice, or for days outside 0 to 7.
  public func partWeek(days: Int, rentFreeWeeks: Int = 0) -> Ratio? {
    guard (0...7).contains(days), let seventh = try? Ratio(Int64(days), over: 7) else { return nil }
    return try? frequency.weeklyEquivalent(of: total, rentFreeWeeks: rentFreeWeeks)?.multiplied(by: seventh)
  }
}
