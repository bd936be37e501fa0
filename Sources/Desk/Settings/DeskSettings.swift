import Casebook
import Terminal

/// How an officer wants the desk: its looks, its keys, and whether the mouse is heard.
///
/// It is chosen in `desk.toml`, of which there may be two, and in the environment. The later wins, setting by setting:
///
/// 1. what is built in (the theme `standard`, the keys `default`, the mouse on);
/// 2. the book's `config/desk.toml`, for everyone who works with it;
/// 3. the officer's own `~/.config/patchbook/desk.toml`, because eyes and hands are their own;
/// 4. `PATCHBOOK_THEME`, `PATCHBOOK_KEYS` and `PATCHBOOK_MOUSE` (`on`, `off`), for one sitting.
///
/// `NO_COLOR` takes the colours out of whatever theme is chosen. A theme NAME is the file `themes/NAME.toml`, and keys
/// NAME are `keys/NAME.toml`, of the officer's own folder, else of the book's `config`, else of what was installed with the
/// program, else of the checkout's `data`.
///
/// Nothing that is wrong in a file stops the desk: it is reported, and the usual is taken in that place.
public struct DeskSettings: Sendable {
  /// What the styles look like.
  public private(set) var theme = Theme.standard
  /// The actions with the keys in force.
  public private(set) var actions = DeskActions.usual
  /// The name by which the keys in force are chosen.
  public private(set) var keysName = "default"
  /// Whether clicks and the wheel are heard; without it the terminal's own selection works as ever.
  public private(set) var mouse = true
  /// From when an account is in the built-in views.
  public private(set) var thresholds = ViewThresholds.shipped
  /// What is wrong in the files, in the order in which they were read.
  public private(set) var reports: [SettingsReport] = []

  /// A file of settings as the program found it.
  public struct Source: Sendable {
    /// Its path, as the officer would open it.
    public var path: String
    /// What stands in it.
    public var bytes: [UInt8]

    /// A file at a path.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The usual settings.
  public init() {}

  /// Reads the settings.
  ///
  /// - Parameters:
  ///   - choices: the files `desk.toml` that there are, the book's before the officer's own.
  ///   - environment: gives a variable of the environment; nil where it is unset or empty.
  ///   - find: gives the first file `SUBJECT/NAME.toml` of the folders above, and the names of all that there are.
  public init(
    choices: [Source], environment: (String) -> String?,
    find: (_ subject: String, _ name: String) -> (file: Source?, names: [String])
  ) {
    var theme = Choice(subject: "themes", setting: "theme", usual: "standard")
    var keys = Choice(subject: "keys", setting: "keys", usual: "default")
    for source in choices { read(source, &theme, &keys) }
    for (variable, setting) in [("PATCHBOOK_THEME", "theme"), ("PATCHBOOK_KEYS", "keys")] {
      guard let name = environment(variable) else { continue }
      let place = SettingsReport(file: variable, line: 0, problem: "")
      if setting == "theme" { theme.take(name, place) } else { keys.take(name, place) }
    }
    if let word = environment("PATCHBOOK_MOUSE") {
      switch word {
      case "on", "1", "true": mouse = true
      case "off", "0", "false": mouse = false
      default:
        reports.append(
          SettingsReport(
            file: "PATCHBOOK_MOUSE", line: 0, problem: "it is on or off, not \(SettingsFault.quoted(word))"))
      }
    }
    if let source = open(theme, find) {
      let file = ThemeFile(name: theme.name, source.bytes)
      self.theme = file.theme
      reports += file.faults.map { SettingsReport(file: source.path, $0) }
    }
    if let source = open(keys, find) {
      let file = KeyFile(source.bytes, for: DeskActions.usual, textPlaces: DeskPlace.text)
      (actions, keysName) = (file.table, keys.name)
      reports += file.faults.map { SettingsReport(file: source.path, $0) }
    }
    // The first that there is: the officer's own, the book's, then the one that comes with the program.
    if let source = find("views", "thresholds").file {
      let file = ThresholdsFile(source.bytes)
      thresholds = file.thresholds
      reports += file.faults.map { fault in
        SettingsReport(
          file: source.path, line: fault.line,
          problem: fault.sentence + "; the thresholds that come with the program are in force")
      }
    }
  }

  /// The theme in force as a file, to be copied and changed.
  public var themeText: String { ThemeFile.text(of: theme, title: theme.name) }

  /// The keys in force as a file, to be copied and changed.
  public var keysText: String { KeyFile.text(of: actions, title: keysName) }

  /// Which file of a subject is chosen, and where that was said.
  private struct Choice {
    let subject: String
    let setting: String
    let usual: String
    private(set) var name: String
    private(set) var place: SettingsReport?

    init(subject: String, setting: String, usual: String) {
      (self.subject, self.setting, self.usual) = (subject, setting, usual)
      name = usual
    }

    mutating func take(_ name: String, _ place: SettingsReport) { (self.name, self.place) = (name, place) }
  }

  private mutating func read(_ source: Source, _ theme: inout Choice, _ keys: inout Choice) {
    func report(_ fault: SettingsFault) { reports.append(SettingsReport(file: source.path, fault)) }
    let file: SettingsFile
    do throws(SettingsFault) {
      file = try SettingsFile(source.bytes)
      try file.refuseUnknown(sections: [])
    } catch { return report(error) }
    for entry in file.root.entries {
      let place = SettingsReport(file: source.path, line: entry.line, problem: "")
      switch (entry.key, entry.value) {
      case ("theme", .text(let name)): theme.take(name, place)
      case ("keys", .text(let name)): keys.take(name, place)
      case ("mouse", .truth(let isOn)): mouse = isOn
      case ("theme", _), ("keys", _):
        report(SettingsFault(line: entry.line, problem: "\(entry.key) is a name in quotes"))
      case ("mouse", _): report(SettingsFault(line: entry.line, problem: "mouse is true or false"))
      default:
        let known = ["theme", "keys", "mouse"]
        let hint = SettingsFault.hint(entry.key, among: known)
        report(
          SettingsFault(
            line: entry.line,
            problem: "there is no setting \(SettingsFault.quoted(entry.key))"
              + (hint.isEmpty ? "; there are: " + known.joined(separator: ", ") : hint)))
      }
    }
  }

  /// The file that is chosen; nil for what is built in, and where there is none, which is reported.
  private mutating func open(
    _ choice: Choice, _ find: (String, String) -> (file: Source?, names: [String])
  ) -> Source? {
    guard choice.name != choice.usual else { return nil }
    let isName =
      !choice.name.isEmpty
      && choice.name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
          || (byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter)
          || (0x30...0x39).contains(byte)
      }
    let (file, names) =
      isName ? find(choice.subject, choice.name) : (nil, find(choice.subject, choice.usual).names)
    if let file { return file }
    let known = names.isEmpty ? [choice.usual] : names
    let hint = SettingsFault.hint(choice.name, among: known)
    reports.append(
      SettingsReport(
        file: choice.place?.file ?? choice.subject, line: choice.place?.line ?? 0,
        problem: "there is no file \(choice.subject)/\(SettingsFault.quoted(choice.name)).toml"
          + (hint.isEmpty ? "; there are: " + known.joined(separator: ", ") : hint)))
    return nil
  }
}
