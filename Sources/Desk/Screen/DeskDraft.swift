/// What was typed and is not recorded: a note, or what stands in another field or box of the desk.
public struct DeskDraft: Hashable, Sendable {
  /// What is typed.
  public enum Kind: String, CaseIterable, Sendable {
    /// A note on an account, with its contact and its diary date.
    case note
    /// A note or a diary date on marked accounts; the subject says which.
    case bulk
    /// A detail of a person; the subject is the person's slot and the field.
    case detail
    /// What became of a diary date; the subject is the date's id.
    case finish
    /// A line that is asked for on an account: a day, a file's name; the subject says what for.
    case line
    /// The account onto which rows of suspense go; the subject is the reference under which they wait.
    case place
  }

  /// Which draft it is: an officer has one of each.
  public struct Key: Hashable, Comparable, Sendable {
    /// What is typed.
    public var kind: Kind
    /// The account that it is for; empty where it is for none, or for many.
    public var account: String
    /// What of the account; empty where the kind says it all.
    public var subject: String

    /// The draft of that kind, on that account, about that.
    public init(_ kind: Kind, account: String = "", subject: String = "") {
      self.kind = kind
      self.account = account
      self.subject = subject
    }

    /// In the order of kinds, accounts and subjects.
    public static func < (one: Key, other: Key) -> Bool {
      (one.kind.rawValue, one.account, one.subject) < (other.kind.rawValue, other.account, other.subject)
    }

    /// What it is in words, as the desk tells of it: `the note on 40218863`.
    public var wording: String {
      switch kind {
      case .note: "the note on \(account)"
      case .bulk: subject == "diary" ? "the diary date on marked accounts" : "the note on marked accounts"
      case .detail: "the detail of a person on \(account)"
      case .finish: "what became of a diary date on \(account)"
      case .line: "what was typed on \(account)"
      case .place: "the account for rows under \(subject)"
      }
    }

    /// What it is of: `40218863`, `a diary date on 40218863`.
    public var what: String {
      switch kind {
      case .note: account
      case .bulk: subject == "diary" ? "a diary date on marked accounts" : "a note on marked accounts"
      case .detail: "a person's detail on \(account)"
      case .finish: "a diary date on \(account)"
      case .line: "a line on \(account)"
      case .place: "the account for rows under \(subject)"
      }
    }
  }

  /// Which draft it is.
  public var key: Key
  /// What stands in each field.
  public var fields: [String: String]
  /// When it was begun, as the desk says it: `14:02`, `Fri 20 Nov 14:02`; empty where that was in this sitting.
  public var since: String

  /// The account that it is for; empty where it is for none, or for many.
  public var account: String { key.account }

  /// A draft with these fields.
  public init(_ key: Key, fields: [String: String], since: String = "") {
    self.key = key
    self.fields = fields
    self.since = since
  }

  /// A note on an account with these fields.
  public init(account: String, fields: [String: String], since: String = "") {
    self.init(Key(.note, account: account), fields: fields, since: since)
  }

  /// Fields that say what the words are for; alone they are not worth keeping.
  private static let framing: Set<String> = ["accounts", "patches", "kind", "outcome", "form", "effective"]

  /// Whether nothing was typed: nobody misses it.
  public var isEmpty: Bool {
    fields.allSatisfy { field, text in
      text.isEmpty || (key.kind != .note && DeskDraft.framing.contains(field))
    }
  }

  /// Everything that was typed, as one text.
  public var words: String {
    ["date", "text"].compactMap { fields[$0] }.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

/// What became of keeping what was typed beside the book; the program tells the session of each that it tried.
public enum DraftResult: Hashable, Sendable {
  /// It is durable: a lost line or a power cut leaves it.
  case kept(DeskDraft)
  /// It is kept nowhere but in this sitting, for this reason.
  case refused(DeskDraft, reason: String)
}

/// What the program has to do about drafts, in the order in which it happened.
public enum DraftChange: Hashable, Sendable {
  /// Something was typed: it has to be kept once nothing was typed for a quarter of a second.
  case typed(DeskDraft)
  /// A field or the form was left: it has to be kept now.
  case left(DeskDraft)
  /// That draft goes with the change that is asked for next.
  case finishing(DeskDraft.Key)
  /// That draft was given up.
  case dropped(DeskDraft.Key)
}
