import Casebook
import Rents
import Terminal

/// What of an account's diary is due today or was due before, in the words that were used: what comes back on its day.
struct DueDates: Sendable {
  /// The open dates that are due, the earliest first.
  let entries: [DiaryEntry]
  private let ledger: Ledger?
  private let today: CivilDate

  /// What is due of a page. With the ledger a promise says what the postings say of it.
  init(_ page: AccountPage, _ ledger: Ledger?, today: CivilDate) {
    self.ledger = ledger
    self.today = today
    entries = DueDates.open(page).filter { $0.plan.due <= today }
  }

  /// All open dates, the earliest first.
  static func open(_ page: AccountPage) -> [DiaryEntry] {
    page.diary.filter(\.isOpen).sorted { ($0.plan.due, $0.sequence) < ($1.plan.due, $1.sequence) }
  }

  /// `Due today`, `Overdue since Fri 20 Nov`.
  private func when(_ entry: DiaryEntry) -> String {
    entry.plan.due == today
      ? "Due today" : "Overdue since \(DateText.words(entry.plan.due, today: today))"
  }

  /// `call back, “rings after 3”`, `promise to pay 40.00, nothing came`.
  private func what(_ entry: DiaryEntry) -> String {
    var plan = entry.plan
    plan.text = ""
    var words = plan.wording.prefix(1).lowercased() + plan.wording.dropFirst()
    if !entry.plan.text.isEmpty { words += ", “\(DueDates.onOneLine(entry.plan.text))”" }
    if plan.kind == .promise, let ledger {
      let judged = PromiseJudgement(entry.plan, made: entry.made, ledger: ledger, on: today)
      words += ", by the postings \(judged.wording)"
    }
    return words
  }

  private static func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What is said when the account is opened; nil where nothing is due.
  var sentence: String? {
    guard let first = entries.first else { return nil }
    let more = entries.count - 1
    return when(first) + (more > 0 ? " (\(more) more on tab 7)" : "") + ": \(what(first))"
  }

  /// One line for each of the first dates: `DUE TODAY  call back, “rings after 3”`.
  func lines(most: Int) -> [StyledText] {
    entries.prefix(most).map { entry in
      StyledText(when(entry).uppercasedWords, entry.plan.due < today ? .bad : .warning)
        .adding("  \(what(entry))")
    }
  }

  /// A mark for the head of the account, in so many columns: the words where they fit, else how it stands alone.
  func mark(width: Int) -> StyledText {
    guard let first = entries.first else { return StyledText() }
    let style: Style = first.plan.due < today ? .bad : .warning
    let short = first.plan.due < today ? "OVERDUE" : "DUE TODAY"
    for line in [
      StyledText("   \(short)", style).adding("  \(what(first))"),
      StyledText("   \(short)", style).adding(" \(first.plan.kind.wording.lowercased())"),
      StyledText("   \(short)", style),
    ] where line.columns <= width { return line }
    return StyledText()
  }
}

extension String {
  /// The first two words in capitals: what stands before a date stays as it is said.
  fileprivate var uppercasedWords: String {
    let parts = split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return uppercased() }
    return parts[1] == "today" ? uppercased() : parts[0].uppercased() + " " + parts[1]
  }
}
