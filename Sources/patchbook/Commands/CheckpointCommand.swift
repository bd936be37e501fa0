import ArgumentParser
import Casebook

/// `patchbook checkpoint`: writes the state to disk, so that the next opening is short.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Writes the book's state to disk, while others work.")

  @OptionGroup var book: BookOptions

  func run() throws {
    let casebook = try book.open(.readWrite)
    try casebook.checkpoint()
    let output = StandardOutput()
    try output.line("The state is on disk up to transaction \(casebook.view.sequence).")
    try output.flush()
  }
}
