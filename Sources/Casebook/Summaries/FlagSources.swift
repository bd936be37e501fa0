import Rents

/// What the flags of an account are worked out from on any day, without reading its facts.
struct FlagSources: Hashable, Sendable {
  /// A running arrangement, in as much as flags and dates need it.
  struct Plan: Hashable, Sendable {
    var start: CivilDate
    var isBroken: Bool
    var nextDue: CivilDate?
  }

  var isVulnerable = false
  var isSafeContact = false
  var isJoint = false
  var isClaimant = false
  var isManagedPayment = false
  var breathingSpace: BreathingSpace?
  var notice: NoticeSeekingPossession?
  /// The court's order was made on that day; ``CivilDate/first`` where the day is not known.
  var courtOrder: CivilDate?
  /// Arrangements that are not completed, by start and id.
  var plans: [Plan] = []

  func flags(on day: CivilDate) -> AccountFlags {
    var flags: AccountFlags = []
    if breathingSpace?.isInForce(on: day) == true { flags.insert(.breathingSpace) }
    if isVulnerable { flags.insert(.vulnerable) }
    if isSafeContact { flags.insert(.safeContact) }
    if isJoint { flags.insert(.joint) }
    if isClaimant { flags.insert(.universalCredit) }
    if isManagedPayment { flags.insert(.managedPayment) }
    if notice?.isInForce(on: day) == true { flags.insert(.notice) }
    if let courtOrder, courtOrder <= day { flags.insert(.court) }
    if let plan = plans.last(where: { $0.start <= day }) {
      flags.insert(plan.isBroken ? .arrangementBroken : .arrangementKept)
    }
    return flags
  }
}
