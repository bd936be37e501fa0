import Rents

/// A diary date that was recorded in this book.
public struct DiaryEntry: Hashable, Sendable {
  /// The id minted here.
  public var id: String
  /// The transaction.
  public var sequence: UInt64
  /// The day on which it was made: a promise is judged by what came from then on.
  public var made: CivilDate
  /// The day on which it was recorded (Europe/London).
  public var recorded: CivilDate
  /// When it was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then.
  public var officer: String
  /// The date, what it is for, and the words used.
  public var plan: DiaryPlan
  /// How it ended; nil while it is open.
  public var finish: DiaryFinish?
  /// Set where it was taken back: it stays on record, struck through, and falls due no more.
  public var withdrawal: Withdrawal?

  /// A diary date.
  public init(
    id: String, sequence: UInt64, made: CivilDate, recorded: CivilDate, at: String, user: String,
    officer: String,
    plan: DiaryPlan, finish: DiaryFinish? = nil, withdrawal: Withdrawal? = nil
  ) {
    self.id = id
    self.sequence = sequence
    self.made = made
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
    self.plan = plan
    self.finish = finish
    self.withdrawal = withdrawal
  }

  /// Whether it was taken back.
  public var isWithdrawn: Bool { withdrawal != nil }
  /// Whether it still comes back on its day.
  public var isOpen: Bool { finish == nil && withdrawal == nil }
}

/// How a diary date ended.
public struct DiaryFinish: Hashable, Sendable {
  /// The transaction.
  public var sequence: UInt64
  /// The day on which that was recorded (Europe/London).
  public var recorded: CivilDate
  /// When that was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then.
  public var officer: String
  /// What came of it.
  public var outcome: DiaryOutcome
  /// Of a promise that was kept or broken, what the postings said then: `kept: 40.00 on 12 Nov`, `nothing came`.
  public var judged: String

  /// How a diary date ended.
  public init(
    sequence: UInt64, recorded: CivilDate, at: String, user: String, officer: String, outcome: DiaryOutcome,
    judged: String
  ) {
    self.sequence = sequence
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
    self.outcome = outcome
    self.judged = judged
  }

  /// In words: `Done. Rang`, `Kept: 40.00 on 12 Nov`, `Broken: nothing came`, `Kept (the postings: nothing came)`.
  public var wording: String {
    let result = outcome.result.wording
    let said =
      switch outcome.result {
      case .done, .cancelled: result
      case .kept where judged.hasPrefix("kept"): "Kept\(judged.dropFirst(4))"
      case .broken where judged == "nothing came" || judged.hasPrefix("part kept"): "\(result): \(judged)"
      case .kept, .broken, .moved: judged.isEmpty ? result : "\(result) (the postings: \(judged))"
      }
    return outcome.text.isEmpty ? said : "\(said). \(outcome.text)"
  }
}

/// What came of a diary date.
public struct DiaryOutcome: Hashable, Sendable {
  /// How it ended. Raw values are the words of the record and of JSON.
  public enum Result: String, CaseIterable, Hashable, Sendable {
    /// It was done. Of a promise the postings say whether it was kept.
    case done
    /// The promise was kept.
    case kept
    /// The promise was broken.
    case broken
    /// It is no longer needed.
    case cancelled
    /// It was put off: another date stands in its place (``Command/moveDiary(account:id:text:entry:)``).
    case moved

    /// Those that end a date without another in its place.
    public static let ends: [Result] = [.done, .kept, .broken, .cancelled]

    /// As an officer says it.
    public var wording: String {
      switch self {
      case .done: "Done"
      case .kept: "Kept"
      case .broken: "Broken"
      case .cancelled: "No longer needed"
      case .moved: "Moved"
      }
    }
  }

  /// How it ended.
  public var result: Result
  /// What came of it, in the officer's words.
  public var text: String

  /// An outcome.
  public init(_ result: Result = .done, text: String = "") {
    self.result = result
    self.text = text
  }
}
