/// The places in which an action can be valid; the most particular wins.
enum DeskPlace {
  static let everywhere = "everywhere"
  static let list = "list"
  static let patches = "patches"
  static let caseload = "caseload"
  static let filtered = "filtered caseload"
  static let marked = "marked caseload"
  static let filter = "filter entry"
  static let sortMenu = "sort menu"
  static let columnMenu = "column menu"
  static let counts = "counts"
  static let viewMenu = "view menu"
  static let viewName = "view name"
  static let visits = "visits"
  static let fileName = "file name"
  static let bulkEntry = "work on marks"
  static let bulkQuestion = "question before marks"
  static let patchSearch = "patch search"
  static let searchedPatches = "searched patches"
  static let account = "account"
  static let ledger = "ledger"
  static let pastLedger = "ledger in the past"
  static let dateEntry = "date entry"
  static let goToEntry = "go-to entry"
  static let messages = "messages"
  static let importing = "import"
  static let importRunning = "import that runs"
  static let suspense = "suspense"
  static let importPath = "file entry"
  static let importQuestion = "import question"
  static let placing = "placing"
  static let note = "note"
  static let noteText = "note text"
  static let noteField = "note field"
  static let search = "search"
  static let acts = "own acts"

  /// The places in which letters are typed as text: no letter can be a key there.
  static let text: Set<String> = [
    filter, viewName, fileName, bulkEntry, patchSearch, dateEntry, goToEntry, importPath, placing, note,
    noteText,
    noteText, noteField, search,
  ]
}
