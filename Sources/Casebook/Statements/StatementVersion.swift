import Rents

/// A finished income and expenditure form of an account, as it was recorded: frozen. A correction is a version of its own that
/// names the one whose place it takes.
public struct StatementVersion: Hashable, Sendable {
  /// Names the version.
  public var id: String
  /// The transaction that recorded it.
  public var sequence: UInt64
  /// Its number among the account's finished forms, 1 for the first; those that were taken back keep theirs.
  public var number: Int
  /// The id of the version that it corrects; empty for a form of its own.
  public var replaces: String
  /// The day on which the form was filled in.
  public var day: CivilDate
  /// The day on which it was recorded (Europe/London).
  public var recorded: CivilDate
  /// When it was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then.
  public var officer: String
  /// What stood in each field that was not blank, by the field's stable name.
  public var fields: [String: String]
  /// The SHA-256 of the file that gave the form its lines (decision 14); empty where it is not known.
  public var format: String
  /// The SHA-256 of the file of the figures by which it was judged; empty where there was none.
  public var thresholds = ""
  /// The SHA-256 of the landlord's spending guidelines then; empty where there were none.
  public var guidelines = ""
  /// What took it back; nil while it stands.
  public var withdrawal: Withdrawal?
  /// The id of the version that stands in its place; nil where none does.
  public var correctedBy: String?
  /// The draft from which it was finished.
  var draft = ""

  /// A finished form.
  public init(
    id: String, sequence: UInt64, number: Int, replaces: String, day: CivilDate, recorded: CivilDate,
    at: String,
    user: String, officer: String, fields: [String: String], format: String
  ) {
    self.id = id
    self.sequence = sequence
    self.number = number
    self.replaces = replaces
    self.day = day
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
    self.fields = fields
    self.format = format
  }

  /// Which it is and how much was answered: `Form 2, 61 fields`.
  public var wording: String {
    "Form \(number), \(fields.count) \(fields.count == 1 ? "field" : "fields")"
  }

  /// Whether it was taken back.
  public var isWithdrawn: Bool { withdrawal != nil }

  /// Whether it is what the household's form says now: neither taken back nor corrected.
  public var stands: Bool { withdrawal == nil && correctedBy == nil }
}
