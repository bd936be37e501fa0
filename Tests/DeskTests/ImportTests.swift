import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("The landlord's files at the desk")
struct ImportTests {
  @Test("the import screen at every stage", arguments: sizes)
  func snapshots(size: Size) throws {
    let tried = InventedImport.files
    var running = tried
    running.stage = .trying(ImportAdvance(doing: "reading rent.csv", done: 34, whole: 100))
    running.lines = []
    var taken = tried
    taken.stage = .taken(sequence: 7)
    var stopped = tried
    stopped.stage = .stopped("The import was stopped. Nothing was changed.")
    var unreadable = ImportWork()
    unreadable.path = "~/extracts/gone"
    unreadable.stage = .stopped(
      "~/extracts/gone cannot be read: No such file or directory. Nothing was changed.")
    var settled = ImportWork()
    settled.standing = BookStanding(sequence: 1, waiting: [], differences: [], compared: 41, accounts: 42)
    settled.stage = .stopped("The import was stopped. Nothing was changed.")
    let screens: [(String, ImportWork, String)] = [
      ("import-nothing", ImportWork(), ""),
      ("import-path", ImportWork(), "\"~/extr\""),
      ("import-files", tried, ""),
      ("import-unrecognised", tried, "End"),
      ("import-first-rows", tried, "Down Enter"),
      ("import-first-rows-rejected", tried, "Down Enter n"),
      ("import-report", tried, "3"),
      ("import-report-only", tried, "3 f"),
      ("import-suspense", tried, "4"),
      ("import-placing", tried, "4 Enter"),
      ("import-place-question", tried, "4 Enter \"40218863\" Enter"),
      ("import-unreadable", unreadable, ""),
      ("import-balances", tried, "5"),
      ("import-question", tried, "t"),
      ("import-question-whole", tried, "T"),
      ("import-running", running, ""),
      ("import-running-report", running, "3"),
      ("import-taken", taken, ""),
      ("import-stopped", stopped, ""),
      ("import-settled-suspense", settled, "4"),
      ("import-settled-balances", settled, "5"),
      ("import-help", tried, "?"),
      ("import-about", tried, "? Tab"),
    ]
    for (name, work, keys) in screens {
      Snapshot.check(try InventedImport.desk(work, keys, size: size).canvas(), name)
    }
  }

  /// What the desk asks of the program with the last of these keys.
  private func asked(_ work: ImportWork, _ keys: String) throws -> ImportRequest? {
    var session = try InventedImport.desk(work)
    var last: ImportRequest?
    for step in try KeyScript(keys).steps {
      guard let event = step.event else { continue }
      last = nil
      if case .importing(let request)? = session.handle(event) { last = request }
    }
    return last
  }

  @Test("Rows are taken only after the question was answered with y, and never by Enter")
  func takenOnlyWhenAsked() throws {
    #expect(try asked(InventedImport.files, "t") == nil)
    #expect(try asked(InventedImport.files, "t Enter") == nil)
    #expect(try asked(InventedImport.files, "t t") == nil)
    #expect(try asked(InventedImport.files, "t Esc y") == nil)
    #expect(try asked(InventedImport.files, "t y") == .take(allOrNothing: false))
    #expect(try asked(InventedImport.files, "T y") == .take(allOrNothing: true))
  }

  @Test("What holds nothing new, runs, or was stopped cannot be taken")
  func nothingToTake() throws {
    var known = InventedImport.files
    for index in known.files.indices {
      known.files[index].figures.new = 0
      known.files[index].figures.suspended = 0
    }
    var running = InventedImport.files
    running.stage = .trying(ImportAdvance(doing: "", done: 0, whole: 0))
    var stopped = InventedImport.files
    stopped.stage = .stopped("why")
    for work in [known, running, stopped] { #expect(try asked(work, "t y") == nil) }
    #expect(try asked(running, "x") == .cancel)
    #expect(try asked(known, "x") == nil)
  }

  @Test(
    "Rows are placed onto the account that was typed, only after its name and balance were said and y was pressed"
  )
  func placing() throws {
    var session = try InventedImport.desk(InventedImport.files, "4 Enter")
    #expect(session.canvas().text().contains("40218863"), "what is written almost like it is said")
    _ = session.play(try KeyScript("\"40218863\""))
    #expect(session.handle(.key(.enter)) == nil)
    let question = session.canvas().text()
    #expect(question.contains("3 rows, 75.50 CR, onto 40218863 Marsh Kelly, now 762.39 DR?"), "\(question)")
    // Enter twice places nothing.
    #expect(session.handle(.key(.enter)) == nil)
    let command = session.handle(.key(.character("y")))
    guard case .record(let change, let said)? = command else {
      Issue.record("nothing was asked for: \(String(describing: command))")
      return
    }
    #expect(change == .placeSuspense(reference: "4021886X", onto: "40218863"))
    #expect(said == "Rows under 4021886X placed onto 40218863")
    // A refusal gives the typed account back.
    _ = session.take(RecordResult.refused("There is no account 40218863."))
    #expect(session.canvas().text().contains("Place 4021886X onto account: 40218863"))
  }

  @Test("An account that the book does not have is not asked about")
  func placingOntoNobody() throws {
    var session = try InventedImport.desk(InventedImport.files, "4 Enter \"nobody\" Enter")
    #expect(session.canvas().text().contains("There is no account “nobody”"))
    #expect(session.handle(.key(.character("y"))) == nil)
  }

  @Test("Tab completes a name as far as all agree, and says with what it may go on")
  func completion() throws {
    #expect(try asked(ImportWork(), "\"~/ex\" Tab") == .complete(path: "~/ex"))
    var session = try InventedImport.desk(ImportWork(), "\"~/ex\"")
    var work = ImportWork()
    work.completed = "~/ex"
    work.completions = ["~/extracts-november/", "~/extracts-october/"]
    session.take(work)
    let text = session.canvas().text()
    #expect(text.contains("File or folder: ~/extracts-") && text.contains("extracts-november"))
    // An answer to what was typed before is no answer to what is typed now.
    var late = try InventedImport.desk(ImportWork(), "\"~/exa\"")
    late.take(work)
    #expect(late.canvas().text().contains("File or folder: ~/exa\n"))
  }

  @Test("Leaving the screen stops nothing: every other screen says how far it is, and then that it has ended")
  func goesOnElsewhere() throws {
    var running = InventedImport.files
    running.stage = .taking(ImportAdvance(doing: "reading rent.csv", done: 34, whole: 100))
    var session = try InventedImport.desk(running, "Esc")
    #expect(session.depth == 1)
    #expect(session.canvas().text().contains("importing 34%"))
    var taken = running
    taken.stage = .taken(sequence: 7)
    session.take(taken)
    let text = session.canvas().text()
    #expect(text.contains("The import has ended") && !text.contains("importing 34%"))
    #expect(session.handle(.key(.character("I"))) == nil && session.depth == 2)
    #expect(session.canvas().text().contains("in transaction 7"))
  }

  @Test("Enter on a balance that does not agree opens the account")
  func differenceOpens() throws {
    let session = try InventedImport.desk(InventedImport.files, "5 Enter")
    #expect(session.canvas().text().contains("40218863") && session.canvas().text().contains("BALANCE"))
  }
}
