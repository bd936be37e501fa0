/// A repayment arrangement: instalments on top of the current charge, or by themselves on a sundry or former
/// tenant's debt.
public struct Arrangement: Hashable, Sendable {
  /// Who set the terms.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The household agreed with the landlord.
    case agreement
    /// The court ordered it.
    case court
  }
  /// How it stands, as the landlord's system says.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// It runs.
    case active
    /// The landlord gave it up after missed instalments.
    case broken
    /// The debt it was made for is paid.
    case completed
  }
  /// How often an instalment falls due.
  public enum Frequency: String, CaseIterable, Hashable, Sendable {
    /// Every seven days.
    case weekly
    /// Every fourteen days.
    case fortnightly
    /// Every twenty-eight days; thirteen times a year.
    case fourWeekly = "four-weekly"
    /// Once in each calendar month.
    case monthly
  }
  /// The landlord's id, or one minted here.
  public var id: String
  /// Who set the terms.
  public var kind: Kind
  /// The day from which it runs.
  public var start: CivilDate
  /// What was owed on that day.
  public var arrearsAtStart: Money
  /// Each instalment.
  public var instalment: Money
  /// How often an instalment falls due.
  public var frequency: Frequency
  /// How it stands.
  public var status: Status
  /// Instalments that have fallen due so far.
  public var instalmentsDue = 0
  /// Of those, how many were paid.
  public var instalmentsPaid = 0
  /// Of those, how many were missed.
  public var instalmentsMissed = 0
  /// The day of the last instalment paid; nil before the first.
  public var lastPaid: CivilDate?
  /// The day on which the next instalment falls due; nil where none does.
  public var nextDue: CivilDate?
  /// The landlord's code of the officer who made it.
  public var officer = ""

  /// An arrangement; its counts are set as the extract gives them.
  public init(
    id: String, kind: Kind, start: CivilDate, arrearsAtStart: Money, instalment: Money, frequency: Frequency,
    status: Status
  ) {
    self.id = id
    self.kind = kind
    self.start = start
    self.arrearsAtStart = arrearsAtStart
    self.instalment = instalment
    self.frequency = frequency
    self.status = status
  }
}

extension Arrangement.Frequency {
  /// The frequency by which instalments are converted.
  public var frequency: Rents.Frequency {
    switch self {
    case .weekly: .weekly
    case .fortnightly: .fortnightly
    case .fourWeekly: .fourWeekly
    case .monthly: .monthly
    }
  }
}
