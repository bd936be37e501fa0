import Casebook
import Rents
import Terminal

/// The landlord's files on their way into the book: what was recognised and how it is read, what a dry run says of the rows,
/// what waits in suspense, and where our sums differ from the landlord's balances.
///
/// The screen shows ``ImportWork``, which the program brings up to date; leaving the screen stops nothing.
struct ImportScreen: DeskScreen {
  /// What the keys act on.
  enum Mode: Hashable, Sendable {
    case looking
    /// A file or folder is typed.
    case path(LineEditor)
    /// The question whether the rows shall be taken.
    case question(allOrNothing: Bool)
    /// The account onto which the rows of a reference go.
    case place(LineEditor, reference: String)
    /// The question whether they shall go onto it, in words: money is put onto nobody's account by Enter twice.
    case placeQuestion(String, reference: String, account: String)
  }

  var mode = Mode.looking
  var tab = ImportTab.files
  var tables = ImportTab.allCases.map { TableView<Int>(columns: ImportTables.columns($0)) }
  /// The file whose first rows are looked at, and which of them.
  var file = 0
  var row = 0
  /// Only lines of this kind are listed in the report.
  private var onlyAction: IntakeReport.Action?
  /// The indices of the report's lines that are listed.
  var listed: [Int] = []
  var work = ImportWork()
  var message = MessageLine()

  /// The screen over what the desk knows of the files; where it knows of none, a file is asked for.
  init(showing work: ImportWork = ImportWork()) {
    if work.stage == .nothing { mode = .path(LineEditor(limit: 4_000)) }
  }

  /// The screen for a file or folder that is named already.
  init(path: String) {
    if path.isEmpty { mode = .path(LineEditor(limit: 4_000)) }
  }

  /// What has to be asked when the screen comes up: what waits and what does not agree, unless that is known.
  func firstRequest(in context: DeskContext) -> ImportRequest? {
    context.importing.isRunning || context.importing.standing?.sequence == context.book.sequence
      ? nil : .readStanding
  }

  var title: String { "import" }
  var said: MessageLine.Message? { message.current }

  var accountAtHand: String? {
    guard tab == .balances, case .looking = mode, let difference = chosenDifference else { return nil }
    return difference.reference
  }

  var places: [String] {
    switch mode {
    case .path: [DeskPlace.importPath]
    case .question, .placeQuestion: [DeskPlace.importQuestion]
    case .place: [DeskPlace.placing]
    case .looking:
      (work.isRunning ? [DeskPlace.importRunning] : [])
        + (tab == .suspense ? [DeskPlace.suspense] : [])
        + [DeskPlace.importing, DeskPlace.list, DeskPlace.everywhere]
    }
  }

  func availability(_ action: Action) -> Availability {
    switch DeskAction(rawValue: action.name) {
    case .importTake, .importTakeWhole:
      if work.isRunning { return .disabled(reason: "it is not through with the files yet") }
      guard case .tried = work.stage else { return .disabled(reason: "no files were tried") }
      if work.figures.new + work.figures.suspended == 0 {
        return .disabled(reason: "there is nothing new in these files")
      }
      return .available
    case .importCancel: return work.isRunning ? .available : .disabled(reason: "nothing runs")
    case .placeRows: return chosenWaiting == nil ? .disabled(reason: "nothing waits") : .available
    default: return .available
    }
  }

  // MARK: Events

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    take(context.importing)
    if let draft = context.resuming { resume(draft) }
    let rows = TableView<Int>.bodyRows(in: ImportScreen.area(size).rows)
    let outcome = respond(to: event, in: context, size: size, rows: rows)
    tables[tab.rawValue].reveal(rows: rows)
    return outcome
  }

  /// Takes in how far the work has come; every table keeps its place.
  mutating func take(_ new: ImportWork) {
    guard new != work else { return }
    if case .path(var editor) = mode, new.completions != work.completions || new.completed != work.completed,
      new.completed == editor.text
    {
      let longest = ImportScreen.commonStart(new.completions)
      if longest.count > editor.text.count { editor.replace(with: longest) }
      mode = .path(editor)
    }
    if new.path != work.path {
      (tab, file, row, onlyAction) = (.files, 0, 0, nil)
    } else if case .tried = new.stage, case .trying = work.stage, !new.lines.isEmpty {
      message.show(.information, "Tried: 3 shows what would not simply be taken.")
    }
    work = new
    reload()
  }

  private mutating func reload() {
    listed = work.lines.indices.filter { onlyAction == nil || work.lines[$0].action == onlyAction }
    for tab in ImportTab.allCases {
      let count = ImportTables.count(tab, work, lines: listed, file: shownFile)
      tables[tab.rawValue].reload(Array(0..<count))
    }
  }

  var shownFile: ImportedFile? { work.files.indices.contains(file) ? work.files[file] : nil }

  var chosenWaiting: BookStanding.Waiting? {
    guard let standing = work.standing, let index = tables[ImportTab.suspense.rawValue].selection,
      standing.waiting.indices.contains(index)
    else { return nil }
    return standing.waiting[index]
  }

  private var chosenDifference: BookStanding.Difference? {
    guard let standing = work.standing, let index = tables[ImportTab.balances.rawValue].selection,
      standing.differences.indices.contains(index)
    else { return nil }
    return standing.differences[index]
  }

  private mutating func respond(
    to event: Event, in context: DeskContext, size: Size, rows: Int
  ) -> DeskOutcome {
    if case .key = event { message.keyPressed() }
    if let result = context.result, case .placeSuspense(let reference, let account) = result.command,
      case .refused = result.result
    {
      // What was typed is not typed twice.
      mode = .place(LineEditor(account), reference: reference)
      return .stay
    }
    switch mode {
    case .path(let editor): return inPath(event, editor)
    case .question(let allOrNothing): return inQuestion(event, allOrNothing)
    case .place(let editor, let reference): return inPlace(event, editor, reference, context)
    case .placeQuestion(_, let reference, let account): return inPlaceQuestion(event, reference, account)
    case .looking: break
    }
    guard case .key(let key) = event else {
      _ = tables[tab.rawValue].handle(event, rows: rows, area: ImportScreen.area(size))
      return .stay
    }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    if case .disabled(let reason) = DeskActions.table.action(named: action.rawValue).map(availability) {
      message.show(.information, "Not now: \(reason).")
      return .stay
    }
    return act(action, rows: rows)
  }

  private mutating func act(_ action: DeskAction, rows: Int) -> DeskOutcome {
    switch action {
    case .importChoose: mode = .path(LineEditor(limit: 4_000))
    case .importTake: mode = .question(allOrNothing: false)
    case .importTakeWhole: mode = .question(allOrNothing: true)
    case .importCancel: return .perform(.importing(.cancel))
    case .importFiles: tab = .files
    case .importRows: show(rowsOf: tables[ImportTab.files.rawValue].selection)
    case .importReport: tab = .report
    case .importSuspense: tab = .suspense
    case .importBalances: tab = .balances
    case .importNextTab: tab = tab.moved(by: 1)
    case .importPreviousTab: tab = tab.moved(by: -1)
    case .importNextRow: step(1)
    case .importPreviousRow: step(-1)
    case .importOnly: narrowReport()
    case .importOpen: return open()
    case .placeRows:
      guard let waiting = chosenWaiting else { return .stay }
      mode = .place(LineEditor(), reference: waiting.reference)
    case .backFromImport: return .pop
    case .refresh: return .perform(.refresh)
    default:
      guard let key = action.movement else { return .ignored }
      _ = tables[tab.rawValue].handle(.key(key), rows: rows)
    }
    return .stay
  }

  /// Enter: from a file to its first rows, from a balance to its account.
  mutating func open() -> DeskOutcome {
    switch tab {
    case .files: show(rowsOf: tables[tab.rawValue].selection)
    case .balances:
      if let difference = chosenDifference {
        return .push(AccountScreen(reference: difference.reference))
      }
    case .rows: step(1)
    case .report, .suspense: break
    }
    return .stay
  }

  mutating func show(rowsOf selection: Int?) {
    if let selection, work.files.indices.contains(selection), selection != file {
      (file, row) = (selection, 0)
      reload()
    }
    tab = .rows
  }

  /// The next of the first rows, round and round.
  private mutating func step(_ count: Int) {
    guard let rows = shownFile?.rows, !rows.isEmpty else {
      return message.show(.information, "There is no row to look at.")
    }
    row = (row + count + rows.count) % rows.count
  }

  /// Lists only what was rejected, then what waits, and so on, then all again.
  private mutating func narrowReport() {
    let kinds = IntakeReport.Action.allCases.filter { kind in work.lines.contains { $0.action == kind } }
    guard let at = onlyAction.flatMap(kinds.firstIndex) else {
      onlyAction = kinds.first
      return reload()
    }
    onlyAction = at + 1 < kinds.count ? kinds[at + 1] : nil
    reload()
  }

  var help: HelpTopic {
    HelpTopic(
      "import",
      about: [
        "The landlord's extracts on their way into the book. A file or a folder is recognised, its rows are tried, and nothing is taken before you say so.",
        "",
        "1 Files: what each holds, the map that reads it, and what becomes of its rows. ! has rows that are rejected, = was taken in before.",
        "2 First rows: each column of the file, what it is called here, and one row as it stands and as it is read. n and N go through the first rows.",
        "3 Report: every row that is not simply taken, with the reason. f lists one kind only.",
        "4 Suspense: rows for accounts that the book does not know; Enter places them.",
        "5 Balances: accounts whose postings do not sum to the landlord's own figure.",
        "",
        "t takes the good rows, T takes all or none. x stops what runs, as long as nothing has landed. Esc leaves the screen; what runs goes on.",
      ])
  }
}
