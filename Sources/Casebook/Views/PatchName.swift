/// A caseload of the book, and whose it is by the landlord's facts.
public struct PatchName: Hashable, Sendable {
  /// The patch as the landlord names it; empty for accounts without one.
  public var name: String
  /// The landlord's code for its officer.
  public var officerCode: String
  /// The name of its officer.
  public var officerName: String
}
