import Casebook

extension Act {
  /// What was done and where: `Note on 40218863`, `Diary date on 7 accounts`.
  var words: String {
    switch accounts.count {
    case 0: kind.wording
    case 1: "\(kind.wording) on \(accounts[0])"
    default: "\(kind.wording) on \(accounts.count) accounts"
    }
  }

  /// How the desk tells that it was taken back, or, of an act of taking back, that it counts again.
  var undoing: String {
    kind == .undo ? "Brought back: what was \(words.lowercasedFirst)" : "Undid: \(words.lowercasedFirst)"
  }

  /// Whether it can be taken back, in a word.
  var standingWord: String {
    switch standing {
    case .undoable: ""
    case .undone: "taken back"
    case .fixed: "stays"
    }
  }
}
