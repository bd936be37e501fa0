import ArgumentParser
import Interchange

/// `patchbook export`: the book for other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the book for hledger, ledger or a spreadsheet.",
    discussion:
      "The journals for hledger and ledger assert every balance, so that those tools check the book.")

  @OptionGroup var book: BookOptions
  @OptionGroup var asAt: AsAtOptions
  @Argument(help: "hledger, ledger or csv.") var format: ExportFormat
  @Option(name: .customLong("out"), help: "The file; else standard output.", completion: .file()) var file:
    String?

  func run() throws {
    let casebook = try book.open(.readOnly)
    let export = BookExport(casebook.view, as: format, asAt: asAt.view)
    if let file {
      let output = try OutputFile(file)
      try export.write { try output.add($0) }
      try output.finish()
    } else {
      let output = StandardOutput()
      try export.write { try output.bytes($0) }
      try output.flush()
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}
