import Rents

/// Something that an officer recorded with one command: a line of the screen of one's own last acts.
public struct Act: Hashable, Sendable {
  /// What was done. Raw values are the words of the record.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A note.
    case note
    /// A contact, or the attempt at one.
    case contact
    /// A diary date.
    case diary
    /// A diary date that was finished.
    case finishDiary = "diary done"
    /// A detail of a person that was changed.
    case amendPerson = "person"
    /// A posting made here.
    case post
    /// Rows of suspense that were placed.
    case placeSuspense = "suspense place"
    /// An income and expenditure form that was finished.
    case finishStatement = "statement"
    /// Something that was taken back, or brought back.
    case undo

    /// As a screen names it: `Note`, `Diary date finished` …
    public var wording: String {
      switch self {
      case .note: "Note"
      case .contact: "Contact"
      case .diary: "Diary date"
      case .finishDiary: "Diary date finished"
      case .amendPerson: "Detail changed"
      case .post: "Posting"
      case .placeSuspense: "Suspense placed"
      case .finishStatement: "Form finished"
      case .undo: "Taken back"
      }
    }
  }

  /// Whether it can be taken back.
  public enum Standing: Hashable, Sendable {
    /// It can.
    case undoable
    /// It was taken back already, by that transaction.
    case undone(by: UInt64)
    /// It cannot: one sentence that says why, and what to do instead.
    case fixed(String)
  }

  /// The transaction's number.
  public var sequence: UInt64
  /// The day on which it was recorded (Europe/London).
  public var recorded: CivilDate
  /// When it was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then.
  public var officer: String
  /// What was done.
  public var kind: Kind
  /// The accounts that it changed: one, but for a change of many at once.
  public var accounts: [String]
  /// For an act of taking back, the act that it names.
  public var undoes: UInt64?
  /// What stood there before, in words; empty where there was nothing.
  public var before: String
  /// What stands there since, in words: the note's text, the new telephone number …
  public var after: String
  /// Whether it can be taken back.
  public var standing: Standing
  /// Whether it was recorded in the sitting that asks: at this desk, and not at another of the same officer's.
  public var isOfThisSitting = true

  /// An act.
  public init(
    sequence: UInt64, recorded: CivilDate, at: String, user: String, officer: String, kind: Kind,
    accounts: [String], undoes: UInt64? = nil, before: String, after: String, standing: Standing
  ) {
    self.sequence = sequence
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
    self.kind = kind
    self.accounts = accounts
    self.undoes = undoes
    self.before = before
    self.after = after
    self.standing = standing
  }

  /// Whether it can be taken back.
  public var isUndoable: Bool { standing == .undoable }
}
