/// What an officer has to know of an account before acting, as letters in a fixed order (decision 22).
public struct AccountFlags: OptionSet, Hashable, Sendable {
  /// One bit a flag; ``held`` is the lowest.
  public var rawValue: UInt16

  /// Flags from their bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `H`: a hold stops or limits what may be done.
  public static let held = AccountFlags(rawValue: 1 << 0)
  /// `B`: breathing space; no contact about the debt.
  public static let breathingSpace = AccountFlags(rawValue: 1 << 1)
  /// `V`: a vulnerability or support need is recorded.
  public static let vulnerable = AccountFlags(rawValue: 1 << 2)
  /// `J`: joint tenants, each liable for the whole.
  public static let joint = AccountFlags(rawValue: 1 << 3)
  /// `U`: somebody claims Universal Credit.
  public static let universalCredit = AccountFlags(rawValue: 1 << 4)
  /// `A`: UC rent is paid straight to the landlord (alternative payment arrangement).
  public static let managedPayment = AccountFlags(rawValue: 1 << 5)
  /// `N`: a notice seeking possession is in force.
  public static let notice = AccountFlags(rawValue: 1 << 6)
  /// `C`: a court order or an adjournment on terms.
  public static let court = AccountFlags(rawValue: 1 << 7)
  /// `R`: an arrangement that is kept.
  public static let arrangementKept = AccountFlags(rawValue: 1 << 8)
  /// `r`: an arrangement that is broken.
  public static let arrangementBroken = AccountFlags(rawValue: 1 << 9)
  /// `S`: safe contact only; look before you call, text or write.
  public static let safeContact = AccountFlags(rawValue: 1 << 10)
  /// `L`: a posting made here that no extract has confirmed yet.
  public static let localPosting = AccountFlags(rawValue: 1 << 11)
  /// `!`: a data fault, such as a balance that does not agree with the landlord's.
  public static let dataFault = AccountFlags(rawValue: 1 << 12)

  /// Every flag in the order in which the letters stand, with its letter and what it means.
  public static let legend: [(flag: AccountFlags, letter: Character, meaning: String)] = [
    (.held, "H", "held"),
    (.breathingSpace, "B", "breathing space"),
    (.vulnerable, "V", "vulnerable"),
    (.joint, "J", "joint"),
    (.universalCredit, "U", "UC"),
    (.managedPayment, "A", "managed payment"),
    (.notice, "N", "notice"),
    (.court, "C", "court"),
    (.arrangementKept, "R", "arrangement kept"),
    (.arrangementBroken, "r", "arrangement broken"),
    (.safeContact, "S", "safe contact"),
    (.localPosting, "L", "local posting"),
    (.dataFault, "!", "data fault"),
  ]

  /// The letters of these flags in the order of the legend: `BVN!`; empty where there is none.
  public var letters: String {
    String(AccountFlags.legend.lazy.filter { contains($0.flag) }.map(\.letter))
  }

  /// One line that explains every letter: `H held  B breathing space …`.
  public static var legendText: String {
    legend.map { "\($0.letter) \($0.meaning)" }.joined(separator: "  ")
  }

  /// The flag of a letter; nil for a letter that is none. `R` and `r` differ.
  public init?(letter: Character) {
    guard let entry = AccountFlags.legend.first(where: { $0.letter == letter }) else { return nil }
    self = entry.flag
  }

  /// The flags that the landlord's facts and arrangements give on a day. Held, local posting and data fault
  /// are known to the book and are added by it.
  ///
  /// The code `SAFE` is safe contact; any other code of support need is `V`. The newest arrangement that is
  /// not completed decides between `R` and `r`.
  public init(facts: AccountFacts, arrangements: [Arrangement] = [], on day: CivilDate) {
    self = []
    if facts.breathingSpace?.isInForce(on: day) == true { insert(.breathingSpace) }
    for code in facts.vulnerabilities where !code.isEmpty {
      insert(code == "SAFE" ? .safeContact : .vulnerable)
    }
    if facts.isJoint { insert(.joint) }
    if facts.universalCredit.isClaimant { insert(.universalCredit) }
    if facts.universalCredit.isManagedPayment { insert(.managedPayment) }
    if facts.notice?.isInForce(on: day) == true { insert(.notice) }
    if let order = facts.courtOrder, (order.date ?? day) <= day { insert(.court) }
    let running = arrangements.filter { $0.status != .completed && $0.start <= day }
    if let newest = running.max(by: { ($0.start, $0.id) < ($1.start, $1.id) }) {
      insert(newest.status == .broken ? .arrangementBroken : .arrangementKept)
    }
  }
}
