import Rents
import Terminal

/// The choice of a patch: the bottom of all screens.
struct PatchesScreen: DeskScreen {
  private var table = TableView<String>(columns: PatchesScreen.columns)
  private var patches: [String: PatchEntry] = [:]
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
  var places: [String] { [DeskPlace.patches, DeskPlace.list, DeskPlace.everywhere] }
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
      // The officer's own patches stand first, the others by name.
      let own = Set(context.book.user.patches)
      let order = found.map(\.name).sorted { left, right in
        own.contains(left) != own.contains(right)
          ? own.contains(left) : left.utf8.lexicographicallyPrecedes(right.utf8)
      }
      table.reload(order)
      fault = nil
    } catch {
      fault = error
    }
  }

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    // Coming back from a patch, its totals are known.
    if loaded != context.state || event == .resumed { load(context) }
    let area = PatchesScreen.area(size)
    // Not while other screens are put on top or taken away: whoever opens a patch reads it there.
    defer { if event != .resumed { addUpSelected(context) } }
    defer { table.reveal(rows: TableView<String>.bodyRows(in: area.rows)) }
    guard case .key(let key) = event else {
      _ = table.handle(event, rows: TableView<String>.bodyRows(in: area.rows), area: area)
      return .stay
    }
    message.keyPressed()
    guard let action = DeskActions.table.deskAction(for: key, in: places) else {
      if key == .escape || key == .character("q") {
        message.show(.information, "This is the first screen. Ctrl-C twice leaves Patchbook.")
        return .stay
      }
      return .ignored
    }
    return act(action, context, area)
  }

  /// Reads what the selected patch owes: one patch is a short read, all of them may not be.
  private mutating func addUpSelected(_ context: DeskContext) {
    guard let name = table.selection, let patch = patches[name], patch.totals == nil,
      let read = try? context.book.caseload(of: name).patch
    else { return }
    patches[name]?.totals = read.totals
    patches[name]?.accounts = read.accounts ?? patch.accounts
  }

  private mutating func act(_ action: DeskAction, _ context: DeskContext, _ area: Rect) -> DeskOutcome {
    switch action {
    case .openPatch:
      guard let patch = table.selection, patches[patch] != nil else {
        message.show(.information, "There is no patch to open yet.")
        return .stay
      }
      return .push(CaseloadScreen(patch: patch))
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
    Rect(column: 0, row: 2, columns: min(size.columns, 110), rows: max(0, size.rows - 4))
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
      DeskFrame.drawNotice(PatchesScreen.emptyBook, in: area, on: &canvas)
    } else {
      DeskFrame.freshness(feeds, today: context.book.today)
        .draw(on: &canvas, column: 1, row: 1, width: canvas.columns - 2)
      let own = Set(context.book.user.patches)
      canvas.within(area) { canvas in
        table.draw(on: &canvas) { name in
          guard let patch = patches[name] else { return TableRow([]) }
          return row(patch, isOwn: own.contains(name))
        }
      }
      var line = StyledText(context.book.user.name, .bold)
      if !context.book.user.isKnown {
        line.add(" is not in officers.toml: you may read, not write", .warning)
      }
      if !own.isEmpty { line.add("   * your own patches", .dim) }
      if patches.values.contains(where: { $0.totals == nil }) {
        line.add("   a patch is added up as you come to it", .dim)
      }
      line.draw(on: &canvas, column: 1, row: canvas.rows - 2, width: canvas.columns - 2)
    }
    message.draw(on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
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
      ], mark: isOwn ? "*" : nil)
  }

  private static let emptyBook = [
    "This book is empty.",
    "Patchbook is the officer's book of a patch: it keeps the rent accounts that the landlord's housing system sends as extracts, and what is done about them.",
    "patchbook import FILE takes an accounts extract in, and with it the patches. patchbook demo DIR makes a book of invented tenants to look around in; patchbook --data DIR opens it.",
    "Ctrl-C twice leaves.",
  ]

  private static let about: [String] = [
    "Every patch of the book, your own (*) first. What is owed and in credit is added up from the accounts when you come to a patch; those of patches that you have not come to are not read.",
    "",
    "DR is what those owe who owe, CR what those have in credit who are in credit; they are never set off against each other.",
    "",
    "Columns drop with the width: the officer's code under 75 columns. The least is 60x15.",
  ]
}
