import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook diary`: what comes back on its day.
struct DiaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diary", abstract: "Lists the diary dates that are due, adds one, or finishes one.",
    subcommands: [DiaryListCommand.self, DiaryAddCommand.self, DiaryDoneCommand.self],
    defaultSubcommand: DiaryListCommand.self)
}

/// `patchbook diary list`: what is due.
struct DiaryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the open diary dates that are due, the earliest first.",
    discussion: "Of a promise to pay the postings say whether it was kept.")

  @OptionGroup var book: BookOptions
  @Option(help: ArgumentHelp("One patch; else the whole book.", valueName: "patch")) var patch: String?
  @Option(help: ArgumentHelp("One account: everything in its diary, finished or not.", valueName: "ref"))
  var account: String?
  @Option(help: ArgumentHelp("What is due by that day; else by today.", valueName: "yyyy-mm-dd")) var by:
    CivilDate?
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let view = casebook.view
    let output = StandardOutput()
    var table = TextTable([
      .init("Due"), .init("Account"), .init("Name"), .init("What"), .init("Words"), .init("By"), .init("Now"),
      .init("Id"),
    ])
    for due in try dates(view) {
      let entry = due.entry
      let judged =
        entry.plan.kind == .promise && entry.isOpen
        ? try view.judgement(of: entry, account: due.account.reference).wording : ""
      if json {
        try output.line(utf8: line(due, judged).utf8)
        continue
      }
      let sum = entry.plan.amount.map { " \($0.text(.unsigned))" } ?? ""
      table.add([
        entry.plan.due.iso, due.account.reference, due.account.names.first ?? "",
        entry.plan.kind.wording + sum,
        entry.plan.text, entry.officer, state(entry) ?? judged, entry.id,
      ])
    }
    if !json {
      if table.isEmpty {
        try output.line(
          account == nil
            ? "Nothing is due by \((by ?? view.today).iso)." : "Nothing stands in the diary of this account.")
      } else {
        try table.print(to: output)
      }
    }
    try output.flush()
  }

  private func dates(_ view: BookView) throws -> [DueDiary] {
    guard let account else { return try view.dueDiary(patch: patch, by: by) }
    let summary = try view.known(account)
    return (try view.account(account, asAt: .now)?.diary ?? []).map { DueDiary(account: summary, entry: $0) }
  }

  /// How a date ended; nil while it is open.
  private func state(_ entry: DiaryEntry) -> String? {
    if let withdrawal = entry.withdrawal { return "taken back \(withdrawal.recorded.iso)" }
    return entry.finish?.wording
  }

  private func line(_ due: DueDiary, _ judged: String) -> JSONLine {
    let entry = due.entry
    var line = JSONLine()
    line.add("account", due.account.reference)
    line.add("patch", due.account.patch)
    line.add("id", entry.id)
    line.add("due", entry.plan.due.iso)
    line.add("kind", entry.plan.kind.rawValue)
    line.add("amount_pence", entry.plan.amount?.pence)
    line.add("text", entry.plan.text)
    line.add("recorded", entry.recorded.iso)
    line.add("officer", entry.officer)
    line.add("state", entry.isWithdrawn ? "withdrawn" : entry.finish?.outcome.result.rawValue ?? "open")
    line.add("judged", entry.finish?.judged ?? judged)
    return line
  }
}

/// `patchbook diary add`: one date.
struct DiaryAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Puts a date in an account's diary.")

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Option(help: ArgumentHelp("The day on which it comes back.", valueName: "yyyy-mm-dd")) var due: CivilDate
  @Option(
    help: ArgumentHelp(
      "What it is for: \(DiaryKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"))
  var kind = DiaryKind.review
  @Option(help: ArgumentHelp("What was promised, in pounds.", valueName: "pounds")) var amount: String?
  @Argument(help: ArgumentHelp("The words used, as one argument: quoted.", valueName: "text")) var text = ""
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    var promised: Money?
    if let amount {
      do { promised = try Money(reading: amount) } catch { throw Failure(.wrongCall, "--amount \(error)") }
    }
    let plan = DiaryPlan(due: due, kind: kind, amount: promised, text: text)
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let receipt = try casebook.perform(.diary(account: reference, entry: plan))
    if let hint = plan.hint(BankHolidays([BankHoliday]())) {
      StandardError.say("patchbook: \(hint.sentence)")
    }
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("id", receipt.minted.first)
      line.add("account", reference)
      line.add("due", due.iso)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        "\(kind.wording) on \(due.text(.weekdayDayMonthYear)), on \(HarmlessText.printable(reference)) in transaction "
          + "\(receipt.sequence). Its id is \(receipt.minted.first ?? "").")
    }
    try output.flush()
  }
}

/// `patchbook diary done`: finishes one date.
struct DiaryDoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Finishes a diary date.",
    discussion: "A promise that is simply done is judged by the postings: kept or broken.")

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Argument(
    help: ArgumentHelp(
      "The diary date, as the list names it; else the only one that is open.", valueName: "id"))
  var id: String?
  @Option(
    help: ArgumentHelp(
      "How it ended: \(DiaryOutcome.Result.ends.map(\.rawValue).joined(separator: ", ")).",
      valueName: "outcome"))
  var outcome = DiaryOutcome.Result.done
  @Option(help: ArgumentHelp("What came of it.", valueName: "text")) var text = ""
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let receipt = try casebook.perform(
      .finishDiary(
        account: reference, id: try entry(casebook.view), outcome: DiaryOutcome(outcome, text: text)))
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("account", reference)
      if !receipt.judged.isEmpty { line.add("judged", receipt.judged) }
      try output.line(utf8: line.utf8)
    } else {
      let judged = receipt.judged.isEmpty ? "" : " The postings say: \(receipt.judged)."
      try output.line(
        "Finished on \(HarmlessText.printable(reference)) in transaction \(receipt.sequence).\(judged)")
    }
    try output.flush()
  }

  /// The date that is meant.
  private func entry(_ view: BookView) throws -> String {
    if let id { return id }
    _ = try view.known(reference)
    let open = try view.account(reference, asAt: .now)?.openDiary ?? []
    guard let only = open.first, open.count == 1 else {
      throw Failure(
        .wrongCall,
        "\(open.isEmpty ? "No diary date is" : "\(open.count) diary dates are") open on this account. Nothing was changed. "
          + "See them: patchbook diary list --account \(HarmlessText.printable(reference))")
    }
    return only.id
  }
}

extension DiaryKind: ExpressibleByArgument {}
extension DiaryOutcome.Result: ExpressibleByArgument {}
