import Casebook
import Rents
import Terminal

/// The import as it is seen.
extension ImportScreen {
  static func area(_ size: Size) -> Rect {
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
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
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
}
