/// The groups of postings: what is charged, what comes in, and what corrects either.
public enum PostingGroup: String, CaseIterable, Hashable, Sendable {
  /// Rent, service charge, water, heating, VAT, storage, an invoice.
  case charge
  /// Housing Benefit, or Universal Credit rent paid straight to the landlord.
  case benefit
  /// What the household pays: direct debit, standing order, cash, card.
  case payment
  /// A payment that came back.
  case reversal
  /// Corrections and transfers, on either side.
  case adjustment
  /// Court costs and recharged overpayments: owed, and not rent.
  case costs
  /// A credit given back.
  case refund
  /// A debt removed from the books.
  case writeOff = "write-off"
  /// The balance with which the ledger opens.
  case opening

  /// Money that came in from outside, whoever sent it.
  public var isReceipt: Bool { self == .benefit || self == .payment }
}

/// The side of a ledger on which a posting stands.
public enum PostingSide: String, CaseIterable, Hashable, Sendable {
  /// Raises what is owed; positive.
  case debit
  /// Lowers what is owed; negative.
  case credit
  /// Stands on both as the case may be.
  case either

  /// Whether an amount stands on this side; zero stands on every side.
  public func includes(_ amount: Money) -> Bool {
    switch self {
    case .debit: !amount.isCredit
    case .credit: !amount.isDebit
    case .either: true
    }
  }
}
