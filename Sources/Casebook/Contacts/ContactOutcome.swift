/// What came of a contact or of the attempt at one: the codes of domain.md 13.1, and two that its other pages ask for.
public enum ContactOutcome: String, CaseIterable, Hashable, Sendable {
  /// Spoke to the tenant.
  case spoke = "SPOKE"
  /// Spoke to somebody else, and said nothing of the account.
  case spokeToThirdParty = "SPOKE3P"
  /// Left a voicemail; of a call that came in, they left one.
  case voicemail = "VM"
  /// Nobody answered.
  case noAnswer = "NOANS"
  /// The line was busy.
  case busy = "BUSY"
  /// The number is not theirs.
  case wrongNumber = "WRONGNO"
  /// A text message was delivered.
  case textDelivered = "SMSOK"
  /// A text message could not be delivered.
  case textFailed = "SMSFAIL"
  /// An e-mail was sent.
  case emailed = "EMAILED"
  /// An e-mail came back.
  case bounced = "BOUNCE"
  /// A letter was sent.
  case letter = "LTR"
  /// A letter came back: returned to sender.
  case returned = "RTS"
  /// A visit, and somebody of the household was in.
  case visitIn = "VISITIN"
  /// A visit, and nobody was in.
  case visitOut = "VISITOUT"
  /// A visit, nobody was in, and a card was left.
  case card = "CARD"
  /// They came to the office.
  case office = "OFFICE"
  /// A message on a portal.
  case portalMessage = "PORTALMSG"
  /// Reached, and would not talk.
  case refused = "REFUSED"
  /// Reached, and there was no language in common: an interpreter is needed.
  case language = "LANGUAGE"
  /// Already paid, or the money is on its way as it should be: the contact was our mistake. domain.md 10.6 counts these as
  /// the list's own false positives ("contacted -> already paid/due"); 13.1 has no code for it.
  case paidOrDue = "PAIDDUE"
  /// A text, e-mail, letter or word by an agency came from them: 13.1 has codes only for what we send.
  case heardFrom = "HEARD"

  /// As an officer says it: `No answer`, `Already paid or due` …
  public var wording: String {
    switch self {
    case .spoke: "Spoke"
    case .spokeToThirdParty: "Spoke to somebody else, no detail given"
    case .voicemail: "Voicemail"
    case .noAnswer: "No answer"
    case .busy: "Busy"
    case .wrongNumber: "Wrong number"
    case .textDelivered: "Text delivered"
    case .textFailed: "Text failed"
    case .emailed: "E-mail sent"
    case .bounced: "E-mail came back"
    case .letter: "Letter sent"
    case .returned: "Returned to sender"
    case .visitIn: "Visited, in"
    case .visitOut: "Visited, out"
    case .card: "Visited, card left"
    case .office: "Came to the office"
    case .portalMessage: "Portal message"
    case .refused: "Would not talk"
    case .language: "No language in common"
    case .paidOrDue: "Already paid or due"
    case .heardFrom: "They wrote"
    }
  }

  /// Whether the household and we were in touch, in that direction: then the day is that of the last contact.
  ///
  /// An attempt is none. A list that said "contact yesterday" because nobody answered yesterday would hide the household
  /// that nobody has reached for ten weeks, and that is who needs the next call. So what we only sent (voicemail, text,
  /// e-mail, letter, card, portal message) does not count, nor does somebody else at the door or on the line; what the
  /// household said, wrote or refused to say does. Attempts have their own count in ``AccountRecord/contacts``.
  public func isContact(_ direction: ContactDirection) -> Bool {
    switch self {
    case .spoke, .visitIn, .office, .refused, .paidOrDue, .heardFrom: true
    case .voicemail, .portalMessage: direction == .incoming
    case .spokeToThirdParty, .noAnswer, .busy, .wrongNumber, .textDelivered, .textFailed, .emailed, .bounced,
      .letter,
      .returned, .visitOut, .card, .language:
      false
    }
  }

  /// Whether it measures our own mistake: nothing was owed that was not on its way.
  public var isOurMistake: Bool { self == .paidOrDue }
}
