/// The figures by which a form is judged: rates of benefits, the TV licence, and what the landlord holds to be little.
///
/// They come from a dated and sourced file (`data/statement/thresholds.toml`), because governments and landlords change them.
/// Where none holds on the day of a form, what rests on it is not said.
public struct StatementThresholds: Hashable, Sendable {
  /// Rates of benefits from a day on.
  public struct Rates: Hashable, Sendable {
    /// The first day on which they hold.
    public var from: CivilDate
    /// Child Benefit a week for the eldest child.
    public var childBenefitEldest: Money?
    /// Child Benefit a week for each other child.
    public var childBenefitOther: Money?
    /// Universal Credit's standard allowance a month: single under 25, single, couple both under 25, couple.
    public var standardAllowances: [Money] = []
    /// What somebody with housing costs may earn a month before Universal Credit is cut; above it no deduction for rent starts.
    public var workAllowance: Money?
    /// How much of the standard allowance all deductions together may take, in hundredths.
    public var deductionsMostPercent: Int?
    /// How much of the standard allowance is taken for rent arrears, least and most, in hundredths.
    public var rentDeductionPercents: ClosedRange<Int>?
    /// Pension Credit's guarantee a week: single, couple.
    public var pensionGuarantees: [Money] = []
    /// Free prescriptions on Universal Credit up to these earnings a month: without children, with.
    public var freePrescriptionEarnings: [Money] = []
    /// Rates from a day on; nothing is known of them yet.
    public init(from: CivilDate) { self.from = from }

    /// Child Benefit a week for so many children; nil where the rate is not known.
    public func childBenefit(children: Int) -> Money? {
      guard let childBenefitEldest, let childBenefitOther, children > 0 else { return nil }
      return try? childBenefitEldest.adding(childBenefitOther.multiplied(by: min(children, 99) - 1))
    }
  }

  /// Amounts of a benefit that comes every four weeks and is known by its figure.
  public struct FourWeekly: Hashable, Sendable {
    /// The id of the line.
    public var line: String
    /// The first day on which they hold.
    public var from: CivilDate
    /// Pence a week; four times that is paid.
    public var weekly: [Money]

    /// Amounts of a line from a day on.
    public init(line: String, from: CivilDate, weekly: [Money]) {
      self.line = line
      self.from = from
      self.weekly = weekly
    }
  }

  /// What one television licence costs a year from a day on.
  public struct Licence: Hashable, Sendable {
    /// The first day on which it costs that.
    public var from: CivilDate
    /// Pence a year.
    public var yearly: Money

    /// A price from a day on.
    public init(from: CivilDate, yearly: Money) {
      self.from = from
      self.yearly = yearly
    }
  }

  /// An amount a week for a household: so much for the first adult, each further adult and each child.
  public struct PerPerson: Hashable, Sendable {
    /// For the first adult, or the home.
    public var first: Money
    /// For each further adult.
    public var adult: Money
    /// For each child.
    public var child: Money

    /// An amount by who lives there.
    public init(first: Money, adult: Money, child: Money) {
      self.first = first
      self.adult = adult
      self.child = child
    }

    /// The amount a week; nil where it is too large to mean anything.
    public func weekly(_ household: Household) -> Money? {
      try? first.adding(adult.multiplied(by: household.adults - 1)).adding(
        child.multiplied(by: household.children))
    }
  }

  /// The rates, by the day from which they hold.
  public var rates: [Rates] = []
  /// Benefits that come every four weeks, by line and by the day from which their amounts hold.
  public var fourWeekly: [FourWeekly] = []
  /// The day from which school meals are free for all children of families on Universal Credit; nil where they are not.
  public var schoolMealsFreeFrom: CivilDate?
  /// The TV licence, by the day from which it costs that.
  public var licences: [Licence] = []
  /// Less than this for fuel is hardly possible; nil where the landlord does not say.
  public var leastFuel: PerPerson?
  /// Less than this for food is hardly possible; nil where the landlord does not say.
  public var leastFood: PerPerson?
  /// Less income than this is low; nil where the landlord does not say.
  public var lowIncome: PerPerson?
  /// How much of what is left over is left for saving, in hundredths.
  public var savingsPercent = 0
  /// The most that is left for saving a month; nil where there is no limit.
  public var savingsMost: Money?
  /// How much of what is left is proposed towards our arrears, in hundredths, the smallest first: 50, 75, 100.
  public var offerPercents: [Int] = []
  /// Words of a creditor's name that make a debt a priority debt: `council tax`, `court`, `child maintenance`.
  public var priorityWords: [String] = []

  /// No figures: nothing is judged, and nothing is left for saving.
  public init() {}

  /// The rates on a day.
  public func rates(on day: CivilDate) -> Rates? {
    rates.filter { $0.from <= day }.max { $0.from < $1.from }
  }

  /// The amounts a week that a line's benefit is known by on a day.
  public func fourWeekly(line: String, on day: CivilDate) -> [Money] {
    fourWeekly.filter { $0.line == line && $0.from <= day }.max { $0.from < $1.from }?.weekly ?? []
  }

  /// What a licence costs a year on a day.
  public func licence(on day: CivilDate) -> Money? {
    licences.filter { $0.from <= day }.max { $0.from < $1.from }?.yearly
  }

  /// What is left for saving of so much a month; nothing of nothing.
  public func savings(of surplus: Money) -> Money {
    guard surplus > .zero, savingsPercent > 0, let part = try? Ratio(Int64(savingsPercent), over: 100),
      let share = try? surplus.multiplied(by: part)
    else { return .zero }
    return min(share, savingsMost ?? share)
  }
}
