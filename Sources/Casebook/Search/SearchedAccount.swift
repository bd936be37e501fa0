import Rents

/// An account as a search finds and shows it: one line that tells it from others of the name.
public struct SearchedAccount: Hashable, Sendable {
  /// The landlord's account reference.
  public var reference: String
  /// Liable people, the first named first.
  public var names: [String]
  /// House and street.
  public var address: String
  /// Postcode as the landlord writes it.
  public var postcode: String
  /// The telephone number as the landlord has it.
  public var phone: String
  /// The caseload that the account belongs to; empty where it names none.
  public var patch: String
  /// How the property is held.
  public var tenure: Tenure
  /// Whether the agreement still runs: former tenants are found too.
  public var status: AccountStatus
  /// What is owed: above zero is arrears.
  public var balance: Money

  /// An account of these people at this address.
  public init(
    reference: String, names: [String], address: String = "", postcode: String = "", phone: String = "",
    patch: String = "", tenure: Tenure = .secure, status: AccountStatus = .current, balance: Money = .zero
  ) {
    self.reference = reference
    self.names = names
    self.address = address
    self.postcode = postcode
    self.phone = phone
    self.patch = patch
    self.tenure = tenure
    self.status = status
    self.balance = balance
  }

  /// Whether the agreement has ended.
  public var isFormer: Bool { status == .former }
}
