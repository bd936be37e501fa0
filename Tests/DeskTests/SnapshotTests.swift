import Desk
import Rents
import Terminal
import Testing

@Suite("Every screen, overlay, empty and error state as a grid of cells")
struct SnapshotTests {
  @Test("the screens of a patch", arguments: sizes)
  func patch(size: Size) throws {
    let book = try InventedPatch.book()
    let screens: [(String, DeskStart, String)] = [
      ("patches", .patches, ""),
      ("patches-help", .patches, "?"),
      ("caseload", .caseload(patch: "E3"), ""),
      ("caseload-scrolled", .caseload(patch: "E3"), "G"),
      ("caseload-filtering", .caseload(patch: "E3"), "/ \"hazel\""),
      ("caseload-filtered", .caseload(patch: "E3"), "/ \"hazel\" Enter Down"),
      ("caseload-query", .caseload(patch: "E3"), "/ \"method:dd\" Enter"),
      ("caseload-query-wrong", .caseload(patch: "E3"), "/ \"mehtod:dd\""),
      ("caseload-filter-help", .caseload(patch: "E3"), "/ F1 Tab"),
      ("caseload-no-match", .caseload(patch: "E3"), "/ \"zebra\" Enter"),
      ("caseload-completing", .caseload(patch: "E3"), "/ \"method:\" Tab Tab"),
      ("caseload-marked", .caseload(patch: "E3"), "Space Space Down Space / \"hazel\" Enter"),
      ("caseload-columns", .caseload(patch: "E3"), "C 3*Down Space"),
      ("caseload-columns-scrolled", .caseload(patch: "E3"), "5*>"),
      ("caseload-counts", .caseload(patch: "E3"), "#"),
      ("caseload-counts-weeks", .caseload(patch: "E3"), "s w #"),
      ("caseload-counted", .caseload(patch: "E3"), "# Enter"),
      ("caseload-views", .caseload(patch: "E3"), "v"),
      ("caseload-view-name", .caseload(patch: "E3"), "/ \"hazel\" Enter v s \"Hazel\""),
      ("caseload-view-high", .caseload(patch: "E3"), "v 3"),
      ("caseload-view-changed", .caseload(patch: "E3"), "v 3 s n"),
      ("caseload-view-nothing", .caseload(patch: "E3"), "v 8"),
      ("caseload-changed-unknown", .caseload(patch: "E3"), "/ \"changed:any\" Enter"),
      ("caseload-visits", .caseload(patch: "E3"), "/ \"hazel | larch\" Enter P"),
      ("caseload-bulk-note", .caseload(patch: "E3"), "Space Space n \"Heating is off\""),
      (
        "caseload-bulk-question", .caseload(patch: "E3"), "Space Space d \"fri\" Enter \"Ask about HB\" Enter"
      ),
      ("caseload-visits-file", .caseload(patch: "E3"), "Space P w"),
      ("patches-searching", .patches, "/ \"osei\""),
      ("patches-none", .patches, "/ \"zzz\" Enter"),
      ("caseload-sort-menu", .caseload(patch: "E3"), "s"),
      ("caseload-by-name", .caseload(patch: "E3"), "s n"),
      ("caseload-help", .help, ""),
      ("caseload-about", .help, "Tab"),
      ("caseload-unknown-key", .caseload(patch: "E3"), "F7"),
      ("caseload-leaving", .caseload(patch: "E3"), "Ctrl-C"),
      ("caseload-empty-patch", .caseload(patch: "W2"), ""),
    ]
    for (name, start, keys) in screens {
      Snapshot.check(try played(book, start, keys, size: size).canvas(), name)
    }
  }

  @Test("the tabs of an account", arguments: sizes)
  func account(size: Size) throws {
    let book = try InventedPatch.book()
    let marsh = { (tab: AccountTab) in DeskStart.account(reference: "40218863", tab: tab) }
    let screens: [(String, DeskStart, String)] = [
      ("account-ledger", marsh(.ledger), ""),
      ("account-ledger-unfolded", marsh(.ledger), "o"),
      ("account-types-menu", marsh(.ledger), "t Down Space"),
      ("account-one-type", marsh(.ledger), "t Down Enter"),
      ("account-weeks", marsh(.ledger), "w"),
      ("account-months", marsh(.ledger), "w w"),
      ("account-begin-prompt", marsh(.ledger), "b \"12 oct\""),
      ("account-begin-after", marsh(.ledger), "b \"12 oct\" Enter"),
      ("account-explain-line", marsh(.ledger), "Up x"),
      ("account-explain-balance", marsh(.ledger), "x Down"),
      ("account-chart", marsh(.ledger), "v"),
      ("account-print-prompt", marsh(.ledger), "P Tab"),
      ("account-timeline", marsh(.timeline), ""),
      ("account-charges", marsh(.charges), ""),
      ("account-plans", marsh(.plans), ""),
      ("account-diary", marsh(.diary), ""),
      ("account-documents", marsh(.documents), ""),
      ("account-as-at-prompt", marsh(.ledger), "a \"17 nov\""),
      ("account-as-at-wrong", marsh(.ledger), "a \"31 feb\" Enter"),
      ("account-as-known", marsh(.ledger), "a \"17 nov\" Enter"),
      ("account-by-effective-date", marsh(.ledger), "a \"17/11\" Tab Enter"),
      ("account-before-first", marsh(.ledger), "a \"2020-01-01\" Enter"),
      ("account-people", marsh(.people), ""),
      ("account-actions", marsh(.actions), ""),
      ("account-help", marsh(.ledger), "?"),
      ("account-about", marsh(.ledger), "? Tab"),
      ("account-unknown", .account(reference: "99999999", tab: .ledger), ""),
    ]
    for (name, start, keys) in screens {
      Snapshot.check(try played(book, start, keys, size: size).canvas(), name)
    }
  }

  @Test(
    "an account with a difference, a local posting, no payments and marks of every kind", arguments: sizes)
  func troubled(size: Size) throws {
    var book = try InventedPatch.book()
    book.add(try Troubled.account())
    Snapshot.check(
      try played(book, .account(reference: "555/A", tab: .ledger), size: size).canvas(), "account-troubled")
    Snapshot.check(
      try played(book, .account(reference: "555/A", tab: .people), size: size).canvas(),
      "account-troubled-people")
    Snapshot.check(
      try played(book, .account(reference: "555/A", tab: .charges), size: size).canvas(),
      "account-troubled-charges")
    Snapshot.check(
      try played(book, .caseload(patch: "E3"), "/ \"555/A\" Enter", size: size).canvas(), "caseload-troubled")
  }

  @Test("nothing to show, and why", arguments: sizes)
  func empty(size: Size) throws {
    var empty = HandBook(today: InventedPatch.today)
    empty.user = DeskUser(name: "root", isKnown: false)
    Snapshot.check(try played(empty, .home, size: size).canvas(), "empty-book")
    var book = try InventedPatch.book()
    book.add(try Troubled.unposted())
    Snapshot.check(
      try played(book, .account(reference: "0007", tab: .ledger), size: size).canvas(), "account-no-postings")
    Snapshot.check(
      try played(book, .account(reference: "0007", tab: .actions), size: size).canvas(), "account-no-actions")
    for tab in [AccountTab.timeline, .charges, .plans, .diary] {
      Snapshot.check(
        try played(book, .account(reference: "0007", tab: tab), size: size).canvas(),
        "account-no-\(tab.rawValue)")
    }
    book.fault = DeskFault(
      what: "The book's file postings-0007 is damaged at byte 4096.",
      safe: "Everything else was checked and is whole; nothing was changed.",
      remedy: "patchbook verify names every damaged place; a backup brings the file back. Ctrl-R tries again."
    )
    Snapshot.check(try played(book, .caseload(patch: "E3"), size: size).canvas(), "caseload-fault")
    Snapshot.check(
      try played(book, .account(reference: "40218863", tab: .ledger), size: size).canvas(), "account-fault")
    Snapshot.check(try played(book, .patches, size: size).canvas(), "patches-fault")
  }

  @Test("the note, the palette, the search, one's own acts, messages", arguments: sizes)
  func shell(size: Size) throws {
    let book = try InventedPatch.book()
    let caseload = DeskStart.caseload(patch: "E3")
    let marsh = DeskStart.account(reference: "40218863", tab: .ledger)
    let screens: [(String, DeskStart, String)] = [
      ("note-empty", caseload, "n"),
      ("note-channel", marsh, "n \"Rang, no answer\" Tab"),
      ("note-outcome", marsh, "n \"Rang, no answer\" Tab o"),
      ("note-safe-contact", marsh, "n Tab t"),
      ("note-promise", marsh, "n \"Will pay on Friday\" Tab o s \"fri\" Tab p \"40\""),
      ("note-fault", marsh, "n Ctrl-S"),
      ("note-throw-away", marsh, "n \"x\" Ctrl-X"),
      ("note-help", marsh, "n F1"),
      ("note-about", marsh, "n F1 Tab"),
      ("note-saved", marsh, "n \"Rang\" Ctrl-S"),
      ("note-draft-kept", marsh, "n \"Half\" Esc"),
      ("note-draft-goes-on", marsh, "n \"Half\" Esc n"),
      ("palette", caseload, ":"),
      ("palette-typed", caseload, ": \"no\""),
      ("palette-nothing", caseload, ": \"zzzz\""),
      ("palette-in-text", caseload, "/ \"ma\" Ctrl-P"),
      ("palette-lesson", caseload, ": \"sort\" Enter"),
      ("search-empty", caseload, "Ctrl-F"),
      ("search-found", caseload, "Ctrl-F \"hazel\" Down"),
      ("search-nothing", caseload, "Ctrl-F \"zebra\""),
      ("search-about", caseload, "Ctrl-F F1 Tab"),
      ("acts-empty", caseload, "U"),
      ("acts", marsh, "n \"One\" Ctrl-S d \"fri\" Ctrl-S U"),
      ("acts-taken-back", marsh, "n \"One\" Ctrl-S u U Down"),
      ("messages-empty", caseload, ": \"messages\" Enter"),
      ("messages", marsh, "n \"One\" Ctrl-S u : \"messages\" Enter"),
      ("go-to-prompt", marsh, "g \"17 nov\""),
    ]
    for (name, start, keys) in screens {
      var desk = HandDesk(book, start, size: size)
      Snapshot.check(try desk.play(keys), name)
    }
  }

  @Test(
    "what could not be saved, what is being saved, and a search that cannot read the book", arguments: sizes)
  func unsaved(size: Size) throws {
    let marsh = DeskStart.account(reference: "40218863", tab: .ledger)
    var book = try InventedPatch.book()
    Snapshot.check(try played(book, marsh, "n \"Rang\" Ctrl-S", size: size).canvas(), "note-being-saved")
    Snapshot.check(
      try played(book, marsh, "n \"Rang\" Ctrl-S Ctrl-C Ctrl-C", size: size).canvas(), "leaving-while-saving")
    book.refusal = "The disk is full. Nothing was changed. Make room and save again."
    var desk = HandDesk(book, marsh, size: size)
    Snapshot.check(try desk.play("n \"Rang\" Ctrl-S"), "note-refused")
    book.fault = DeskFault(
      what: "A block of the search cannot be read.", safe: "What was recorded before stays as it is.",
      remedy: "Ctrl-R tries again.")
    Snapshot.check(try played(book, .patches, "Ctrl-F \"marsh\"", size: size).canvas(), "search-fault")
  }

  @Test("too small says the size needed, and one by one cell crashes nothing")
  func small() throws {
    let book = try InventedPatch.book()
    let canvas = try played(book, .home, size: Size(columns: 59, rows: 15)).canvas()
    Snapshot.check(canvas, "too-small")
    Snapshot.check(try played(book, .home, size: Size(columns: 60, rows: 15)).canvas(), "least")
    #expect(canvas.text().contains("needs 60x15"))
    for columns in [0, 1, 2, 7, 30, 60] {
      for rows in [0, 1, 2, 5, 15] {
        _ = try played(book, .home, "Enter ? Esc a", size: Size(columns: columns, rows: rows)).canvas()
      }
    }
  }
}
