/// The days that a benefit payment pays for, and how that is known.
public struct BenefitPeriod: Hashable, Sendable {
  /// How the days are known.
  public enum Source: Hashable, Sendable {
    /// The landlord's narrative states them.
    case stated
    /// The UC assessment period that ended seven days before the payday that the facts give.
    case assessmentPeriod
    /// Four HB weeks, Monday to Sunday, in arrears: the payment is exactly four times the weekly award that the facts give.
    case fourWeeks

    /// The rule in a sentence.
    public var rule: String {
      switch self {
      case .stated: "The landlord's own narrative states the days."
      case .assessmentPeriod:
        "UC is paid seven days after a monthly assessment period ends; the payday is the one that the extract gives."
      case .fourWeeks:
        "The payment is four times the weekly award: HB to a landlord is paid four weeks in arrears, by weeks from Monday to Sunday."
      }
    }
  }

  /// The first day paid for.
  public let first: CivilDate
  /// The last day paid for.
  public let last: CivilDate
  /// How it is known.
  public let source: Source

  /// `6 Sep-5 Oct`.
  public var text: String { "\(first.text(.dayMonth))-\(last.text(.dayMonth))" }
}

extension Posting {
  /// The days that this payment of Housing Benefit or UC pays for; nil where neither its narrative nor the account's facts
  /// say it: nothing is guessed.
  public func benefitPeriod(facts: AccountFacts) -> BenefitPeriod? {
    guard type.group == .benefit, amount.isCredit else { return nil }
    if let stated = NarrativePeriod.read(narrative, before: effective) {
      return BenefitPeriod(first: stated.lowerBound, last: stated.upperBound, source: .stated)
    }
    switch type {
    case .managedPayment:
      return facts.universalCredit.periodCovered(byPaymentOn: effective).map {
        BenefitPeriod(first: $0.lowerBound, last: $0.upperBound, source: .assessmentPeriod)
      }
    case .housingBenefit:
      guard let weekly = facts.housingBenefit.weekly, weekly.isDebit,
        let fourWeeks = try? weekly.multiplied(by: 4), let paid = try? amount.negated(), paid == fourWeeks
      else { return nil }
      let last = effective.previous(.sunday)
      return BenefitPeriod(first: last.adding(days: -27), last: last, source: .fourWeeks)
    default: return nil
    }
  }
}
