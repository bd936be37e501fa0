import ArgumentParser
import Casebook
import Desk
import Glibc
import Interchange
import Terminal

/// `patchbook show`: a screen of the desk without a terminal.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Draws a screen of the desk without a terminal.",
    discussion: """
      SCREEN is one of \(DeskStart.names.joined(separator: ", ")). Keys are written as on the help screen, separated by \
      spaces: / s m i t h Enter Down Ctrl-S F1 Esc "typed text" 5*Down Resize:100x30.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("Where to begin.", valueName: "screen")) var screen: String?
  @Option(help: ArgumentHelp("Columns and rows.", valueName: "80x24")) var size = Size(columns: 80, rows: 24)
  @Option(help: ArgumentHelp("The keys that are pressed first.", valueName: "keys")) var keys: String = ""
  @Option(help: ArgumentHelp("Colours: none, 8, 16 or 256.", valueName: "colours")) var colour = ColourTier
    .none
  @Option(
    help: ArgumentHelp("Writes the screen as a picture to this file instead.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var svg: String?
  @Flag(help: "Keeps what the keys changed; else it is as if they had not been pressed.") var keep = false

  func run() throws {
    guard let start = DeskStart(screen ?? "") else {
      throw Failure(
        .wrongCall,
        "There is no screen “\(HarmlessText.printable(screen ?? ""))”. There are: \(DeskStart.names.joined(separator: ", "))."
      )
    }
    let script: KeyScript
    do { script = try KeyScript(keys) } catch { throw Failure(.wrongCall, "\(error)") }
    let casebook = try book.open(.readOnly)
    let settings = DeskSettings.read(book: casebook.path)
    for report in settings.reports {
      StandardError.say("patchbook: \(HarmlessText.printable("\(report)", limit: 2_000))")
    }
    let shown = CasebookDeskBook(casebook, statementRules: StatementRulesSource(casebook))
    let played = PlayedBook(book, showing: shown, keeps: keep)
    let importing = played.importing
    let canvas = DeskActions.using(settings.actions) {
      var options = DeskOptions()
      options.thresholds = settings.thresholds
      var session = DeskSession(
        book: shown, start: start, size: size, options: options,
        remarks: casebook.remarks + settings.reports.map(\.remark), clock: { Writer.timeOfDay })
      if case .importing(let path?) = start { session.take(importing(.look(path: path)).work) }
      return session.play(script, record: played.record, importing: importing, forms: played.forms)
    }
    if let svg {
      let file = try OutputFile(svg)
      try file.add(Array(canvas.svg(theme: settings.theme).utf8))
      try file.finish()
      return
    }
    let output = StandardOutput()
    try output.text(colour == .none ? canvas.text() : canvas.ansi(colour: colour, theme: settings.theme))
    try output.flush()
  }
}

extension Size: ExpressibleByArgument {
  /// Reads `80x24`: 1 to 1000 columns and rows.
  public init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...1_000).contains(columns),
      (1...1_000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}

extension ColourTier: ExpressibleByArgument {
  /// Reads `none`, `8`, `16` or `256`.
  public init?(argument: String) { self.init(argument) }

  /// The words that are read, as help and refusals name them.
  public static var allValueStrings: [String] { ["none", "8", "16", "256"] }
}
