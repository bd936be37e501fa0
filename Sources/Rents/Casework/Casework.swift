/// Something an officer did, as the landlord's system or this book has it.
public struct CaseAction: Hashable, Sendable {
  public var id: String
  public var date: CivilDate
  /// `HH:MM`, empty where the source gives none.
  public var time = ""
  /// The landlord's action code (`SMS`, `CALL`, `NSP` …).
  public var code: String
  public var description = ""
  /// The landlord's code of the officer who did it.
  public var officer = ""
  public var note = ""

  public init(id: String, date: CivilDate, code: String) {
    self.id = id
    self.date = date
    self.code = code
  }
}

/// A repayment arrangement: instalments on top of the current charge.
public struct Arrangement: Hashable, Sendable {
  /// Who set the terms.
  public enum Kind: String, CaseIterable, Hashable, Sendable { case agreement, court }
  /// How it stands, as the landlord's system says.
  public enum Status: String, CaseIterable, Hashable, Sendable { case active, broken, completed }
  /// How often an instalment falls due.
  public enum Frequency: String, CaseIterable, Hashable, Sendable {
    case weekly, fortnightly, fourWeekly = "four-weekly", monthly
  }
  public var id: String
  public var kind: Kind
  public var start: CivilDate
  public var arrearsAtStart: Money
  public var instalment: Money
  public var frequency: Frequency
  public var status: Status
  public var instalmentsDue = 0
  public var instalmentsPaid = 0
  public var instalmentsMissed = 0
  public var lastPaid: CivilDate?
  public var nextDue: CivilDate?
  public var officer = ""

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

/// One instalment of an arrangement.
public struct Instalment: Hashable, Sendable {
  /// How it stands.
  public enum Status: String, CaseIterable, Hashable, Sendable { case paid, missed, due }
  public var arrangement: String
  /// 1 for the first.
  public var number: Int
  public var due: CivilDate
  public var amount: Money
  public var paid: Money
  public var status: Status

  public init(arrangement: String, number: Int, due: CivilDate, amount: Money, paid: Money, status: Status) {
    self.arrangement = arrangement
    self.number = number
    self.due = due
    self.amount = amount
    self.paid = paid
    self.status = status
  }
}
