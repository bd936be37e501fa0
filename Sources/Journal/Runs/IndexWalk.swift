/// Walks the lowest level of a run's index beside its blocks of rows, so that what the index says of each can be held
/// against the block: one that was written to a wrong place is right in itself, and not the one that belongs there.
struct IndexWalk {
  private let run: Run
  /// The index block in hand; nil: the top of the index.
  private var block: RunBlock?
  /// Where the next line begins in it; nil: at the very beginning of the index, nothing read yet.
  private var at: Int?

  /// A walk from a line of the index on.
  ///
  /// - Parameter at: Where the line begins in the block; nil: the first of all.
  init(_ run: Run, _ block: RunBlock? = nil, at: Int? = nil) {
    self.run = run
    self.block = block
    self.at = at
  }

  /// What the next line says; nil where there is none.
  mutating func next() throws(JournalError) -> Run.Entry? {
    if at == nil {
      at = 0
      if run.levels > 1 { block = try run.indexBlock(at: run.dataEnd) }
    }
    // Blocks of the lowest level lie one behind the other.
    if let held = block, let place = at, place >= held.body.count {
      block = try run.indexBlock(at: held.offset + held.length)
      at = 0
    }
    guard let place = at else { return nil }
    let entry: Run.Entry?
    if let held = block {
      entry = Run.Entry(in: held.body, at: place)
    } else {
      entry = run.top.lend { Run.Entry(in: $0, at: place) }
    }
    at = entry?.end
    return entry
  }
}
