import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("People of an account, put right in place")
struct AccountPeopleTests {
  private let people = DeskStart.account(reference: "40218863", tab: .people)

  private func change(_ field: PersonField, _ from: String, _ to: String, isWithdrawn: Bool = false)
    -> Amendment
  {
    Amendment(
      id: "m\(to)", sequence: 7, recorded: day("2026-11-20"), at: "2026-11-20T10:00:00Z", user: "kosei",
      officer: "Kofi Osei", slot: 1, field: field, from: from, to: to,
      withdrawal: isWithdrawn
        ? Withdrawal(
          sequence: 8, recorded: day("2026-11-21"), at: "2026-11-21T10:00:00Z", user: "kosei",
          officer: "Kofi Osei")
        : nil)
  }

  /// Marsh, whose telephone was put right and whose language is known.
  private func book(phone: String = "07700 900999") throws -> HandBook {
    var book = try InventedPatch.book(accounts: 3)
    var account = try InventedPatch.marsh()
    let changed = change(.phone, "07700 900412", phone)
    let values: [PersonField: (String, String, Amendment?, [Amendment])] = [
      .name: ("Kelly Marsh", "Kelly Marsh", nil, []),
      .born: ("1988-02-19", "1988-02-19", nil, []),
      .phone: (
        phone, "07700 900412", changed, [change(.phone, "", "0161 496 0000", isWithdrawn: true), changed]
      ),
      .safeContact: ("text before calling, never voicemail", "", change(.safeContact, "", "text"), []),
    ]
    account.page.people = [
      PersonDetails(
        slot: 1,
        details: PersonField.allCases.map { field in
          let (value, landlord, standing, history) = values[field] ?? ("", "", nil, [])
          return PersonDetails.Detail(
            field: field, value: value, landlord: landlord, standing: standing, history: history)
        })
    ]
    book.add(account)
    return book
  }

  /// What the program is asked for by the last of some keys.
  private func asked(_ session: inout DeskSession, _ keys: String) throws -> DeskCommand? {
    var last: DeskCommand?
    for step in try KeyScript(keys).steps {
      guard let event = step.event else { continue }
      last = session.handle(event)
    }
    return last
  }

  @Test("what stands is shown beside what the extract says, with old, new, who and when")
  func history() throws {
    let text = try played(book(), people, size: sizes[1]).canvas().text()
    #expect(text.contains("07700 900999 (the extract says 07700 900412)"))
    #expect(text.contains("20 Nov 2026 Kofi Osei: “07700 900412” to “07700 900999”"))
    #expect(text.contains("x taken back:"))
    #expect(text.contains("text before calling, never voicemail"))
  }

  @Test("a date of birth is typed as any date, echoed in words, and recorded as one day")
  func dateOfBirth() throws {
    for typed in ["3/7/1979", "3 Jul 1979", "1979-07-03", "3.7.79", "Tue 3 July 1979"] {
      var session = try played(book(), people, "Down Enter Ctrl-U \"\(typed)\"")
      #expect(session.canvas().text().contains("Tue 3 Jul 1979: 47 years old"), "\(typed)")
      guard case .record(.amendPerson(_, _, .born, let from, let to), _)? = session.handle(.key(.enter))
      else {
        Issue.record("\(typed) was not recorded: \(session.canvas().text())")
        continue
      }
      #expect(from == "1988-02-19" && to == "1979-07-03")
    }
    for (typed, why) in [
      ("3 Jul", "The year is missing"), ("31/2/1979", "February 1979 has no 31st"),
      ("fri", "“fri” is no date"),
    ] {
      var session = try played(book(), people, "Down Enter Ctrl-U \"\(typed)\"")
      #expect(session.handle(.key(.enter)) == nil)
      #expect(session.canvas().text().contains(why), "\(typed): \(session.canvas().text())")
    }
  }

  @Test("Enter opens the detail with what stands; what is typed is asked to be recorded as a change from it")
  func edit() throws {
    var session = try played(book(), people, "2*Down Enter")
    #expect(session.canvas().text().contains("Telephone: Marsh Kelly"))
    let command = try asked(&session, "Ctrl-U \"07700 900111\" Enter")
    guard case .record(let change, let said) = command else {
      Issue.record("nothing was asked for: \(String(describing: command))")
      return
    }
    #expect(
      change
        == .amendPerson(
          account: "40218863", slot: 1, field: .phone, from: "07700 900999", to: "07700 900111"))
    #expect(said == "Telephone of Marsh Kelly on 40218863")
  }

  @Test("Esc leaves it as it was, and so does Enter on the same text")
  func cancel() throws {
    var session = try played(book(), people, "2*Down Enter")
    #expect(try asked(&session, "\"x\" Esc") == nil)
    #expect(try asked(&session, "Enter Enter") == nil)
    #expect(session.canvas().text().contains("Nothing was changed."))
  }

  @Test(
    "a colleague's change meanwhile is shown beside one's own, which is kept in the field; the officer chooses"
  )
  func conflict() throws {
    var session = try played(book(), people, "2*Down Enter")
    _ = try asked(&session, "Ctrl-U \"07700 900111\" Enter")
    var newer = try book(phone: "07700 900222")
    newer.sequence = 9
    session.take(newer)
    _ = session.take(RecordResult.refused("Somebody else changed it."))
    let text = session.canvas().text()
    #expect(text.contains("It says “07700 900222” now, and said “07700 900999” when you began."))
    #expect(text.contains("07700 900111"))
    let command = try asked(&session, "Enter")
    guard case .record(.amendPerson(_, _, _, let from, let to), _) = command else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(from == "07700 900222" && to == "07700 900111")
  }

  @Test("its states as pictures", arguments: sizes)
  func pictures(size: Size) throws {
    Snapshot.check(try played(book(), people, size: size).canvas(), "account-people-changed")
    Snapshot.check(try played(book(), people, "2*Down Enter", size: size).canvas(), "account-people-editing")
  }
}

@Suite("An account's diary, contacts and withdrawn notes")
struct AccountDiaryTests {
  private func book() throws -> HandBook {
    var book = try InventedPatch.book(accounts: 3)
    var account = try InventedPatch.marsh()
    let at = "2026-11-18T09:14:03Z"
    account.page.diary = [
      DiaryEntry(
        id: "d1", sequence: 3, made: day("2026-11-10"), recorded: day("2026-11-10"), at: at, user: "kosei",
        officer: "Kofi Osei",
        plan: DiaryPlan(
          due: day("2026-11-20"), kind: .promise, amount: money(4000), text: "on Friday when she is paid")),
      DiaryEntry(
        id: "d2", sequence: 4, made: day("2026-11-18"), recorded: day("2026-11-18"), at: at, user: "kosei",
        officer: "Kofi Osei",
        plan: DiaryPlan(due: day("2026-11-24"), kind: .callBack, text: "ask about the bank")),
    ]
    account.page.contacts = [
      Contact(
        id: "c1", sequence: 5, date: day("2026-11-18"), recorded: day("2026-11-18"), at: at, user: "kosei",
        officer: "Kofi Osei", attempt: ContactAttempt(.telephoneOut, .noAnswer, text: "rang twice"))
    ]
    account.page.contacts.append(
      Contact(
        id: "c2", sequence: 6, date: day("2026-11-19"), recorded: day("2026-11-19"), at: at, user: "kosei",
        officer: "Kofi Osei", attempt: ContactAttempt(.telephoneIn, .spoke, text: "wrong account, sorry"),
        withdrawal: Withdrawal(
          sequence: 7, recorded: day("2026-11-19"), at: at, user: "kosei", officer: "Kofi Osei")))
    book.add(account)
    return book
  }

  private func start(_ tab: AccountTab) -> DeskStart { .account(reference: "40218863", tab: tab) }

  @Test("a promise says what the postings say of it, and an overdue date says so in words")
  func promise() throws {
    let text = try played(book(), start(.diary)).canvas().text()
    #expect(text.contains("OVERDUE 4 days ago"))
    #expect(text.contains("Promise to pay 40.00: on Friday when she"))
    #expect(text.contains("by the postings: nothing came"))
    #expect(text.contains("DUE TODAY"))
  }

  @Test("attempts are counted, and those that reached nobody are no contact")
  func contacts() throws {
    let text = try played(book(), start(.diary), "End").canvas().text()
    #expect(text.contains("1 attempt, 0 reached them"))
    #expect(text.contains("rang twice"))
  }

  @Test("what was taken back stands struck through, with a word")
  func withdrawn() throws {
    let text = try played(book(), start(.timeline), size: sizes[1]).canvas().text()
    #expect(text.contains("x withdrawn:"))
    #expect(text.contains("Promised 40.00 by Fri 20 Nov"))
  }

  @Test("its states as pictures", arguments: sizes)
  func pictures(size: Size) throws {
    for tab in [AccountTab.diary, .timeline, .actions] {
      Snapshot.check(try played(book(), start(tab), size: size).canvas(), "account-casework-\(tab.rawValue)")
    }
  }
}

@Suite("Printing a tab of an account")
struct AccountPrintTests {
  private func written(
    _ tab: AccountTab, _ keys: String, _ book: HandBook? = nil, _ reference: String = "40218863"
  ) throws
    -> NewFile?
  {
    var session = try played(book ?? InventedPatch.book(), .account(reference: reference, tab: tab))
    var last: NewFile?
    for step in try KeyScript(keys).steps {
      guard let event = step.event else { continue }
      if case .write(let file) = session.handle(event) { last = file }
    }
    return last
  }

  @Test("the ledger as text, under a name that says what it is")
  func text() throws {
    let file = try #require(try written(.ledger, "P Enter"))
    #expect(file.path == "40218863-ledger-2026-11-24.txt")
    #expect(file.lines.contains { $0.contains("BALANCE  762.39 DR") })
    #expect(file.lines.contains { $0.contains("DD RETURNED, known Wed 18 Nov") && $0.contains("643.75 DR") })
    #expect(file.lines.last?.contains("charged 830.48") == true)
  }

  @Test("as CSV with plain figures, every text in quotes, and nothing that a spreadsheet would run")
  func csv() throws {
    var book = try InventedPatch.book(accounts: 2)
    book.add(try Troubled.account())
    let file = try #require(try written(.ledger, "P Tab Enter", book, "555/A"))
    #expect(file.path == "555-A-ledger-2026-11-24.csv")
    #expect(file.lines.first?.hasPrefix("\"From\",\"To\",\"What\",\"Charge\"") == true)
    #expect(file.lines.contains { $0.contains("\"'=HYPERLINK(\"\"x\"\")\"") })
    #expect(file.lines.contains { $0.contains(",404.00,,1334.00,") })
    #expect(
      file.lines.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{9B}" } })
  }

  @Test("what is narrowed is printed narrowed", arguments: [("t Down Enter P Enter", 2), ("w w P Enter", 2)])
  func narrowed(keys: String, rows: Int) throws {
    let file = try #require(try written(.ledger, keys))
    #expect(file.lines.count { $0.hasPrefix("2026-") } == rows)
  }

  @Test("every tab but the documents prints as text and as CSV", arguments: AccountTab.allCases)
  func tabs(tab: AccountTab) throws {
    let text = try written(tab, "P Enter")
    let csv = try written(tab, "P Tab Enter")
    if tab == .documents {
      #expect(text == nil && csv == nil)
    } else {
      #expect(text != nil, "\(tab)")
      if tab != .diary { #expect(csv != nil, "\(tab)") }
    }
  }

  @Test("an empty path is asked for again; Esc prints nothing")
  func nothing() throws {
    #expect(try written(.ledger, "P Ctrl-U Enter") == nil)
    #expect(try written(.ledger, "P Esc") == nil)
    #expect(try written(.ledger, "P Ctrl-U \"~/out.txt\" Enter")?.path == "~/out.txt")
  }

  @Test("the session says where it went and how many lines, or why not")
  func told() throws {
    var session = try played(InventedPatch.book(), .account(reference: "40218863", tab: .ledger))
    session.take(NewFile.Result.written(path: "/srv/out.txt", lines: 23))
    #expect(session.canvas().text().contains("Wrote 23 lines to /srv/out.txt"))
    session.take(
      NewFile.Result.refused("out.txt is there already and was left as it is: print to another name."))
    #expect(session.canvas().text().contains("is there already"))
  }
}
