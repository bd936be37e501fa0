import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("Work on marked accounts")
struct BulkTests {
  private let start = DeskStart.caseload(patch: "E3")

  @Test("a note goes onto every marked account as one change, after the book said what it would do")
  func note() throws {
    var session = try played(
      InventedPatch.book(), start, "Space Space Space n \"Heating is off in Hazel Walk\" Enter")
    let question = session.canvas().text()
    #expect(question.contains("Note on 3 accounts?") && question.contains("“Heating is off in Hazel Walk”"))
    let marked = session.references
    // Enter and small letters are no answer.
    for key in [Key.enter, "w", "y", "n", .space] { #expect(session.handle(.key(key)) == nil) }
    #expect(session.canvas().text().contains("Note on 3 accounts?"))
    guard case .record(let command, let said)? = session.handle(.key("W")) else {
      Issue.record("nothing was asked to be recorded")
      return
    }
    #expect(said == "Note on 3 accounts")
    guard case .each(let accounts, .note(let text)) = command else {
      Issue.record("\(command)")
      return
    }
    #expect(accounts.count == 3 && text == "Heating is off in Hazel Walk" && marked.count >= 0)
  }

  @Test("a diary date lies ahead: a day and month of the past are those of next year, a weekday is the next")
  func diary() throws {
    for (typed, due) in [
      ("fri", "2026-11-27"), ("1 dec", "2026-12-01"), ("3 feb", "2027-02-03"), ("+7d", "2026-12-01"),
    ] {
      var session = try played(
        InventedPatch.book(), start, "Space d \"\(typed)\" Enter Tab \"ask about HB\" Enter")
      guard case .record(.each(let accounts, .diary(let plan)), _)? = session.handle(.key("W")) else {
        Issue.record("\(typed) was not recorded: \(session.canvas().text())")
        continue
      }
      #expect(
        accounts.count == 1 && plan.due == day(due) && plan.kind == .callBack && plan.text == "ask about HB")
    }
    let past = try played(InventedPatch.book(), start, "Space d \"1 nov 2026\" Enter").canvas()
    #expect(past.text().contains("is past: a diary date lies ahead"))
  }

  @Test("Enter on a date that cannot be read says why, at every width")
  func unreadable() throws {
    for columns in [60, 80, 120] {
      let size = Size(columns: columns, rows: 24)
      for (typed, why) in [
        ("soon", "“soon” is no date: try"), ("31 feb", "February has no 31st"),
        ("3 foo", "“foo” is no month"),
        (" ", "type a date:"), ("40", "“40” is no date: try"),
      ] {
        let text = try played(InventedPatch.book(), start, "Space d \"\(typed)\" Enter", size: size).canvas()
          .text()
        #expect(text.contains(why), "\(typed) at \(columns): \(text)")
      }
    }
  }

  @Test("a refusal gives the words back; Esc goes back a step at a time and records nothing")
  func refused() throws {
    let book = try InventedPatch.book()
    var session = try played(book, start, "Space n \"Rang, no answer\" Enter")
    _ = session.play(try KeyScript("W")) { _ in (.refused("Kofi may not write in this book."), nil) }
    #expect(session.canvas().text().contains("Words: Rang, no answer"))
    _ = session.play(try KeyScript("Enter Esc Esc"))
    #expect(!session.canvas().text().contains("Rang, no answer"))
    #expect(session.canvas().line(2).contains("marked 1"))
  }

  @Test("marked accounts that the filter hides are counted before anything is recorded")
  func hidden() throws {
    let session = try played(InventedPatch.book(), start, "Space Space / \"zebra\" Enter n \"x\"")
    #expect(session.canvas().text().contains("2 of them not shown now"))
  }
}

@Suite("The choice of patches")
struct PatchesTests {
  @Test(
    "what all patches owe is added up, and searching lists only those with the words in name, officer or code"
  )
  func search() throws {
    var session = try played(InventedPatch.book(), .patches)
    #expect(session.canvas().text().contains("3 patches  430 accounts"))
    _ = session.play(try KeyScript("/ \"brack\""))
    #expect(session.canvas().text().contains("1 of 3"))
    _ = session.play(try KeyScript("Enter"))
    #expect(
      session.canvas().text().contains("Alison Brackley") && !session.canvas().text().contains("Jo Pell"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().text().contains("Jo Pell"))
    _ = session.play(try KeyScript("/ \"zzz\" Enter"))
    #expect(session.canvas().text().contains("No patch has “zzz”"))
    _ = session.play(try KeyScript("/ \"q\" Esc Esc"))
    #expect(session.canvas().text().contains("3 patches"))
  }

  @Test("marked patches open as one list, which says whose each line is")
  func together() throws {
    var book = try InventedPatch.book()
    var other = try InventedPatch.marsh()
    other.page.facts.reference = "70000001"
    other.page.facts.patch = "W2"
    other.page.entry.reference = "70000001"
    other.page.entry.patch = "W2"
    book.add(other)
    let session = try played(book, .patches, "Home Space End Space Enter", size: sizes[1])
    #expect(session.canvas().line(0).contains("E3, W2  covering for Jo Pell"))
    #expect(session.canvas().text().contains("43 accounts"))
    #expect(session.canvas().line(3).contains("Patch"))
  }
}
