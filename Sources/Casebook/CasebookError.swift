import Journal

/// Why the book refused: one sentence for what happened, what is safe and what to do.
public enum CasebookError: Error, Equatable, Sendable {
  /// What kind of refusal it is; the program's exit status follows from it.
  public enum Kind: Hashable, Sendable {
    /// The answer is no: nothing is wrong with the book or the host.
    case refused
    /// The command was called wrongly, as with an account that does not exist.
    case wrongCall
    /// The book is missing, damaged, or of another version.
    case book
    /// The host refused: disk full, permission, lock.
    case system
  }

  /// The journal or the files under it refused.
  case journal(JournalError)
  /// The book has no account of that reference; the nearest ones that it has.
  case unknownAccount(String, near: [String])
  /// What was asked makes no sense as it stands; one sentence that says why and what would.
  case refused(String)
  /// What was asked contradicts what the book has; one sentence that says what.
  case conflict(String)
  /// The user may not do that in this book; one sentence that says what to do.
  case notPermitted(String)
  /// A line of `book.toml` or `officers.toml` cannot be read.
  case configuration(file: String, line: Int, problem: String)
  /// Somebody else took a file in while this one was being made ready; nothing was taken.
  case overtaken
  /// A record in the book cannot be read by this program.
  case unreadable(table: String, place: String, problem: String)

  /// What kind of refusal it is.
  public var kind: Kind {
    switch self {
    case .journal(let error):
      switch error {
      case .missing, .exists, .notEmpty, .insideBook, .refused: .wrongCall
      case .newerVersion, .damaged, .damagedCheckpoint, .projectionFailed: .book
      default: .system
      }
    case .unknownAccount, .refused: .wrongCall
    case .notPermitted, .conflict: .refused
    case .configuration, .unreadable: .book
    case .overtaken: .refused
    }
  }

  /// Runs a body and gives its error the book's words.
  static func wrapping<Value>(_ body: () throws -> Value) throws(CasebookError) -> Value {
    do {
      return try body()
    } catch let error as CasebookError {
      throw error
    } catch let error as JournalError {
      throw .journal(error)
    } catch {
      throw .refused("\(error)")
    }
  }
}

extension CasebookError: CustomStringConvertible {
  /// A sentence for the officer.
  public var description: String {
    switch self {
    case .journal(let error): return error.description
    case .unknownAccount(let reference, let near):
      let nearest = near.isEmpty ? "" : " Did you mean \(near.joined(separator: " or "))?"
      return "There is no account \u{201C}\(reference)\u{201D} in this book. Nothing was changed.\(nearest)"
    case .refused(let sentence): return sentence
    case .notPermitted(let sentence), .conflict(let sentence): return sentence
    case .configuration(let file, let line, let problem):
      return "\(file), line \(line): \(problem). Nothing was changed. Put the line right and try again."
    case .overtaken:
      return "Somebody else took files in while these were being read. Nothing of these was taken. "
        + "Import them again: what the others brought is recognised."
    case .unreadable(let table, let place, let problem):
      return "A record in the book cannot be read (\(table), \(place)): \(problem). Nothing was changed. "
        + "It may have been written by a newer program; run verify."
    }
  }
}
