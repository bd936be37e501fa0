import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook suspense`: what waits outside the ledgers, and placing it.
struct SuspenseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspense", abstract: "Lists the rows that wait in suspense, and places them.",
    discussion: """
      A row that names an account which the book does not have waits until an officer places it, or until the file comes \
      again and its account is known.
      """,
    subcommands: [SuspenseListCommand.self, SuspensePlaceCommand.self],
    defaultSubcommand: SuspenseListCommand.self)
}

/// `patchbook suspense list`: what waits.
struct SuspenseListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the rows that wait in suspense, with their total.")

  @OptionGroup var book: BookOptions
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let output = StandardOutput()
    var table = TextTable([
      .init("Reference"), .init("Date"), .init("Amount", .right), .init("Type"), .init("Id"),
      .init("Narrative"), .init("Since"), .init("File"),
    ])
    var rows = 0
    var total: Money? = .zero
    try casebook.view.suspense { item in
      if json {
        try output.line(utf8: SuspenseListCommand.line(item).utf8)
        return
      }
      rows += 1
      if item.type != nil, let amount = item.amount { total = try? total?.adding(amount) }
      table.add([
        item.account, item.effective?.iso ?? "", item.amount?.text() ?? "",
        item.type?.rawValue ?? item.kind.rawValue, item.id, item.narrative, item.recorded.iso,
        "\(item.file), line \(item.line)",
      ])
    }
    if !json {
      if rows == 0 {
        try output.line("Nothing waits in suspense.")
      } else {
        try table.print(to: output)
        try output.line("")
        let sum = total?.text() ?? "more than can be added up"
        try output.line(
          rows == 1 ? "1 row waits in suspense, \(sum)." : "\(rows) rows wait in suspense, \(sum) together.")
      }
    }
    try output.flush()
  }

  private static func line(_ item: SuspenseItem) -> JSONLine {
    var line = JSONLine()
    line.add("reference", item.account)
    line.add("kind", item.kind.rawValue)
    line.add("date", item.effective?.iso)
    line.add("amount_pence", item.amount?.pence)
    line.add("type", item.type?.rawValue)
    line.add("id", item.id)
    line.add("narrative", item.narrative)
    line.add("since", item.recorded.iso)
    line.add("file", item.file)
    line.add("line", item.line)
    return line
  }
}

/// `patchbook suspense place`: puts the rows of one reference onto an account.
struct SuspensePlaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Places every row that waits under a reference onto an account.",
    discussion: """
      Rows keep their ids, dates and source. What the account has already is not posted again; a row that contradicts what \
      it has holds everything back.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The reference under which rows wait.", valueName: "reference"))
  var reference: String
  @Option(help: ArgumentHelp("The account; else that of the reference itself.", valueName: "account"))
  var onto: String?
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let account = onto ?? reference
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let receipt = try casebook.perform(.placeSuspense(reference: reference, onto: account))
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("reference", reference)
      line.add("account", account)
      line.add("placed", receipt.placed)
      line.add("duplicates", receipt.duplicates)
      try output.line(utf8: line.utf8)
    } else {
      let rows = receipt.placed == 1 ? "1 row" : "\(receipt.placed) rows"
      let known = receipt.duplicates == 1 ? "1 was" : "\(receipt.duplicates) were"
      let tail = receipt.duplicates == 0 ? "" : " \(known) there already and not posted again."
      try output.line(
        "Placed \(rows) of \(HarmlessText.printable(reference)) onto \(HarmlessText.printable(account)) in transaction "
          + "\(receipt.sequence).\(tail)")
    }
    try output.flush()
  }
}
