/// How often the account is charged. Raw values are the words of the JSON contract.
public enum ChargeFrequency: String, CaseIterable, Hashable, Sendable {
  /// Each charge week, on Monday.
  case weekly
  /// Every second Monday.
  case fortnightly
  /// Thirteen periods a year; not monthly.
  case fourWeekly = "four-weekly"
  /// On the 1st of each month.
  case monthly
  /// On 1 April, 1 July, 1 October and 1 January.
  case quarterly
  /// On 1 April and 1 October.
  case halfYearly = "half-yearly"
  /// On 1 April.
  case annual
  /// Charged when an invoice is raised, on no calendar.
  case invoice

  /// The frequency by which amounts are converted; nil for invoices, which have none.
  ///
  /// Rent-free weeks are weeks in which a weekly charge is not made; charges of longer periods are made
  /// whole.
  /// - Parameter rentFreeWeeks: weeks a year in which nothing is charged; below 0 or above 51 there is no
  ///   frequency.
  public func frequency(rentFreeWeeks: Int = 0) -> Frequency? {
    guard (0...51).contains(rentFreeWeeks) else { return nil }
    switch self {
    case .weekly: return rentFreeWeeks == 0 ? .weekly : .weeksAYear(52 - rentFreeWeeks)
    case .fortnightly: return .fortnightly
    case .fourWeekly: return .fourWeekly
    case .monthly: return .monthly
    case .quarterly: return .quarterly
    case .halfYearly: return .halfYearly
    case .annual: return .yearly
    case .invoice: return nil
    }
  }

  /// The exact pence charged for one charge week: the figure by which a balance is counted in weeks (decision
  /// 8).
  ///
  /// A weekly charge is its own, with or without rent-free weeks; a fortnightly one its half; a four-weekly
  /// one its quarter. A monthly or longer charge is a year's worth over the year's charge weeks, so that
  /// 500.20 a month with four rent-free weeks is 125.05.
  /// - Returns: nil for an account charged by invoice, for rent-free weeks that are no number of weeks, and
  ///   for an amount too large to reckon with.
  public func weeklyEquivalent(of charge: Money, rentFreeWeeks: Int = 0) -> Ratio? {
    guard let own = frequency(rentFreeWeeks: rentFreeWeeks) else { return nil }
    switch self {
    case .weekly: return Ratio(charge)
    case .fortnightly, .fourWeekly: return try? own.convert(charge, to: .weekly)
    default: return try? own.convert(charge, to: .weeksAYear(52 - rentFreeWeeks))
    }
  }

  /// The exact pence a week over all 52 weeks of a year, rent-free weeks included: what a household that pays
  /// every week has to pay. Nil as in ``weeklyEquivalent(of:rentFreeWeeks:)``.
  public func levelledWeekly(of charge: Money, rentFreeWeeks: Int = 0) -> Ratio? {
    guard let own = frequency(rentFreeWeeks: rentFreeWeeks) else { return nil }
    return try? own.convert(charge, to: .weekly)
  }

  /// The exact pence a calendar month: weekly × charge weeks / 12, four-weekly × 13 / 12 … Nil as in
  /// ``weeklyEquivalent(of:rentFreeWeeks:)``.
  public func monthlyEquivalent(of charge: Money, rentFreeWeeks: Int = 0) -> Ratio? {
    guard let own = frequency(rentFreeWeeks: rentFreeWeeks) else { return nil }
    return try? own.convert(charge, to: .monthly)
  }

  /// What stands behind an amount of this frequency: `a week`, `every four weeks`, `by invoice` …
  public var wording: String { frequency()?.wording ?? "by invoice" }
}
