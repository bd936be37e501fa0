import Rents

/// The accounts of a patch, with their totals.
public struct Caseload: Hashable, Sendable {
  /// The patch.
  public var patch: PatchEntry
  /// One entry for each account, by reference.
  public var entries: [CaseloadEntry]

  /// The accounts of `patch`.
  public init(patch: PatchEntry, entries: [CaseloadEntry]) {
    self.patch = patch
    self.entries = entries
  }
}
