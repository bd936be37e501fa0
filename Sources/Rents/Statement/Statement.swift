/// A household's income and expenditure, as it was told: what came in, what it costs to live, what is owed elsewhere.
///
/// The form follows the published categories of the Standard Financial Statement; see `data/statement`.
public struct Statement: Hashable, Sendable {
  /// What was said for one line.
  public struct Entry: Hashable, Sendable {
    /// The line's id in the ``StatementFormat``.
    public var line: String
    /// The amount, and how often it comes.
    public var amount: AmountEntry

    /// An entry on a line.
    public init(line: String, amount: AmountEntry) {
      self.line = line
      self.amount = amount
    }
  }

  /// A debt whose loss would cost the home, the liberty or an essential service (domain.md 5.8).
  public struct PriorityDebt: Hashable, Sendable {
    /// To whom it is owed.
    public var creditor: String
    /// What is owed.
    public var owed: Money
    /// What is offered a month.
    public var offer: Money

    /// A priority debt with what is offered.
    public init(creditor: String, owed: Money, offer: Money) {
      self.creditor = creditor
      self.owed = owed
      self.offer = offer
    }
  }

  /// A debt that shares in what is left after the priority debts.
  public struct NonPriorityDebt: Hashable, Sendable {
    /// To whom it is owed.
    public var creditor: String
    /// What is owed.
    public var owed: Money

    /// A non-priority debt.
    public init(creditor: String, owed: Money) {
      self.creditor = creditor
      self.owed = owed
    }
  }

  /// Something that is taken off Universal Credit before it is paid (domain.md 5.12): a cost that never reaches the bank.
  public struct Deduction: Hashable, Sendable {
    /// What it is for.
    public var what: String
    /// How much is taken, a month unless another frequency is given; above zero.
    public var amount: AmountEntry

    /// A deduction.
    public init(what: String, amount: AmountEntry) {
      self.what = what
      self.amount = amount
    }
  }

  /// What was said, in any order; several entries on one line add up.
  public var entries: [Entry] = []
  /// What is taken off Universal Credit: each is a line of its own, rounded once and taken off that benefit's group.
  public var deductions: [Deduction] = []
  /// Put by each month.
  public var savings = Money.zero
  /// The debt adviser's fee each month, if there is one.
  public var administrationFee = Money.zero
  /// Priority debts.
  public var priorityDebts: [PriorityDebt] = []
  /// Non-priority debts.
  public var nonPriorityDebts: [NonPriorityDebt] = []

  /// A statement on which nothing was asked yet.
  public init() {}
}
