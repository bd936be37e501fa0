/// Sizes and times that tests make small.
package struct Options: Sendable {
  /// A segment that has grown to this is followed by another.
  package var segmentLimit: Int
  /// So much of a segment is filled with newlines ahead of the transactions.
  package var prefill: Int
  /// A tail of so many bytes makes a checkpoint due.
  package var checkpointDue: Int
  /// The size up to which runs are of the lowest tier.
  package var runTier: Int
  /// How long to wait for the lock, in nanoseconds.
  package var lockPatience: Int64
  /// How long a process that looks on waits for the checkpoint of a large import before it folds it itself.
  package var foldPatience: Int64

  /// The sizes of a landlord's book, or smaller ones.
  package init(
    segmentLimit: Int = 64 << 20, prefill: Int = 1 << 20, checkpointDue: Int = 1 << 20,
    runTier: Int = 1 << 20, lockPatience: Int64 = 10_000_000_000, foldPatience: Int64 = 30_000_000_000
  ) {
    self.segmentLimit = segmentLimit
    self.prefill = prefill
    self.checkpointDue = checkpointDue
    self.runTier = runTier
    self.lockPatience = lockPatience
    self.foldPatience = foldPatience
  }
}

/// Transactions that were saved where a copy was made from, and that the copy has not.
struct Missing: Sendable, Equatable {
  var first: UInt64
  var last: UInt64

  /// How the names of heads begin that are kept in `quarantine/`: first, last and the time follow.
  static let prefix = "missing-"

  /// "transactions 7 to 8 are".
  private var subject: String {
    first == last ? "transaction \(first) is" : "transactions \(first) to \(last) are"
  }

  /// A sentence for people.
  var remark: String {
    "The journal ends before the mark that was copied with it: \(subject) missing here, and was saved where this "
      + "copy was made. Look for a better copy before you record anything in this one."
  }
}

/// What other threads of this process may see at any moment.
struct Published: Sendable {
  var snapshot: Snapshot
  /// What changed since the last refresh, and from where.
  var touched = Touched()
  var refreshed: UInt64
}

/// The one place where a process keeps what it knows of a book: guarded by the store, used by one thread at a
/// time. Its parts: opening, catching up with the journal, appending, checkpoints.
struct Engine: Sendable {
  let path: String
  let files: any FileSystem
  let projection: any Projection
  let access: Access
  let holder: String
  let options: Options

  /// How far the state goes.
  var position: Position
  /// The state.
  var sources = Sources()
  /// The segment in which `position` lies.
  var segment: Segment
  /// Bytes of the segment's file as far as known: transactions and newlines.
  var segmentLength = 0
  /// The head as it was last seen or written.
  var head: Head?
  /// What its file held when it was last read or written.
  var headRead: HeadRead?
  /// The segment to which a write failed, if one did: it is never written to, nor believed beyond `position`.
  var abandoned: Int?
  var headFile: File?
  var lockFile: File?
  var holderFile: File?
  var isLocked = false

  /// Makes the state again where a derived file is damaged.
  let healing: Healing
  /// Counts how often the state was made again: a checkpoint begun before is not installed after it.
  var epoch = 0
  /// Hears, while opening, how much of the record was folded and how much there is.
  var progress: (@Sendable (Int, Int) -> Void)?
  /// Whether opening found no checkpoint that it could use.
  var isMadeAnew = false
  /// Whether the next checkpoint is to leave no older one beside it.
  var replacesAll = false
  /// The checkpoint from which the state grew; 0 for none.
  var generation = 0
  /// Where that checkpoint stands.
  var checkpointed: Position
  /// Since when this process, looking on, has waited for somebody's checkpoint; nil if it does not.
  var waitingSince: Int64?
  /// Bytes of transactions since.
  var tail = 0

  /// What changed since it was last published.
  var touched = Touched()
  var remarks: [String] = []
  /// The identity of the head's file on disk.
  var headIdentity: UInt64?
  /// The first transaction of a copy that adopts a file which was not copied; nil: none.
  var cut: UInt64?
  /// The segment in which a copy ends, though a later one was copied, and the last transaction before that; nil: none.
  var endsIn: (segment: Int, before: UInt64)?
  /// Transactions that a copied head says were saved, and that the journal beside it has not; nil: none.
  var missing: Missing?

  var snapshot: Snapshot {
    Snapshot(sequence: position.sequence, sources: sources, healing: healing, position: position)
  }

  /// Bytes of the record up to the state.
  var recordLength: Int {
    sources.runs.reduce(position.offset) { $0 + ($1.isRecord ? $1.length : 0) }
  }

  /// Opens a bulk file of the record and holds it against what the journal says of it.
  func open(_ bulk: AdoptedBulk, _ sequence: UInt64) throws(JournalError) -> Run {
    let file: File
    do throws(FileError) { file = try File(files, "\(path)/\(bulk.name)", .read) } catch {
      if error.reason == .missing {
        throw .damaged(file: bulk.name, offset: 0, reason: "the file is missing")
      }
      throw JournalError(error)
    }
    let run = try Run(file, name: bulk.name, baseSequence: sequence, isRecord: true)
    guard run.length == bulk.length && run.rows == bulk.rows || Safeguard.checkOfAdopted.isSilenced else {
      throw .damaged(file: bulk.name, offset: 0, reason: "the file is not the one that was adopted")
    }
    return run
  }
}
