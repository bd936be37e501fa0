import Casebook
import Desk
import Interchange
import Rents

/// What Interchange says of files, in the desk's values.
extension ImportWork {
  /// The most lines of a report that are kept to be looked at; the others are counted.
  private static let mostLines = 20_000

  /// Takes in what was recognised.
  mutating func take(_ preview: ImportPreview) {
    files = preview.files.map(ImportedFile.init)
    unrecognised = preview.unrecognised.map { UnrecognisedFile(name: $0.name, problem: $0.problem) }
  }

  /// Takes in a line of the report. What holds nothing, or is known already, is in the figures and nowhere else.
  mutating func take(_ line: ImportLine) {
    guard line.action != .ignored, line.action != .skippedDuplicate else { return }
    guard lines.count < ImportWork.mostLines else {
      unlisted += 1
      return
    }
    lines.append(
      ImportReportLine(
        file: line.file, line: line.line, column: line.column ?? "", problem: line.problem,
        action: line.action,
        value: line.value ?? ""))
  }

  /// Takes in the figures of a run, and puts the report in the order of the files.
  mutating func take(_ summary: ImportSummary) {
    for part in summary.files {
      // Two files of one name in two folders cannot be: a folder is read without those inside it.
      guard let index = files.firstIndex(where: { $0.name == part.name && $0.kind == part.kind }) else {
        continue
      }
      var figures = ImportFigures()
      figures.read = part.read
      figures.new = part.posted
      figures.known = part.duplicates - part.waiting
      figures.suspended = part.suspended
      figures.waiting = part.waiting
      figures.rejected = part.rejected
      figures.controlTotal = part.controlTotal
      files[index].figures = figures
    }
    isDoubtful = summary.isDoubtful
    let places = Dictionary(files.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    lines.sort { (places[$0.file] ?? .max, $0.line) < (places[$1.file] ?? .max, $1.line) }
  }
}

extension ImportedFile {
  /// A file as Interchange recognised it.
  init(_ file: ImportPreview.File) {
    self.init(
      name: file.name, bytes: file.bytes, kind: file.kind, map: file.map, mapTitle: file.mapTitle,
      manner: file.manner, runDate: file.runDate,
      columns: file.columns.map { Column(header: $0.header, meaning: $0.meaning) },
      rows: file.rows.map {
        Row(line: $0.line, fields: $0.fields, readings: $0.readings, problem: $0.problem)
      }, takenOn: file.takenOn)
  }
}

extension BookStanding {
  /// The most differences that are listed; with more of them something else is wrong.
  private static let mostDifferences = 5_000

  /// Reads the whole book through: what waits in suspense, and which balances differ from the landlord's.
  /// - Throws: `CasebookError` where the book cannot be read.
  init(_ view: BookView) throws {
    var groups: [String: (rows: Int, pence: Int64, first: SuspenseItem)] = [:]
    try view.suspense { item in
      var group = groups[item.account] ?? (0, 0, item)
      group.rows += 1
      group.pence &+= item.type == nil ? 0 : item.amount?.pence ?? 0
      groups[item.account] = group
    }
    let waiting = try groups.sorted { $0.key < $1.key }.map { reference, group in
      Waiting(
        reference: HarmlessText.printable(reference), rows: group.rows, sum: Money(pence: group.pence),
        first: BookStanding.words(group.first),
        origin: "\(group.first.file), line \(group.first.line)",
        // Each takes a walk over all references: few are worth it.
        near: groups.count <= 50 ? try view.nearReferences(to: reference) : [])
    }
    var differences: [Difference] = []
    var (compared, accounts) = (0, 0)
    try view.forEachSummary { summary in
      accounts += 1
      guard let theirs = summary.landlordBalance, let difference = summary.difference else {
        if summary.landlordBalance != nil { compared += 1 }
        return true
      }
      compared += 1
      if difference != .zero, let ours = try? theirs.adding(difference) {
        differences.append(
          Difference(
            reference: summary.reference, names: summary.names, patch: summary.patch, ours: ours,
            theirs: theirs, difference: difference))
      }
      return true
    }
    differences.sort {
      ($1.difference.pence.magnitude, $0.reference) < ($0.difference.pence.magnitude, $1.reference)
    }
    self.init(
      sequence: view.sequence, waiting: waiting,
      differences: Array(differences.prefix(BookStanding.mostDifferences)), compared: compared,
      accounts: accounts)
  }

  private static func words(_ item: SuspenseItem) -> String {
    guard let type = item.type else { return item.text }
    let amount = item.amount.map { " \($0.text(.debitOrCredit))" } ?? ""
    let day = item.effective.map { " of \($0.text(.weekdayDayMonthYear))" } ?? ""
    return type.wording + amount + day
  }
}
