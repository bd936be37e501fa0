import Casebook
import Rents

/// What the desk is told about the income and expenditure form of one account.
public struct StatementPage: Hashable, Sendable {
  /// The lines of the form, and the landlord's figures.
  public var rules: StatementRules
  /// The files that gave them, to be kept with a finished form (decision 14); nil where there are none.
  public var sources: StatementSources?
  /// What the account knows already.
  public var facts: StatementFacts
  /// The finished forms, the newest first, those that were taken back and corrected among them.
  public var versions: [StatementVersion] = []
  /// The names of those who may be in the form, by the operating system's user.
  public var names: [String: String] = [:]

  /// A form's lines and what the account knows.
  public init(rules: StatementRules, sources: StatementSources? = nil, facts: StatementFacts) {
    self.rules = rules
    self.sources = sources
    self.facts = facts
  }
}
