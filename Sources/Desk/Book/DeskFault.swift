/// Why something could not be shown, in the officer's words.
public struct DeskFault: Error, Hashable, Sendable {
  /// What happened, and where.
  public var what: String
  /// What is safe all the same.
  public var safe: String
  /// What to do.
  public var remedy: String

  /// A fault in three sentences.
  public init(what: String, safe: String, remedy: String) {
    self.what = what
    self.safe = safe
    self.remedy = remedy
  }
}
