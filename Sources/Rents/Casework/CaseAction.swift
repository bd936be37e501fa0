/// Something an officer did, as the landlord's system or this book has it.
public struct CaseAction: Hashable, Sendable {
  /// The landlord's id of the action, or one minted here.
  public var id: String
  /// The day on which it was done.
  public var date: CivilDate
  /// `HH:MM`, empty where the source gives none.
  public var time = ""
  /// The landlord's action code (`SMS`, `CALL`, `NSP` …).
  public var code: String
  /// The landlord's wording of the code.
  public var description = ""
  /// The landlord's code of the officer who did it.
  public var officer = ""
  /// What the officer wrote.
  public var note = ""

  /// An action of that code, done on that day.
  public init(id: String, date: CivilDate, code: String) {
    self.id = id
    self.date = date
    self.code = code
  }
}
