/// How many colours a terminal, or a reader of `show`, can have.
public enum ColourTier: Hashable, Sendable, CaseIterable {
  /// Bold, underline and reverse only: no colour at all, as NO_COLOR asks.
  case none
  /// The eight colours of old terminals and the Linux console.
  case eight
  /// The eight and their brighter kin.
  case sixteen
  /// The palette of 256, of which those from 16 on look alike everywhere.
  case full

  /// The tier of a terminal with so many colours (terminfo's `colors`).
  public init(colours: Int) {
    switch colours {
    case 256...: self = .full
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .none
    }
  }

  /// The tier that `--colour` names: `none`, `8`, `16` or `256`.
  public init?(_ text: some StringProtocol) {
    switch text.lowercased() {
    case "none": self = .none
    case "8": self = .eight
    case "16": self = .sixteen
    case "256": self = .full
    default: return nil
    }
  }
}
