/// One field of an income and expenditure form: what is typed there is kept under ``name``.
///
/// A form is a dictionary of these to the text that was typed (``StatementForm``), so that a draft, a finished form, a
/// conflict and an undo are all about one field at a time. Names are kept in files and handed to other programs: they are
/// never changed, only added to. The field's text is what was typed; what it means is worked out from it.
///
/// ```swift
/// StatementField.amount(line: "rent").name       // "amount.rent"
/// StatementField(name: "deduction.1.ends")       // .deduction(1, .ends)
/// StatementField(name: "amount.")                // nil
/// ```
public enum StatementField: Hashable, Sendable {
  /// The amount of a line, as ``AmountEntry`` reads it. Of Universal Credit, the award before anything is taken off or paid
  /// to the landlord.
  case amount(line: String)
  /// A note on a line.
  case note(line: String)
  /// What was seen for a line: `payslip 14 Nov`.
  case evidence(line: String)
  /// Why there is no amount yet: a ``StatementStanding``.
  case standing(line: String)
  /// Who receives the income of a line, by name.
  case payee(line: String)
  /// The next day on which a line is paid, as ``StatementDate`` reads it.
  case nextPayday(line: String)
  /// The amount as the account filled it in (``StatementFacts/filled(_:)``): the line is the account's own while it stands.
  case source(line: String)
  /// Why the spending of a group is over the guideline, by the group's key: `flexible/personal`.
  case reason(group: String)
  /// The other two parts of Universal Credit.
  case universalCredit(UniversalCreditPart)
  /// A part of a deduction from Universal Credit, numbered from 1.
  case deduction(Int, DeductionPart)
  /// What is asked about a person of the household, numbered from 1; the first is the client.
  case person(Int, PersonPart)
  /// What is asked about a priority debt to somebody else, numbered from 1.
  case priorityDebt(Int, PriorityDebtPart)
  /// What is asked about a non-priority debt, numbered from 1.
  case debt(Int, DebtPart)
  /// A field of which there is one.
  case single(Single)

  /// The parts of Universal Credit beside the award, which is the line's own amount.
  public enum UniversalCreditPart: String, CaseIterable, Hashable, Sendable {
    /// Paid straight to the landlord each month; part of the award.
    case toLandlord = "to-landlord"
    /// What the bank shows each month: the award less what is paid to the landlord and what is taken off.
    case bank
  }

  /// What is asked about a deduction from Universal Credit.
  public enum DeductionPart: String, CaseIterable, Hashable, Sendable {
    /// What it is for: `advance`, `rent arrears`, `court fine`.
    case what
    /// How much is taken, a month unless another frequency is typed.
    case amount
    /// The last day on which it is taken, as ``StatementDate`` reads it.
    case ends
  }

  /// What is asked about a person of the household.
  public enum PersonPart: String, CaseIterable, Hashable, Sendable {
    /// The name.
    case name
    /// The day of birth, or the age in years.
    case born
    /// A ``HouseholdMember/Relation``.
    case relation
    /// A ``HouseholdMember/Work``.
    case works
  }

  /// What is asked about a debt whose loss would cost the home, the liberty or an essential service.
  public enum PriorityDebtPart: String, CaseIterable, Hashable, Sendable {
    /// To whom it is owed.
    case creditor
    /// How much is owed.
    case owed
    /// What is paid on it or offered, a month unless another frequency is typed.
    case offer
    /// A note.
    case note
    /// A token payment that the officer chose to put down, a month.
    case token
  }

  /// What is asked about a debt that shares in what is left.
  public enum DebtPart: String, CaseIterable, Hashable, Sendable {
    /// To whom it is owed.
    case creditor
    /// How much is owed.
    case owed
    /// Whether there is a county court judgment: `yes` or `no`.
    case judgment
    /// A note.
    case note
    /// A token payment that the officer chose to put down, a month.
    case token
  }

  /// The fields of which there is one.
  public enum Single: String, CaseIterable, Hashable, Sendable {
    /// Another agency's reference of the case.
    case reference
    /// The agency that helps with the debts.
    case agency
    /// Whether the form is about a couple together: `yes` or `no`.
    case joint
    /// How the home is held, where it is not the account's own tenancy.
    case tenure
    /// How many vehicles the household has.
    case vehicles
    /// How many adults live there, where persons are not listed one by one.
    case adults = "household.adults"
    /// How many children live there, where persons are not listed one by one.
    case children = "household.children"
    /// Put by each month, as an amount; blank is the landlord's allowance, `-` is none.
    case savings
    /// Whether saving was talked about: `yes` or `no`.
    case savingsConsidered = "savings.considered"
    /// The debt adviser's fee, a month.
    case fee
    /// Whether assets were talked about: `yes` or `no`.
    case assetsConsidered = "assets.considered"
    /// What there is: savings, a vehicle, property.
    case assetsNotes = "assets.notes"
    /// What is agreed towards the arrears of this account, a month unless another frequency is typed.
    case arrearsOffer = "arrears.offer"
    /// The day of the first payment towards them.
    case arrearsFirst = "arrears.first"
    /// How the form was agreed: `voice` or `signature`.
    case agreedHow = "agreed.how"
    /// By whom it was agreed.
    case agreedBy = "agreed.by"
    /// The day on which it was agreed.
    case agreedOn = "agreed.on"
    /// The day on which it is gone through again.
    case review
    /// Anything else.
    case notes
  }

  /// The largest number of a deduction, person or debt.
  public static let most = 99

  /// The name under which it is kept: letters, digits and dots, and what a landlord's line ids hold.
  public var name: String {
    switch self {
    case .amount(let line): "amount." + line
    case .note(let line): "note." + line
    case .evidence(let line): "evidence." + line
    case .standing(let line): "standing." + line
    case .payee(let line): "payee." + line
    case .nextPayday(let line): "next." + line
    case .source(let line): "source." + line
    case .reason(let group): "reason." + group
    case .universalCredit(let part): "uc." + part.rawValue
    case .deduction(let number, let part): "deduction.\(number).\(part.rawValue)"
    case .person(let number, let part): "person.\(number).\(part.rawValue)"
    case .priorityDebt(let number, let part): "priority.\(number).\(part.rawValue)"
    case .debt(let number, let part): "debt.\(number).\(part.rawValue)"
    case .single(let single): single.rawValue
    }
  }

  /// The field of that name; nil where there is none such.
  public init?(name: some StringProtocol) {
    if let single = Single(rawValue: String(name)) {
      self = .single(single)
      return
    }
    guard let dot = name.firstIndex(of: ".") else { return nil }
    let kind = name[..<dot]
    let rest = String(name[name.index(after: dot)...])
    guard !rest.isEmpty else { return nil }
    switch kind {
    case "amount": self = .amount(line: rest)
    case "note": self = .note(line: rest)
    case "evidence": self = .evidence(line: rest)
    case "standing": self = .standing(line: rest)
    case "payee": self = .payee(line: rest)
    case "next": self = .nextPayday(line: rest)
    case "source": self = .source(line: rest)
    case "reason": self = .reason(group: rest)
    case "uc":
      guard let part = UniversalCreditPart(rawValue: rest) else { return nil }
      self = .universalCredit(part)
    case "deduction":
      guard let (number, part) = StatementField.numbered(rest, DeductionPart.self) else { return nil }
      self = .deduction(number, part)
    case "person":
      guard let (number, part) = StatementField.numbered(rest, PersonPart.self) else { return nil }
      self = .person(number, part)
    case "priority":
      guard let (number, part) = StatementField.numbered(rest, PriorityDebtPart.self) else { return nil }
      self = .priorityDebt(number, part)
    case "debt":
      guard let (number, part) = StatementField.numbered(rest, DebtPart.self) else { return nil }
      self = .debt(number, part)
    default: return nil
    }
  }

  /// `12.ends` as a number without leading noughts, 1 to ``most``, and a part.
  private static func numbered<Part: RawRepresentable<String>>(
    _ text: String, _ part: Part.Type
  ) -> (number: Int, part: Part)? {
    guard let dot = text.firstIndex(of: "."),
      let part = Part(rawValue: String(text[text.index(after: dot)...]))
    else { return nil }
    let digits = text[..<dot]
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.first != "0", let number = Int(digits),
      (1...most).contains(number)
    else { return nil }
    return (number, part)
  }

  /// The line that it is about; nil for a field about something else.
  public var line: String? {
    switch self {
    case .amount(let line), .note(let line), .evidence(let line), .standing(let line), .payee(let line),
      .nextPayday(let line), .source(let line):
      line
    default: nil
    }
  }
}

extension StatementField: Comparable {
  /// By kind, then number, then line or part: an order for files and lists that never changes with the format.
  public static func < (left: StatementField, right: StatementField) -> Bool {
    let (a, b) = (left.place, right.place)
    if a.kind != b.kind { return a.kind < b.kind }
    if a.number != b.number { return a.number < b.number }
    return a.text < b.text
  }

  private var place: (kind: Int, number: Int, text: String) {
    switch self {
    case .person(let number, let part): (0, number, part.rawValue)
    case .amount(let line): (1, 0, line)
    case .universalCredit(let part): (2, 0, part.rawValue)
    case .deduction(let number, let part): (3, number, part.rawValue)
    case .note(let line): (4, 0, line)
    case .evidence(let line): (5, 0, line)
    case .standing(let line): (6, 0, line)
    case .payee(let line): (7, 0, line)
    case .nextPayday(let line): (8, 0, line)
    case .source(let line): (9, 0, line)
    case .reason(let group): (10, 0, group)
    case .priorityDebt(let number, let part): (11, number, part.rawValue)
    case .debt(let number, let part): (12, number, part.rawValue)
    case .single(let single): (13, 0, single.rawValue)
    }
  }
}

extension StatementField: CustomStringConvertible {
  /// The name under which it is kept.
  public var description: String { name }
}
