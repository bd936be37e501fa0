import Rents

/// What a diary date is for. Raw values are the words of the record and of JSON.
public enum DiaryKind: String, CaseIterable, Hashable, Sendable {
  /// Look at the account again.
  case review
  /// Call them back.
  case callBack = "call-back"
  /// Visit them.
  case visit
  /// They promised to pay: kept or broken is judged from the postings.
  case promise
  /// Anything else: the words say what.
  case other

  /// As an officer says it: `Call back`, `Promise to pay` …
  public var wording: String {
    switch self {
    case .review: "Review"
    case .callBack: "Call back"
    case .visit: "Visit"
    case .promise: "Promise to pay"
    case .other: "Other"
    }
  }
}

/// A diary date as an officer gives it.
public struct DiaryPlan: Hashable, Sendable {
  /// The day on which it comes back.
  public var due: CivilDate
  /// What it is for.
  public var kind: DiaryKind
  /// What was promised; of a promise only, and not of every promise.
  public var amount: Money?
  /// The words used: they come back with the date.
  public var text: String

  /// A diary date.
  public init(due: CivilDate, kind: DiaryKind, amount: Money? = nil, text: String = "") {
    self.due = due
    self.kind = kind
    self.amount = amount
    self.text = text
  }

  /// In a line: `Promise to pay 40.00: "on Friday when she is paid"`.
  public var wording: String {
    let sum = amount.map { " \($0.text(.unsigned))" } ?? ""
    return "\(kind.wording)\(sum)" + (text.isEmpty ? "" : ": \(text)")
  }

  /// That the date is no working day, and the next that is one; nil for a working day. A hint, not a refusal: visits and
  /// promises fall on Saturdays too.
  public func hint(_ holidays: BankHolidays) -> WorkingDayHint? {
    let known = holidays.completed(for: due.year...(due.year + 1))
    guard !known.isWorkingDay(due) else { return nil }
    return WorkingDayHint(
      day: due, reason: known.name(of: due) ?? due.weekday.name, next: known.workingDay(onOrAfter: due))
  }
}

/// A day on which the office is closed, and the next on which it is not.
public struct WorkingDayHint: Hashable, Sendable {
  /// The day that was given.
  public var day: CivilDate
  /// Why it is no working day: `Saturday`, `Boxing Day` …
  public var reason: String
  /// The first working day after it.
  public var next: CivilDate

  /// One sentence for the officer.
  public var sentence: String {
    "\(day.text(.dayMonthYear)) is no working day (\(reason)); the next is \(next.text(.dayMonthYear))."
  }
}
