import Rents

/// What an officer has to be shown before a contact is made or recorded: never silently, never a bar to the truth.
public enum ContactWarning: Hashable, Sendable {
  /// A safe-contact account: no voicemail, no text message, no card where somebody else may find it. How to reach them
  /// safely, where the book knows it.
  case safeContact(how: String)
  /// Breathing space to that day: nothing may be asked for the debt; answering and talking of the ongoing rent is allowed.
  /// Nil where it has no end yet.
  case breathingSpace(until: CivilDate?)

  /// One sentence for the officer.
  public var sentence: String {
    switch self {
    case .safeContact(let how):
      return "Safe contact only: no voicemail, text or card." + (how.isEmpty ? "" : " \(how)")
    case .breathingSpace(let until):
      let end = until.map { " until \($0.text(.dayMonthYear))" } ?? ""
      return "Breathing space\(end): do not ask for the debt. Answering, and the ongoing rent, are allowed."
    }
  }

  /// The warnings for a contact on an account with such flags.
  ///
  /// - Parameters:
  ///   - outcome: nil before it is known: then what the channel is made for counts, so that a text is warned of at once.
  ///   - isSafeContact: whether the account has flag S.
  ///   - how: how to reach them safely, in the words of the book.
  public static func of(
    channel: ContactChannel, direction: ContactDirection, outcome: ContactOutcome?, isSafeContact: Bool,
    how: String,
    breathingSpace: BreathingSpace?, on day: CivilDate
  ) -> [ContactWarning] {
    guard direction == .outgoing else { return [] }
    var warnings: [ContactWarning] = []
    let leavesTrace = channel == .text || outcome == .voicemail || outcome == .card
    if isSafeContact, leavesTrace { warnings.append(.safeContact(how: how)) }
    if let breathingSpace, breathingSpace.isInForce(on: day), channel != .agency {
      warnings.append(.breathingSpace(until: breathingSpace.to))
    }
    return warnings
  }
}

extension ContactChannel {
  /// The channels to offer: on a safe-contact account no text message.
  public static func offered(isSafeContact: Bool) -> [ContactChannel] {
    allCases.filter { !isSafeContact || $0 != .text }
  }

  /// The outcomes to offer in a direction: on a safe-contact account no voicemail left and no card.
  public func offeredOutcomes(_ direction: ContactDirection, isSafeContact: Bool) -> [ContactOutcome] {
    outcomes(direction).filter {
      !isSafeContact || direction == .incoming || ($0 != .voicemail && $0 != .card)
    }
  }
}
