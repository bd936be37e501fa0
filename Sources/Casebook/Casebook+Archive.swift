import Journal
import Rents

/// Keeping closed years small.
extension Casebook {
  /// Packs the files of the record in which nothing was recorded since a day: they take a fifth of the room or less, and
  /// are read and verified as before. Others go on working. Nothing but the form of these files changes, and
  /// ``unarchive(progress:)`` makes plain files of them again.
  ///
  /// - Parameters:
  ///   - day: the first day of what stays as it is; as a rule the first of the running rent year.
  ///   - isAtOnce: whether the originals go at once, and not with the next call (so that a plain copy of the book's
  ///     directory that is being made meanwhile misses nothing).
  ///   - progress: called now and then with bytes done and bytes in all.
  /// - Throws: ``CasebookError``; what was recorded is not touched by it. Whoever may write the files may do it: it records
  ///   nothing.
  public func archive(
    before day: CivilDate, isAtOnce: Bool = false, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(CasebookError) -> ArchiveReport {
    try requireWriting()
    let first = day.iso
    do {
      // Stamps compare as texts, as they stand: 2026-11-21T17:40:03Z.
      return try store.archive(isAtOnce: isAtOnce, progress: progress) { header in
        let at = EntryHeader(header).at
        return !at.isEmpty && at.prefix(10) < first[...]
      }
    } catch { throw .journal(error) }
  }

  /// Makes plain files again of all that was packed.
  /// - Returns: how many.
  /// - Throws: ``CasebookError``; what was recorded is not touched by it.
  public func unarchive(progress: (Int, Int) -> Void = { _, _ in }) throws(CasebookError) -> Int {
    try requireWriting()
    do { return try store.unarchive(progress: progress) } catch { throw .journal(error) }
  }
}
