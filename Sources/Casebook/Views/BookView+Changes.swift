extension BookView {
  /// What changed in a patch after a transaction: the accounts by reference, each with what changed of it. One
  /// contiguous read of the patch; a list that is at hand already knows it by ``AccountSummary/lastChanges``.
  ///
  /// What the officer did who asks is among it: raise the sequence with each receipt of one's own.
  /// - Parameter sequence: the ``sequence`` of the view that was looked at last; 0 for everything.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func changes(
    since sequence: UInt64, patch: String
  ) throws(CasebookError) -> [String: Set<AccountChange>] {
    var changes: [String: Set<AccountChange>] = [:]
    if sequence >= self.sequence { return changes }
    for summary in try summaries(patch: patch) {
      let kinds = summary.lastChanges.kinds(since: sequence)
      if !kinds.isEmpty { changes[summary.reference] = kinds }
    }
    return changes
  }
}
