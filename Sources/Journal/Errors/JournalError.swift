/// Why the journal refused: what happened, what is safe, what to do.
public enum JournalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no book at the path.
  case missing(path: String)
  /// There is a book at the path already (or files that could be one).
  case exists(path: String)
  /// The directory is no book and holds other things, or is no place for what was to be made in it.
  case notEmpty(path: String)
  /// A backup into the book itself.
  case insideBook(path: String)
  /// The book was written by a newer program.
  case newerVersion(path: String, found: String)
  /// The store was opened for looking only, or the directory may not be written to.
  case readOnly(path: String)
  /// A file system of the network, whose locks and flushes cannot be relied on.
  case networkFileSystem(path: String)
  /// No room: nothing was changed.
  case diskFull(path: String)
  /// Another process holds the lock for writing.
  case lockHeld(LockHolder)
  /// A flush to disk failed: the transaction is not known to be saved.
  case notKnownSaved(file: String, reason: String)
  /// The record itself is damaged.
  case damaged(file: String, offset: Int, reason: String)
  /// A derived file is damaged: the record is not touched by it.
  case damagedCheckpoint(file: String, offset: Int, reason: String)
  /// A draft or a bulk row that cannot be written as it is.
  case refused(reason: String)
  /// The projection could not fold rows that are recorded.
  case projectionFailed(sequence: UInt64, reason: String)
  /// Any other failure of the file system.
  case failed(FileError)

  /// A sentence for the officer.
  public var description: String {
    switch self {
    case .missing(let path):
      "There is no book at \(path). Nothing was changed. Check the path, or make a book there first."
    case .exists(let path):
      "There is a book at \(path) already. Nothing was changed. Choose another directory, or open this one."
    case .notEmpty(let path):
      "\(path) is no book, and it is not empty. Nothing was changed. Choose a directory that is new or empty."
    case .insideBook(let path):
      "\(path) is this book itself or lies in it. Nothing was changed. Choose a directory outside the book, best "
        + "on another disk."
    case .newerVersion(let path, let found):
      "The book at \(path) was written by a newer program (\(found)). Nothing was changed. "
        + "Open it with the newer program."
    case .readOnly(let path):
      "The book at \(path) is open for looking only. Nothing was changed; everything can be read. "
        + "To record, ask for write permission to that directory."
    case .networkFileSystem(let path):
      "\(path) is on a network file system, where a save cannot be promised. Nothing was changed; it can be "
        + "read. Move the book to a disk of this host."
    case .diskFull(let path):
      "The disk that holds \(path) is full. Nothing was changed, and what was saved before is safe. "
        + "Make room and try again; there is no need to start again."
    case .lockHeld(let holder):
      "The book is being written by \(holder). Nothing was changed; reading goes on. Try again, or ask them."
    case .notKnownSaved(let file, let reason):
      "The disk failed while saving (\(file): \(reason)). This last change is not known to be saved; "
        + "everything before it is safe. Look whether it is there before you make it again, and have the disk "
        + "looked at."
    case .damaged(let file, let offset, let reason):
      "The record is damaged at \(file), byte \(offset): \(reason). Nothing was changed and nothing was "
        + "repaired. Restore that file from a backup, and run verify."
    case .damagedCheckpoint(let file, let offset, let reason):
      "A derived file is damaged at \(file), byte \(offset): \(reason). The record itself is not touched by "
        + "it, and it can be made again from that: by the next process that may write, or by a rebuild."
    case .refused(let reason):
      "This cannot be recorded: \(reason). Nothing was changed."
    case .projectionFailed(let sequence, let reason):
      "Transaction \(sequence) is saved, but what follows from it could not be worked out: \(reason). "
        + "Nothing is lost. Report this with the output of verify."
    case .failed(let error):
      "The file system refused: \(error). What was saved before is safe."
    }
  }
}
