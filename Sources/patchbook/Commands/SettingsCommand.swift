import ArgumentParser
import Casebook
import Desk
import Interchange

/// `patchbook settings`: the officer's looks and keys, and what is wrong in the files that choose them.
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Says which looks and keys the desk has, and what is wrong in their files.",
    discussion: """
      The book's config/desk.toml is read first, then the officer's own ~/.config/patchbook/desk.toml, then \
      PATCHBOOK_THEME, PATCHBOOK_KEYS and PATCHBOOK_MOUSE; the later wins. Settings: theme = "NAME" (standard, dark, \
      light, mono, or a file themes/NAME.toml), keys = "NAME" (a file keys/NAME.toml), mouse = true. With --print the \
      file of the theme or of the keys in force goes to standard output, to be changed.
      """)

  @OptionGroup var book: BookOptions
  @Option(help: ArgumentHelp("Prints the file in force: theme or keys.", valueName: "which")) var print:
    Printed?

  /// What can be printed as a file.
  enum Printed: String, ExpressibleByArgument, CaseIterable {
    case theme, keys
  }

  func run() throws {
    let settings = DeskSettings.read(book: book.path)
    for report in settings.reports {
      StandardError.say("patchbook: \(HarmlessText.printable("\(report)", limit: 2_000))")
    }
    let output = StandardOutput()
    switch print {
    case .theme: try output.text(settings.themeText)
    case .keys: try output.text(settings.keysText)
    case nil:
      try output.line("theme  \(settings.theme.name)")
      try output.line("keys   \(settings.keysName)")
      try output.line("mouse  \(settings.mouse ? "on" : "off")")
    }
    try output.flush()
    if !settings.reports.isEmpty { throw ExitCode(ExitStatus.no.rawValue) }
  }
}
