/// Somebody of the household, as the form tells it.
public struct HouseholdMember: Hashable, Sendable {
  /// What the person is to the client.
  public enum Relation: String, CaseIterable, Hashable, Sendable {
    /// The person who is asked.
    case client
    /// Wife, husband or partner who lives there.
    case partner
    /// A child who depends on them.
    case child
    /// Another adult who depends on them.
    case dependant
    /// An adult who lives there and does not depend on them.
    case nonDependant = "non-dependant"
    /// A boarder or lodger.
    case lodger

    /// Where the word is what an officer would type, in full or begun: `ch`, `son`, `wife`, `non-dep`.
    public init?(typed text: some StringProtocol) {
      let word = text.lowercased().split(separator: " ").joined(separator: "-")
      guard !word.isEmpty else { return nil }
      switch word {
      case "c", "son", "daughter", "baby", "grandchild", "stepchild": self = .child
      case "wife", "husband", "spouse", "civil-partner": self = .partner
      case "tenant", "self", "applicant": self = .client
      case "nondep", "nondependant": self = .nonDependant
      case "boarder": self = .lodger
      default:
        guard let known = Relation.allCases.first(where: { $0.rawValue.hasPrefix(word) }) else { return nil }
        self = known
      }
    }
  }

  /// Whether and how the person works (domain.md 5.2).
  public enum Work: String, CaseIterable, Hashable, Sendable {
    /// Full-time.
    case fullTime = "full-time"
    /// Part-time.
    case partTime = "part-time"
    /// For themselves.
    case selfEmployed = "self-employed"
    /// Looking for work.
    case unemployed
    /// Not working because of illness or disability.
    case unwell = "illness or disability"
    /// Retired.
    case retired
    /// Cares for somebody.
    case carer
    /// Student.
    case student
    /// Something else.
    case other

    /// Where the word is what an officer would type, in full or begun: `ft`, `part`, `self`, `sick`.
    public init?(typed text: some StringProtocol) {
      let word = text.lowercased()
      guard !word.isEmpty else { return nil }
      switch word {
      case "ft", "full time", "yes": self = .fullTime
      case "pt", "part time": self = .partTime
      case "se", "self employed": self = .selfEmployed
      case "no", "not working": self = .unemployed
      case "sick", "ill", "disabled": self = .unwell
      default:
        guard let known = Work.allCases.first(where: { $0.rawValue.hasPrefix(word) }) else { return nil }
        self = known
      }
    }

    /// Whether wages are to be expected.
    public var isPaid: Bool { self == .fullTime || self == .partTime || self == .selfEmployed }
  }

  /// The name; empty where it was not told.
  public var name: String
  /// The age in whole years on the day of the form; nil where it was not told.
  public var age: Int?
  /// What the person is to the client; nil where it was not told.
  public var relation: Relation?
  /// Whether the person works; nil where it was not told.
  public var work: Work?

  /// A person.
  public init(name: String, age: Int? = nil, relation: Relation? = nil, work: Work? = nil) {
    self.name = name
    self.age = age
    self.relation = relation
    self.work = work
  }

  /// A child: said to be one and not yet twenty, or under sixteen.
  public var isChild: Bool {
    if relation == .child { return (age ?? 0) < 20 }
    return (age ?? 16) < 16
  }
}

/// Who lives there, as the form tells it, or else as the account does.
public struct Household: Hashable, Sendable {
  /// The persons listed one by one.
  public var members: [HouseholdMember]
  /// How many adults, at least one.
  public var adults: Int
  /// How many children.
  public var children: Int
  /// Whether anybody was asked about it: where not, the numbers are only the account's.
  public var isAsked: Bool

  /// A household.
  public init(members: [HouseholdMember], adults: Int, children: Int, isAsked: Bool) {
    self.members = members
    self.adults = max(1, adults)
    self.children = max(0, children)
    self.isAsked = isAsked
  }

  /// Everybody.
  public var total: Int { adults + children }

  /// Listed children under sixteen; sixteen to eighteen; the other dependants; those who do not depend (domain.md 5.2).
  public var dependants: (under16: Int, to18: Int, other: Int, non: Int) {
    var counts = (under16: 0, to18: 0, other: 0, non: 0)
    for member in members {
      switch member.relation {
      case .child:
        switch member.age ?? 0 {
        case ..<16: counts.under16 += 1
        case 16...18: counts.to18 += 1
        default: counts.other += 1
        }
      case .dependant: counts.other += 1
      case .nonDependant, .lodger: counts.non += 1
      case .client, .partner, nil: break
      }
    }
    return counts
  }
}
