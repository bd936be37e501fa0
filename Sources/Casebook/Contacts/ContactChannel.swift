/// How somebody was reached, or reached us: the codes of domain.md 13.1.
public enum ContactChannel: String, CaseIterable, Hashable, Sendable {
  /// A telephone call that we made.
  case telephoneOut = "TEL-OUT"
  /// A telephone call that came in.
  case telephoneIn = "TEL-IN"
  /// A text message.
  case text = "SMS"
  /// An e-mail.
  case email = "EMAIL"
  /// A letter.
  case letter = "LETTER"
  /// A visit at the home.
  case visit = "VISIT"
  /// Somebody came to the office.
  case office = "OFFICE"
  /// A video call.
  case video = "VIDEO"
  /// By way of an agency: an advice centre, a support worker, the Universal Credit portal.
  case agency = "AGENCY"

  /// As an officer says it: `Telephone, out`, `Text message` …
  public var wording: String {
    switch self {
    case .telephoneOut: "Telephone, out"
    case .telephoneIn: "Telephone, in"
    case .text: "Text message"
    case .email: "E-mail"
    case .letter: "Letter"
    case .visit: "Visit"
    case .office: "Office"
    case .video: "Video call"
    case .agency: "Agency"
    }
  }

  /// The only direction that the channel has; nil where it has both.
  public var direction: ContactDirection? {
    switch self {
    case .telephoneOut, .visit: .outgoing
    case .telephoneIn, .office: .incoming
    case .text, .email, .letter, .video, .agency: nil
    }
  }

  /// The outcomes that go with the channel in a direction, the most frequent first.
  public func outcomes(_ direction: ContactDirection) -> [ContactOutcome] {
    let talked: [ContactOutcome] = [.spoke, .paidOrDue, .spokeToThirdParty, .refused, .language]
    switch (self, direction) {
    case (.telephoneOut, _):
      return [.spoke, .noAnswer, .voicemail, .paidOrDue, .busy, .wrongNumber] + talked[2...]
    case (.telephoneIn, _): return talked + [.voicemail]
    case (.video, .outgoing): return [.spoke, .noAnswer, .paidOrDue] + talked[2...]
    case (.video, .incoming): return talked
    case (.text, .outgoing): return [.textDelivered, .textFailed, .wrongNumber]
    case (.email, .outgoing): return [.emailed, .bounced, .portalMessage]
    case (.letter, .outgoing): return [.letter, .returned]
    case (.text, .incoming), (.email, .incoming), (.letter, .incoming):
      return [.heardFrom, .paidOrDue, .refused, .language, .spokeToThirdParty]
    case (.visit, _):
      return [.visitIn, .visitOut, .card, .paidOrDue, .spokeToThirdParty, .refused, .language]
    case (.office, _): return [.office, .paidOrDue, .spokeToThirdParty, .refused, .language]
    case (.agency, .outgoing): return [.spokeToThirdParty, .portalMessage, .emailed, .letter, .noAnswer]
    case (.agency, .incoming): return [.spokeToThirdParty, .heardFrom, .portalMessage, .paidOrDue]
    }
  }
}

/// Who began a contact.
public enum ContactDirection: String, CaseIterable, Hashable, Sendable {
  /// We did.
  case outgoing = "out"
  /// The household did, or somebody for them.
  case incoming = "in"
}
