import Rents

/// A local posting that waits for an extract to confirm it.
public struct UnconfirmedPosting: Hashable, Sendable {
  /// The account.
  public var account: String
  /// The posting.
  public var posting: Posting
}
