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

  let officer: Officer?
  let user: String
  let configuration: BookConfiguration
  let today: CivilDate

  /// What can be said before the book is asked.
  func check(_ command: Command) throws(CasebookError) {
    guard let officer else { throw CommandCheck.unknown(user) }
    switch command {
    case .note(_, let text):
      guard officer.role.mayWrite else { throw notPermitted(officer, "write notes") }
      guard text.contains(where: { !$0.isWhitespace }) else {
        throw .refused("The note is empty. Nothing was recorded. Write what was said or done.")
      }
      guard text.utf8.count <= CommandCheck.longestNote else {
        throw .refused(
          "The note is longer than \(CommandCheck.longestNote) characters. Nothing was recorded. Shorten it, or "
            + "write it in parts.")
      }
    case .post(_, let type, let amount, let effective, let narrative):
      guard officer.role.mayPost else { throw notPermitted(officer, "post to a ledger") }
      guard narrative.unicodeScalars.count <= CommandCheck.longestNarrative else {
        throw .refused(
          "The narrative is longer than \(CommandCheck.longestNarrative) characters. Nothing was posted. Shorten it, "
            + "or write a note.")
      }
      try checkAmount(amount, type, officer)
      try checkDate(effective)
    case .placeSuspense:
      guard officer.role.mayPost else { throw notPermitted(officer, "place rows of suspense") }
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

  private func notPermitted(_ officer: Officer, _ what: String) -> CasebookError {
    let role = officer.role.rawValue
    return .notPermitted(
      "\(officer.name) has the role \(role) in this book and may not \(what). Nothing was changed. Ask a senior to do "
        + "it, or to change the role in officers.toml.")
  }

  /// The refusal of a user whom the book does not know.
  static func unknown(_ user: String) -> CasebookError {
    .notPermitted(
      "The user \u{201C}\(user)\u{201D} is not in officers.toml and may only read. Nothing was changed. Ask a senior "
        + "to add [[officer]] with user = \(SettingsFile.quoted(user)) to officers.toml in the book's directory."
    )
  }

  // MARK: Rows

  /// What the command records as the transaction of that number, and the receipt of it.
  /// - Throws: ``CasebookError`` where the book as it is now does not allow it, or cannot be read.
  func rows(
    _ command: Command, identity: String, sequence: UInt64, header: EntryHeader, recorded: CivilDate,
    in view: BookView
  ) throws -> (rows: [Row], receipt: Receipt) {
    // Unique among books and the same in every copy of one (decision 3).
    let id = "pb\(identity.prefix(10))-\(sequence)-1"
    var fields = FieldWriter()
    var key = FieldWriter()
    switch command {
    case .note(let account, let text):
      key.padded(Int(clamping: sequence), 12)
      key.bytes.append(UInt8(ascii: "-"))
      key.number(1)
      NoteRecord.write(
        Note(
          id: id, recorded: recorded, at: header.at, user: header.user, officer: header.officer, text: text),
        to: &fields)
      return ([row(.note, account, key, fields)], Receipt(sequence: sequence, minted: [id]))
    case .post(let account, let type, let amount, let effective, let narrative):
      var posting = Posting(
        id: id, type: type, amount: amount, effective: effective, known: recorded, recorded: recorded,
        source: "patchbook")
      posting.narrative = narrative
      posting.isLocal = configuration.ledgerOfRecord == .landlord
      PostingRecord.writeKey(of: posting, to: &key)
      PostingRecord.write(posting, recorded: recorded, isMadeHere: true, to: &fields)
      return ([row(.posting, account, key, fields)], Receipt(sequence: sequence, minted: [id]))
    case .placeSuspense(let reference, let account):
      let placing = try SuspensePlacing(of: reference, onto: account, in: view, recorded: recorded)
      var receipt = Receipt(sequence: sequence, minted: [])
      receipt.placed = placing.placed
      receipt.duplicates = placing.duplicates
      return (placing.rows, receipt)
    }
  }

  private func row(_ table: Table, _ account: String, _ key: FieldWriter, _ fields: FieldWriter) -> Row {
    Row(
      table: table, cluster: account, order: String(decoding: key.bytes, as: UTF8.self), bytes: fields.bytes)
  }
}

extension Command {
  /// The command with what was typed made harmless: nothing that steers a terminal or hides in a search is kept.
  var harmless: Command {
    switch self {
    case .note(let account, let text): .note(account: account, text: HarmlessText.lines(text))
    case .post(let account, let type, let amount, let effective, let narrative):
      .post(
        account: account, type: type, amount: amount, effective: effective,
        narrative: HarmlessText.printable(narrative, limit: .max))
    // References are looked up as they are, and nothing of them is kept that the book did not have.
    case .placeSuspense: self
    }
  }

  /// The account that it changes.
  var account: String {
    switch self {
    case .note(let account, _), .post(let account, _, _, _, _), .placeSuspense(_, let account): account
    }
  }

  /// The command as the journal names it.
  var name: String {
    switch self {
    case .note: "note"
    case .post: "post"
    case .placeSuspense: "suspense place"
    }
  }
}
