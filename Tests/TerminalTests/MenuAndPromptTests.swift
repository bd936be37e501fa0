import Testing

@testable import Terminal

@Suite struct `A menu` {
  private let menu = Menu<Int>(
    title: "Sort by",
    [
      .init(1, "Name", help: "surname first", key: "n"),
      .init(2, "Balance", key: "b", isCurrent: true),
      .init(3, "Weeks", key: "w", reason: "no charges are known"), .init(4, "Key 2", key: "2"),
      .init(5, "None"),
    ])

  @Test func `looks like this`() {
    var canvas = Canvas(columns: 50, rows: 9)
    menu.draw(on: &canvas)
    #expect(
      canvas.text() == """

         ┌ Sort by ─────────────────────────────────────┐
         │   n Name     surname first                   │
         │ >*b Balance                                  │
         │   w Weeks    (not now: no charges are known) │
         │   2 Key 2                                    │
         │     None                                     │
         └ letter or Enter, Esc leaves ─────────────────┘


        """)
    #expect(canvas.cursor == Point(column: 3, row: 3))
    #expect(canvas.styles().split(separator: "\n")[4].contains("eee"))
  }

  @Test func `chooses by letter, arrows and only the digits that are shown`() {
    var menu = menu
    #expect(menu.handle(.key("n")) == .choose(1))
    #expect(menu.handle(.key("2")) == .choose(4))
    #expect(menu.handle(.key("3")) == .ignored)
    #expect(menu.handle(.key("w")) == .refused(reason: "Weeks: not now, no charges are known"))
    #expect(menu.notice == "Weeks: not now, no charges are known")
    #expect(menu.handle(.key(.down)) == .stay)
    #expect(menu.selection?.id == 4)
    #expect(menu.handle(.key(.end)) == .stay)
    #expect(menu.handle(.key(.enter)) == .choose(5))
    #expect(menu.handle(.key("k")) == .stay)
    #expect(menu.handle(.key(.escape)) == .close)
    #expect(menu.handle(.paste("n")) == .ignored)
  }

  @Test func `gives letters to what has none`() {
    let lettered = Menu<Int>(
      title: "", [.init(1, "Letter"), .init(2, "Later"), .init(3, "家"), .init(4, "L", key: "l")]
    )
    .lettered()
    #expect(lettered.choices.map(\.key) == ["e", "a", "b", "l"])
  }

  @Test func `survives any size, and none of its choices`() {
    for columns in 0...40 {
      for rows in 0...8 {
        var canvas = Canvas(columns: columns, rows: rows)
        menu.draw(on: &canvas)
        Menu<Int>(title: "", []).draw(on: &canvas)
      }
    }
    var empty = Menu<Int>(title: "", [])
    #expect(empty.handle(.key(.enter)) == .stay)
    #expect(empty.handle(.key(.down)) == .stay)
  }
}

@Suite struct `A prompt` {
  @Test func `asks, says what is wrong, and never traps`() {
    var prompt = Prompt("Go to", hint: "5/3, today, +14d")
    var canvas = Canvas(columns: 30, rows: 2)
    prompt.draw(on: &canvas)
    #expect(canvas.text() == "Go to:  5/3, today, +14d\n\n")
    #expect(canvas.cursor == Point(column: 7, row: 0))
    #expect(prompt.handle(.key("x")) == .changed("x"))
    #expect(prompt.handle(.key(.enter)) == .submit("x"))
    prompt.fault = "x is no day."
    prompt.draw(on: &canvas)
    #expect(canvas.text() == "Go to: x\nError: x is no day.\n")
    #expect(prompt.handle(.key(.left)) == .stay)
    #expect(prompt.fault != nil)
    #expect(prompt.handle(.key("5")) == .changed("5x"))
    #expect(prompt.fault == nil)
    prompt.echo = "means nothing"
    var line = Canvas(columns: 40, rows: 1)
    prompt.draw(on: &line)
    #expect(line.line(0) == "Go to: 5x                  means nothing")
    #expect(prompt.handle(.key(.escape)) == .cancel)
    #expect(prompt.handle(.key(.tab)) == .ignored)
  }

  @Test func `has a cursor at every size`() {
    var prompt = Prompt(
      String(repeating: "label ", count: 40), text: String(repeating: "家", count: 5000))
    prompt.fault = String(repeating: "wrong ", count: 100)
    for columns in 0...40 {
      for rows in 0...4 {
        var canvas = Canvas(columns: columns, rows: rows)
        prompt.draw(on: &canvas)
        #expect(canvas.size.isEmpty || canvas.cursor != nil)
      }
    }
  }
}

@Suite struct `A confirmation` {
  private typealias Moment = Terminal.Confirmation.Moment
  private func question(_ verb: String = "withdraw", by key: Key? = "d") -> Terminal.Confirmation {
    Terminal.Confirmation(
      "Withdraw 7 notes?", detail: "They stay on the record, struck through.", verb: verb,
      openedBy: key,
      at: Moment(milliseconds: 1000, frames: 5))
  }

  @Test func `names its letter, which is neither the opening key nor beside it`() {
    #expect(question().letter == "w")
    #expect(question(by: "w").letter == "i")
    #expect(question(by: "W").letter == "i")
    #expect(question(by: "e").letter == "i")
    #expect(question("", by: nil).letter == "y")
    #expect(question().sentence == "Press W to withdraw, Esc to leave it.")
    for scalar in "qwertyuiopasdfghjklzxcvbnm".unicodeScalars {
      #expect(question("close", by: Key(scalar)).letter != scalar)
    }
  }

  @Test func `looks like this`() {
    var canvas = Canvas(columns: 50, rows: 8)
    question().draw(on: &canvas)
    #expect(
      canvas.text() == """
           ┌ Sure? ───────────────────────────────────┐
           │ Withdraw 7 notes?                        │
           │ They stay on the record, struck through. │
           │                                          │
           │ Press W to withdraw, Esc to leave it.    │
           │                                          │
           └──────────────────────────────────────────┘


        """)
  }

  @Test func `is answered by its letter once it was read, in either case`() {
    for key: Key in ["w", "W"] {
      var question = question()
      #expect(question.handle(.key(key), at: Moment(milliseconds: 1500, frames: 6)) == .confirmed)
    }
  }

  @Test func `is not answered by what was typed ahead, by a held key, nor by Enter`() {
    var question = question()
    // Read in one go with the opening key: no frame was drawn.
    #expect(question.handle(.key("w"), at: Moment(milliseconds: 9000, frames: 5)) == .stay)
    // Typed before it can have been read.
    #expect(question.handle(.key("w"), at: Moment(milliseconds: 9100, frames: 6)) == .stay)
    // Held down: one every 30 ms, for ten seconds.
    for tick in 0..<300 {
      #expect(
        question.handle(.key("w"), at: Moment(milliseconds: 9130 + 30 * tick, frames: 7 + tick))
          == .stay)
    }
    #expect(question.handle(.key(.enter), at: Moment(milliseconds: 30_000, frames: 900)) == .stay)
    #expect(question.handle(.paste("w"), at: Moment(milliseconds: 31_000, frames: 901)) == .stay)
    #expect(question.handle(.key("w"), at: Moment(milliseconds: 32_000, frames: 902)) == .confirmed)
  }

  @Test func `is left with Esc at any time, and by nothing else`() {
    var question = question()
    #expect(question.handle(.key("q"), at: Moment(milliseconds: 5000, frames: 6)) == .stay)
    #expect(question.handle(.key(.escape), at: Moment(milliseconds: 1000, frames: 5)) == .cancelled)
    // A clock that jumps does not trap.
    #expect(question.handle(.key("w"), at: Moment(milliseconds: .min, frames: 6)) == .stay)
    #expect(question.handle(.key("w"), at: Moment(milliseconds: .max, frames: 6)) == .stay)
  }

  @Test func `says how it is answered at any size that has room for it`() {
    for columns in 0...60 {
      for rows in 0...9 {
        var canvas = Canvas(columns: columns, rows: rows)
        question().draw(on: &canvas)
        if columns >= 45, rows >= 3 { #expect(canvas.text().contains("Press W to withdraw")) }
      }
    }
  }
}

@Suite struct `The message log` {
  @Test func `keeps what was said with its time, the newest first`() {
    var log = MessageLog()
    log.add(.init(.done, "Saved the note."), at: "10:05")
    log.add(.init(.error, "The disk is full."), at: "10:07")
    log.add(.init(.done, "3 rows."), at: "10:08")
    var canvas = Canvas(columns: 30, rows: 4)
    log.draw(on: &canvas)
    #expect(
      canvas.text() == "10:08  3 rows.\n10:07  Error: The disk is\n       full.\n10:05  Saved the note.\n"
    )
  }

  @Test func `is read again with the arrows, and stays there when more is said`() {
    var log = MessageLog()
    for number in 1...30 { log.add(.init(.done, "Message \(number)."), at: "10:00") }
    var canvas = Canvas(columns: 30, rows: 3)
    func first() -> String {
      log.draw(on: &canvas)
      return canvas.line(0)
    }
    #expect(first().hasSuffix("Message 30."))
    #expect(log.handle(.key(.down), rows: 3) == true)
    #expect(first().hasSuffix("Message 29."))
    log.add(.init(.done, "Message 31."), at: "10:01")
    #expect(first().hasSuffix("Message 29."))
    #expect(log.handle(.key(.end), rows: 3) == true)
    #expect(first().hasSuffix("Message 3."))
    #expect(log.handle(.key(.enter), rows: 3) == false)
    for _ in 0..<2000 { log.add(.init(.information, "x"), at: "") }
    #expect(log.entries.count == MessageLog.most)
    _ = log.handle(.key(.end), rows: 0)
    for rows in 0...3 {
      var small = Canvas(columns: rows, rows: rows)
      log.draw(on: &small)
    }
  }
}
