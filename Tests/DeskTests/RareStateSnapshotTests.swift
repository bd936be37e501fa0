import Desk
import Rents
import Terminal
import Testing

@Suite("Overlays and states that only a certain key brings about, as a grid of cells")
struct RareStateSnapshotTests {
  @Test("of the list", arguments: sizes)
  func list(size: Size) throws {
    let book = try InventedPatch.book()
    let list = DeskStart.caseload(patch: "E3")
    let screens: [(String, DeskStart, String)] = [
      ("caseload-query-refused", list, "/ \"mehtod:dd\" Enter"),
      ("caseload-query-or", list, "/ \"hazel or larch\""),
      ("caseload-bulk-date", list, "Space Space d \"fri\""),
      ("caseload-bulk-date-wrong", list, "Space d \"-7d\" Enter"),
      ("caseload-bulk-note-empty", list, "Space n Enter"),
      ("caseload-bulk-help", list, "Space n F1"),
      ("caseload-views-help", list, "v F1"),
      ("caseload-counts-help", list, "# F1"),
      ("caseload-marked-help", list, "Space ?"),
      ("caseload-marks-none", list, "/ \"marked:yes\" Enter"),
      ("caseload-sorted-other-way", list, "s s"),
      ("caseload-nothing-back", list, "["),
      ("caseload-suspended-undo", list, "u"),
      ("visits-help", list, "Space P ?"),
      ("palette-refused", list, ": \"undo\" Enter"),
      ("palette-views", .patches, ": \"high\""),
      ("patches-marked", .patches, "Space"),
      ("patches-about", .patches, "? Tab"),
      ("patches-searched", .patches, "/ \"e\" Enter"),
    ]
    for (name, start, keys) in screens {
      Snapshot.check(try played(book, start, keys, size: size).canvas(), name)
    }
  }

  @Test("of an account, of what was recorded and said, of the search", arguments: sizes)
  func account(size: Size) throws {
    let book = try InventedPatch.book()
    func marsh(_ tab: AccountTab) -> DeskStart { .account(reference: "40218863", tab: tab) }
    let screens: [(String, DeskStart, String)] = [
      ("account-date-help", marsh(.ledger), "a F1"),
      ("account-date-about", marsh(.ledger), "a F1 Tab"),
      ("account-print-help", marsh(.ledger), "P F1 Tab"),
      ("account-print-nothing", marsh(.ledger), "P Ctrl-U Enter"),
      ("account-types-help", marsh(.ledger), "t F1"),
      ("account-explain-help", marsh(.ledger), "x F1"),
      ("account-chart-help", marsh(.ledger), "v ?"),
      ("account-people-help", marsh(.people), "? Tab"),
      ("account-past-help", marsh(.ledger), "a \"17 nov\" Enter ?"),
      ("account-finish-nothing", marsh(.diary), "Enter"),
      ("acts-help", marsh(.ledger), "U ?"),
      ("acts-nothing-to-undo", marsh(.ledger), "U x"),
      ("messages-help", marsh(.ledger), ": \"messages\" Enter ?"),
      ("search-help", marsh(.ledger), "Ctrl-F F1"),
      ("note-ctrl-c", marsh(.ledger), "n \"Rang\" Ctrl-C"),
    ]
    for (name, start, keys) in screens {
      Snapshot.check(try played(book, start, keys, size: size).canvas(), name)
    }
  }

  @Test("of drafts", arguments: sizes)
  func drafts(size: Size) throws {
    let book = try InventedPatch.book()
    let bulk = DeskDraft(
      DeskDraft.Key(.bulk, subject: "note"),
      fields: ["text": "Heating is off", "accounts": "40218863\n40218444", "patches": "E3"], since: "14:02")
    var desk = HandDesk(book, .home, size: size, drafts: [bulk])
    Snapshot.check(desk.session.canvas(), "draft-offered")
    Snapshot.check(try desk.play("N"), "draft-bulk-goes-on")
    var other = HandDesk(book, .home, size: size)
    other.session.take(drafts: [DeskDraft(account: "40218863", fields: ["text": "Rang"])])
    Snapshot.check(other.session.canvas(), "draft-from-another-desk")
    var edited = HandDesk(book, .account(reference: "40218863", tab: .ledger), size: size)
    try edited.play("n \"Rang\" Ctrl-E")
    edited.session.take(
      edited: .failed("No editor is set: export EDITOR (or VISUAL) before Patchbook is opened."))
    Snapshot.check(edited.session.canvas(), "note-no-editor")
  }

  @Test("of a book in which nothing can be saved", arguments: sizes)
  func readOnly(size: Size) throws {
    var book = try InventedPatch.book(accounts: 5)
    book.user = DeskUser(name: "visitor", patches: ["E3"], isKnown: false)
    Snapshot.check(try played(book, .patches, size: size).canvas(), "patches-read-only")
    Snapshot.check(try played(book, .caseload(patch: "E3"), "n", size: size).canvas(), "note-read-only")
  }
}
