import Rents

/// A contact, or the attempt at one, as an officer gives it.
public struct ContactAttempt: Hashable, Sendable {
  /// How.
  public var channel: ContactChannel
  /// Who began it. Where the channel has one direction only, it is that one.
  public var direction: ContactDirection
  /// What came of it.
  public var outcome: ContactOutcome
  /// What was said or done, in the officer's words.
  public var text: String
  /// Whom we spoke to or wrote to; empty where nobody in particular.
  public var person: String
  /// The day on which it happened; nil for the day on which it is recorded.
  public var date: CivilDate?
  /// The officer was shown the warnings and says that it happened all the same.
  public var isConfirmed: Bool

  /// A contact. A direction that the channel cannot have is put right; none given is that of the channel, else outgoing.
  public init(
    _ channel: ContactChannel, _ outcome: ContactOutcome, direction: ContactDirection? = nil,
    text: String = "",
    person: String = "", date: CivilDate? = nil, isConfirmed: Bool = false
  ) {
    self.channel = channel
    self.direction = channel.direction ?? direction ?? .outgoing
    self.outcome = outcome
    self.text = text
    self.person = person
    self.date = date
    self.isConfirmed = isConfirmed
  }

  /// Whether the household and we were in touch.
  public var isContact: Bool { outcome.isContact(direction) }

  /// In a line: `Telephone, out: no answer`, `E-mail, in: they wrote`.
  public var wording: String {
    let way = channel.direction == nil ? ", \(direction.rawValue)" : ""
    return "\(channel.wording)\(way): \(outcome.wording.lowercasedFirst)"
  }
}

extension String {
  /// With a small first letter, unless the word is an abbreviation.
  var lowercasedFirst: String {
    guard let first, !dropFirst().prefix(1).contains(where: \.isUppercase), !hasPrefix("E-mail") else {
      return self
    }
    return first.lowercased() + dropFirst()
  }
}
