import Casebook
import Rents
import Terminal

/// How a caseload is drawn: three lines of head, the list, its totals, and what the narrow list has no room for.
extension CaseloadScreen {
  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    let layout = CaseloadLayout(canvas.size)
    drawHead(on: &canvas, context)
    if let fault {
      DeskFrame.draw(fault, in: layout.list, on: &canvas)
    } else if list.rows.isEmpty {
      DeskFrame.drawNotice(emptyPatch(context), in: layout.list, on: &canvas)
    } else {
      drawList(in: layout.list, on: &canvas, context)
      drawTotals(on: &canvas, row: layout.totalsRow)
    }
    if let pane = layout.preview { drawPreview(in: pane, on: &canvas, context) }
    if let pane = layout.brief, let preview {
      canvas.within(pane) { preview.drawBrief(on: &$0, in: context) }
    }
    drawDetail(on: &canvas, row: canvas.rows - 2, context)
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
    draw(mode, on: &canvas, context)
  }

  private func drawList(in area: Rect, on canvas: inout Canvas, _ context: DeskContext) {
    let wording = CaseloadRow.Wording(
      columns: columns, today: context.book.today, ascii: context.options.isASCIIOnly)
    canvas.within(area) { (canvas: inout Canvas) in
      table.draw(on: &canvas, hasFocus: true) { reference in
        guard let row = list.row(reference) else { return TableRow([]) }
        let fields = list.seen.fields(of: reference, in: wording) { row.fields(wording) }
        return row.tableRow(
          fields, isMarked: list.marks.contains(reference), isNew: list.isNew(reference),
          hasDraft: context.drafted.contains(reference))
      }
      if table.count == 0 {
        DeskFrame.drawNotice(
          noMatch, in: Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 1), on: &canvas)
      }
    }
  }

  /// Draws what a mode lays over the list.
  private func draw(_ mode: Mode, on canvas: inout Canvas, _ context: DeskContext) {
    switch mode {
    case .list: break
    case .filter(let prompt):
      prompt.draw(
        on: &canvas, row: CaseloadLayout(canvas.size).promptRow,
        count: "\(list.shown.count) of \(list.rows.count)",
        words: list.query.isEmpty
          ? "Type any part of a name, address or number; Tab offers keys, F1 explains"
          : QueryWords.explain(list.query),
        fault: list.fault)
    case .sortMenu(let menu):
      menu.draw(on: &canvas, current: list.view.sort, ascending: list.view.sortsUp)
    case .columns(let chooser):
      chooser.draw(on: &canvas, tableWidth: CaseloadLayout(canvas.size).list.columns)
    case .counts(let counts): counts.draw(on: &canvas)
    case .views(let menu): menu.draw(on: &canvas, open: list.view)
    case .explain(let box): box.draw(on: &canvas)
    case .bulk(let entry): entry.draw(on: &canvas, today: context.book.today)
    case .naming(let editor, _):
      let row = canvas.rows - 2
      canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
      let end = canvas.draw(" Save this view as: ", column: 0, row: row, style: .key)
      editor.draw(on: &canvas, column: end, row: row, width: max(1, canvas.columns - end - 1))
      if message.current != nil { DeskFrame.draw(message, on: &canvas, row: row - 1) }
    }
  }

  /// What cannot be done now stays in the bar, dimmed; its key says why.
  func availability(_ action: Action) -> Availability {
    guard let known = DeskAction(rawValue: action.name) else { return .available }
    if known == .bulkKind, case .bulk(let entry) = mode, !entry.isDiary { return .hidden }
    if known == .openAccount, selected == nil { return .disabled(reason: "no account is shown") }
    if list.rows.isEmpty, CaseloadScreen.needingAccounts.contains(known) {
      return .disabled(reason: "there is no account")
    }
    return .available
  }

  // MARK: The head

  private func drawHead(on canvas: inout Canvas, _ context: DeskContext) {
    DeskFrame.drawTitle(
      patchTitle(context), middle: DeskFrame.rentWeek(context), right: DeskFrame.today(context), on: &canvas)
    let room = canvas.columns - 2
    FeedLine.fitted(feeds, today: context.book.today, width: room)
      .draw(on: &canvas, column: 1, row: 1, width: room)
    guard fault == nil, !list.rows.isEmpty else { return }
    drawView(on: &canvas, row: 2, context)
  }

  /// `E3  K Osei`, `E1  covering for Alison Brackley`, `E1, E3`.
  private func patchTitle(_ context: DeskContext) -> String {
    let own = context.book.user.patches
    let names = patches.map { $0.isEmpty ? "No patch" : $0 }.joined(separator: ", ")
    let others = entries.filter { !own.contains($0.name) }
    guard !own.isEmpty, !others.isEmpty else {
      let officers = Set(entries.map(\.officerName)).filter { !$0.isEmpty }
      return officers.count == 1 ? "\(names)  \(officers.joined())" : names
    }
    let officers = others.map { $0.officerName.isEmpty ? "another officer" : $0.officerName }
    var told: [String] = []
    for officer in officers where !told.contains(officer) { told.append(officer) }
    return "\(names)  covering for \(told.joined(separator: " and "))"
  }

  /// The line of the view: its name and query, how many of how many, what is marked; on the right what is new.
  private func drawView(on canvas: inout Canvas, row: Int, _ context: DeskContext) {
    let room = canvas.columns - 2
    var tail = StyledText()
    if list.isFiltered { tail.add("  \(list.shown.count) of \(list.rows.count)", .bold) }
    if !list.marks.isEmpty { tail.add("  " + markedText, .marked) }
    var head = StyledText(viewName, .bold)
    if !list.view.query.isEmpty {
      // A query that has no room is cut, and says so; the counts and marks behind it never are.
      let used = head.columns + tail.columns + 4
      let shown = CaseloadScreen.cut(list.view.query, to: max(8, room - used))
      head.add(head.isEmpty ? "/" : ": /", .key)
      head.add(shown, .match)
    }
    let left = head.adding(tail)
    left.draw(on: &canvas, column: 1, row: row, width: room)
    for text in newsTexts(context) where left.columns + 3 + CharacterWidth.columns(of: text) <= room {
      canvas.draw(
        text, column: canvas.columns - 1 - CharacterWidth.columns(of: text), row: row, style: .information)
      break
    }
  }

  /// `marked 3: DR 1,204.10`.
  private var markedText: String {
    guard case .success(let totals) = list.markedTotals else { return "marked \(list.marks.count)" }
    var text = "marked \(list.marks.count): DR \(totals.debit.text(.unsigned))"
    if totals.creditCount > 0 { text += " CR \(totals.credit.text(.unsigned))" }
    return text
  }

  /// `since Fri 20 Nov: 31 payments, 4 notes`, and shorter ways to say it.
  private func newsTexts(_ context: DeskContext) -> [String] {
    guard let news = list.news, let since = looked.values.map(\.day).min() else { return [] }
    let day = DateText.words(since, today: context.book.today)
    let (paid, noted) = (news.count(.payments), news.count(.notes))
    var parts: [String] = []
    if paid > 0 { parts.append("\(paid) with payments") }
    if noted > 0 { parts.append("\(noted) with notes") }
    let details = news.count(.details)
    if parts.isEmpty, details > 0 { parts.append("\(details) with new details") }
    if parts.isEmpty { return ["since \(day): nothing new", "nothing new"] }
    let what = parts.joined(separator: ", ")
    return ["+ since \(day): \(what)", "+ \(what)", "+ \(news.count(nil)) with news"]
  }

  private static func cut(_ text: String, to width: Int) -> String {
    guard CharacterWidth.columns(of: text) > width else { return text }
    var shown = ""
    var used = 0
    for character in text {
      let columns = CharacterWidth.columns(of: String(character))
      if used + columns + 1 > width { break }
      shown.append(character)
      used += columns
    }
    return shown + "…"
  }

  // MARK: Under the list

  private func drawTotals(on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .total)
    func sums(_ totals: Result<BalanceTotals, MoneyError>, counted: Bool) -> String {
      guard case .success(let totals) = totals else { return "too large to add" }
      let (owed, credit) = (totals.debit.text(.unsigned), totals.credit.text(.unsigned))
      return counted
        ? "DR \(owed) (\(totals.debitCount) owe)  CR \(credit) (\(totals.creditCount) in credit)"
        : "DR \(owed) CR \(credit)"
    }
    let whole = patches.count == 1 ? "patch" : "all"
    let texts =
      !list.isFiltered
      ? ["\(list.rows.count) accounts  \(sums(list.all, counted: true))", sums(list.all, counted: false)]
      : [
        "\(table.count) shown  \(sums(list.shownTotals, counted: true))   \(whole) \(sums(list.all, counted: false))",
        "\(table.count) shown \(sums(list.shownTotals, counted: false))  \(whole) \(sums(list.all, counted: false))",
        "\(table.count) shown \(sums(list.shownTotals, counted: false))",
      ]
    // The fullest of the ways to say it that fits; half a figure would be a lie.
    let text = texts.first { CharacterWidth.columns(of: $0) <= canvas.columns - 2 } ?? texts[texts.count - 1]
    canvas.draw(text, column: 1, row: row, style: .total, width: canvas.columns - 2)
  }

  /// The line under the totals: what the narrow list has no room for, of the selected account.
  private func drawDetail(on canvas: inout Canvas, row: Int, _ context: DeskContext) {
    guard fault == nil, let selected else { return }
    let width = canvas.columns - 2
    var line = StyledText()
    func add(_ text: String, _ style: Style = .normal) {
      if !text.isEmpty { line.add((line.isEmpty ? "" : "  ") + text, style) }
    }
    let layout = CaseloadLayout(canvas.size)
    if context.drafted.contains(selected.reference) { add("d draft: n goes on with it", .information) }
    if let news = list.news?.accounts[selected.reference], news.has(nil) {
      add("+ new: " + news.words, .information)
    }
    if selected.isAbsentFromExtract { add("? absent from the newest extract", .warning) }
    guard layout.preview == nil, layout.brief == nil else {
      add(table.positionText, .dim)
      line.draw(on: &canvas, column: 1, row: row, width: width)
      return
    }
    // The list says the name already, but for what it had to cut off.
    let name = PersonName.listed(selected.names)
    let column = columns.firstIndex(of: .name)
    let room = table.layout(width: layout.list.columns).first { $0.index == column }?.width ?? 0
    if CharacterWidth.columns(of: name) > room {
      add(WrappedText.lines(name, width: 34, limit: 1).first ?? "", .bold)
    }
    if SubAccount(tenure: selected.tenure) != .rent { add(selected.tenure.shortWords) }
    add(selected.phone.isEmpty ? "no telephone" : String(selected.phone.prefix(24)))
    if !selected.flags.isEmpty {
      line.add("  ")
      line = line.adding(FlagLine.fitted(selected.flags, width: width - line.columns))
    }
    let street = [selected.address, selected.postcode].filter { !$0.isEmpty }
    for address in [street.joined(separator: " "), selected.address]
    where line.columns + 2 + CharacterWidth.columns(of: address) <= width {
      add(address, .dim)
      break
    }
    line.draw(on: &canvas, column: 1, row: row, width: width)
  }

  private func drawPreview(in pane: Rect, on canvas: inout Canvas, _ context: DeskContext) {
    for row in pane.row..<pane.endRow {
      canvas.draw("│", column: pane.column, row: row, style: .border)
    }
    guard let preview else { return }
    let inner = Rect(column: pane.column + 2, row: pane.row, columns: pane.columns - 3, rows: pane.rows)
    canvas.within(inner) { preview.draw(on: &$0, in: context) }
  }

  // MARK: Where nothing is shown

  private var noMatch: [String] {
    if let fault = list.fault {
      return [
        "This query cannot be read as it stands: \(fault.reason).",
        "Tab puts in what may stand there; F1 and then Tab shows what may be typed. Esc puts the list back as it was.",
      ]
    }
    let count = list.rows.count
    let everyone = "Esc shows all \(count) accounts again."
    switch list.view.name {
    case "Broken arrangements":
      return [
        "No arrangement in this list is broken.",
        "An arrangement is broken when the landlord's extract says so. " + everyone,
      ]
    case "Due this week":
      return [
        "Nothing falls due within a week.",
        "Due are instalments of arrangements and the diary dates that you set on an account. " + everyone,
      ]
    case "Former tenants":
      return [
        "There is no former tenant's account here.",
        "They come with the landlord's accounts extract, with the status former. " + everyone,
      ]
    case "Credits": return ["Nobody here is in credit.", everyone]
    case "Data faults":
      return [
        "No data fault: every balance agrees with the landlord's, and no account is missing.", everyone,
      ]
    default: break
    }
    if list.query.clauses.joined().contains(where: { if case .changed = $0.test { true } else { false } }) {
      return [
        list.news == nil
          ? "It is not known what is new: this is the first time that you look at this patch."
          : "Nothing of that kind is new since you last looked.",
        "The next time that you open the patch, payments, what others did and new balances since now are marked +.",
        everyone,
      ]
    }
    if list.query.clauses.joined().contains(where: { $0.test == .marked }) {
      return ["No account is marked.", "Space marks an account and goes on to the next. " + everyone]
    }
    return [
      "None of the \(count) accounts matches “\(list.view.query.prefix(40))”.",
      "Asked: \(QueryWords.explain(list.query)).",
      "The filter looks in every column, in the postcode and the telephone number. Each term must hold; -term must not.",
      everyone,
    ]
  }

  private func emptyPatch(_ context: DeskContext) -> [String] {
    let names = patches.joined(separator: ", ")
    return [
      names.isEmpty ? "Every account of this book has a patch." : "There is no account in patch \(names).",
      FirstMinutes.accountsCome + " It names the patch of each account.",
      "p shows the patches of this book.",
    ]
  }

  // MARK: Help

  static let about: [String] =
    [
      "Every account of the patch, the highest balance first. The second line says how fresh each feed is, the third which view is open, how many of how many it shows, what is marked, and what is new since you last looked. The columns (C chooses them):",
      "",
    ]
    + CaseloadColumn.allCases.map { "  " + $0.title.padding(to: 11) + $0.meaning }
    + [
      "",
      "Weeks are of the full charge. Who is charged by the half-year, quarter or year is counted in those: 1.9h is 1.9 half-years' charges. Filters and the order keep to weeks.",
      "",
      "Bars of the 8 weeks reach from the highest debt of these weeks down; _ is a week in credit or clear. A date within ten months has its day, others month and year.",
      "",
      "How columns drop: from 146 columns all usual ones are shown. At 132 the telephone is left out, at 120 the last amount too, at 80 address and last contact, and the line under the totals tells them of the selected account. Under 80, next, how they pay and the 8 weeks go too. < and > scroll the columns behind the name. From 200 columns the selected account is shown beside the list, from 32 rows under it. The least is 60x15.",
      "",
      "Flags, in this order:",
    ] + DeskHelp.flagLegend
    + [
      "",
      "  Left of a line: * marked   d words of yours wait unsaved   + news since you last looked",
      "                  ? absent from the newest accounts extract; nothing is deleted",
      "",
      "The totals are of what is shown: DR is what those owe who owe, CR what those have in credit who are in credit. They are never set off against each other.",
    ]

  static let aboutFilter: [String] = [
    "Type any part of a name, reference, address, postcode, telephone number or of any other column. Capitals and accents do not matter. The line under the prompt says back what was understood.",
    "",
    "  smith hazel     both words, in any columns",
    "  \"hazel walk\"    the two words together",
    "  smith | jones   one of them",
    "  smith -dd       smith, but not by direct debit",
    "  balance>200 weeks>=4    more than 200.00 DR and four weeks or more",
    "  method:dd|so flag:V -flag:H    one of two ways to pay, vulnerable, not held",
    "  due<7d contact>30d    due in a week, no contact for a month",
    "  changed:payments marked:yes    paid since you last looked, and marked",
    "",
    "Keys: \(QueryCompletion.keys.joined(separator: ", ")).",
    "",
    "Tab completes a key or a value, and puts in the right word for a wrong one. Up brings back filters that you kept before. PgUp and PgDn move in the list while you type. Enter keeps the filter, Esc puts back what was.",
  ]
}
