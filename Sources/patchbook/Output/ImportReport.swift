import Casebook
import Interchange
import Rents

/// What an import says: with `--json` every line as it comes; for people the first that want a look, in the order of the
/// files, and the figures.
final class ImportReport {
  private let json: Bool
  // The rows land whether somebody reads this or not.
  private let output = StandardOutput(keepsGoing: true)
  private var failure: Failure?
  private var shown: [ImportLine] = []
  private var unshown = 0

  /// More are only counted: a person reads the first page, a script reads JSON.
  private static let most = 40

  init(json: Bool) { self.json = json }

  /// Takes a line of the report.
  func take(_ line: ImportLine) {
    if json {
      tell { () throws(Failure) in try output.line(utf8: line.json.utf8) }
    } else if line.action != .ignored && line.action != .skippedDuplicate {
      if shown.count < Self.most { shown.append(line) } else { unshown += 1 }
    }
  }

  /// Says what became of everything.
  /// - Throws: ``Failure`` where the output is not taken.
  func finish(_ summary: ImportSummary, _ mode: Intake.Mode) throws(Failure) {
    tell { () throws(Failure) in
      if json {
        try output.line(utf8: summary.json.utf8)
      } else {
        try tellLines()
        try tellFiles(summary)
        try output.line(ImportReport.conclusion(summary, mode))
      }
      try output.flush()
    }
    if let failure { throw failure }
  }

  /// Keeps the first failure: the import itself goes on.
  private func tell(_ body: () throws(Failure) -> Void) {
    do { try body() } catch { failure = failure ?? error }
  }

  private func tellLines() throws(Failure) {
    guard !shown.isEmpty else { return }
    var table = TextTable([
      .init("File"), .init("Line", .right), .init("Column"), .init("What was done"), .init("Why"),
    ])
    for line in shown.sorted(by: { ($0.file, $0.line) < ($1.file, $1.line) }) {
      let value = line.value.map { ": \($0)" } ?? ""
      table.add([line.file, String(line.line), line.column ?? "", line.action.rawValue, line.problem + value])
    }
    try table.print(to: output)
    if unshown > 0 { try output.line("… and \(unshown) more; --json prints them all.") }
    try output.line("")
  }

  private func tellFiles(_ summary: ImportSummary) throws(Failure) {
    var table = TextTable([
      .init("File"), .init("Holds"), .init("Map"), .init("Read", .right), .init("New", .right),
      .init("Known", .right),
      .init("Suspense", .right), .init("Waiting", .right), .init("Rejected", .right),
      .init("Control total", .right),
    ])
    for file in summary.files {
      table.add([
        file.name, file.kind.rawValue, file.map, String(file.read), String(file.posted),
        String(file.duplicates - file.waiting),
        String(file.suspended), String(file.waiting), String(file.rejected),
        file.kind == .transactions ? file.controlTotal.text() : "",
      ])
    }
    try table.print(to: output)
    for name in summary.passedOver {
      try output.line("\(HarmlessText.printable(name)) is no extract that a map knows.")
    }
    try output.line("")
  }

  private static func conclusion(_ summary: ImportSummary, _ mode: Intake.Mode) -> String {
    func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
    let rejected = "\(rows(summary.rejected)) \(summary.rejected == 1 ? "was" : "were") rejected"
    switch mode {
    case .dryRun:
      let new = "\(rows(summary.posted)) \(summary.posted == 1 ? "is" : "are") new"
      return "A dry run: nothing was changed. \(new), \(rejected)."
    case .allOrNothing where summary.rejected > 0: return "Nothing was taken, because \(rejected)."
    case .allOrNothing, .goodRows:
      let waiting = summary.suspended + summary.waiting
      let tail =
        waiting == 0
        ? ""
        : " \(rows(waiting)) \(waiting == 1 ? "waits" : "wait") in suspense for an officer: patchbook suspense."
      if let sequence = summary.sequence {
        return "\(rows(summary.posted)) taken in transaction \(sequence), \(rejected).\(tail)"
      }
      if summary.read == 0 { return "There were no rows. Nothing was changed." }
      if summary.duplicates == 0 { return "Nothing was taken: \(rejected)." }
      if summary.rejected == 0 { return "Nothing new: the book holds all of it.\(tail)" }
      return "Nothing new: the book holds \(rows(summary.duplicates)) already, \(rejected).\(tail)"
    }
  }
}
