import Casebook
import Rents
import Terminal

/// The landlord's files on their way into the book: what was recognised and how it is read, what a dry run says of the rows,
/// what waits in suspense, and where our sums differ from the landlord's balances.
///
/// The screen shows ``ImportWork``, which the program brings up to date; leaving the screen stops nothing.
struct ImportScreen: DeskScreen {
  /// What the keys act on.
  private enum Mode: Hashable, Sendable {
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

  private var mode = Mode.looking
  private var tab = ImportTab.files
  private var tables = ImportTab.allCases.map { TableView<Int>(columns: ImportTables.columns($0)) }
  /// The file whose first rows are looked at, and which of them.
  private var file = 0
  private var row = 0
  /// Only lines of this kind are listed in the report.
  private var onlyAction: IntakeReport.Action?
  /// The indices of the report's lines that are listed.
  private var listed: [Int] = []
  private var work = ImportWork()
  private var message = MessageLine()

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
    let rows = TableView<Int>.bodyRows(in: ImportScreen.area(size).rows)
    let outcome = respond(to: event, in: context, size: size, rows: rows)
    tables[tab.rawValue].reveal(rows: rows)
    return outcome
  }

  /// Takes in how far the work has come; every table keeps its place.
  private mutating func take(_ new: ImportWork) {
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

  private var shownFile: ImportedFile? { work.files.indices.contains(file) ? work.files[file] : nil }

  private var chosenWaiting: BookStanding.Waiting? {
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
  private mutating func open() -> DeskOutcome {
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

  private mutating func show(rowsOf selection: Int?) {
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

  // MARK: Typing

  private mutating func inPath(_ event: Event, _ editor: LineEditor) -> DeskOutcome {
    var editor = editor
    if case .key(let key) = event, key.typed == nil,
      let action = DeskActions.table.deskAction(for: key, in: places)
    {
      switch action {
      case .importLook:
        let path = editor.text
        guard path.contains(where: { $0 != " " }) else {
          message.show(.information, "Type a file or a folder; Tab completes.")
          return .stay
        }
        mode = .looking
        return .perform(.importing(.look(path: path)))
      case .importComplete: return .perform(.importing(.complete(path: editor.text)))
      case .importLeavePath:
        if work.stage == .nothing { return .pop }
        mode = .looking
        return .stay
      default: return .ignored
      }
    }
    guard editor.handle(event) else {
      if case .key = event { return .ignored }
      return .stay
    }
    mode = .path(editor)
    return .stay
  }

  private mutating func inQuestion(_ event: Event, _ allOrNothing: Bool) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    switch DeskActions.table.deskAction(for: key, in: places) {
    case .importYes?:
      mode = .looking
      return .perform(.importing(.take(allOrNothing: allOrNothing)))
    case .importNo?:
      mode = .looking
      message.show(.information, "Nothing was taken.")
    default: message.show(.information, "y takes the rows, Esc takes none.")
    }
    return .stay
  }

  private mutating func inPlace(
    _ event: Event, _ editor: LineEditor, _ reference: String, _ context: DeskContext
  ) -> DeskOutcome {
    var editor = editor
    if case .key(let key) = event, key.typed == nil,
      let action = DeskActions.table.deskAction(for: key, in: places)
    {
      switch action {
      case .placeOnto:
        let account = editor.text.filter { $0 != " " }
        guard !account.isEmpty else {
          message.show(.information, "Type the account's reference.")
          return .stay
        }
        ask(whetherToPlace: reference, onto: account, in: context)
        return .stay
      case .leavePlacing:
        mode = .looking
        return .stay
      default: return .ignored
      }
    }
    guard editor.handle(event) else {
      if case .key = event { return .ignored }
      return .stay
    }
    mode = .place(editor, reference: reference)
    return .stay
  }

  /// Says whose account it is before anything goes onto it.
  private mutating func ask(whetherToPlace reference: String, onto account: String, in context: DeskContext) {
    guard let waiting = work.standing?.waiting.first(where: { $0.reference == reference }) else { return }
    let page: AccountPage?
    do throws(DeskFault) {
      page = try context.book.account(account, asAt: .now)
    } catch {
      return message.show(.error, error.what)
    }
    guard let page else {
      return message.show(.information, "There is no account “\(account)” in the book.")
    }
    let balance = page.entry.balance.text(.debitOrCredit)
    mode = .placeQuestion(
      "\(Counted.rows(waiting.rows)), \(waiting.sum.text(.debitOrCredit)), onto \(account) "
        + "\(PersonName.listed(page.entry.names)), now \(balance)?", reference: reference, account: account)
  }

  private mutating func inPlaceQuestion(
    _ event: Event, _ reference: String, _ account: String
  ) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    switch DeskActions.table.deskAction(for: key, in: places) {
    case .importYes?:
      mode = .looking
      return .perform(
        .record(
          .placeSuspense(reference: reference, onto: account),
          said: "Rows under \(reference) placed onto \(account)"))
    case .importNo?:
      mode = .place(LineEditor(account), reference: reference)
    default: message.show(.information, "y places them, which cannot be taken back; Esc goes back.")
    }
    return .stay
  }

  /// The longest beginning that all share.
  private static func commonStart(_ texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.dropFirst().reduce(first) { start, text in
      String(zip(start, text).prefix { $0 == $1 }.map(\.0))
    }
  }

  // MARK: Drawing

  private static func area(_ size: Size) -> Rect {
    Rect(column: 0, row: 3, columns: size.columns, rows: max(0, size.rows - 8))
  }

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    // What is drawn is what was last taken in, but the progress is the newest.
    let path = work.path.isEmpty ? "" : "  \(work.path)"
    DeskFrame.drawTitle("Import\(path)", right: DeskFrame.today(context), on: &canvas)
    stageLine.draw(on: &canvas, column: 1, row: 1, width: canvas.columns - 2)
    ImportTab.strip(open: tab, of: work).draw(on: &canvas, row: 2)
    let area = ImportScreen.area(canvas.size)
    if let notice = emptyNotice {
      DeskFrame.drawNotice(notice, in: area, on: &canvas)
    } else {
      canvas.within(area) { canvas in
        tables[tab.rawValue].draw(on: &canvas, hasFocus: mode == .looking) { tableRow($0) }
      }
    }
    drawDetail(on: &canvas, rows: (canvas.rows - 5)..<(canvas.rows - 2))
    message.draw(on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
    drawMode(on: &canvas)
  }

  private func tableRow(_ index: Int) -> TableRow {
    switch tab {
    case .files: ImportTables.file(index, work)
    case .rows: shownFile.map { ImportTables.column(index, of: $0, row: row) } ?? TableRow([])
    case .report: listed.indices.contains(index) ? ImportTables.line(work.lines[listed[index]]) : TableRow([])
    case .suspense: (work.standing?.waiting[index]).map(ImportTables.waiting) ?? TableRow([])
    case .balances: (work.standing?.differences[index]).map(ImportTables.difference) ?? TableRow([])
    }
  }

  /// Where the work stands, in a line.
  private var stageLine: StyledText {
    let figures = work.figures
    switch work.stage {
    case .nothing: return StyledText("No files chosen.", .dim)
    case .looking: return StyledText("Looking at the files …", .bold)
    case .trying(let advance): return ImportScreen.line("Trying, nothing is taken", advance)
    case .taking(let advance): return ImportScreen.line("Taking the rows in", advance)
    case .tried:
      var line = StyledText("Tried: ", .bold)
      line.add("\(Counted.rows(figures.read)), ")
      line.add("\(figures.new) new", .bold)
      line.add(", \(figures.known) known, \(figures.suspended) to suspense, ")
      line.add("\(figures.rejected) rejected", figures.rejected > 0 ? .bad : .normal)
      return line.adding("; not taken yet", .dim)
    case .taken(let sequence):
      guard let sequence else { return StyledText("Nothing new: the book has all of it.", .good) }
      var line = StyledText("Taken: \(Counted.rows(figures.new))", .good)
      line.add(" in transaction \(sequence), \(figures.suspended) in suspense, ")
      return line.adding("\(figures.rejected) rejected", figures.rejected > 0 ? .bad : .normal).adding(".")
    case .stopped(let reason): return StyledText(reason, .warning)
    }
  }

  private static func line(_ what: String, _ advance: ImportAdvance) -> StyledText {
    var line = StyledText("\(what): ", .bold)
    line.add(advance.doing)
    return line.adding(" \(advance.percentText)", .bold)
  }

  /// Why a tab is empty and what would fill it; nil where it is not.
  private var emptyNotice: [String]? {
    let count = ImportTables.count(tab, work, lines: listed, file: shownFile)
    if count > 0 { return nil }
    switch tab {
    case .files:
      if work.isRunning { return ["The files are being looked at."] }
      if case .stopped(let reason) = work.stage { return [reason, "o chooses another file or folder."] }
      return [
        "No files chosen.",
        "Here the landlord's extracts come into the book: accounts, transactions, actions, arrangements and instalments, as the housing system writes them. Kind and style are recognised by themselves.",
        "o asks for a file or a folder. The files are tried first: nothing is taken before you say so.",
      ]
    case .rows:
      return ["No file to look into.", "1 shows the files; Enter on one of them shows its first rows here."]
    case .report:
      if work.isRunning { return ["The rows are being read.", "What is not simply taken will stand here."] }
      if work.files.isEmpty { return ["No report.", "o chooses files; the dry run over them fills it."] }
      return ["Every row is taken as it is.", "Nothing was rejected, repaired or put in suspense."]
    case .suspense:
      if work.standing == nil { return ["What waits is being read."] }
      return [
        "Nothing waits in suspense.",
        "A row for an account that the book does not know is kept here until an officer places it, or the account comes in a later file.",
      ]
    case .balances:
      guard let standing = work.standing else { return ["The balances are being compared."] }
      if standing.compared == 0 {
        return [
          "No landlord's balances to compare with.",
          "They come with an accounts file that has a balance column.",
        ]
      }
      return [
        "Every balance agrees.",
        "The postings of \(standing.compared) of \(standing.accounts) accounts sum to the landlord's own figure; the others came without one.",
      ]
    }
  }

  /// The selected row in full, where the table had to cut it.
  private func drawDetail(on canvas: inout Canvas, rows: Range<Int>) {
    let lines = detail.flatMap { WrappedText.lines($0, width: max(1, canvas.columns - 2)) }
    for (row, line) in zip(rows, lines) {
      canvas.draw(line, column: 1, row: row, style: .dim, width: canvas.columns - 2)
    }
  }

  private var detail: [String] {
    guard let index = tables[tab.rawValue].selection else { return [] }
    switch tab {
    case .files:
      guard work.files.indices.contains(index) else {
        let place = index - work.files.count
        return work.unrecognised.indices.contains(place) ? [work.unrecognised[place].problem] : []
      }
      let file = work.files[index]
      let again = file.takenOn.map { ["= the same bytes were taken in on \($0.text(.weekdayDayMonthYear))"] }
      return ["Read with the map \(file.map): \(file.manner.joined(separator: "; "))."]
        + (again ?? [])
    case .rows:
      guard let file = shownFile, file.rows.indices.contains(row) else { return [] }
      let place = "\(file.name), line \(file.rows[row].line), row \(row + 1) of the first \(file.rows.count)"
      return [place + (file.rows[row].problem.map { ". Will be rejected: \($0)." } ?? ".")]
    case .report:
      guard listed.indices.contains(index) else { return [] }
      let line = work.lines[listed[index]]
      let column = line.column.isEmpty ? "" : ", \(line.column)"
      let value = line.value.isEmpty ? "" : " “\(line.value)”"
      return ["\(line.file), line \(line.line)\(column)\(value): \(line.problem)."]
    case .suspense:
      guard let waiting = chosenWaiting else { return [] }
      let near =
        waiting.near.isEmpty ? "" : " Written almost like it: \(waiting.near.joined(separator: ", "))."
      return [
        "\(Counted.rows(waiting.rows)) under \(waiting.reference), the first \(waiting.first) (\(waiting.origin)).\(near)"
      ]
    case .balances:
      guard let standing = work.standing else { return [] }
      return [
        "\(standing.differences.count) of \(standing.compared) balances differ from the landlord's own. A difference is a fault to find: a file that is missing, or rows that were rejected."
      ]
    }
  }

  private func drawMode(on canvas: inout Canvas) {
    switch mode {
    case .looking: break
    case .path(let editor):
      let row = canvas.rows - 3
      let start = ImportScreen.drawLabel(" File or folder: ", on: &canvas, row: row)
      let possible = work.completions.filter { $0.hasPrefix(editor.text) }
      if editor.text.hasPrefix(work.completed), possible.count > 1 {
        let names = possible.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        canvas.draw(
          names.joined(separator: "  "), column: 1, row: row - 1, style: .dim, width: canvas.columns - 2)
      }
      editor.draw(on: &canvas, column: start, row: row, width: max(1, canvas.columns - start - 1))
    case .place(let editor, let reference):
      let row = canvas.rows - 3
      let start = ImportScreen.drawLabel(" Place \(reference) onto account: ", on: &canvas, row: row)
      editor.draw(on: &canvas, column: start, row: row, width: max(1, canvas.columns - start - 1))
    case .placeQuestion(let question, _, _):
      let row = canvas.rows - 3
      canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
      canvas.draw(" \(question)", column: 0, row: row, style: .field, width: canvas.columns)
      canvas.placeCursor(column: 0, row: row)
    case .question(let allOrNothing):
      let figures = work.figures
      var text = "Take \(Counted.rows(figures.new)) into the book"
      if figures.suspended > 0 { text += " and \(figures.suspended) into suspense" }
      text +=
        allOrNothing && figures.rejected > 0 ? "? With \(figures.rejected) rejected, none would be." : "?"
      if work.isDoubtful { text += " A file seems incomplete (3)." }
      let row = canvas.rows - 3
      canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
      canvas.draw(
        " \(text) y takes them, Esc takes none.", column: 0, row: row, style: .field, width: canvas.columns)
      canvas.placeCursor(column: 0, row: row)
    }
  }

  private static func drawLabel(_ text: String, on canvas: inout Canvas, row: Int) -> Int {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
    return canvas.draw(
      text, column: 0, row: row, style: .key, width: min(CharacterWidth.columns(of: text), canvas.columns / 2)
    )
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

/// A number with its noun.
private enum Counted {
  static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
