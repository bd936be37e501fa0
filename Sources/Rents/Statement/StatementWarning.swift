/// What an experienced adviser would say of a form. It never blocks anything.
public struct StatementWarning: Hashable, Sendable {
  /// The most characters of a sentence: one line of a screen.
  public static let longest = 70

  /// What it is about, for tests and other programs: `rent-differs`.
  public var code: String
  /// The field to which one goes to put it right.
  public var field: StatementField
  /// What is noticed, in at most ``longest`` characters.
  public var sentence: String
  /// What to ask the tenant.
  public var ask: String

  /// A warning; a sentence that is too long is cut.
  public init(code: String, field: StatementField, sentence: String, ask: String) {
    self.code = code
    self.field = field
    self.sentence =
      sentence.count <= StatementWarning.longest
      ? sentence : String(sentence.prefix(StatementWarning.longest - 1)) + "…"
    self.ask = ask
  }
}
