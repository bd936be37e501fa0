import ArgumentParser
import Interchange

/// `patchbook demo`: a realistic book with invented tenants.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Makes a realistic demo book; the same arguments make the same book.",
    discussion: """
      The same arguments, --today and user make the same book to the byte: its identity, journal, bulk and state. The \
      book's clock stands at 06:00 UTC of its day while it is made. Only the file holder (the process that made it) and \
      what in head names the journal's place on the disk differ.
      """)

  @Argument(help: ArgumentHelp("The new book's directory.", valueName: "dir"), completion: .directory)
  var directory: String
  @Option(help: "How many accounts.") var accounts = DemoParameters().accounts
  @Option(help: "How many years of ledger.") var years = DemoParameters().years
  @Option(help: "How many patches; else as many as the accounts fill.") var patches: Int?
  @Option(help: "Another seed makes another landlord's tenants.") var seed = DemoParameters().seed
  @OptionGroup var book: BookOptions

  func run() throws {
    var parameters = DemoParameters()
    parameters.accounts = accounts
    parameters.years = years
    parameters.patches = patches
    parameters.seed = seed
    let bar = ProgressBar("making accounts")
    let made = try DemoMaking.make(at: directory, parameters: parameters, day: try book.day()) { progress in
      switch progress {
      case .living(let done, let all): bar.show(done, of: all)
      case .taking(let done, let all):
        bar.name("writing the book")
        bar.show(done, of: all)
      }
    }
    bar.clear()
    let output = StandardOutput(keepsGoing: true)
    try output.line(
      "\(made.landlord), invented: \(made.accounts) accounts in \(made.patches.count) \(made.patches.count == 1 ? "patch" : "patches"), \(made.postings) postings, "
        + "\(made.actions) actions, \(made.arrangements) arrangements, up to transaction \(made.sequence).")
    try output.line(
      "Open it with: patchbook --data \(directory)\(book.today.map { " --today \($0.iso)" } ?? "")")
    try output.flush()
  }
}
