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
}
