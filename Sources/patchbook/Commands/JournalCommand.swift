import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook journal`: every change, readable.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Prints the journal: every change, who made it and when.")

  @OptionGroup var book: BookOptions
  @Option(help: ArgumentHelp("The first transaction.", valueName: "seq")) var from: UInt64 = 1
  @Flag(
    help:
      "Only where the journal stands, in one line to print or send away: verify --against proves with it later that nothing before it was changed."
  )
  var head = false
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let output = StandardOutput()
    if head {
      try output.head(try casebook.head(), json: json)
      return try output.flush()
    }
    try casebook.journal(from: from) { entry in
      if json {
        try output.line(utf8: JournalCommand.line(entry).utf8)
      } else {
        try output.line(
          "\(entry.sequence)  \(entry.at)  \(HarmlessText.printable(entry.who))  \(entry.command)")
        for event in entry.events { try output.line("    " + JournalCommand.text(event)) }
      }
    }
    try output.flush()
  }

  /// The keys of the contract.
  private static func line(_ entry: JournalEntry) -> JSONLine {
    var line = JSONLine()
    line.add("seq", entry.sequence)
    line.add("at", entry.at)
    line.add("who", entry.who)
    line.add("user", entry.user)
    line.add("command", entry.command)
    line.add("today", entry.today?.iso)
    line.add(
      "events",
      entry.events.map { event in
        var line = JSONLine()
        line.add("type", event.type)
        for field in event.fields {
          switch field.value {
          case .text(let text): line.add(field.key, text)
          case .pence(let pence): line.add(field.key, pence)
          case .number(let number): line.add(field.key, number)
          case .date(let date): line.add(field.key, date.iso)
          }
        }
        return line
      })
    return line
  }

  /// An event on one line, for people.
  private static func text(_ event: JournalEvent) -> String {
    let fields = event.fields.map { field in
      let value =
        switch field.value {
        case .text(let text): HarmlessText.printable(text, limit: 400)
        case .pence(let pence): Money(pence: pence).text()
        case .number(let number): String(number)
        case .date(let date): date.iso
        }
      let key = field.key.hasSuffix("_pence") ? String(field.key.dropLast(6)) : field.key
      return "\(key) \(value)"
    }
    return ([event.type] + fields).joined(separator: "  ")
  }
}
