import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook charges`: charging every account, in a book that keeps the ledger itself.
struct ChargesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charges", abstract: "Charges every account for a rent week, once.",
    discussion: """
      For a book that keeps its own ledger (ledger_of_record = "patchbook" in book.toml). Each account is charged by its own \
      frequency and rent-free weeks: weekly rent on the first day of the week, longer periods on the day on which they fall due. \
      All of it is one transaction: everybody is charged, or nobody, and a week is never charged twice.
      """,
    subcommands: [Run.self, Undo.self, List.self], defaultSubcommand: List.self)

  /// `patchbook charges run`.
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Charges a week.")

    @OptionGroup var book: BookOptions
    @Option(help: ArgumentHelp("Any day of the rent week.", valueName: "yyyy-mm-dd")) var week: CivilDate
    @Flag(help: "Only say what would be charged.") var dryRun = false
    @Flag(help: "JSON lines: one for each account that is left out, and last a summary.") var json = false

    func run() throws {
      let casebook = try book.open(dryRun ? .readOnly : .readWrite)
      let output = StandardOutput(keepsGoing: !dryRun)
      var shown: [UnchargedAccount] = []
      var failure: (any Error)?
      let outcome = try casebook.runCharges(weekOf: week, isDryRun: dryRun) { account in
        if json {
          var line = JSONLine()
          line.add("account", account.account)
          line.add("reason", account.reason.rawValue)
          // What cannot be printed must not stop a run half-way: it is told at its end.
          do { try output.line(utf8: line.utf8) } catch { failure = failure ?? error }
        } else if account.reason.isWorthALook {
          shown.append(account)
        }
      }
      if json {
        try output.line(utf8: Run.summary(outcome, dryRun).utf8)
      } else {
        try tell(outcome, shown, output)
      }
      try output.flush()
      if let failure { throw failure }
    }

    private static func summary(_ outcome: ChargeOutcome, _ isDryRun: Bool) -> JSONLine {
      var line = JSONLine()
      line.add("summary", true)
      line.add("week", outcome.run.week.iso)
      line.add("number", outcome.run.number)
      line.add("accounts", outcome.run.accounts)
      line.add("postings", outcome.run.postings)
      line.add("total_pence", outcome.run.total.pence)
      line.add("uncharged", outcome.uncharged.values.reduce(0, +))
      if !isDryRun { line.add("seq", outcome.run.sequence) }
      if !outcome.remarks.isEmpty { line.add("remarks", outcome.remarks) }
      return line
    }

    private func tell(_ outcome: ChargeOutcome, _ shown: [UnchargedAccount], _ output: StandardOutput) throws
    {
      let run = outcome.run
      for type in PostingType.allCases {
        if let amount = outcome.byType[type] { try output.line("  \(type.wording): \(amount.text())") }
      }
      for reason in UnchargedAccount.Reason.allCases {
        if let count = outcome.uncharged[reason] {
          try output.line("  not charged, \(reason.words): \(count)")
        }
      }
      if !shown.isEmpty { try output.line("Worth a look:") }
      for account in shown.prefix(200) {
        try output.line("  \(HarmlessText.printable(account.account))  \(account.reason.words)")
      }
      if shown.count > 200 { try output.line("  and \(shown.count - 200) more: --json lists them all.") }
      for remark in outcome.remarks { try output.line("remark \(remark)") }
      let what = "\(run.accounts) accounts, \(run.postings) postings, \(run.total.text()) for \(run.wording)"
      try output.line(
        dryRun
          ? "Would charge \(what). Nothing was recorded." : "Charged \(what), in transaction \(run.sequence)."
      )
    }
  }

  /// `patchbook charges undo`.
  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes the charges of a week back.",
      discussion: """
        Every charge of the run is met by its opposite on the same day; both stand in the ledger. Weeks are taken back from the \
        latest on. The week can be charged again after it.
        """)

    @OptionGroup var book: BookOptions
    @Option(help: ArgumentHelp("Any day of the rent week.", valueName: "yyyy-mm-dd")) var week: CivilDate
    @Flag(help: "One JSON line.") var json = false

    func run() throws {
      let casebook = try book.open(.readWrite)
      let output = StandardOutput(keepsGoing: true)
      let run = try casebook.takeBackCharges(weekOf: week)
      if json {
        try output.line(utf8: ChargesCommand.line(run).utf8)
      } else {
        try output.line(
          "Took back \(run.postings) postings, \(run.total.text()), of \(run.wording), in transaction "
            + "\(run.takenBack ?? 0).")
      }
      try output.flush()
    }
  }

  /// `patchbook charges list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the weeks that were charged.")

    @OptionGroup var book: BookOptions
    @Flag(help: "JSON lines.") var json = false

    func run() throws {
      let casebook = try book.open(.readOnly)
      let output = StandardOutput()
      let runs = try casebook.view.chargeRuns()
      for run in runs {
        if json {
          try output.line(utf8: ChargesCommand.line(run).utf8)
        } else {
          let fate = run.takenBack.map { "taken back in transaction \($0)" } ?? ""
          try output.line(
            "\(run.week.iso)  week \(run.number) of \(run.year)  \(run.accounts) accounts  \(run.total.text())  "
              + "\(HarmlessText.printable(run.officer))  \(run.sequence)  \(fate)".trimmedEnd)
        }
      }
      if runs.isEmpty, !json { try output.line("No week was charged in this book.") }
      try output.flush()
    }
  }

  private static func line(_ run: ChargeRun) -> JSONLine {
    var line = JSONLine()
    line.add("week", run.week.iso)
    line.add("number", run.number)
    line.add("year", run.year)
    line.add("accounts", run.accounts)
    line.add("postings", run.postings)
    line.add("total_pence", run.total.pence)
    line.add("recorded", run.recorded.iso)
    line.add("who", run.officer)
    line.add("seq", run.sequence)
    line.add("taken_back", run.takenBack)
    return line
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
