import Casebook
import Rents
import Terminal

/// What comes back on its day: diary dates and promises with what became of them, instalments that are due, and the contacts.
struct DiaryLines {
  let page: AccountPage
  let ledger: Ledger?
  let today: CivilDate

  /// The lines, broken for a width; the first line of an open date holds its id.
  func lines(width: Int) -> [DiaryTab.Line] {
    var told: [DiaryTab.Line] = []
    func take(_ lines: FactLines, _ id: String? = nil) {
      for (index, text) in lines.all.enumerated() {
        told.append(DiaryTab.Line(text: text, field: index == 0 ? id : nil))
      }
    }
    let open = DueDates.open(page)
    if !open.isEmpty {
      var head = FactLines(width: width)
      head.head("DIARY", "\(open.count) open; Enter says what became of one")
      take(head)
      for entry in open {
        var lines = FactLines(width: width)
        tell(entry, &lines)
        take(lines, entry.id)
      }
    }
    var lines = FactLines(width: width)
    instalments(&lines)
    contacts(&lines)
    let ended = page.diary.filter { !$0.isOpen }.sorted {
      ($0.plan.due, $0.sequence) > ($1.plan.due, $1.sequence)
    }
    if !ended.isEmpty {
      lines.head("DONE AND TAKEN BACK", "newest first")
      for entry in ended { tell(entry, &lines) }
    }
    if !told.isEmpty, !lines.all.isEmpty { told.append(DiaryTab.Line(text: "", field: nil)) }
    take(lines)
    return told
  }

  private func tell(_ entry: DiaryEntry, _ lines: inout FactLines) {
    let plan = entry.plan
    var style: Style = .normal
    var when = DateText.distance(plan.due, today: today)
    if entry.isOpen, plan.due < today { (style, when) = (.bad, "OVERDUE \(when)") }
    if entry.isOpen, plan.due == today { (style, when) = (.warning, "DUE TODAY") }
    if !entry.isOpen { when = entry.isWithdrawn ? "x taken back" : "done" }
    var words = plan.wording
    if entry.isWithdrawn { words = StruckThrough.text(words) }
    words += "  (\(entry.officer), \(DateText.short(entry.made, today: today)))"
    lines.row(
      [(DateText.column(plan.due, today: today), 13, style), (when, 21, style)], rest: words,
      entry.isOpen ? .normal : .dim)
    if let finish = entry.finish {
      lines.row(
        [("", 34, .dim)],
        rest:
          "\(finish.wording)  (\(finish.officer), \(DateText.short(finish.recorded, today: today)))",
        finish.outcome.result == .broken ? .bad : .good)
    } else if plan.kind == .promise, entry.isOpen, let ledger {
      let judged = PromiseJudgement(plan, made: entry.made, ledger: ledger, on: today)
      lines.row(
        [("", 34, .dim)], rest: "by the postings: \(judged.wording)",
        judged.isKept == false ? .bad : judged.isKept == true ? .good : .dim)
    }
  }

  private func instalments(_ lines: inout FactLines) {
    let due = page.instalments.filter { $0.status == .due }.sorted {
      ($0.due, $0.number) < ($1.due, $1.number)
    }
    if due.isEmpty { return }
    lines.head("INSTALMENTS DUE", "by the landlord's extract")
    for instalment in due.prefix(12) {
      lines.row(
        [
          (DateText.column(instalment.due, today: today), 13, .normal),
          (DateText.distance(instalment.due, today: today), 21, instalment.due < today ? .bad : .dim),
        ], rest: "instalment \(instalment.number) of \(instalment.amount.text(.unsigned))")
    }
    if due.count > 12 { lines.paragraph("and \(due.count - 12) later ones: tab 6 shows all", .dim) }
  }

  private func contacts(_ lines: inout FactLines) {
    if page.contacts.isEmpty { return }
    let counted = page.contacts.filter { !$0.isWithdrawn }
    let reached = counted.count { $0.attempt.isContact }
    lines.head(
      "CONTACTS RECORDED HERE",
      "\(counted.count) attempt\(counted.count == 1 ? "" : "s"), \(reached) reached them")
    for contact in page.contacts.reversed() {
      var words = contact.attempt.wording + (contact.attempt.text.isEmpty ? "" : ". \(contact.attempt.text)")
      if contact.isWithdrawn { words = "x \(StruckThrough.text(words))" }
      let isReached = contact.attempt.isContact && !contact.isWithdrawn
      let sign = contact.isWithdrawn ? "  taken back" : isReached ? "c reached" : "  attempt"
      lines.row(
        [
          (DateText.column(contact.date, today: today), 13, .normal),
          (sign, 21, isReached ? .key : .dim),
        ],
        rest: "\(words)  (\(contact.officer))", contact.isWithdrawn ? .dim : .normal)
    }
  }
}
