/// What can change about an account, as an officer would say it.
public enum AccountChange: String, CaseIterable, Hashable, Sendable {
  /// Money came in, or a payment came back.
  case payment
  /// Anything else was posted: rent, a correction, costs.
  case charge
  /// A note was written here.
  case note
  /// Somebody reached out to the household, or heard from it.
  case contact
  /// A diary date was made or dealt with.
  case diary
  /// The landlord's system told of something that was done.
  case action
  /// An arrangement was made, kept, broken or completed.
  case arrangement
  /// The landlord's facts changed in more than the balance (people, address, telephone, charge, benefit, notice), or an
  /// officer put a detail right.
  case details
}

/// The transaction in which each kind of change happened last; 0 where it never did.
public struct LastChanges: Hashable, Sendable {
  private var payment: UInt64 = 0
  private var charge: UInt64 = 0
  private var note: UInt64 = 0
  private var contact: UInt64 = 0
  private var diary: UInt64 = 0
  private var action: UInt64 = 0
  private var arrangement: UInt64 = 0
  private var details: UInt64 = 0

  /// Nothing ever changed.
  public init() {}

  /// The transaction of the last change of a kind; 0 where there was none.
  public subscript(kind: AccountChange) -> UInt64 {
    get {
      switch kind {
      case .payment: payment
      case .charge: charge
      case .note: note
      case .contact: contact
      case .diary: diary
      case .action: action
      case .arrangement: arrangement
      case .details: details
      }
    }
    set {
      switch kind {
      case .payment: payment = newValue
      case .charge: charge = newValue
      case .note: note = newValue
      case .contact: contact = newValue
      case .diary: diary = newValue
      case .action: action = newValue
      case .arrangement: arrangement = newValue
      case .details: details = newValue
      }
    }
  }

  /// Takes a change of a transaction into account.
  mutating func raise(_ kind: AccountChange, to sequence: UInt64) {
    if sequence > self[kind] { self[kind] = sequence }
  }

  /// What changed after a transaction.
  public func kinds(since sequence: UInt64) -> Set<AccountChange> {
    var kinds: Set<AccountChange> = []
    for kind in AccountChange.allCases where self[kind] > sequence { kinds.insert(kind) }
    return kinds
  }
}
