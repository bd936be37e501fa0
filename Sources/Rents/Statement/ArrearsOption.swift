/// A payment a month towards the arrears of the account, and when it clears them.
public struct ArrearsOption: Hashable, Sendable {
  /// More from a day on, because something is no longer taken off Universal Credit.
  public struct Step: Hashable, Sendable {
    /// The whole payment a month from then.
    public var monthly: Money
    /// The day of the first such payment.
    public var from: CivilDate
    /// What has ended by then.
    public var what: String
    /// Its last day.
    public var ended: CivilDate
  }

  /// By which it is chosen: `A`, `B` …; `=` for what is agreed.
  public var letter: Character
  /// How much a month at first.
  public var monthly: Money
  /// The same of a week.
  public var weekly: Money
  /// Later payments that are larger, in order.
  public var steps: [Step]
  /// How many payments clear what is left; nil where more than thirty years of them would be needed.
  public var payments: Int?
  /// The day of the last of them.
  public var clears: CivilDate?
  /// The last of them, which is what is then still owed.
  public var last: Money?
}

/// Works out when payments clear what is left.
struct ArrearsPlan {
  /// Longer is no plan: thirty years of months.
  static let longest = 360

  /// What is to be cleared.
  let arrears: Money
  /// The day of the first payment.
  let first: CivilDate
  /// What ends, and is freed for the payment after it.
  private let freed: [(what: String, monthly: Money, ends: CivilDate)]
  /// What Universal Credit pays towards them by itself, and from which payment on it does not.
  private let running: [(monthly: Money, until: Int)]

  init(
    arrears: Money, first: CivilDate, deductions: [StatementReckoning.Deduction], running: Money?
  ) {
    self.arrears = arrears
    self.first = first
    freed = deductions.compactMap { deduction in
      guard let ends = deduction.ends, !deduction.isForArrears, deduction.monthly > .zero else { return nil }
      return (deduction.what, deduction.monthly, ends)
    }.sorted { ($0.ends, $0.what) < ($1.ends, $1.what) }
    let own = deductions.filter(\.isForArrears)
    if own.isEmpty, let running, running > .zero {
      self.running = [(running, ArrearsPlan.longest)]
    } else {
      self.running = own.map { deduction in
        (
          deduction.monthly,
          deduction.ends.map { ArrearsPlan.place(after: $0, from: first) } ?? ArrearsPlan.longest
        )
      }
    }
  }

  /// The proposals: so many hundredths of what is left each month, in whole pounds where they are, and the smallest of them
  /// with what ends freed.
  func options(of available: Money, percents: [Int]) -> [ArrearsOption] {
    guard available > .zero, arrears > .zero else { return [] }
    var amounts: [Money] = []
    for percent in percents.sorted() where (1...100).contains(percent) {
      guard let share = StatementReckoning.percent(percent, of: available) else { continue }
      let whole = Money(pence: share.pence >= 100 ? share.pence / 100 * 100 : share.pence)
      let amount = min(whole, arrears)
      if amount > .zero, !amounts.contains(amount) { amounts.append(amount) }
    }
    let letters: [Character] = ["A", "B", "C", "D", "E", "F", "G", "H"]
    var options = zip(letters, amounts).map { option($0, monthly: $1) }
    if options.count < letters.count, let least = amounts.first {
      let stepped = option(letters[options.count], monthly: least, freeing: true)
      if !stepped.steps.isEmpty { options.append(stepped) }
    }
    return options
  }

  /// A payment a month and when it clears what is left.
  /// - Parameter freeing: what ends goes towards the arrears from the next payment on.
  func option(_ letter: Character, monthly: Money, freeing: Bool = false) -> ArrearsOption {
    var steps: [(place: Int, step: ArrearsOption.Step)] = []
    if freeing {
      var together = monthly
      for end in freed {
        // What is taken on the last day is missed until the next month's benefit comes without it.
        let place = ArrearsPlan.place(after: end.ends.adding(months: 1).adding(days: -1), from: first)
        guard place > 0, let more = try? together.adding(end.monthly) else { continue }
        together = more
        steps.append(
          (place, .init(monthly: more, from: day(place), what: end.what, ended: end.ends)))
      }
    }
    var rest = Int128(arrears.pence)
    var option = ArrearsOption(
      letter: letter, monthly: monthly, weekly: StatementTotals.weekly(monthly), steps: [], payments: nil,
      clears: nil, last: nil)
    var next = 0
    var payment = monthly
    guard rest > 0 else { return option }
    for place in 0..<ArrearsPlan.longest {
      while next < steps.count, steps[next].place <= place {
        payment = steps[next].step.monthly
        option.steps.append(steps[next].step)
        next += 1
      }
      for deduction in running where place < deduction.until { rest -= Int128(deduction.monthly.pence) }
      if rest <= Int128(payment.pence) {
        option.payments = place + 1
        option.clears = day(place)
        option.last = Money(pence: Int64(clamping: max(0, rest)))
        break
      }
      rest -= Int128(payment.pence)
    }
    return option
  }

  private func day(_ place: Int) -> CivilDate { first.adding(months: place, onDay: first.day) }

  /// The first payment after a day.
  private static func place(after day: CivilDate, from first: CivilDate) -> Int {
    guard day >= first else { return 0 }
    var place = max(0, first.months(until: day))
    while place < longest, first.adding(months: place, onDay: first.day) <= day { place += 1 }
    return place
  }
}
