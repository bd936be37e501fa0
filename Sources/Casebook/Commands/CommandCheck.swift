import Journal
import Rents

/// Whether a command makes sense for whoever asks, and what it records.
struct CommandCheck {
  /// The longest note, in bytes.
  static let longestNote = 100_000
  /// The longest narrative, in characters: what is kept of an extract's, too.
  static let longestNarrative = 500
  /// The largest posting made by hand, in pence: ten million pounds.
  static let largestAmount: Int64 = 1_000_000_000
  /// The most accounts that one command changes.
  static let mostAccounts = 10_000

  /// The most fields of a form.
  static let mostFields = 2_000
  /// The longest file by which a form is asked or judged, in bytes.
  static let longestSource = 1 << 20

  let officer: Officer?
  let user: String
  let configuration: BookConfiguration
  let identity: String
  let today: CivilDate
  let recorded: CivilDate
  let sitting: String
  let draft: String

  /// What can be said before the book is asked.
  func check(_ command: Command) throws(CasebookError) {
    guard let officer else { throw CommandCheck.unknown(user) }
    switch command {
    case .note(_, let text), .each(_, .note(let text)):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "write notes") }
      try check(note: text)
    case .noteAndDiary(_, let text, let plan):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "write notes") }
      try check(note: text)
      try check(plan)
    case .contact(_, let attempt):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "record contacts") }
      try check(attempt)
    case .contactAndDiary(_, let attempt, let plan):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "record contacts") }
      try check(attempt)
      try check(plan)
    case .diary(_, let plan), .each(_, .diary(let plan)):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "keep the diary") }
      try check(plan)
    case .finishDiary(_, _, let outcome):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "keep the diary") }
      guard outcome.result != .moved else {
        throw .refused(
          "A date that is moved needs the day that it is moved to. Nothing was changed. Give the new day.")
      }
      try checkLength(outcome.text, "What came of it")
    case .moveDiary(_, _, let text, let plan):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "keep the diary") }
      try checkLength(text, "What came of it")
      try check(plan)
    case .amendPerson(_, _, let field, let from, let to):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "change people's details") }
      try check(field, from, to)
    case .post(_, let type, let amount, let effective, let narrative):
      guard officer.role.mayPost else { throw CommandCheck.notPermitted(officer, "post to a ledger") }
      guard narrative.unicodeScalars.count <= CommandCheck.longestNarrative else {
        throw .refused(
          "The narrative is longer than \(CommandCheck.longestNarrative) characters. Nothing was posted. Shorten it, "
            + "or write a note.")
      }
      try checkAmount(amount, type, officer)
      try checkDate(effective)
    case .placeSuspense:
      guard officer.role.mayPost else { throw CommandCheck.notPermitted(officer, "place rows of suspense") }
    case .finishStatement(_, let finish):
      guard officer.role.mayWrite else { throw CommandCheck.notPermitted(officer, "finish forms") }
      try check(finish)
    // What may be taken back was recorded by the same user.
    case .undo: break
    }
    if case .each(let accounts, _) = command { try check(accounts) }
  }

  private func check(note text: String) throws(CasebookError) {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw .refused("The note is empty. Nothing was recorded. Write what was said or done.")
    }
    try checkLength(text, "The note")
  }

  private func check(_ accounts: [String]) throws(CasebookError) {
    guard !accounts.isEmpty else {
      throw .refused("No account is marked. Nothing was recorded. Mark the accounts first.")
    }
    guard accounts.count <= CommandCheck.mostAccounts else {
      throw .refused(
        "\(accounts.count) accounts are more than one command changes. Nothing was recorded. Take "
          + "\(CommandCheck.mostAccounts) at a time.")
    }
  }

  private func check(_ attempt: ContactAttempt) throws(CasebookError) {
    let outcomes = attempt.channel.outcomes(attempt.direction)
    guard outcomes.contains(attempt.outcome) else {
      throw .refused(
        "\u{201C}\(attempt.outcome.wording)\u{201D} is nothing that comes of \(attempt.channel.wording) "
          + "(\(attempt.direction.rawValue)). Nothing was recorded. It is one of: "
          + "\(outcomes.map { "\($0.rawValue) \($0.wording.lowercasedFirst)" }.joined(separator: ", ")).")
    }
    try checkLength(attempt.text, "The text")
    guard attempt.person.unicodeScalars.count <= PersonField.longest else {
      throw .refused(
        "The name of whom we spoke to is longer than \(PersonField.longest) characters. Nothing was recorded. Shorten it."
      )
    }
    guard let date = attempt.date else { return }
    guard date <= today else {
      throw .refused(
        "\(date.text(.dayMonthYear)) has not come yet. Nothing was recorded. A contact to come is a diary date."
      )
    }
    guard date >= today.adding(years: -1) else {
      throw .refused(
        "\(date.text(.dayMonthYear)) is more than a year ago. Nothing was recorded. Look at the date again, or write a "
          + "note.")
    }
  }

  private func check(_ plan: DiaryPlan) throws(CasebookError) {
    guard plan.due >= today else {
      throw .refused(
        "\(plan.due.text(.dayMonthYear)) is past: today is \(today.text(.dayMonthYear)). Nothing was put in the diary. "
          + "Give a day to come.")
    }
    guard plan.due <= today.adding(years: 10) else {
      throw .refused(
        "\(plan.due.text(.dayMonthYear)) is more than ten years away. Nothing was put in the diary. Look at the date "
          + "again.")
    }
    try checkLength(plan.text, "The text")
    if plan.kind == .other, plan.text.trimmed.isEmpty {
      throw .refused(
        "A diary date that is neither review, call, visit nor promise needs words. Nothing was put in the diary. Say what "
          + "is to be done.")
    }
    guard let amount = plan.amount else { return }
    guard plan.kind == .promise else {
      throw .refused(
        "Only a promise to pay has an amount. Nothing was put in the diary. Leave it out, or make it a promise."
      )
    }
    guard amount.isDebit, amount.pence <= CommandCheck.largestAmount else {
      throw .refused(
        "\(amount.text(.signed)) is no amount that can be promised. Nothing was put in the diary. Give pounds above zero."
      )
    }
  }

  private func check(_ field: PersonField, _ from: String, _ to: String) throws(CasebookError) {
    if let objection = field.objection(to: to, today: today) {
      throw .refused(
        "\(field.wording) \u{201C}\(HarmlessText.printable(to))\u{201D}: \(objection). Nothing was changed. Put it right."
      )
    }
    guard from != to else {
      throw .refused("\(field.wording) is that already. Nothing was changed.")
    }
  }

  private func check(_ finish: StatementFinish) throws(CasebookError) {
    guard !finish.fields.isEmpty else {
      throw .refused("Nothing stands in the form. Nothing was recorded. Ask at least one question.")
    }
    for file in finish.sources?.files ?? [] where file.bytes.count > CommandCheck.longestSource {
      throw .refused(
        "The file of the form's \(file.kind.rawValue) has \(file.bytes.count) bytes, more than any such file. Nothing was "
          + "recorded. Put it right.")
    }
    guard finish.fields.count <= CommandCheck.mostFields else {
      throw .refused(
        "The form has \(finish.fields.count) fields, more than any form. Nothing was recorded. Look at what was handed "
          + "over.")
    }
    for (name, text) in finish.fields {
      guard StatementField(name: name) != nil else {
        throw .refused(
          "\u{201C}\(HarmlessText.printable(name, limit: 60))\u{201D} is no field of a form. Nothing was recorded. Leave it "
            + "out, or use a newer program.")
      }
      try checkLength(text, "The field \(name)")
    }
  }

  private func checkLength(_ text: String, _ what: String) throws(CasebookError) {
    guard text.utf8.count <= CommandCheck.longestNote else {
      throw .refused(
        "\(what) is longer than \(CommandCheck.longestNote) characters. Nothing was recorded. Shorten it, or "
          + "write it in parts.")
    }
  }

  private func checkAmount(_ amount: Money, _ type: PostingType, _ officer: Officer) throws(CasebookError) {
    guard amount != .zero else {
      throw .refused("A posting of nothing changes nothing. Nothing was posted. Give the amount.")
    }
    guard amount.pence.magnitude <= CommandCheck.largestAmount.magnitude else {
      throw .refused(
        "\(amount.text(.debitOrCredit)) is more than any posting. Nothing was posted. Look at the amount again."
      )
    }
    guard type.usualSide.includes(amount) else {
      let (does, side) =
        type.usualSide == .credit ? ("lowers what is owed", "credit") : ("raises what is owed", "debit")
      throw .refused(
        "\(type.wording) \(does): \(amount.text(.debitOrCredit)) is on the other side. Nothing was posted. Give it "
          + "as a \(side), or post an adjustment.")
    }
    if let limit = officer.limit, amount.pence.magnitude > limit.pence.magnitude {
      throw .notPermitted(
        "\(amount.text(.unsigned)) is above the limit of \(limit.text(.unsigned)) that officers.toml gives "
          + "\(officer.name). Nothing was posted. Ask a senior to post it.")
    }
  }

  private func checkDate(_ effective: CivilDate) throws(CasebookError) {
    guard effective >= today.adding(years: -20), effective <= today.adding(years: 1) else {
      throw .refused(
        "\(effective.text(.dayMonthYear)) is too far from today, \(today.text(.dayMonthYear)). Nothing was posted. "
          + "Look at the date again.")
    }
  }

  private static func notPermitted(_ officer: Officer, _ what: String) -> CasebookError {
    let role = officer.role.rawValue
    return .notPermitted(
      "\(officer.name) has the role \(role) in this book and may not \(what). Nothing was changed. Ask a senior to do "
        + "it, or to change the role in officers.toml.")
  }

  /// Why a user may not fill forms in; nil where they may.
  static func objectionToForms(_ officer: Officer?, user: String) -> CasebookError? {
    guard let officer else { return unknown(user) }
    return officer.role.mayWrite ? nil : notPermitted(officer, "fill forms in")
  }

  /// The refusal of a user whom the book does not know.
  static func unknown(_ user: String) -> CasebookError {
    .notPermitted(
      "The user \u{201C}\(user)\u{201D} is not in officers.toml and may only read. Nothing was changed. Ask a senior "
        + "to add [[officer]] with user = \(SettingsFile.quoted(user)) to officers.toml in the book's directory."
    )
  }
}
