import Rents

/// A caseload of the demo landlord.
public struct DemoPatch: Hashable, Sendable {
  /// `E3`.
  public var code: String
  /// `Elmfield`.
  public var name: String
  /// Who works it.
  public var officer: DemoOfficer
  /// Accounts in it.
  public var accounts: Range<Int>
}

/// Somebody who works for the demo landlord.
public struct DemoOfficer: Hashable, Sendable {
  /// The landlord's code, as actions carry it.
  public var code: String
  /// `Kofi Osei`.
  public var name: String
  /// The login on the host.
  public var login: String
  /// What they do.
  public var role: Role
  /// How they write their diary.
  var voice: Voice

  /// What somebody does for the landlord.
  public enum Role: Hashable, Sendable {
    /// Works a patch, or covers for those who do.
    case officer
    /// Leads the team.
    case senior
    /// Sends texts and letters.
    case assistant
    /// Worked here once: old actions bear the code.
    case left
  }

  /// How an officer writes.
  enum Voice: Int, Sendable { case terse, plain, warm }
}

/// The landlord's income team.
enum DemoOfficers {
  static let senior = DemoOfficer(
    code: "MCR", name: "Maggie Crowther", login: "mcrowther", role: .senior, voice: .plain)
  static let assistant = DemoOfficer(
    code: "DTO", name: "Dylan Tolley", login: "dtolley", role: .assistant, voice: .terse)
  /// Covers for whoever is away.
  static let relief = DemoOfficer(
    code: "NAB", name: "Nneka Abara", login: "nabara", role: .officer, voice: .plain)
  /// Had one of the patches until she left.
  static let former = DemoOfficer(
    code: "JPR", name: "Jo Pryce", login: "jpryce", role: .left, voice: .warm)

  private static let known: [DemoOfficer] = [
    DemoOfficer(code: "KOS", name: "Kofi Osei", login: "kosei", role: .officer, voice: .plain),
    DemoOfficer(code: "SBA", name: "Sunita Bains", login: "sbains", role: .officer, voice: .warm),
    DemoOfficer(code: "RHA", name: "Rob Haigh", login: "rhaigh", role: .officer, voice: .terse),
    DemoOfficer(code: "AWI", name: "Anna Wiśniewska", login: "awisniewska", role: .officer, voice: .plain),
    DemoOfficer(code: "TMC", name: "Tom McAllister", login: "tmcallister", role: .officer, voice: .terse),
    DemoOfficer(code: "FYU", name: "Fadumo Yusuf", login: "fyusuf", role: .officer, voice: .warm),
    DemoOfficer(code: "GPE", name: "Gwen Pennock", login: "gpennock", role: .officer, voice: .plain),
    DemoOfficer(code: "IHU", name: "Ibrar Hussain", login: "ihussain", role: .officer, voice: .terse),
  ]

  /// Who works a patch. A large landlord has more officers than we have names for: theirs are drawn.
  static func officer(patch: Int, seed: UInt64) -> DemoOfficer {
    if patch < known.count { return known[patch] }
    var random = DemoRandom(seed: seed, account: patch, purpose: 90)
    let isWoman = random.chance(55)
    let name = DemoNames.name(
      of: DemoNames.origin(&random), isWoman: isWoman, isOlder: false, &random
    ).name
    let initials = "\(DemoNames.plain(name.given).prefix(1))\(DemoNames.plain(name.family).prefix(1))"
      .uppercased()
    return DemoOfficer(
      code: "\(initials)\(patch + 1)", name: name.full,
      login: "\(DemoNames.plain(name.given).prefix(1))\(DemoNames.plain(name.family))\(patch + 1)",
      role: .officer,
      voice: DemoOfficer.Voice(rawValue: random.below(3)) ?? .plain)
  }
}
