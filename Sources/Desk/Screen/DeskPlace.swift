/// The places in which an action can be valid; the most particular wins.
enum DeskPlace {
  static let everywhere = "everywhere"
  static let list = "list"
  static let patches = "patches"
  static let caseload = "caseload"
  static let filtered = "filtered caseload"
  static let filter = "filter entry"
  static let sortMenu = "sort menu"
  static let account = "account"
  static let ledger = "ledger"
  static let pastLedger = "ledger in the past"
  static let dateEntry = "date entry"
  static let goToEntry = "go-to entry"
  static let messages = "messages"
}
