/// What the account knows already when a form is opened: the charge, the help with it, what is owed, who lives there.
///
/// Nothing here is asked again: ``prefilled`` says which fields the account fills in, each to be marked as such. What is
/// typed stands over it.
public struct StatementFacts: Hashable, Sendable {
  /// An amount that comes again and again.
  public struct Recurring: Hashable, Sendable {
    /// Pence each time.
    public var amount: Money
    /// How often.
    public var frequency: Frequency

    /// So much so often.
    public init(amount: Money, frequency: Frequency) {
      self.amount = amount
      self.frequency = frequency
    }

    /// As it is typed: `118.64w`, `125.05*48y`.
    public var typed: String { amount.text(.signed) + frequency.typedBehind }
  }

  /// The day of the form.
  public var day: CivilDate
  /// The full charge of the account before any benefit, all parts of it; nil where it is charged by invoice or not at all.
  public var charge: Recurring?
  /// Housing Benefit in payment; nil where there is none.
  public var housingBenefit: Recurring?
  /// Somebody is known to claim Universal Credit.
  public var claimsUniversalCredit = false
  /// Day of the month on which it is paid, 1 to 31; nil where unknown.
  public var universalCreditDay: Int?
  /// The last rent part that Universal Credit paid us, for a month; nil where it pays us none.
  public var managedPayment: Money?
  /// The last deduction for rent arrears that Universal Credit paid us, for a month; nil where there is none.
  public var arrearsDeduction: Money?
  /// The balance of the account: above zero is arrears.
  public var balance: Money
  /// What is still to come of that by the benefits' own dates.
  public var stillToCome: Money
  /// What is agreed towards the arrears by the plan that runs; nil where none does.
  public var instalment: Recurring?
  /// When the account is next paid by a plan or direct debit: the first payment of an offer; nil where unknown.
  public var nextPayment: CivilDate?
  /// Those liable, as the landlord names them.
  public var people: [Person]
  /// How many children the account knows of; nil where it does not say.
  public var children: Int?
  /// The household's benefits are cut by the benefit cap.
  public var isBenefitCapped = false
  /// Bedrooms more than the size rules allow for.
  public var underOccupiedBedrooms = 0
  /// The home is in Greater London, where the benefit cap is higher.
  public var isInLondon = false
  /// The account's own amounts stand where nothing was typed. Not so in a finished form, which is frozen as it is.
  public var fillsIn = true

  /// What the account knows.
  /// - Parameters:
  ///   - day: the day of the form.
  ///   - balance: above zero is arrears.
  ///   - stillToCome: what benefits still pay towards it by their own dates.
  ///   - people: those liable.
  public init(
    day: CivilDate, balance: Money = .zero, stillToCome: Money = .zero, people: [Person] = []
  ) {
    self.day = day
    self.balance = balance
    self.stillToCome = stillToCome
    self.people = people
  }

  /// What is left to clear: the balance less what is still to come, never below nothing.
  public var arrears: Money { max(.zero, (try? balance.subtracting(stillToCome)) ?? balance) }

  /// How many people are liable, at least one: as many adults as the account knows of.
  public var adults: Int { max(1, people.count) }

  // MARK: Filled in

  /// The fields that the account fills in.
  public var prefilled: [StatementField: String] {
    guard fillsIn else { return [:] }
    var fields: [StatementField: String] = [:]
    if let charge { fields[.amount(line: "rent")] = charge.typed }
    if let housingBenefit { fields[.amount(line: "housing-benefit")] = housingBenefit.typed }
    if let managedPayment { fields[.universalCredit(.toLandlord)] = managedPayment.text(.signed) }
    return fields
  }

  /// The form with what the account fills in wherever nothing was typed, each such line marked as the account's own.
  ///
  /// A line that they refuse to say, or will send, is filled in all the same: the account knows it.
  public func filled(_ form: StatementForm) -> StatementForm {
    var form = form
    for (field, text) in prefilled where form[field].isEmpty {
      form[field] = text
      if let line = field.line { form[.source(line: line)] = text }
    }
    return form
  }
}

extension Frequency {
  /// What is typed after an amount for this frequency, so that it reads as no more figures of the amount: ` 4w`; twice a year,
  /// which has no letter, is `*2y`.
  var typedBehind: String {
    switch self {
    case .fourWeekly: " 4w"
    case .halfYearly: "*2y"
    default: typed
    }
  }
}
