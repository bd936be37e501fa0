import Rents

/// One account in a list: what decides whether it is opened.
public struct CaseloadEntry: Hashable, Sendable {
  /// The landlord's account reference.
  public var reference: String
  /// The liable people, the first named first.
  public var names: [String]
  /// The patch that it belongs to.
  public var patch = ""
  /// The address on one line.
  public var address = ""
  /// The postcode.
  public var postcode = ""
  /// The telephone number as the landlord has it.
  public var phone = ""
  /// How the property is held.
  public var tenure: Tenure
  /// Whether the agreement still runs.
  public var status: AccountStatus = .current
  /// How the household usually pays.
  public var paymentMethod: PaymentMethod = .none
  /// What is charged each period.
  public var charge: Money = .zero
  /// How often.
  public var frequency: ChargeFrequency = .weekly
  /// The sum of all postings: positive owes.
  public var balance: Money
  /// The part of ``balance`` that was posted here and is in no extract yet.
  public var local: Money = .zero
  /// The landlord's own figure, where an extract gives one.
  public var landlordBalance: Money?
  /// How much the landlord's balance differs from the sum of the postings; nil where they agree or there is none.
  public var difference: Money?
  /// Weeks of the full charge owed; nil where nothing is charged by the week.
  public var weeksOwed: WeeksOwed?
  /// The balance at the end of each of the last eight rent weeks, the oldest first, the last of them this week
  /// so far; nil where there was no account yet.
  public var trend: [Money?] = []
  /// The last money that came in.
  public var lastPayment: LastPayment?
  /// The last contact.
  public var lastContact: CivilDate?
  /// The next date on which something falls due: an instalment, a diary date.
  public var nextDue: CivilDate?
  /// What is special.
  public var flags: AccountFlags = []
  /// The newest accounts extract no longer has it.
  public var isAbsentFromExtract = false

  /// An account that owes `balance`.
  public init(reference: String, names: [String], tenure: Tenure, balance: Money) {
    self.reference = reference
    self.names = names
    self.tenure = tenure
    self.balance = balance
  }
}
