import ArgumentParser

/// `patchbook` alone opens the desk; every other way in is a subcommand, and uses the same casebook as the screens.
struct Patchbook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patchbook",
    abstract: "The officer's book of a patch: rent accounts, their ledgers and what was done.",
    discussion: """
      Without a subcommand the desk opens: the caseload, the account, the ledger, on the whole terminal.
      A debit raises what the tenant owes and is positive; a balance above zero is arrears.
      """,
    version: "patchbook 0.1.0",
    subcommands: [
      DemoCommand.self,
      ImportCommand.self,
      AccountsCommand.self,
      BalanceCommand.self,
      LedgerCommand.self,
      PostCommand.self,
      ChargesCommand.self,
      NoteCommand.self,
      ContactCommand.self,
      DiaryCommand.self,
      PersonCommand.self,
      UndoCommand.self,
      SuspenseCommand.self,
      StatementCommand.self,
      ExportCommand.self,
      ShowCommand.self,
      JournalCommand.self,
      VerifyCommand.self,
      CheckpointCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
      ArchiveCommand.self,
      SettingsCommand.self,
    ])

  @OptionGroup var book: BookOptions

  func run() throws { try DeskProgram.run(book) }
}
