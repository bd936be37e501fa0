/// What a form is reckoned by: the landlord's lines, figures and licence.
public struct StatementRules: Hashable, Sendable {
  /// The lines that are asked.
  public var format: StatementFormat
  /// The figures by which it is judged.
  public var thresholds: StatementThresholds
  /// The landlord's licensed spending guidelines; nil where there are none, and then nothing is marked.
  public var guidelines: SpendingGuidelines?
  /// The landlord's membership code of the Standard Financial Statement; empty where it has none, and then the form does not
  /// call itself by that name (domain.md 5.1).
  public var membershipCode: String

  /// The rules of a landlord.
  public init(
    format: StatementFormat, thresholds: StatementThresholds = StatementThresholds(),
    guidelines: SpendingGuidelines? = nil, membershipCode: String = ""
  ) {
    self.format = format
    self.thresholds = thresholds
    self.guidelines = guidelines
    self.membershipCode = membershipCode
  }

  /// What the form calls itself: `I&E summary`, or by the scheme's name with the landlord's code.
  public var heading: String {
    let code = membershipCode.filter { !$0.isWhitespace }
    return code.isEmpty ? "I&E summary" : "SFS-format income and expenditure, membership code \(code)"
  }
}
