/// Walks sorted rows of one source, one at a time. The borrowed bytes stand until the next `advance`.
class Cursor {
  /// Table, tab, cluster of the row.
  var group = Bytes(start: nil, count: 0)
  /// Order key of the row.
  var order = Bytes(start: nil, count: 0)
  /// What stands there.
  var bytes = Bytes(start: nil, count: 0)
  /// The transaction of the row; 0 for a derived one.
  var sequence: UInt64 = 0
  /// Whether the row says that there is none.
  var isRemoval = false
  /// Whether there is a row.
  var isAtRow = false

  /// Goes to the next row.
  func advance() throws(JournalError) {}

  /// Bytewise order of the rows' keys.
  final func comparesTo(_ other: Cursor) -> Int32 {
    let groups = group.order(other.group)
    return groups != 0 ? groups : order.order(other.order)
  }
}

/// Walks several sources as one: in key order, for each key the newest row only.
///
/// Of rows with the same key the one with the highest sequence is the newest, and among equal sequences (derived
/// rows have none) that of the source which comes last.
final class MergedCursor: Cursor {
  private let sources: [Cursor]
  private var current: [Cursor] = []
  private let keepsRemovals: Bool
  /// The source, if there is but one: then nothing has to be compared.
  private let only: Cursor?

  /// - Parameters:
  ///   - sources: Oldest first, each at its first wanted row.
  ///   - keepsRemovals: Whether rows that say "there is none" are shown (a merge that does not take in the
  ///     oldest source must keep them).
  init(_ sources: [Cursor], keepsRemovals: Bool) throws(JournalError) {
    let sources = sources.filter(\.isAtRow)
    self.sources = sources
    only = sources.count == 1 ? sources[0] : nil
    self.keepsRemovals = keepsRemovals
    super.init()
    try settle()
  }

  override func advance() throws(JournalError) {
    if let only {
      try only.advance()
    } else {
      for source in current { try source.advance() }
    }
    try settle()
  }

  private func show(_ source: Cursor) {
    isAtRow = true
    group = source.group
    order = source.order
    bytes = source.bytes
    sequence = source.sequence
    isRemoval = source.isRemoval
  }

  private func settle() throws(JournalError) {
    if let only {
      while only.isAtRow && only.isRemoval && !keepsRemovals { try only.advance() }
      if only.isAtRow { show(only) } else { isAtRow = false }
      return
    }
    while true {
      current.removeAll(keepingCapacity: true)
      var newest: Cursor?
      for source in sources where source.isAtRow {
        guard let best = newest else {
          newest = source
          current.append(source)
          continue
        }
        let order = source.comparesTo(best)
        if order < 0 {
          newest = source
          current.removeAll(keepingCapacity: true)
          current.append(source)
        } else if order == 0 {
          current.append(source)
          if source.sequence >= best.sequence { newest = source }
        }
      }
      guard let newest else {
        isAtRow = false
        return
      }
      if newest.isRemoval && !keepsRemovals {
        for source in current { try source.advance() }
        continue
      }
      show(newest)
      return
    }
  }
}
