/// Why there is no screen. Each says what is wrong and what to do; nothing that was saved is touched by any of them.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Input or output is not a terminal.
  case notATerminal
  /// Nothing is known of the terminal: TERM is not set, or names a line and no terminal.
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
      (name.isEmpty ? "TERM is not set" : "TERM is \(name)")
        + ", so nothing is known of this terminal. Where it can show a full screen, say so: TERM=xterm-256color"
    case .tooPlain(let name):
      "TERM is \(name), and such a terminal cannot show a full screen. Where this one can, say so: TERM=xterm-256color"
    case .alreadyOpen: "A full screen is open already."
    case .gone: "The terminal has gone."
    case .system(let what, let code): "\(what) (system error \(code))."
    }
  }
}
