import Synchronization

/// Everything on which the book's safety rests, by name: each flush, each lock, each check of what is read.
///
/// A simulation can turn one of them into nothing and see whether a test notices (`patchbook-soak mutants`). Flushes and
/// locks carry their name through `FileSystem`, where the host's own ignores it. A check asks `isSilenced` only when it
/// is about to refuse something, so that it costs nothing where all is well.
public enum Safeguard: UInt8, CaseIterable, Sendable {
  /// None of them: nobody's safety hangs on it.
  case none

  // Flushes of files.
  /// A transaction, before it is called saved.
  case flushOfTransaction
  /// What a dead writer left whole, before it is shown.
  case flushOfAdopted
  /// The first line of a segment, before it has its name.
  case flushOfSegment
  /// What is set aside in quarantine, before its place is declared void.
  case flushOfQuarantine
  /// A bulk file or a run of a checkpoint, before anything names it.
  case flushOfRun
  /// A checkpoint's list, before it has its name.
  case flushOfManifest
  /// The first segment of a new book.
  case flushOfFirstSegment
  /// The FORMAT of a new book, before it has its name.
  case flushOfFormat

  // Flushes of directories.
  /// `journal/`, after a segment got its name and before anything is written to it.
  case namesOfJournal
  /// `journal/`, when a segment of a dead writer is found.
  case namesOfFoundSegment
  /// `bulk/`, before the transaction that adopts.
  case namesOfBulk
  /// `quarantine/`, before what lies there is void where it was.
  case namesOfQuarantine
  /// `state/`, before the list that names runs in it.
  case namesOfRuns
  /// The directories of a new book, before it has FORMAT.
  case namesOfNewBook
  /// The new book's own directory and the one above it, before it is said to be there.
  case namesOfFormat

  // Locks.
  /// One writer at a time.
  case lockOfWriters
  /// Who opens to write mends the end only if nobody is writing.
  case lockOfOpening
  /// One that makes a checkpoint at a time.
  case lockOfCheckpoint
  /// A file that is coming in belongs to somebody alive.
  case lockOfIncoming
  /// One that makes a book at a time.
  case lockOfCreation

  // Checks of what is read.
  /// The CRC of a line of the journal.
  case checkOfLine
  /// A transaction has the number that comes next.
  case checkOfSequence
  /// A transaction has as many lines as it says.
  case checkOfCount
  /// A transaction follows from those before it.
  case checkOfChain
  /// A segment follows from the one before it.
  case checkOfSegmentChain
  /// The CRC of a slot of the head.
  case checkOfHead
  /// The journal leads to just what the head says was saved.
  case checkOfMark
  /// The head speaks of this very directory.
  case checkOfIdentity
  /// The CRC of FORMAT.
  case checkOfFormat
  /// The CRC of a run's trailer.
  case checkOfTrailer
  /// The CRC of a block of a run.
  case checkOfBlock
  /// A block of a run is the one that the run's index names.
  case checkOfIndex
  /// A bulk file is the one that was adopted.
  case checkOfAdopted
  /// A run is the one that the checkpoint names.
  case checkOfCheckpointRun
  /// The SHA-256 of a checkpoint's list.
  case checkOfManifest
  /// A checkpoint stands on this journal.
  case checkOfStanding
  /// The SHA-256 of a whole run or bulk file, when a book is verified.
  case checkOfWholeRun
  /// What lies behind the end is no transaction that was saved.
  case checkOfLater
  /// A segment whose flush failed is not written to again.
  case checkOfAbandoned

  private static let silenced = Atomic<UInt8>(0)

  /// Turns one safeguard into nothing, in this whole process; `.none` puts all of them back. For simulations.
  package static func silence(_ safeguard: Safeguard) {
    silenced.store(safeguard.rawValue, ordering: .relaxed)
  }

  /// Whether it was turned into nothing.
  package var isSilenced: Bool {
    self != .none && Safeguard.silenced.load(ordering: .relaxed) == rawValue
  }
}
