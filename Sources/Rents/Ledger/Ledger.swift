/// The postings of one account in their stated order, with a running balance.
///
/// The order is effective date, then known date, then the landlord's id by length and then by its bytes, so
/// that id 9 stands before id 10; see ``Posting/precedes(_:)``. Postings made here that no extract has
/// confirmed are kept on lines of their own (decision 6): ``lines`` and their balance agree with the
/// landlord's ledger, and ``localLines`` go on from there.
///
/// ```swift
/// let ledger = try Ledger(postings)
/// ledger.balance.together                                          // what is owed now
/// try ledger.balance(.known(day)).together                         // as it was known at the end of that day
/// for line in ledger.lines { show(line.posting, line.balance) }    // oldest first, as in court
/// ```
public struct Ledger: Hashable, Sendable {
  /// One line: a posting, and what was owed after it.
  public struct Line: Hashable, Sendable {
    /// The posting of this line.
    public let posting: Posting
    /// The balance after it; above zero is arrears.
    public fileprivate(set) var balance: Money
  }

  /// What is owed: by the landlord's ledger, by what was done here and is not yet confirmed, and together.
  public struct Balance: Hashable, Sendable {
    /// The sum of the landlord's postings.
    public var landlord = Money.zero
    /// The sum of local postings that no extract has confirmed.
    public var local = Money.zero
    /// Both together.
    public var together = Money.zero

    /// Nothing owed.
    public init() {}

    /// Takes a posting into account.
    /// - Throws: ``MoneyError/overflow`` where a sum does not fit; nothing has changed then.
    public mutating func add(_ posting: Posting) throws(MoneyError) {
      let sum = try together.adding(posting.amount)
      if posting.isLocal {
        local = try local.adding(posting.amount)
      } else {
        landlord = try landlord.adding(posting.amount)
      }
      together = sum
    }
  }

  /// The view that this ledger shows; a posting outside it is left out when it is appended.
  public let asAt: AsAt
  /// The landlord's postings with the running balance, oldest first.
  public private(set) var lines: [Line] = []
  /// Unconfirmed local postings, oldest first; their running balance goes on from the landlord's total.
  public private(set) var localLines: [Line] = []
  /// The totals.
  public private(set) var balance = Balance()

  /// A ledger without postings, to be filled with ``append(_:)``.
  public init(asAt: AsAt = .now) { self.asAt = asAt }

  /// The ledger of these postings, in whatever order they come; those that the view leaves out are dropped.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a running balance does not fit in 64 bits of pence.
  public init(_ postings: some Sequence<Posting>, asAt: AsAt = .now) throws(LedgerError) {
    self.asAt = asAt
    lines.reserveCapacity(postings.underestimatedCount)
    // Books keep postings in the stated order: those that come so are counted as they come, once.
    var late: [Posting] = []
    var local: [Posting] = []
    for posting in postings where asAt.includes(posting) {
      if posting.isLocal {
        local.append(posting)
      } else if let last = lines.last, posting.precedes(last.posting) {
        late.append(posting)
      } else {
        try count(posting)
      }
    }
    if !late.isEmpty {
      late += lines.lazy.map(\.posting)
      late.sort { $0.precedes($1) }
      (lines, balance) = ([], Balance())
      lines.reserveCapacity(late.count)
      for posting in late { try count(posting) }
    }
    local.sort { $0.precedes($1) }
    for posting in local { try count(posting) }
  }

  /// Puts a posting behind the last line of its kind.
  private mutating func count(_ posting: Posting) throws(LedgerError) {
    do { try balance.add(posting) } catch { throw .overflow(posting: posting.id) }
    if posting.isLocal {
      localLines.append(Line(posting: posting, balance: balance.together))
    } else {
      lines.append(Line(posting: posting, balance: balance.landlord))
    }
  }

  /// Adds a posting at its place, so that a ledger can be built while postings are read.
  ///
  /// At the end, where postings come in the stated order, this costs the same for any length; elsewhere the
  /// lines after it move and their balances are raised. Postings in no order at all go to ``init(_:asAt:)``
  /// together.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a balance does not fit; the ledger is unchanged then.
  public mutating func append(_ posting: consuming Posting) throws(LedgerError) {
    guard asAt.includes(posting) else { return }
    // A book gives postings in their order: then nothing has to be looked for, and nothing moves.
    if !posting.isLocal, localLines.isEmpty,
      lines.isEmpty || posting.effective > lines[lines.count - 1].posting.effective
    {
      let balance: Money
      do { balance = try self.balance.landlord.adding(posting.amount) } catch {
        throw .overflow(posting: posting.id)
      }
      (self.balance.landlord, self.balance.together) = (balance, balance)
      lines.append(Line(posting: posting, balance: balance))
      return
    }
    do {
      var sums = balance
      try sums.add(posting)
      if posting.isLocal {
        try Self.insert(posting, into: &localLines, from: balance.landlord)
      } else {
        try Self.check(posting.amount, raises: localLines[...])
        try Self.insert(posting, into: &lines, from: .zero)
        Self.raise(&localLines, from: 0, by: posting.amount)
      }
      balance = sums
    } catch { throw .overflow(posting: posting.id) }
  }

  /// The landlord's postings and then the local ones.
  public var postings: [Posting] { lines.map(\.posting) + localLines.map(\.posting) }

  /// The number of postings seen.
  public var count: Int { lines.count + localLines.count }

  /// Whether nothing was posted.
  public var isEmpty: Bool { lines.isEmpty && localLines.isEmpty }

  // Every balance is checked before anything changes.
  private static func insert(
    _ posting: Posting, into lines: inout [Line], from opening: Money
  ) throws(MoneyError) {
    let place = place(of: posting, in: lines)
    let before = place == 0 ? opening : lines[place - 1].balance
    let line = Line(posting: posting, balance: try before.adding(posting.amount))
    if place == lines.count {
      lines.append(line)
      return
    }
    try check(posting.amount, raises: lines[place...])
    lines.insert(line, at: place)
    raise(&lines, from: place + 1, by: posting.amount)
  }

  /// The end, where postings come in order; else behind every line that the posting does not precede.
  private static func place(of posting: Posting, in lines: [Line]) -> Int {
    guard let last = lines.last, posting.precedes(last.posting) else { return lines.count }
    var (low, high) = (0, lines.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if posting.precedes(lines[middle].posting) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func check(_ amount: Money, raises lines: ArraySlice<Line>) throws(MoneyError) {
    for line in lines { _ = try line.balance.adding(amount) }
  }

  private static func raise(_ lines: inout [Line], from place: Int, by amount: Money) {
    for index in lines.indices[place...] {
      if let raised = try? lines[index].balance.adding(amount) { lines[index].balance = raised }
    }
  }
}

/// What can be wrong with a ledger.
public enum LedgerError: Error, Hashable, Sendable {
  /// The balance after the posting of that id does not fit in 64 bits of pence: the posting's amount is
  /// wrong.
  case overflow(posting: String)
}

extension LedgerError: CustomStringConvertible {
  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .overflow(let posting):
      "The balance after posting \(posting) is larger than any account can hold. Its amount must be wrong: "
        + "look at it in the extract it came from. Nothing was changed."
    }
  }
}
