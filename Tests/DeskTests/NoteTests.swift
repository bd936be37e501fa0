import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("A note in one chord from anywhere, recorded as one act")
struct NoteTests {
  private func desk(
    _ keys: String = "", start: DeskStart = .account(reference: "40218863", tab: .ledger),
    refusal: String? = nil
  ) throws -> HandDesk {
    var book = try InventedPatch.book(accounts: 12)
    book.refusal = refusal
    var desk = HandDesk(book, start)
    try desk.play(keys)
    return desk
  }

  @Test(
    "from the list, the half-typed filter, the date prompt, the palette, the search, the help's screen",
    arguments: [
      "Ctrl-N", "/ Ctrl-N", "Enter a \"17 n\" Ctrl-N", ": \"note\" Enter", "Ctrl-F \"marsh\" F2",
    ])
  func fromAnywhere(keys: String) throws {
    var desk = try desk("/ \"marsh\" Enter " + keys, start: .caseload(patch: "E3"))
    #expect(desk.text.contains("Note on 40218863  Marsh Kelly, 14 Hazel Walk"), "\(desk.text)")
    try desk.play("\"Rang: no answer\" Ctrl-S")
    #expect(desk.asked == [.note(account: "40218863", text: "Rang: no answer")])
    #expect(desk.text.contains("Saved 10:19:41: Note on 40218863."), "\(desk.text)")
    #expect(!desk.text.contains("Taken in: what others wrote"))
  }

  @Test("a half-typed filter and a half-typed date stand as they stood when the note is done")
  func nothingIsLost() throws {
    var desk = try desk("/ \"marsh\" Ctrl-N \"x\" Ctrl-S", start: .caseload(patch: "E3"))
    try desk.play("\" kelly\" Enter")
    #expect(desk.text.contains("/marsh kelly"))
    desk = try self.desk("a \"17 n\" Ctrl-N \"x\" Ctrl-S \"ov\" Enter")
    #expect(desk.text.contains("AS KNOWN ON 17 Nov 2026"))
  }

  @Test("words, contact, diary date and promise are one act, and one undo takes all of it back")
  func oneAct() throws {
    var desk = try desk()
    let before = desk.book.content
    try desk.play("n \"Will pay\" Tab o s \"fri\" Tab p \"40\" Ctrl-S")
    let plan = DiaryPlan(due: day("2026-11-27"), kind: .promise, amount: money(4000), text: "Will pay")
    #expect(
      desk.asked == [
        .contactAndDiary(
          account: "40218863", attempt: ContactAttempt(.telephoneOut, .spoke, text: "Will pay"), entry: plan)
      ])
    #expect(desk.text.contains("Saved 10:19:41: Contact, and promise to pay"), "\(desk.text)")
    #expect(desk.book.content != before)
    try desk.play("u")
    #expect(desk.text.contains("Undid: contact on 40218863 (saved 10:20:05)."), "\(desk.text)")
    #expect(desk.book.content == before)
  }

  @Test(
    "a diary date is read as it is said, ahead, and its weekday is echoed",
    arguments: [
      ("+14d", "Tue 8 Dec 2026"), ("fri", "Fri 27 Nov 2026"), ("tue", "Tue 1 Dec 2026"),
      ("5/3", "Fri 5 Mar 2027"),
      ("24/11", "Tue 24 Nov 2026"), ("tomorrow", "Wed 25 Nov 2026"), ("29 feb", "Tue 29 Feb 2028"),
    ])
  func diaryDates(typed: String, meant: String) throws {
    let desk = try desk("d \"\(typed)\"")
    #expect(desk.text.contains(meant), "\(desk.text)")
  }

  @Test(
    "a day that is past, no day, no outcome and no amount are said where they are, and nothing is asked for")
  func faults() throws {
    for (keys, words) in [
      ("d \"17 Nov 2026\" Ctrl-S", "is past. A diary date lies ahead."),
      ("d \"31 feb\" Ctrl-S", "has no 31st"),
      ("n Tab o Ctrl-S", "What came of it?"), ("n Ctrl-S", "Nothing is written yet."),
      ("d \"fri\" Tab p \"xx\" Ctrl-S", "is no amount of pounds"),
    ] {
      let desk = try desk(keys)
      #expect(desk.text.contains(words), "\(keys): \(desk.text)")
      #expect(desk.asked.isEmpty)
    }
  }

  @Test("safe contact is said before a text or a voicemail is chosen; the same letter again chooses it")
  func safeContact() throws {
    var desk = try desk("n Tab t")
    #expect(desk.text.contains("Safe contact only: no voicemail, text or card."), "\(desk.text)")
    #expect(!desk.text.contains("Text message, out"))
    try desk.play("Esc n Tab o v")
    #expect(desk.text.contains("Safe contact only"))
    try desk.play("v Ctrl-S")
    #expect(
      desk.asked == [
        .contact(account: "40218863", attempt: ContactAttempt(.telephoneOut, .voicemail, isConfirmed: true))
      ])
  }

  @Test("the letter of a channel that has both directions turns it round")
  func direction() throws {
    let desk = try desk("n Tab e e Tab t Ctrl-S")
    #expect(
      desk.asked == [
        .contact(account: "40218863", attempt: ContactAttempt(.email, .heardFrom, direction: .incoming))
      ])
  }

  @Test("a refusal is shown as a sentence, and the typed text comes back into its editor")
  func refused() throws {
    var desk = try desk("n \"Rang\" Ctrl-S", refusal: "The disk is full. Nothing was changed. Make room.")
    #expect(desk.text.contains("The disk is full. Nothing was changed."), "\(desk.text)")
    #expect(desk.text.contains("Note on 40218863"))
    desk.book.refusal = nil
    try desk.play("\" again\" Ctrl-S")
    #expect(desk.asked.last == .note(account: "40218863", text: "Rang again"))
    #expect(desk.text.contains("Saved 10:19:41"))
  }

  @Test("saved is said only when it is true; leaving meanwhile waits, with a count")
  func saving() throws {
    let book = try InventedPatch.book(accounts: 5)
    var session = DeskSession(
      book: book, start: .account(reference: "40218863", tab: .ledger), size: sizes[0])
    _ = session.play(try KeyScript("n \"Rang\" Ctrl-S"))
    #expect(session.unsaved == 1)
    #expect(session.canvas().text().contains("Saving: note on 40218863…"))
    _ = session.handle(.key(.down))
    #expect(session.canvas().text().contains("saving 1 change…"))
    _ = session.handle(.key(.control("c")))
    #expect(session.handle(.key(.control("c"))) == nil)
    #expect(session.canvas().text().contains("1 change still being saved"))
    #expect(session.take(.saved(sequence: 2, time: "10:19:41")) == .leave)
  }

  @Test(
    "Esc keeps a draft and says so; the next note on the account goes on with it; Ctrl-X twice throws it away"
  )
  func drafts() throws {
    var desk = try desk("n \"Half a sen\" Tab o Esc")
    #expect(desk.text.contains("Kept as a draft: the note on 40218863."), "\(desk.text)")
    try desk.play("n \"tence\"")
    #expect(desk.text.contains("Half a sentence") && desk.text.contains("Telephone, out"), "\(desk.text)")
    try desk.play("Ctrl-X")
    #expect(desk.text.contains("again throws away what was typed"))
    try desk.play("Ctrl-X n")
    #expect(!desk.text.contains("Half a sentence"))
    #expect(desk.asked.isEmpty)
  }

  @Test(
    "what is typed goes to be kept: after a rest, at once when a field is left, and when the terminal is lost"
  )
  func draftChanges() throws {
    var desk = try desk("n \"a\"")
    #expect(desk.takeDraftChanges().map(kind) == ["typed"])
    try desk.play("Tab")
    #expect(desk.takeDraftChanges().map(kind) == ["left"])
    _ = desk.session.handle(.hangUp)
    #expect(desk.takeDraftChanges().map(kind) == ["left"])
    desk = try self.desk("n \"a\"")
    _ = desk.takeDraftChanges()
    _ = desk.session.handle(.key(.control("s")))
    #expect(desk.takeDraftChanges().map(kind) == ["left", "finishing"])
  }

  private func kind(_ change: DraftChange) -> String {
    switch change {
    case .typed: "typed"
    case .left: "left"
    case .finishing: "finishing"
    case .dropped: "dropped"
    }
  }

  @Test("kept is said only once it is durable")
  func keptWhenDurable() throws {
    var session = DeskSession(
      book: try InventedPatch.book(accounts: 5), start: .account(reference: "40218863", tab: .ledger),
      size: sizes[0])
    _ = session.play(try KeyScript("n \"Rang\" Esc"))
    #expect(session.canvas().text().contains("Keeping what was typed on 40218863…"))
    #expect(!session.canvas().text().contains("Kept as a draft"))
    guard case .left(let draft)? = session.takeDraftChanges().last else {
      Issue.record("nothing was asked to be kept")
      return
    }
    var older = draft
    older.fields["text"] = "Ran"
    #expect(session.take(.kept(older)) == nil)
    #expect(!session.canvas().text().contains("Kept as a draft"))
    #expect(session.take(.kept(draft)) == nil)
    #expect(session.canvas().text().contains("Kept as a draft: the note on 40218863."))
  }

  @Test("what cannot be kept is said with the reason, goes on with N, and is left only after a warning")
  func keptNowhere() throws {
    var desk = try desk()
    desk.keeperRefuses = "No space is left on the disk."
    try desk.play("n \"Rang\" Esc")
    #expect(
      desk.text.contains("Not kept: the note on 40218863; N goes on here. No space is left"), "\(desk.text)")
    #expect(!desk.session.messages.contains { $0.message.text.contains("Kept as a draft") })
    #expect(desk.session.messages.contains { $0.message.text.contains("No space is left on the disk.") })
    try desk.play("N")
    #expect(desk.text.contains("Rang") && desk.text.contains("Note on 40218863"), "\(desk.text)")
    try desk.play("Esc Ctrl-C")
    #expect(
      desk.text.contains("A note on 40218863 is kept nowhere: Ctrl-C again leaves it."), "\(desk.text)")
    #expect(!desk.hasLeft)
    // Another key stays, and the next time it is asked again.
    try desk.play("Down Ctrl-C")
    #expect(!desk.hasLeft && desk.text.contains("is kept nowhere"))
    try desk.play("Ctrl-C")
    #expect(desk.hasLeft)
  }

  @Test("once there is room, or the note is recorded or thrown away, nothing is warned of")
  func keptAfterAll() throws {
    for keys in ["N \"!\" Esc", "N Ctrl-S", "N Ctrl-X Ctrl-X"] {
      var desk = try desk()
      desk.keeperRefuses = "No space is left on the disk."
      try desk.play("n \"Rang\" Esc")
      desk.keeperRefuses = nil
      try desk.play(keys)
      #expect(!desk.text.contains("Not kept"), "\(keys): \(desk.text)")
      try desk.play("Ctrl-C")
      #expect(desk.text.contains("Ctrl-C again leaves Patchbook"), "\(keys): \(desk.text)")
      try desk.play("Ctrl-C")
      #expect(desk.hasLeft, "\(keys)")
    }
  }

  @Test("leaving from an open note waits until it is kept, and stays where it cannot be")
  func leavingAnOpenNote() throws {
    for refusal in [nil, "No space is left on the disk."] {
      var session = DeskSession(
        book: try InventedPatch.book(accounts: 5), start: .account(reference: "40218863", tab: .ledger),
        size: sizes[0])
      _ = session.play(try KeyScript("n \"Rang\""))
      #expect(session.handle(.key(.control("c"))) == nil)
      #expect(session.handle(.key(.control("c"))) == nil)
      guard case .left(let draft)? = session.takeDraftChanges().last else {
        Issue.record("nothing was asked to be kept")
        return
      }
      if let refusal {
        #expect(session.take(.refused(draft, reason: refusal)) == nil)
        #expect(session.canvas().text().contains("A note on 40218863 is kept nowhere"))
        #expect(session.handle(.key(.control("c"))) == .leave)
      } else {
        #expect(session.take(.kept(draft)) == .leave)
      }
    }
  }

  @Test("where nothing can be saved, the note says so and why before a word is typed, and goes on saying it")
  func readOnlyBook() throws {
    var book = try InventedPatch.book(accounts: 12)
    book.whyReadOnly = "no write permission for the book"
    var desk = HandDesk(book, .account(reference: "40218863", tab: .ledger))
    for keys in ["n", "\"Rang\""] {
      try desk.play(keys)
      #expect(
        desk.text.contains("Nothing can be saved here: no write permission for the book."), "\(desk.text)")
    }
  }

  @Test("a draft of an earlier sitting is told at the start and offered by one key")
  func offered() throws {
    let draft = DeskDraft(
      account: "40218863",
      fields: ["text": "Rang, will p", "channel": "TEL-OUT", "due": "fri", "kind": "promise"],
      since: "14:02")
    var desk = HandDesk(try InventedPatch.book(accounts: 5), .home, drafts: [draft])
    #expect(desk.text.contains("Draft of 40218863, 14:02: N goes on with it."), "\(desk.text)")
    try desk.play("N")
    #expect(
      desk.text.contains("Rang, will p") && desk.text.contains("The draft of 14:02 goes on."), "\(desk.text)")
    #expect(desk.text.contains("Fri 27 Nov 2026") && desk.text.contains("Telephone, out"))
  }

  @Test("who may only read is told why, before a word is typed")
  func readOnly() throws {
    var book = try InventedPatch.book(accounts: 5)
    book.user = DeskUser(name: "visitor", patches: ["E3"], isKnown: false)
    var desk = HandDesk(book)
    try desk.play("n")
    #expect(
      desk.text.contains("you may only read, officers.toml does not name you"), "\(desk.text)")
    try desk.play("x")
    #expect(desk.asked.isEmpty)
  }
}
