/// One line of a rent account's ledger.
public struct Posting: Hashable, Sendable {
  /// The landlord's transaction id, or one minted here for a local posting; unique within the account and
  /// source.
  public var id: String
  /// What it is.
  public var type: PostingType
  /// Debit positive, credit negative.
  public var amount: Money
  /// The landlord's transaction date.
  public var effective: CivilDate
  /// When the landlord's system had it (the batch's date).
  public var known: CivilDate
  /// `known` could only be inferred.
  public var isKnownInferred = false
  /// The day on which this book took it in (Europe/London).
  public var recorded: CivilDate
  /// The landlord's own words.
  public var narrative = ""
  /// The landlord's batch, as `RR20261116`.
  public var batch = ""
  /// The source system named in the book, or `patchbook` for a posting made here.
  public var source: String
  /// Made here while the landlord keeps the ledger, and not yet confirmed by an extract.
  public var isLocal = false

  /// A posting with its three dates.
  public init(
    id: String, type: PostingType, amount: Money, effective: CivilDate, known: CivilDate, recorded: CivilDate,
    source: String
  ) {
    self.id = id
    self.type = type
    self.amount = amount
    self.effective = effective
    self.known = known
    self.recorded = recorded
    self.source = source
  }

  /// The stated order of a ledger: effective date, then known date, then the landlord's id in its natural
  /// numeric order (shorter first, then by its bytes), then the source.
  public func precedes(_ other: Posting) -> Bool {
    if effective != other.effective { return effective < other.effective }
    if known != other.known { return known < other.known }
    let (own, others) = (id.utf8, other.id.utf8)
    if own.count != others.count { return own.count < others.count }
    if id != other.id { return own.lexicographicallyPrecedes(others) }
    return source.utf8.lexicographicallyPrecedes(other.source.utf8)
  }
}
