/// Somebody liable on an account.
public struct Person: Hashable, Sendable {
  /// The name as the landlord writes it.
  public var name: String
  /// The date of birth; nil where the landlord does not know it.
  public var dateOfBirth: CivilDate?

  /// A liable person.
  public init(name: String, dateOfBirth: CivilDate? = nil) {
    self.name = name
    self.dateOfBirth = dateOfBirth
  }

  /// The person's age in whole years on a day; nil where the date of birth is unknown or later.
  public func age(on day: CivilDate) -> Int? {
    guard let dateOfBirth, dateOfBirth <= day else { return nil }
    return dateOfBirth.years(until: day)
  }
}
