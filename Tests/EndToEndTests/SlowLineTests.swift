import Glibc
import ProgramRunner
import Testing

/// The desk at the other end of a line that takes its time. The kernels of test machines rarely let `tc netem` in, so that
/// the line is a stand-in (``SlowLine``) between the program's own pseudoterminal and the screen that the test reads.
@Suite("A slow and lossy line", .serialized) struct SlowLineTests {
  /// 960 bytes a second, as a modem of 9,600 baud.
  private static let modem = SlowLine(delay: 5, bytesPerSecond: 960)
  /// The line of an officer at home: 60 ms there and back, and one packet in a hundred lost.
  private static let home = SlowLine(delay: 30, lossOneIn: 100)

  @Test(
    "PageDown held for five seconds at 9,600 baud queues no frames: what is still to come then is the last screen",
    arguments: [true, false])
  func heldKey(answers: Bool) throws {
    let bench = try Bench.withDemo(accounts: 3_000)
    let officer = try Sitting(bench, line: SlowLineTests.modem)
    let desk = officer.desk
    try officer.see("the caseload is open") { $0.chosenLine != nil }
    desk.settle(milliseconds: 500)
    desk.answers = answers
    let (before, asked) = (desk.bytes, desk.screen.questions)
    let start = monotonicNanoseconds()
    var keys = 0
    while monotonicNanoseconds() - start < 5_000_000_000 {
      // Down the list and up again, so that there is always another page.
      desk.type(keys / 10 % 2 == 0 ? "\u{1B}[6~" : "\u{1B}[5~")
      keys += 1
      while monotonicNanoseconds() - start < Int64(keys) * 33_000_000 { desk.take(waiting: 10) }
    }
    let (released, shown) = (monotonicNanoseconds(), desk.bytes)
    desk.answers = true
    desk.settle(milliseconds: 7_000)
    print(
      "  9,600 baud, PageDown held for 5 s\(answers ? "" : ", the terminal silent meanwhile"): \(keys) keys, "
        + "\(desk.bytes - before) bytes, \(desk.screen.questions - asked) frames asked after, "
        + "\(desk.bytes - shown) bytes and \((desk.lastPieceAt - released) / 1_000_000) ms after the key was let go"
    )
    // One frame under way, one composed when it has come, and what answers say between them. Without pacing it would be
    // over a hundred thousand bytes, a minute and a half of screens that are long past.
    if answers { #expect(desk.bytes - shown < 6_000) }
    // The last frame is the newest: drawn anew from scratch, the screen is the same.
    let stands = desk.screen.text
    desk.type("\u{0C}")
    desk.settle(milliseconds: 3_000)
    #expect(
      zip(stands.split(separator: "\n"), desk.screen.text.split(separator: "\n")).first { $0 != $1 } == nil)
    try officer.leave()
  }

  @Test("A whole act over a line of 60 ms with losses: every letter arrives once, in its place")
  func note() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench, line: SlowLineTests.home)
    try officer.open(account)
    let words = "Rang at ten, no answer; the son says she is in hospital until Friday. Try again on Monday."
    try officer.press("Ctrl-N")
    try officer.see("Note on \(account)")
    for letter in words {
      try officer.press("\"\(letter)\"")
      officer.desk.take(waiting: 5)
    }
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    try officer.leave()
    #expect(try bench.events("note", after: before).map { $0["text"]?.string } == [words])
  }

  @Test("A key whose bytes come 60 ms apart is that key, never Esc and letters")
  func tornKeys() throws {
    let bench = try Bench.withDemo()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench, line: SlowLine(delay: 60))
    try officer.open(account)
    try officer.press("Ctrl-N \"first\" Alt-Enter \"second\"")
    try officer.see("Note on \(account)", "second")
    // Up, Home, Page Up, a paste: the letters of none stand in the note, and no Esc has closed it.
    for rest in ["[A", "[H", "[1;3D", "OH", "[5~", "[200~X\u{1B}[201~"] {
      // A test machine that is busy elsewhere may tear it for longer, which is another test's; then once more.
      for _ in 0..<20 {
        officer.desk.send([0x1B], thenAfter: 60, Array(rest.utf8))
        officer.desk.settle(milliseconds: 400)
        if officer.desk.lastGap < 110_000_000 { break }
        if !officer.text.contains("Note on") { try officer.press("Ctrl-N") }
        try officer.see("Note on \(account)")
      }
    }
    try officer.see("Note on \(account)", "Xfirst", "second")
    try officer.press("2*Ctrl-X")
    try officer.see("Thrown away")
    try officer.leave()
  }

  @Test("A key that a lost packet tears apart for longer still runs no letters")
  func tornForLong() throws {
    let bench = try Bench.withDemo()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    try officer.open(account)
    officer.desk.settle()
    for rest in ["[A", "[6~", "[1;5C", "[15~"] {
      officer.desk.send([0x1B])
      usleep(400_000)
      officer.desk.send(Array(rest.utf8))
      officer.desk.settle(milliseconds: 100)
      try officer.open(account)
      officer.desk.settle()
    }
    try officer.press("Ctrl-N")
    try officer.see("Note on \(account)")
    try officer.press("\"kept\"")
    try officer.see("kept")
    try officer.press("2*Ctrl-X")
    try officer.leave()
    #expect(bench.drafts() == [])
  }

  @Test("A paste of 100,000 bytes over a lossy line is one paste, whole, while the window is dragged about")
  func pasteAndResizes() throws {
    let bench = try Bench.withDemo()
    let officer = try Sitting(bench, line: SlowLineTests.home)
    let desk = officer.desk
    try officer.see("the caseload is open") { $0.chosenLine != nil }
    let text = String(repeating: "q\r\u{1B}[Anote from a letter\r", count: 4_000)
    let pasted = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    for (number, start) in stride(from: 0, to: pasted.count, by: 1_000).enumerated() {
      desk.send(Array(pasted[start..<min(start + 1_000, pasted.count)]))
      if number % 4 == 0 { desk.resize(columns: 60 + number * 7 % 140, rows: 15 + number * 5 % 45) }
      desk.take(waiting: 2)
    }
    desk.resize(columns: 100, rows: 30)
    desk.settle(milliseconds: 600)
    // A key takes away what was said of the paste.
    try officer.press("Down Up")
    desk.settle(milliseconds: 600)
    try officer.see("the caseload stands") { $0.chosenLine != nil }
    let stands = desk.screen.text
    desk.type("\u{0C}")
    desk.settle(milliseconds: 600)
    #expect(
      zip(stands.split(separator: "\n"), desk.screen.text.split(separator: "\n")).first { $0 != $1 } == nil)
    try officer.leave()
    #expect(bench.drafts() == [])
  }

  @Test(
    "A line that takes nothing for a while loses nothing: what was typed is kept beside the book meanwhile")
  func stalledLine() throws {
    let bench = try Bench.withDemo()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    try officer.open(account)
    try officer.press("Ctrl-N")
    try officer.see("Note on \(account)")
    // Nobody reads what the desk sends. Full redraws fill whatever lies between; then the officer types on.
    for number in 0..<200 {
      officer.desk.resizeUnseen(columns: 80 + number % 2, rows: 24)
      usleep(2_000)
    }
    officer.desk.typeUnseen("typed into the dark")
    #expect(eventually { bench.drafts().contains { $0.contains("typed into the dark") } })
    officer.desk.resize(columns: 80, rows: 24)
    try officer.see("typed into the dark")
    try officer.press("2*Ctrl-X")
    try officer.see("Thrown away")
    try officer.leave()
  }
}
