import ArgumentParser
import Casebook
import Glibc
import Journal
import Interchange
import Rents

/// `patchbook import`: takes a landlord's extracts in.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Takes a landlord's extracts in.",
    discussion: """
      Files, or folders of files, of accounts, transactions, actions, arrangements and instalments; kind and map are \
      recognised by the header row. Where there is no book and rows were taken, one is made. Ends with 0 where every row was taken, repaired, \
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
    let folders = ProgramData(book: book.path).folders("maps")
    let maps = try BookGroup.entered { () throws(ImportError) in try MapShelf(directories: folders) }
    if let casebook = try book.openIfThere(.readWrite) {
      try tell(take(into: casebook, maps))
    } else if dryRun {
      // Nothing may be left behind: the rows are tried in a book that goes again.
      try NewBookPlace.free(book.path)
      let passing = try PassingDirectory()
      let casebook = try Casebook.create(
        at: passing.path + "/book", configuration: configuration, user: Environment.user, today: day)
      try tell(take(into: casebook, maps))
    } else {
      try takeIntoNewBook(configuration, day, maps)
    }
  }

  /// Makes the book if there is something to adopt. Where somebody else made one meanwhile, the files go into that.
  private func takeIntoNewBook(_ configuration: BookConfiguration, _ day: CivilDate?, _ maps: MapShelf) throws
  {
    let place = try NewBookPlace(book.path)
    if let casebook = try book.openIfThere(.readWrite) {
      return try tell(take(into: casebook, maps))
    }
    let taken = try take(
      into: Casebook.create(
        at: place.aside, configuration: configuration, user: Environment.user, today: day), maps)
    if taken.summary.sequence != nil {
      try place.take()
      StandardError.say(
        "patchbook: made a new book at \(book.path) for \(configuration.landlord); book.toml in it says whose it is."
      )
    }
    try tell(taken)
  }

  /// What became of the files, not yet told.
  private struct Taken {
    var summary: ImportSummary
    var report: ImportReport
    var mode: Intake.Mode
  }

  private func tell(_ taken: Taken) throws {
    try taken.report.finish(taken.summary, taken.mode)
    if taken.summary.hasRejections { throw ExitCode(ExitStatus.no.rawValue) }
  }

  private func take(into casebook: Casebook, _ maps: MapShelf) throws -> Taken {
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
    return Taken(summary: summary, report: report, mode: mode)
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
