/// Which description of a terminal is taken for a TERM: terminfo's own where it has one, else the nearest that what the
/// name says allows. Hosts lack the descriptions of newer terminals (Debian's base knows 42), and an officer must not be
/// sent away for that.
struct TerminalKind: Hashable {
  /// The names to look for in terminfo, the best first. The last is a description that the program brings along.
  var candidates: [String]
  /// The most colours that may be used: what the name does not promise is not asked of the terminal.
  var colour: ColourTier

  /// What may stand in for a terminal that terminfo lacks; nil where the name says that nothing is known of it.
  init?(standingInFor name: String) {
    let name = name.lowercased()
    func says(_ parts: [String]) -> Bool { parts.contains { name.contains($0) } }
    guard !TerminalKind.nameless.contains(name) else { return nil }
    if says(["mono", "-m-"]) || name.hasSuffix("-m") || TerminalKind.old.contains(where: name.hasPrefix) {
      self.init(["vt100", "patchbook-vt100"], .none)
    } else if says(["screen", "tmux"]) {
      self.init(
        name.contains("256")
          ? ["screen-256color", "screen", "patchbook-xterm"] : ["screen", "patchbook-xterm"],
        name.contains("256") ? .full : .eight)
    } else if says(["linux", "fbterm", "kmscon", "console", "cons25"]) {
      self.init(["linux", "patchbook-xterm"], .eight)
    } else if says(["256", "direct", "truecolor"] + TerminalKind.modern) || name == "st"
      || name.hasPrefix("st-")
    {
      self.init(["xterm-256color", "patchbook-xterm"], .full)
    } else {
      // Nearly every terminal of today understands xterm's sequences, and one that does not passes the colours of
      // eight over more gracefully than those of 256.
      self.init(["xterm", "patchbook-xterm"], .eight)
    }
  }

  private init(_ candidates: [String], _ colour: ColourTier) {
    self.candidates = candidates
    self.colour = colour
  }

  /// Names by which a line says that it does not know what is at its other end.
  private static let nameless: Set<String> = [
    "", "dumb", "unknown", "network", "dialup", "switch", "ethernet", "bussplexer",
  ]

  /// How the names of terminals begin that had no colour.
  private static let old = [
    "vt1", "vt2", "vt3", "vt4", "vt5", "wy", "wyse", "ibm31", "hp", "tvi", "adm", "ansi-m", "z19",
  ]

  /// What the names of today's emulators contain.
  private static let modern = [
    "xterm", "alacritty", "kitty", "foot", "konsole", "vte", "gnome", "wezterm", "ghostty", "iterm",
    "contour",
    "rio", "mintty", "putty", "rxvt", "ms-terminal", "apple", "warp", "zellij",
  ]
}
