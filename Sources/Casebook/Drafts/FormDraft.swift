import Rents

/// An income and expenditure form that is being filled in: one for each account, shared by every officer of the book.
///
/// It is a dictionary of fields (by their stable names, `amount.rent`) to the text that was typed. Where two officers typed
/// in one field without having seen each other's text, both texts stand in it until somebody settles it.
public struct FormDraft: Hashable, Sendable {
  /// A text that was accepted in a field, with whose it is.
  public struct Entry: Hashable, Sendable {
    /// What was typed; empty where the field was cleared.
    public var text: String
    /// The operating system's user who typed it.
    public var user: String
    /// When it was accepted: UTC, `2026-11-21T09:14:03Z`.
    public var at: String
    /// Its place in the order of everything that was typed in the form; it never changes.
    public var number: Int
    /// Names the sitting in which it was typed.
    var sitting: String
    /// The numbers by which it is known: equal texts that came together stand as one.
    var numbers: Set<Int>
    /// The last numbers of what it took the place of: named again by what takes its own place, so that a line that was seen
    /// and never reached the disk brings nothing back that it had replaced.
    var former: [Int] = []
  }

  /// What somebody had typed of a field without leaving it: the accepted text stands beside it.
  public struct HalfTyped: Hashable, Sendable {
    /// The field's name.
    public var field: String
    /// What was typed.
    public var text: String
    /// The operating system's user who types.
    public var user: String
    /// When: UTC, `2026-11-21T09:14:03Z`.
    public var at: String
    /// Its place in the order of everything that was typed in the form.
    public var number: Int
    /// Names the sitting in which it is typed.
    var sitting: String
  }

  /// Where somebody was.
  public struct Position: Hashable, Sendable {
    /// The name of the field in which the cursor stood.
    public var field: String
    /// The operating system's user.
    public var user: String
    /// When: UTC, `2026-11-21T09:14:03Z`.
    public var at: String
    /// Its place in the order of everything that was typed in the form.
    public var number: Int
  }

  /// One step of the form's history: field by field it can be taken back (decision 7).
  public struct Step: Hashable, Sendable {
    /// The field's name.
    public var field: String
    /// What stood there before; empty where nothing did.
    public var before: String
    /// What was typed.
    public var after: String
    /// The operating system's user who typed it.
    public var user: String
    /// Its place in the order of everything that was typed in the form.
    public var number: Int
  }

  /// Names the form; empty where nobody has begun one.
  public var id = ""
  /// The account that it is for.
  public var account: String
  /// The operating system's user who began it.
  public var begunBy = ""
  /// When it was begun: UTC, `2026-11-21T09:14:03Z`.
  public var since = ""
  /// The id of the finished form that it corrects; empty for a form of its own.
  public var corrects = ""
  /// The last number that is in this value: who shows it has seen everything up to there.
  public var number = 0
  /// What stands in each field, by the field's name, the oldest first: more than one where officers typed past each other.
  public var entries: [String: [Entry]] = [:]
  /// What was typed and not accepted, the oldest first.
  public var halfTyped: [HalfTyped] = []
  /// Where each officer was, the newest last.
  public var positions: [Position] = []
  /// What was typed, the newest last: the last ``longestHistory`` steps.
  public var history: [Step] = []
  /// Who else is in the form now, the first to come first.
  public var present: [FormPresence] = []
  /// The last transaction when it was begun.
  var after: UInt64 = 0

  /// The most steps of ``history``.
  public static let longestHistory = 200

  /// A form in which nothing was typed.
  public init(account: String) { self.account = account }

  /// Whether somebody has begun it.
  public var isBegun: Bool { !id.isEmpty }

  /// What stands in a field; empty where nothing does. Of two texts that are not settled the one that was there first.
  public func text(_ field: String) -> String { entries[field]?.first?.text ?? "" }

  /// Every field that is not blank, with the text that stands in it.
  public var fields: [String: String] {
    entries.compactMapValues { entries in entries.first.flatMap { $0.text.isEmpty ? nil : $0.text } }
  }

  /// The fields in which officers typed past each other, with what each typed, the oldest first.
  public var conflicts: [String: [Entry]] { entries.filter { $0.value.count > 1 } }

  /// Where to open it: where that user was last, else where anybody was.
  public func position(for user: String) -> Position? {
    positions.last { $0.user == user } ?? positions.last
  }

  /// Whether anything stands in it or was half typed.
  public var isEmpty: Bool { fields.isEmpty && halfTyped.isEmpty }

  /// The last officer who typed in it, and when; nil where nobody did.
  public var lastTyped: (user: String, at: String)? {
    let entry = entries.values.joined().max { $0.number < $1.number }
    let half = halfTyped.max { $0.number < $1.number }
    if let half, half.number > entry?.number ?? 0 { return (half.user, half.at) }
    return entry.map { ($0.user, $0.at) }
  }
}
