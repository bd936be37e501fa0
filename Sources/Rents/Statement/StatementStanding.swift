/// Why a line has no amount yet although it was asked: refusing is not the same as looking it up.
public enum StatementStanding: String, CaseIterable, Hashable, Sendable {
  /// They would not say.
  case refused
  /// They will send it.
  case willSend = "will-send"

  /// For the form: `refuses to say`, `will send`.
  public var wording: String {
    switch self {
    case .refused: "refuses to say"
    case .willSend: "will send"
    }
  }
}
