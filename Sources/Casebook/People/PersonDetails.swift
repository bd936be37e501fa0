import Rents

/// A person of an account with every detail: what the landlord's extract says and what an officer put right.
public struct PersonDetails: Hashable, Sendable {
  /// One detail.
  public struct Detail: Hashable, Sendable {
    /// Which it is.
    public var field: PersonField
    /// What stands: the officer's word while it differs, else the landlord's. Empty where it is not known.
    public var value: String
    /// What the newest extract says; empty where it says nothing.
    public var landlord: String
    /// The change that stands against the extract; nil where there is none, or a later extract agreed with it.
    public var standing: Amendment?
    /// Every change on record, oldest first, those that were taken back included.
    public var history: [Amendment]

    /// One detail.
    public init(
      field: PersonField, value: String, landlord: String, standing: Amendment? = nil, history: [Amendment]
    ) {
      self.field = field
      self.value = value
      self.landlord = landlord
      self.standing = standing
      self.history = history
    }

    /// Whether the book and the landlord's extract differ.
    public var differs: Bool { standing != nil }
  }

  /// Which person, from 1 in the landlord's order.
  public var slot: Int
  /// Every detail that there is, in the order of ``PersonField``.
  public var details: [Detail]

  /// A person.
  public init(
    slot: Int, details: [Detail]
  ) {
    self.slot = slot
    self.details = details
  }

  /// One detail.
  public subscript(field: PersonField) -> Detail {
    details.first { $0.field == field }
      ?? Detail(field: field, value: "", landlord: "", standing: nil, history: [])
  }

  /// The name as it stands.
  public var name: String { self[.name].value }
}

extension PersonDetails {
  /// The landlord's facts of an account as they were known, with the transaction that brought them.
  struct Known {
    var facts: AccountFacts
    var sequence: UInt64
  }

  /// The people of an account.
  /// - Parameters:
  ///   - known: the landlord's facts, oldest known day first; the last are those that stand.
  ///   - amendments: every change, oldest first.
  static func all(_ known: [Known], _ amendments: [Amendment]) -> [PersonDetails] {
    guard let newest = known.last else { return [] }
    let count = max(newest.facts.people.count, amendments.map(\.slot).max() ?? 0, 1)
    return (1...min(count, longest)).map { slot in
      PersonDetails(
        slot: slot,
        details: PersonField.allCases.map { field in
          detail(field, slot, known, amendments.filter { $0.slot == slot && $0.field == field })
        })
    }
  }

  /// More people than any tenancy has.
  static let longest = 100

  private static func detail(
    _ field: PersonField, _ slot: Int, _ known: [Known], _ history: [Amendment]
  ) -> Detail {
    let landlord = known.last.map { field.value(of: slot, in: $0.facts) } ?? ""
    var detail = Detail(field: field, value: landlord, landlord: landlord, standing: nil, history: history)
    guard let last = history.last(where: { !$0.isWithdrawn }) else { return detail }
    // An extract that agrees ends the difference: one that came later, or the one that stood when the change was made.
    let before = known.last { $0.sequence < last.sequence }
    let isEnded =
      known.contains {
        $0.sequence > last.sequence && field.agrees(field.value(of: slot, in: $0.facts), last.to)
      }
      || before.map { field.agrees(field.value(of: slot, in: $0.facts), last.to) } == true
    if !isEnded {
      detail.value = last.to
      detail.standing = last
    }
    return detail
  }
}

extension PersonField {
  /// What the landlord's facts say of a person; empty where they say nothing. Telephone and e-mail are those of the account:
  /// they belong to the person first named.
  func value(of slot: Int, in facts: AccountFacts) -> String {
    let person = facts.people.indices.contains(slot - 1) ? facts.people[slot - 1] : nil
    switch self {
    case .name: return person?.name ?? ""
    case .born: return person?.dateOfBirth?.iso ?? ""
    case .phone: return slot == 1 ? facts.phone : ""
    case .email: return slot == 1 ? facts.email : ""
    // Codes belong to the account, as the telephone does.
    case .supportNeeds: return slot == 1 ? facts.vulnerabilities.joined(separator: " ") : ""
    case .preferredChannel, .preferredTime, .safeContact, .language, .format: return ""
    }
  }

  /// Whether two values say the same: spaces in a telephone number and capitals in an e-mail address say nothing.
  func agrees(_ one: String, _ other: String) -> Bool {
    switch self {
    case .phone: one.filter { !" -.()".contains($0) } == other.filter { !" -.()".contains($0) }
    case .email: one.lowercased() == other.lowercased()
    case .supportNeeds: Set(one.split(separator: " ")) == Set(other.split(separator: " "))
    default: one == other
    }
  }
}

extension AccountFacts {
  /// The facts with what officers put right.
  mutating func apply(_ people: [PersonDetails]) {
    for person in people {
      for detail in person.details {
        guard let change = detail.standing else { continue }
        let place = person.slot - 1
        switch detail.field {
        case .name where self.people.indices.contains(place): self.people[place].name = change.to
        case .born where self.people.indices.contains(place):
          self.people[place].dateOfBirth = CivilDate(iso: change.to)
        case .phone where place == 0: phone = change.to
        case .email where place == 0: email = change.to
        case .supportNeeds:
          let codes = change.to.split(separator: " ").map(String.init)
          vulnerabilities =
            place == 0 ? codes : vulnerabilities + codes.filter { !vulnerabilities.contains($0) }
        case .safeContact where !change.to.isEmpty:
          if !vulnerabilities.contains("SAFE") { vulnerabilities.append("SAFE") }
        default: break
        }
      }
    }
  }
}
