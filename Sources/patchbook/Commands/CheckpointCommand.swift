import ArgumentParser
import Casebook

/// `patchbook checkpoint`: writes the state to disk, so that the next opening is short.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Writes the book's state to disk, while others work.")

  @OptionGroup var book: BookOptions
  @Flag(help: "Throw the derived files away and make the state again from the journal.") var rebuild = false

  func run() throws {
    let casebook = try book.open(.readWrite)
    if rebuild { try casebook.rebuild() } else { try casebook.checkpoint() }
    let output = StandardOutput()
    try output.line("The state is on disk up to transaction \(casebook.view.sequence).")
    try output.flush()
  }
}
