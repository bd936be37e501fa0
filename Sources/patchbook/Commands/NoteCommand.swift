import ArgumentParser
import Casebook
import Interchange

/// `patchbook note`: one diary entry.
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Writes one diary entry on an account.")

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  // As a list, because only a list may hold what begins with a dash.
  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("What to write, as one argument: quoted. It may begin with a dash.", valueName: "text")
  )
  var text: [String]
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    guard let text = text.first, self.text.count == 1 else {
      throw Failure(
        .wrongCall,
        "The text is one argument, and here are \(text.count). Nothing was written. Put it in quotes: "
          + "patchbook note \(reference) \"Rang, will pay Friday\"")
    }
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
