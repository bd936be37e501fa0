import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook balance`: what accounts owe, now or as it was known on a day.
struct BalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance", abstract: "Says what accounts owe.",
    discussion: "Without references, of every account of the book.")

  @OptionGroup var book: BookOptions
  @OptionGroup var asAt: AsAtOptions
  @Argument(help: ArgumentHelp("Account references.", valueName: "ref")) var references: [String] = []
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let view = casebook.view
    let day = asAt.day(today: view.today)
    let output = StandardOutput()
    var table = TextTable([
      .init("Account"), .init("As at"), .init("Landlord", .right), .init("Local", .right),
      .init("Balance", .right),
    ])

    func tell(_ reference: String, _ balance: Ledger.Balance) throws {
      if json {
        var line = JSONLine()
        line.add("account", reference)
        line.add("as_at", day.iso)
        line.add("balance_pence", balance.together.pence)
        try output.line(utf8: line.utf8)
      } else {
        table.add([
          reference, day.iso, balance.landlord.text(), balance.local == .zero ? "" : balance.local.text(),
          balance.together.text(),
        ])
      }
    }
    func take(_ account: AccountSummary) throws {
      if asAt.view == .now {
        var balance = Ledger.Balance()
        balance.landlord = account.posted
        balance.local = account.local
        balance.together = account.balance
        try tell(account.reference, balance)
      } else {
        try tell(account.reference, view.ledger(account.reference, asAt: asAt.view).balance)
      }
    }

    if references.isEmpty {
      try view.forEachSummary { account in
        try take(account)
        return true
      }
    }
    for reference in references { try take(view.known(reference)) }
    if !json { try table.print(to: output) }
    try output.flush()
  }
}

extension BookView {
  /// An account that must be in the book.
  /// - Throws: `CasebookError.unknownAccount` with the references that are like it.
  func known(_ reference: String) throws(CasebookError) -> AccountSummary {
    guard let account = try summary(of: reference) else {
      throw .unknownAccount(reference, near: try nearReferences(to: reference))
    }
    return account
  }
}
