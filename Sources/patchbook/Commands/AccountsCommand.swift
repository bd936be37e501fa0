import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook accounts`: one line an account.
struct AccountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "Lists accounts with what they owe.")

  @OptionGroup var book: BookOptions
  @Option(help: "Only the accounts of this patch.") var patch: String?
  @Option(
    help: ArgumentHelp(
      "Only accounts that match, as with / at the desk: smith balance>200 -garage.", valueName: "query"))
  var filter: String?
  @Option(
    help: ArgumentHelp(
      "Any part of a name, reference, address, postcode or telephone number, former tenants included; the best first.",
      valueName: "text"))
  var search: String?
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let view = casebook.view
    let query = try filter.map { try AccountQuery($0) }
    let output = StandardOutput()
    var table = TextTable([
      .init("Account"), .init("Patch"), .init("Tenure"), .init("Name"), .init("Address"),
      .init("Charge", .right),
      .init("Balance", .right), .init("Weeks", .right), .init("Flags"),
    ])
    // Nil where the sums do not fit: the accounts are listed all the same.
    var totals: BalanceTotals? = BalanceTotals()

    func take(_ account: AccountSummary) throws {
      if let query, !query.matches(account, on: view.today) { return }
      if json {
        try output.line(utf8: AccountsCommand.line(account).utf8)
      } else {
        if (try? totals?.add(account.balance)) == nil { totals = nil }
        table.add([
          account.reference, account.patch, account.tenure.rawValue, account.names.joined(separator: " and "),
          account.address, "\(account.charge.text(.unsigned)) \(account.frequency.rawValue)",
          account.balance.text(),
          account.weeksOwed?.text ?? "", account.flags(on: view.today).letters,
        ])
      }
    }
    if let patch {
      let known = try view.patches().map(\.name)
      guard known.contains(patch) else {
        throw Failure(
          .wrongCall,
          "There is no patch “\(HarmlessText.printable(patch))” in this book. It has: \(known.joined(separator: ", "))."
        )
      }
    }
    if let search {
      for hit in try view.search(search, limit: .max).hits where patch == nil || hit.account.patch == patch {
        if let account = try view.summary(of: hit.account.reference) { try take(account) }
      }
    } else if let patch {
      for account in try view.summaries(patch: patch) { try take(account) }
    } else {
      try view.forEachSummary { account in
        try take(account)
        return true
      }
    }
    if !json {
      try table.print(to: output)
      try output.line("")
      try output.line(
        totals.map {
          "\($0.count) accounts: \($0.debitCount) in arrears, \($0.debit.text()); the others \($0.credit.text())"
        } ?? "Their balances are too large to be added up.")
    }
    try output.flush()
  }

  /// The keys of the contract.
  static func line(_ account: AccountSummary) -> JSONLine {
    var line = JSONLine()
    line.add("account", account.reference)
    line.add("tenure", account.tenure.rawValue)
    line.add("status", account.status.rawValue)
    line.add("patch", account.patch)
    line.add("tenants", account.names)
    line.add("address", account.address)
    line.add("charge_pence", account.charge.pence)
    line.add("charge_frequency", account.frequency.rawValue)
    line.add("balance_pence", account.balance.pence)
    line.add("weeks_owed", account.weeksOwed?.tenths, places: 1)
    return line
  }
}
