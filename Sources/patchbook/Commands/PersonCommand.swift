import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook person`: the people of an account, and putting a detail right.
struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Shows the people of an account, or puts one of their details right.",
    discussion: """
      Without --field every detail is shown: what stands, what the landlord's extract says where that differs, and every \
      change with who made it and when. With --field and --to a detail is changed; --from says what you saw, and the change \
      is refused where it is another by now.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Option(help: ArgumentHelp("Which person, from 1 in the landlord's order.", valueName: "n")) var slot = 1
  @Option(
    help: ArgumentHelp(
      "The detail: \(PersonField.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "field"))
  var field: PersonField?
  @Option(help: ArgumentHelp("What it should say; empty where it is not known.", valueName: "text")) var to:
    String?
  @Option(help: ArgumentHelp("What you saw; else what stands now.", valueName: "text")) var from: String?
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    if field == nil, to == nil, from == nil { return try show() }
    guard let field, let to else {
      throw Failure(
        .wrongCall,
        "A change needs --field and --to. Nothing was changed. Without both, every detail is shown.")
    }
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    var seen = from
    if seen == nil {
      _ = try casebook.view.known(reference)
      let people = try casebook.view.account(reference, asAt: .now)?.people ?? []
      seen = people.first { $0.slot == slot }?[field].value
    }
    let receipt = try casebook.perform(
      .amendPerson(account: reference, slot: slot, field: field, from: seen ?? "", to: to))
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("id", receipt.minted.first)
      line.add("account", reference)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        "\(field.wording) of person \(slot) on \(HarmlessText.printable(reference)) changed in transaction "
          + "\(receipt.sequence).")
    }
    try output.flush()
  }

  private func show() throws {
    let casebook = try book.open(.readOnly)
    _ = try casebook.view.known(reference)
    let people = try casebook.view.account(reference, asAt: .now)?.people ?? []
    let output = StandardOutput()
    var table = TextTable([
      .init("Person", .right), .init("Detail"), .init("Stands"), .init("Landlord"), .init("Changes"),
    ])
    for person in people {
      for detail in person.details where !detail.value.isEmpty || !detail.history.isEmpty {
        if json {
          try output.line(utf8: PersonCommand.line(person, detail, reference).utf8)
          continue
        }
        let changes = detail.history.map { change in
          "\(change.recorded.iso) \(change.officer): \(PersonCommand.words(change.from)) to \(PersonCommand.words(change.to))"
            + (change.isWithdrawn ? " (taken back)" : "")
        }
        table.add([
          "\(person.slot)", detail.field.wording, detail.value,
          detail.differs ? PersonCommand.words(detail.landlord) : "",
          changes.joined(separator: "; "),
        ])
      }
    }
    if !json {
      if table.isEmpty {
        try output.line("The landlord's extract names nobody on this account.")
      } else {
        try table.print(to: output)
      }
    }
    try output.flush()
  }

  private static func words(_ value: String) -> String { value.isEmpty ? "nothing" : value }

  private static func line(_ person: PersonDetails, _ detail: PersonDetails.Detail, _ account: String)
    -> JSONLine
  {
    var line = JSONLine()
    line.add("account", account)
    line.add("person", person.slot)
    line.add("field", detail.field.rawValue)
    line.add("value", detail.value)
    line.add("landlord", detail.landlord)
    line.add("differs", detail.differs)
    line.add(
      "changes",
      detail.history.map { change in
        var line = JSONLine()
        line.add("seq", change.sequence)
        line.add("at", change.at)
        line.add("who", change.officer)
        line.add("from", change.from)
        line.add("to", change.to)
        if change.isWithdrawn { line.add("withdrawn", true) }
        return line
      })
    return line
  }
}

extension PersonField: ExpressibleByArgument {}
