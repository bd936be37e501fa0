import Rents

/// A detail of a person that an officer may put right. Raw values are the words of the record and of JSON.
public enum PersonField: String, CaseIterable, Hashable, Sendable {
  /// The name as it should be written.
  case name
  /// The date of birth, as `1988-02-19`.
  case born
  /// The number to call.
  case phone
  /// The e-mail address.
  case email
  /// How they wish to be reached: one of ``PersonField/channels``.
  case preferredChannel = "preferred-channel"
  /// When they wish to be reached, in words.
  case preferredTime = "preferred-time"
  /// What they need of us, as the landlord's codes: `MH INT`.
  case supportNeeds = "support-needs"
  /// How they can be reached safely, in words. Where it says something the account is a safe-contact account.
  case safeContact = "safe-contact"
  /// The language in which they wish to be spoken to.
  case language
  /// The form in which they need what we write: large print, easy read …
  case format

  /// As a screen labels it.
  public var wording: String {
    switch self {
    case .name: "Name"
    case .born: "Date of birth"
    case .phone: "Telephone"
    case .email: "E-mail"
    case .preferredChannel: "Preferred channel"
    case .preferredTime: "Preferred time"
    case .supportNeeds: "Support needs"
    case .safeContact: "Safe contact"
    case .language: "Language"
    case .format: "Format"
    }
  }

  /// What ``preferredChannel`` may say.
  public static let channels = ["telephone", "text", "email", "letter", "visit", "none"]

  /// The longest value, in characters.
  static let longest = 200

  /// Why a value makes no sense here, and what would; nil where it does. Empty is always allowed but for the name: it says
  /// that the detail is not known.
  func objection(to value: String, today: CivilDate) -> String? {
    if value.isEmpty { return self == .name ? "a person needs a name" : nil }
    if value.unicodeScalars.count > PersonField.longest {
      return "it is longer than \(PersonField.longest) characters"
    }
    switch self {
    case .name: return value.contains(where: \.isLetter) ? nil : "a name has letters"
    case .born:
      guard let day = CivilDate(iso: value) else { return "a date is written 1988-02-19" }
      if day > today { return "\(day.text(.dayMonthYear)) has not come yet" }
      return day < today.adding(years: -130) ? "nobody is that old" : nil
    case .phone:
      let digits = value.utf8.count { (0x30...0x39).contains($0) }
      let isPlain = value.allSatisfy { $0.isNumber || $0.isLetter || " +()-./".contains($0) }
      return digits >= 5 && digits <= 20 && isPlain ? nil : "a telephone number has five to twenty digits"
    case .email:
      let parts = value.split(separator: "@", omittingEmptySubsequences: false)
      let isAddress =
        parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !value.contains(where: \.isWhitespace)
      return isAddress ? nil : "an e-mail address is written name@example.org"
    case .preferredChannel:
      return PersonField.channels.contains(value)
        ? nil : "it is one of \(PersonField.channels.joined(separator: ", "))"
    case .supportNeeds:
      let isCodes = value.split(separator: " ").allSatisfy { code in
        code.count <= 8 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
      }
      return isCodes ? nil : "support needs are codes in capitals with blanks between them, as MH INT"
    case .preferredTime, .safeContact, .language, .format: return nil
    }
  }
}
