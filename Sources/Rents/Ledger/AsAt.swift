/// The day for which a book, an account or a ledger is asked, and by which of a posting's dates (decision 1).
public enum AsAt: Hashable, Sendable {
  /// Everything that the book holds.
  case now
  /// As it was known at the end of that day: imported facts by the day on which the landlord's system had
  /// them, what was done here by the day on which it was recorded.
  case known(CivilDate)
  /// What counts up to that day by the landlord's transaction date, whenever it became known.
  case effective(CivilDate)

  /// The day that is asked for; nil for now.
  public var day: CivilDate? {
    switch self {
    case .now: nil
    case .known(let day), .effective(let day): day
    }
  }

  /// Whether the posting is seen.
  public func includes(_ posting: Posting) -> Bool {
    switch self {
    case .now: true
    case .known(let day): (posting.isLocal ? posting.recorded : posting.known) <= day
    case .effective(let day): posting.effective <= day
    }
  }
}
