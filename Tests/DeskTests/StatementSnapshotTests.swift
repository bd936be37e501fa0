import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("The form as a grid of cells, in every state and at every size")
struct StatementSnapshotTests {
  /// As much of the form of `screens.md` as makes every part of the screen speak.
  static let half =
    "\"742m\" Enter Enter _ \"uc\" \"1373.64m\" Enter Enter \"advance\" Enter \"35\" Enter \"12 feb\" Enter"
    + " Down \"824.53\" Enter \"child ben\" \"179.80/4\" Enter \"council tax\" Enter \"96/10\" Enter \"tv\" \"15\" Enter"
    + " \"groc\" \"85w\" Enter \"gas\" \"60\" Enter \"95m\" Enter PageDown PageDown"

  @Test("what is typed", arguments: sizes)
  func typing(size: Size) throws {
    let screens: [(String, String)] = [
      ("form-empty", ""),
      ("form-half", Self.half + " \"council tax\" Enter"),
      ("form-typing", Self.half + " \"work p\" \"320/2+118/1\""),
      ("form-uc", Self.half + " \"uc\" Enter Down Down"),
      ("form-uc-wrong", Self.half + " \"bank shows\" Enter \"800\" Up Down"),
      ("form-unreadable", Self.half + " \"elec\" \"ninety\" Esc \"elec\" \"9q0x\" Enter Up"),
      ("form-jump", Self.half + " \"co\""),
      ("form-jump-none", Self.half + " \"cozz\""),
      ("form-note", Self.half + " \"tv\" ; \"pays by card\" Down \"letter seen\" Enter"),
      ("form-note-open", Self.half + " \"uc\" ; \"phone says so\""),
      ("form-standing", Self.half + " \"elec\" ! Up \"other fuels\" > Up"),
      ("form-deficit", Self.half + " \"mobile\" \"2500\" Enter"),
      ("form-sections", Self.half + " F7 5*Down"),
      ("form-offers", Self.half + " F6 Down"),
      ("form-review", Self.half + " Ctrl-S"),
      (
        "form-household",
        "Home \"Kelly Marsh\" Enter \"38\" Enter \"client\" Enter \"pt\" Enter \"Sam\" Enter \"7\" Enter \"son\" Enter Enter"
      ),
      (
        "form-debts",
        Self.half
          + " \"priority\" Enter \"Court fine\" Enter \"625\" Enter \"25\" Enter Enter PageDown \"Card\" Enter \"5430.22\" Enter \"y\" Enter Enter \"Catalogue\" Enter \"310\" Enter"
      ),
      ("form-agreement", Self.half + " \"agreed by\" Enter \"v\" Enter Enter Enter \"+6m\" Enter"),
      ("form-help", Self.half + " F1"),
      ("form-help-line", Self.half + " \"uc\" Enter F1 Tab"),
      ("form-give-up", Self.half + " Ctrl-X"),
      ("form-search-over", Self.half + " Ctrl-F"),
      ("form-note-over", Self.half + " Ctrl-N \"said so\""),
      ("form-palette", Self.half + " Ctrl-P \"form\""),
    ]
    for (name, keys) in screens {
      var sitting = try FormSitting(size: size)
      try sitting.press(keys)
      Snapshot.check(sitting.session.canvas(), name)
    }
  }

  @Test("what others do, what was before, what is finished", arguments: sizes)
  func others(size: Size) throws {
    var sitting = try FormSitting(size: size)
    try sitting.press(Self.half + " \"tv\" \"2\" Backspace \"15\" Enter Ctrl-S Ctrl-S")
    Snapshot.check(sitting.session.canvas(), "form-finished")
    try sitting.press("Enter \"760m\" Enter Enter \"12w\" Enter \"uc\" =")
    Snapshot.check(sitting.session.canvas(), "form-previous")
    try sitting.press("F8")
    Snapshot.check(sitting.session.canvas(), "form-previous-beside")
    var theirs = try FormSitting(size: size, user: "akhan", on: sitting.disk)
    try theirs.press("' \"tv\" \"14.50\" Enter")
    try sitting.press("' \"tv\" \"16\" Enter Up")
    sitting.look()
    Snapshot.check(sitting.session.canvas(), "form-conflict")
    try theirs.press("\"gas\" \"70\" Enter")
    sitting.look()
    Snapshot.check(sitting.session.canvas(), "form-neighbour")
  }

  @Test("warnings beside the lines and before it is recorded", arguments: sizes)
  func warnings(size: Size) throws {
    var sitting = try FormSitting(size: size)
    try sitting.press(
      Self.half
        + " \"children\" Enter 2 Enter ' \"rent\" Enter \"90w\" Enter ' \"bank shows\" Enter \"800\" Enter \"tv\" \"40m\" Enter"
    )
    Snapshot.check(sitting.session.canvas(), "form-warnings")
    try sitting.press("Ctrl-S PageDown")
    Snapshot.check(sitting.session.canvas(), "form-warnings-review")
  }

  @Test("too small, and as ASCII")
  func hardships() throws {
    for size in [Size(columns: 59, rows: 24), Size(columns: 80, rows: 14), Size(columns: 60, rows: 15)] {
      var sitting = try FormSitting(size: size)
      try sitting.press("\"742m\" Enter")
      Snapshot.check(sitting.session.canvas(), "form-small")
    }
  }
}
