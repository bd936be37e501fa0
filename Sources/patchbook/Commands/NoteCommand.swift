import ArgumentParser
import Casebook
import Interchange

/// `patchbook note`: one diary entry.
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Writes one diary entry on an account.")

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Argument(help: ArgumentHelp("What to write.", valueName: "text")) var text: String
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let receipt = try casebook.perform(.note(account: reference, text: text))
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("id", receipt.minted.first)
      line.add("account", reference)
      try output.line(utf8: line.utf8)
    } else {
      try output.line("Noted on \(HarmlessText.printable(reference)) in transaction \(receipt.sequence).")
    }
    try output.flush()
  }
}
