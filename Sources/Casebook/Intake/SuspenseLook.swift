import Journal

/// Tells which references have rows in suspense that an intake must look at. Asked in ascending order it costs one
/// seek for each reference with such rows, and nothing for the others: what it costs follows from what the files
/// contain, not from all that ever waited.
struct SuspenseLook {
  private let view: BookView
  /// The reference asked last, and the answer.
  private var last: (reference: String, isWaiting: Bool)?
  /// The first reference in suspense behind the one asked last; nil: none, if `isKnown`.
  private var next: String?
  private var isKnown = false

  init(_ view: BookView) { self.view = view }

  /// Whether a row of the reference waits, or was placed onto another account.
  mutating func contains(_ reference: String) throws -> Bool {
    if view.sequence == 0 { return false }
    if let last {
      if last.reference == reference { return last.isWaiting }
      let isBehind = last.reference.utf8.lexicographicallyPrecedes(reference.utf8)
      if isBehind, isKnown, next.map({ reference.utf8.lexicographicallyPrecedes($0.utf8) }) ?? true {
        return false
      }
    }
    var (isWaiting, following): (Bool, String?) = (false, nil)
    isKnown = true
    try view.snapshot.scan(.suspense, fromCluster: reference) { cluster, _, bytes, _ in
      let found = cluster.decoded
      if found != reference {
        following = found
        return false
      }
      guard bytes.withUnsafeBufferPointer(SuspenseRecord.placed) != reference else { return true }
      isWaiting = true
      isKnown = false
      return false
    }
    (last, next) = ((reference, isWaiting), following)
    return isWaiting
  }
}
