import ArgumentParser
import Casebook

/// `patchbook backup`: a copy of the book, while others work.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the book to a directory, while others work.",
    discussion:
      "The copy is a book of its own. A directory that holds an earlier backup of this book is brought up to date."
  )

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("Where the copy goes.", valueName: "dir"), completion: .directory)
  var directory: String

  func run() throws {
    let casebook = try book.open(.readOnly)
    let bar = ProgressBar("copying")
    try casebook.backup(to: directory) { done, all in bar.show(done, of: all) }
    bar.clear()
    let output = StandardOutput(keepsGoing: true)
    try output.line("The book is copied to \(directory) up to transaction \(casebook.view.sequence).")
    try output.flush()
  }
}
