import ArgumentParser

/// `patchbook statement`: the income and expenditure form.
struct StatementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement", abstract: "The income and expenditure form.",
    discussion: """
      patchbook statement REF prints the finished form of an account; put records one that another program made; total \
      adds forms up without touching a book.
      """,
    subcommands: [StatementShowCommand.self, StatementPutCommand.self, StatementTotalCommand.self],
    defaultSubcommand: StatementShowCommand.self)
}
