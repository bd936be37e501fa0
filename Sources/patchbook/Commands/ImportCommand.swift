import ArgumentParser
import Casebook
import Glibc
import Interchange
import Rents

/// `patchbook import`: takes a landlord's extracts in.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Takes a landlord's extracts in.",
    discussion: """
      Files, or folders of files, of accounts, transactions, actions, arrangements and instalments; kind and map are \
      recognised by the header row. A directory without a book gets one. Ends with 0 where every row was taken, repaired, \
      suspended or known already, and with 1 where rows were rejected.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("Files or folders.", valueName: "file"), completion: .file()) var files:
    [String]
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "What the files hold: \(IntakeKind.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "kind"))
  var kind: IntakeKind?
  @Option(help: ArgumentHelp("The map to read them with.", valueName: "name-or-file")) var map: String?
  @Flag(help: "Reports everything and takes nothing.") var dryRun = false
  @Flag(help: "Takes nothing if any row is rejected.") var allOrNothing = false
  @Flag(help: "JSON lines: one for each row that was not simply taken, and a summary.") var json = false
  @Option(help: "For a new book: the landlord's name.") var landlord = "The landlord"
  @Option(help: "For a new book: the name of the landlord's system, within which transaction ids are unique.")
  var source = "housing"

  func validate() throws {
    if dryRun && allOrNothing {
      throw ValidationError("--dry-run takes nothing anyway: leave --all-or-nothing out.")
    }
  }

  func run() throws {
    let day = try book.day()
    let configuration = BookConfiguration(landlord: landlord, source: source)
    let maps = try MapShelf(directories: ProgramData(book: book.path).folders("maps"))
    if dryRun, !Environment.exists(book.path) {
      // Nothing may be left behind: the rows are tried in a book that goes again.
      let passing = try PassingDirectory()
      let casebook = try Casebook.create(
        at: passing.path + "/book", configuration: configuration, user: Environment.user, today: day)
      try take(into: casebook, maps)
    } else {
      try take(into: book.openOrCreate(configuration), maps)
    }
  }

  private func take(into casebook: Casebook, _ maps: MapShelf) throws {
    let mode: Intake.Mode = dryRun ? .dryRun : allOrNothing ? .allOrNothing : .goodRows
    let importer = Importer(casebook: casebook, maps: maps, options: .init(kind: kind, map: map, mode: mode))
    let report = ImportReport(json: json)
    let bar = ProgressBar("importing")
    let asks = !json && isatty(STDIN_FILENO) == 1 && StandardError.isTerminal
    let summary = try importer.run(
      files, report: report.take,
      progress: { progress in
        bar.name(progress.phase == .reading ? "reading \(progress.file)" : "taking rows in")
        bar.show(progress.done, of: progress.whole)
      },
      confirm: asks
        ? { warnings in
          bar.clear()
          return ImportCommand.confirm(warnings)
        } : nil)
    if summary.sequence != nil { _ = try casebook.checkpointIfDue() }
    bar.clear()
    try report.finish(summary, mode)
    if summary.hasRejections { throw ExitCode(ExitStatus.no.rawValue) }
  }

  /// Asks the person at the terminal whether an incomplete file shall be taken all the same.
  private static func confirm(_ warnings: [ImportLine]) -> Bool {
    for warning in warnings {
      StandardError.say("\(warning.file), line \(warning.line): \(warning.problem)")
    }
    StandardError.write("Take the rows all the same? [y/N] ")
    let answer = readLine()?.lowercased() ?? ""
    return answer == "y" || answer == "yes"
  }
}

extension IntakeKind: ExpressibleByArgument {}
