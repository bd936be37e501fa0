import ArgumentParser
import Casebook
import Interchange

/// `patchbook backup`: a copy of the book, while others work.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the book to a directory, while others work.",
    discussion: """
      The copy is a book of its own, checked when this ends: it is flushed to the disk, every checksum and the chain are read \
      again. A directory that holds an earlier backup of this book is brought up to date; anything else is refused. \
      A plain cp -r of the book at any moment is a good copy too, only unchecked.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("Where the copy goes.", valueName: "dir"), completion: .directory)
  var directory: String
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let head = try casebook.head()
    let bar = ProgressBar("copying")
    try casebook.backup(to: directory) { done, all in bar.show(done, of: all) }
    bar.clear()
    let output = StandardOutput(keepsGoing: true)
    if json {
      var line = JSONLine()
      line.add("backup", directory)
      line.add("seq", head.sequence)
      line.add("head", head.hash)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        "The book is copied to \(HarmlessText.printable(directory)) up to transaction \(head.sequence), and the copy is "
          + "whole.")
      try output.line("Its head is \(head.hash).")
    }
    try output.flush()
  }
}
