import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook ledger`: the postings of an account with the balance after each.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Prints an account's postings with the running balance.",
    discussion: """
      In order of effective date, then the day it was known, then the landlord's id. --from and --to choose by effective \
      date; the balance counts everything before them too. Postings made here that no extract has confirmed come last.
      """)

  @OptionGroup var book: BookOptions
  @OptionGroup var asAt: AsAtOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Option(help: ArgumentHelp("The first effective date.", valueName: "yyyy-mm-dd")) var from: CivilDate?
  @Option(help: ArgumentHelp("The last effective date.", valueName: "yyyy-mm-dd")) var to: CivilDate?
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    if let from, let to, from > to {
      throw Failure(
        .wrongCall, "--from \(from.iso) comes after --to \(to.iso). Nothing is between them: turn them round."
      )
    }
    let casebook = try book.open(.readOnly)
    let view = casebook.view
    let account = try view.known(reference)
    let ledger = try view.ledger(reference, asAt: asAt.view)
    let output = StandardOutput()
    if json {
      for line in chosen(ledger.lines + ledger.localLines) {
        try output.line(utf8: LedgerCommand.line(line, reference).utf8)
      }
    } else {
      try printTable(ledger, account, today: view.today, to: output)
    }
    try output.flush()
  }

  private func chosen(_ lines: [Ledger.Line]) -> [Ledger.Line] {
    lines.filter { line in
      (from.map { line.posting.effective >= $0 } ?? true) && (to.map { line.posting.effective <= $0 } ?? true)
    }
  }

  /// The keys of the contract.
  static func line(_ line: Ledger.Line, _ reference: String) -> JSONLine {
    let posting = line.posting
    var json = JSONLine()
    json.add("id", posting.id)
    json.add("account", reference)
    json.add("date", posting.effective.iso)
    json.add("recorded", posting.recorded.iso)
    json.add("type", posting.type.rawValue)
    json.add("amount_pence", posting.amount.pence)
    json.add("balance_pence", line.balance.pence)
    json.add("narrative", posting.narrative)
    json.add("source", posting.source)
    return json
  }

  private func printTable(
    _ ledger: Ledger, _ account: AccountSummary, today: CivilDate, to output: StandardOutput
  ) throws {
    let names = HarmlessText.printable(account.names.joined(separator: " and "), limit: 200)
    try output.line("\(HarmlessText.printable(account.reference))  \(names)  \(asAtText(today))")
    try output.line("")
    var table = TextTable([
      .init("Date"), .init("Known"), .init("What"), .init("Charge", .right), .init("Paid", .right),
      .init("Balance", .right), .init("Narrative"),
    ])
    func add(_ line: Ledger.Line) {
      let posting = line.posting
      let amount = posting.amount.text(.unsigned)
      table.add([
        posting.effective.iso, posting.known.iso, posting.type.wording(tenure: account.tenure),
        posting.amount.isCredit ? "" : amount, posting.amount.isCredit ? amount : "", line.balance.text(),
        posting.narrative,
      ])
    }
    if let from, let before = ledger.lines.last(where: { $0.posting.effective < from }) {
      table.add(["", "", "brought forward", "", "", before.balance.text()])
    }
    chosen(ledger.lines).forEach(add)
    let local = chosen(ledger.localLines)
    if !local.isEmpty {
      table.add(["", "", "posted here, in no extract yet:"])
      local.forEach(add)
    }
    if table.isEmpty {
      try output.line("No posting\(asAt.view == .now && from == nil && to == nil ? "" : " in these days").")
    } else {
      try table.print(to: output)
    }
    try output.line("")
    guard let to, to < asAt.day(today: today) else {
      return try output.line(LedgerCommand.text(ledger.balance))
    }
    // What is printed ends before the view does: the balance of its last line, and that of the view beside it.
    let then = try LedgerCommand.balance(of: ledger, by: to)
    try output.line("At \(to.iso): \(LedgerCommand.text(then))")
    if then != ledger.balance {
      try output.line("All that is known (\(asAtText(today))): \(LedgerCommand.text(ledger.balance))")
    }
  }

  /// What had effect by the end of a day.
  /// - Throws: `MoneyError` where the sums do not fit.
  private static func balance(of ledger: Ledger, by day: CivilDate) throws(MoneyError) -> Ledger.Balance {
    var balance = Ledger.Balance()
    for line in ledger.lines where line.posting.effective <= day {
      balance.landlord = try balance.landlord.adding(line.posting.amount)
    }
    for line in ledger.localLines where line.posting.effective <= day {
      balance.local = try balance.local.adding(line.posting.amount)
    }
    balance.together = try balance.landlord.adding(balance.local)
    return balance
  }

  private static func text(_ balance: Ledger.Balance) -> String {
    balance.local == .zero
      ? "Balance \(balance.together.text())"
      : "Landlord \(balance.landlord.text()), local \(balance.local.text()), together \(balance.together.text())"
  }

  private func asAtText(_ today: CivilDate) -> String {
    switch asAt.view {
    case .now: "as at \(today.iso)"
    case .known(let day): "as known on \(day.iso)"
    case .effective(let day): "effective by \(day.iso)"
    }
  }
}
