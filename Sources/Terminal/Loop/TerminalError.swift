/// Why there is no screen. Each says what is wrong and what to do; nothing that was saved is touched by any of them.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Input or output is not a terminal.
  case notATerminal
  /// terminfo has no entry for TERM, and no known family is in its name.
  case unknownTerminal(String)
  /// The terminal cannot move its cursor.
  case tooPlain(String)
  /// A screen is open in this process already.
  case alreadyOpen
  /// The terminal does not answer any more.
  case gone
  /// The system refused something, with its reason.
  case system(String, code: Int32)

  /// One sentence or two for the user.
  public var description: String {
    switch self {
    case .notATerminal:
      "This needs a terminal for both input and output. Use the commands that print, such as show, in pipes and scripts."
    case .unknownTerminal(let name):
      name.isEmpty
        ? "TERM is not set, so the kind of terminal is unknown. Set it, for example: TERM=xterm-256color"
        : "This host knows no terminal called \(name). Set another, for example: TERM=xterm-256color"
    case .tooPlain(let name):
      "A terminal of the kind \(name) cannot show a full screen. Set the right kind, for example: TERM=xterm-256color"
    case .alreadyOpen: "A full screen is open already."
    case .gone: "The terminal has gone."
    case .system(let what, let code): "\(what) (system error \(code))."
    }
  }
}
