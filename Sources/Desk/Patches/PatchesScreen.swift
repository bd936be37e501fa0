import Rents
import Terminal

/// The choice of a patch: the bottom of all screens.
struct PatchesScreen: DeskScreen {
  private var table = TableView<String>(columns: PatchesScreen.columns)
  private var patches: [String: PatchEntry] = [:]
  /// The patches in the order of the list: the officer's own first, the others by name.
  private var order: [String] = []
  /// Patches that shall be opened as one list.
  private var marks: Set<String> = []
  /// What is searched for; only patches that have it in name, officer or code are listed.
  private var search = ""
  /// The line in which it is typed, with what Esc puts back; nil while nothing is typed.
  private var prompt: (editor: LineEditor, before: String)?
  private var feeds: [Feed] = []
  private var loaded: DeskState?
  private var fault: DeskFault?
  private var message = MessageLine()

  private static let columns = [
    TableColumn("patch", title: "Patch", width: 10, maximum: 20),
    TableColumn("officer", title: "Officer", width: 18, maximum: 34),
    TableColumn("code", title: "Code", width: 5, maximum: 8, dropOrder: 1),
    TableColumn("accounts", title: "Accounts", width: 8, alignment: .right),
    TableColumn("owed", title: "Owed DR", width: 14, alignment: .right, overflow: .hashes),
    TableColumn("credit", title: "Credit CR", width: 14, alignment: .right, overflow: .hashes),
  ]

  /// The choice, with a patch selected.
  init(selecting patch: String? = nil) {
    if let patch { table.reload([patch]) }
  }

  var title: String { "patches" }
  var places: [String] {
    prompt != nil
      ? [DeskPlace.patchSearch]
      : (search.isEmpty ? [] : [DeskPlace.searchedPatches])
        + [DeskPlace.patches, DeskPlace.list, DeskPlace.everywhere]
  }
  var said: MessageLine.Message? { message.current }
  var help: HelpTopic { HelpTopic("patches", about: PatchesScreen.about) }

  func availability(_ action: Action) -> Availability {
    action.name == DeskAction.openPatch.rawValue && patches.isEmpty
      ? .disabled(reason: "there is no patch yet") : .available
  }

  private mutating func load(_ context: DeskContext) {
    loaded = context.state
    do throws(DeskFault) {
      let found = try context.book.patches()
      feeds = try context.book.feeds()
      patches = [:]
      for patch in found { patches[patch.name] = patch }
      let own = Set(context.book.user.patches)
      order = found.map(\.name).sorted { left, right in
        own.contains(left) != own.contains(right)
          ? own.contains(left) : left.utf8.lexicographicallyPrecedes(right.utf8)
      }
      marks.formIntersection(order)
      narrow()
      fault = nil
    } catch {
      fault = error
    }
  }

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if loaded != context.state { load(context) }
    let area = PatchesScreen.area(size)
    defer { table.reveal(rows: TableView<String>.bodyRows(in: area.rows)) }
    guard case .key(let key) = event else {
      if case .paste = event, let prompt { return typing(event, prompt.editor, before: prompt.before, area) }
      _ = table.handle(event, rows: TableView<String>.bodyRows(in: area.rows), area: area)
      return .stay
    }
    message.keyPressed()
    if let prompt { return typing(event, prompt.editor, before: prompt.before, area) }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else {
      if key == .escape || key == .character("q") {
        message.show(.information, "This is the first screen. Ctrl-C twice leaves Patchbook.")
        return .stay
      }
      return .ignored
    }
    return act(action, context, area)
  }

  /// The list takes over the patches that have what is searched for.
  private mutating func narrow() {
    let words = FoldedText(search)
    table.reload(
      order.filter { name in
        guard let patch = patches[name], !words.isEmpty else { return true }
        return [patch.name, patch.officerName, patch.officerCode].contains {
          FoldedText($0).contains(words)
        }
      })
  }

  private mutating func typing(
    _ event: Event, _ editor: LineEditor, before: String, _ area: Rect
  ) -> DeskOutcome {
    var editor = editor
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.keepPatchSearch): prompt = nil
    case .action(.restorePatchSearch):
      search = before
      prompt = nil
      narrow()
    case .action(.patchSearchUp): _ = table.handle(.key(.up), rows: TableView<String>.bodyRows(in: area.rows))
    case .action(.patchSearchDown):
      _ = table.handle(.key(.down), rows: TableView<String>.bodyRows(in: area.rows))
    case .action: return .ignored
    case .text:
      guard editor.handle(event) else { return TypedEvent.unknown(event) }
      prompt = (editor, before)
      search = editor.text
      narrow()
    }
    return .stay
  }

  private mutating func act(_ action: DeskAction, _ context: DeskContext, _ area: Rect) -> DeskOutcome {
    switch action {
    case .openPatch:
      guard let patch = table.selection, patches[patch] != nil else {
        message.show(.information, "There is no patch to open yet.")
        return .stay
      }
      // Marked patches are opened as one list: the officer's own beside one that is covered.
      return .push(CaseloadScreen(patches: marks.isEmpty ? [patch] : order.filter { marks.contains($0) }))
    case .searchPatches where patches.isEmpty, .markPatch where patches.isEmpty:
      message.show(.information, "There is no patch yet.")
    case .searchPatches: prompt = (LineEditor(search, limit: 60), search)
    case .clearPatchSearch:
      search = ""
      narrow()
    case .markPatch:
      guard let patch = table.selection else { break }
      if marks.remove(patch) == nil { marks.insert(patch) }
      _ = table.handle(.key(.down), rows: TableView<String>.bodyRows(in: area.rows))
    case .refresh:
      load(context)
      return .perform(.refresh)
    case .suspend: return .perform(.suspend)
    case .leave, .redraw: return .ignored
    default:
      guard let key = action.movement else { return .ignored }
      _ = table.handle(.key(key), rows: TableView<String>.bodyRows(in: area.rows))
    }
    return .stay
  }

  private static func area(_ size: Size) -> Rect {
    Rect(column: 0, row: 2, columns: min(size.columns, 110), rows: max(0, size.rows - 5))
  }

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    let area = PatchesScreen.area(canvas.size)
    let landlord = context.book.landlord.isEmpty ? "" : "  \(context.book.landlord)"
    DeskFrame.drawTitle(
      "Patches\(landlord)", middle: DeskFrame.rentWeek(context), right: DeskFrame.today(context), on: &canvas)
    if let fault {
      DeskFrame.draw(fault, in: area, on: &canvas)
    } else if patches.isEmpty {
      DeskFrame.drawNotice(
        FirstMinutes.emptyBook(mayWrite: context.book.user.isKnown), in: area, on: &canvas)
    } else {
      DeskFrame.freshness(feeds, today: context.book.today)
        .draw(on: &canvas, column: 1, row: 1, width: canvas.columns - 2)
      let own = Set(context.book.user.patches)
      canvas.within(area) { canvas in
        table.draw(on: &canvas) { name in
          guard let patch = patches[name] else { return TableRow([]) }
          return row(patch, isOwn: own.contains(name))
        }
        if table.count == 0 {
          DeskFrame.drawNotice(
            [
              "No patch has “\(search.prefix(40))” in its name, officer or code.",
              "Esc shows all \(order.count) patches again.",
            ], in: Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 1), on: &canvas)
        }
      }
      drawTotals(on: &canvas, row: area.endRow)
      drawDetail(on: &canvas, row: canvas.rows - 2, context)
    }
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
    if let prompt {
      canvas.fill(Rect(row: canvas.rows - 2, columns: canvas.columns, rows: 1), style: .field)
      canvas.draw(" /", column: 0, row: canvas.rows - 2, style: .key)
      let count = "\(table.count) of \(order.count) "
      canvas.draw(count, column: canvas.columns - count.count, row: canvas.rows - 2, style: .bold)
      prompt.editor.draw(
        on: &canvas, column: 2, row: canvas.rows - 2, width: max(1, canvas.columns - 3 - count.count))
    }
    bar.draw(on: &canvas, row: canvas.rows - 1)
  }

  /// What the patches that are listed owe together.
  private func drawTotals(on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .total)
    let listed = table.ids.compactMap { patches[$0] }
    let accounts = listed.reduce(0) { $0 + ($1.accounts ?? 0) }
    func counted(_ count: Int, _ one: String, _ many: String) -> String {
      "\(count) \(count == 1 ? one : many)"
    }
    var text =
      search.isEmpty
      ? counted(listed.count, "patch", "patches")
      : "\(listed.count) of \(counted(order.count, "patch", "patches"))"
    text += "  " + counted(accounts, "account", "accounts")
    let sums = Result { () throws(MoneyError) in
      var (debit, credit) = (Money.zero, Money.zero)
      for case .success(let totals)? in listed.map(\.totals) {
        debit = try debit.adding(totals.debit)
        credit = try credit.adding(totals.credit)
      }
      return (debit, credit)
    }
    switch sums {
    case .success(let (debit, credit)):
      text += "  DR \(debit.text(.unsigned))  CR \(credit.text(.unsigned))"
    case .failure: text += "  too large to add"
    }
    if listed.contains(where: { $0.totals == nil }) { text += "  (in part)" }
    canvas.draw(text, column: 1, row: row, style: .total, width: canvas.columns - 2)
  }

  private func drawDetail(on canvas: inout Canvas, row: Int, _ context: DeskContext) {
    var line = StyledText(context.book.user.name, .bold)
    if !context.book.user.isKnown {
      line.add(" is not in officers.toml: you may read, not write", .warning)
    }
    if !search.isEmpty { line.add("   /\(search.prefix(30))", .match) }
    if !marks.isEmpty {
      line.add("   \(marks.count) marked: Enter opens them as one list", .marked)
    } else if !context.book.user.patches.isEmpty {
      line.add("   o your own patches; any other you open as cover", .dim)
    }
    line.draw(on: &canvas, column: 1, row: row, width: canvas.columns - 2)
  }

  private func row(_ patch: PatchEntry, isOwn: Bool) -> TableRow {
    let (debit, credit) =
      switch patch.totals {
      case nil: ("", "")
      case .failure: ("too large", "too large")
      case .success(let totals): (totals.debit.text(.unsigned), totals.credit.text(.unsigned))
      }
    return TableRow(
      [
        .init(patch.name.isEmpty ? "no patch" : patch.name), .init(patch.officerName),
        .init(patch.officerCode, .dim), .init(patch.accounts.map(String.init) ?? ""),
        .init(debit), .init(credit),
      ], mark: marks.contains(patch.name) ? "*" : isOwn ? "o" : nil)
  }

  private static let about: [String] = [
    "Every patch of the book, your own (o) first. Any other can be opened too: its title then says for whom you cover. / searches name, officer and code. Space marks (*); Enter then opens all that are marked as one list.",
    "",
    "DR is what those owe who owe, CR what those have in credit who are in credit; they are never set off against each other.",
    "",
    "Columns drop with the width: the officer's code under 75 columns. The least is 60x15.",
  ]
}
