import Rents

/// One account of the demo landlord with everything that ever happened on it, as an extract would bring it.
public struct DemoAccount: Sendable {
  /// What an accounts extract says of it today.
  public var facts: AccountFacts
  /// In the ledger's order: effective date, known date, id. Their sum is the landlord's balance.
  public var postings: [Posting] = []
  /// In order of date and time.
  public var actions: [CaseAction] = []
  /// Repayment plans, whether they run, broke or were completed.
  public var arrangements: [Arrangement] = []
  /// Of all the arrangements, in order of arrangement and number.
  public var instalments: [Instalment] = []
  /// What the officer wrote in this book today, on top of the landlord's actions.
  public var notes: [String] = []
  /// How the household pays, for those who want to know what the model meant.
  public var payer: DemoPayer
}

/// Takes the accounts of a demo landlord one by one, so that a book of any size passes through bounded memory.
public protocol DemoSink {
  /// Why a sink can refuse an account; `Never` where it cannot.
  associatedtype Failure: Error
  /// Takes the next account.
  mutating func take(_ account: DemoAccount) throws(Failure)
}
