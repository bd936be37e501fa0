/// The landlords' codes of vulnerability and support needs, in words; a code that is not known stays as it is.
enum SupportNeed {
  static func words(_ code: String) -> String {
    switch code.uppercased() {
    case "MH": "mental health"
    case "DIS": "disability"
    case "INT": "interpreter needed"
    case "LIT": "help with reading"
    case "CAR": "care leaver"
    case "SAFE": "safe contact only"
    case "HOSP": "in hospital"
    case "2OFF": "visit in pairs"
    case "OLD": "frail"
    case "SUB": "substance use"
    default: code
    }
  }

  /// What may be typed.
  static let hint =
    "codes with blanks between them: "
    + ["MH", "DIS", "INT", "LIT", "CAR", "SAFE", "HOSP", "2OFF", "OLD", "SUB"].map { "\($0) \(words($0))" }
    .joined(separator: ", ")
}
