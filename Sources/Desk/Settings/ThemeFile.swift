import Casebook
import Terminal

/// A theme as a file: for each role of a style its ink, its ground and what is done to it besides.
///
/// ```toml
/// title = "Dark ground"
///
/// [styles]                      # 256 colours; those with fewer are worked out from them
/// normal   = "252 on 234"
/// selected = "bright-white on 24 bold"
///
/// [styles.16]                   # where what is worked out for 16 colours is not liked
/// [styles.none]                 # without colour: bold dim underline reverse
/// ```
///
/// A role that is left out looks as in the theme that is built in. A line that is wrong is reported, and that role alone
/// looks as built in.
struct ThemeFile {
  /// The theme that was read.
  private(set) var theme: Theme
  /// What is wrong, in the order of the lines.
  private(set) var faults: [SettingsFault] = []

  private static let (full, sixteen, none) = ("styles", "styles.16", "styles.none")

  /// The names of the first sixteen colours, in the palette's order.
  private static let colours = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "grey", "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
  ]
  /// What stands for the terminal's own colour.
  private static let terminals = "terminal"
  private static let attributes: [(name: String, attribute: Look.Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
  ]

  /// Reads a theme; what cannot be read at all is the theme that is built in, and one fault.
  init(name: String, _ bytes: [UInt8]) {
    theme = Theme(name: name, [:])
    let file: SettingsFile
    do throws(SettingsFault) {
      file = try SettingsFile(bytes)
    } catch {
      faults = [error]
      return
    }
    let known = [ThemeFile.full, ThemeFile.sixteen, ThemeFile.none]
    for section in file.sections where !section.name.isEmpty && !known.contains(section.name) {
      faults.append(ThemeFile.unknown("section", section.name, among: known, line: section.line))
    }
    for entry in file.root.entries where entry.key != "title" && entry.key != "dated" {
      faults.append(ThemeFile.unknown("setting", entry.key, among: ["title", "dated"], line: entry.line))
    }
    let full = looks(in: file[ThemeFile.full])
    let sixteen = looks(in: file[ThemeFile.sixteen])
    let plain = looks(in: file[ThemeFile.none])
    for (role, look) in plain where look.ink != nil || look.ground != nil {
      let line = file[ThemeFile.none]?[role.name]?.line ?? 0
      faults.append(SettingsFault(line: line, problem: "\(role.name) names a colour where there is none"))
    }
    let paper = full[.normal]?.ground
    var entries: [Style.Role: Theme.Entry] = [:]
    for role in Style.Role.allCases {
      // On a ground of the theme's own, what the built-in theme chose for an unknown ground is chosen anew.
      var entry =
        full[role].map { Theme.Entry(role, full: $0, onPaper: paper) }
        ?? (paper == nil
          ? Theme.standard[role] : Theme.Entry(role, full: Theme.standard[role].full, onPaper: paper))
      if let look = sixteen[role] { entry.sixteen = look }
      if let look = plain[role], look.ink == nil, look.ground == nil { entry.plain = look.attributes }
      entries[role] = entry
    }
    theme = Theme(name: name, entries)
    faults.sort { $0.line < $1.line }
  }

  private mutating func looks(in section: SettingsSection?) -> [Style.Role: Look] {
    var looks: [Style.Role: Look] = [:]
    for entry in section?.entries ?? [] {
      guard let role = Style.Role.allCases.first(where: { $0.name == entry.key }) else {
        faults.append(
          ThemeFile.unknown("style", entry.key, among: Style.Role.allCases.map(\.name), line: entry.line))
        continue
      }
      do throws(SettingsFault) {
        guard case .text(let text) = entry.value else {
          throw SettingsFault(
            line: entry.line, problem: "\(entry.key) is text in quotes, such as \"231 on 24 bold\"")
        }
        looks[role] = try ThemeFile.look(text, line: entry.line)
      } catch {
        faults.append(error)
      }
    }
    return looks
  }

  /// Reads `INK on GROUND bold dim underline reverse`, every part of which may be missing.
  private static func look(_ text: String, line: Int) throws(SettingsFault) -> Look {
    var look = Look()
    var isGround = false
    var hasInk = false
    for word in text.split(separator: " ") {
      if let known = attributes.first(where: { $0.name == word }), !isGround {
        look.attributes.insert(known.attribute)
      } else if word == "on", !isGround {
        isGround = true
      } else if isGround {
        look.ground = try colour(word, line: line)
        isGround = false
      } else {
        guard !hasInk else {
          throw SettingsFault(
            line: line,
            problem: "two inks stand in \(SettingsFault.quoted(text)); a ground follows the word on")
        }
        look.ink = try colour(word, line: line)
        hasInk = true
      }
    }
    guard !isGround else { throw SettingsFault(line: line, problem: "a colour is missing after on") }
    return look
  }

  private static func colour(_ word: Substring, line: Int) throws(SettingsFault) -> UInt8? {
    if word == terminals { return nil }
    if let place = colours.firstIndex(of: String(word)) { return UInt8(place) }
    if let number = UInt8(word) { return number }
    let words = colours + attributes.map(\.name) + ["on", terminals]
    throw SettingsFault(
      line: line,
      problem: "\(SettingsFault.quoted(String(word))) is no colour (0 to 255, or a name) and no attribute"
        + SettingsFault.hint(String(word), among: words))
  }

  private static func unknown(
    _ kind: String, _ word: String, among known: [String], line: Int
  ) -> SettingsFault {
    let hint = SettingsFault.hint(word, among: known)
    return SettingsFault(
      line: line,
      problem: "there is no \(kind) \(SettingsFault.quoted(word))"
        + (hint.isEmpty ? "; there are: " + known.joined(separator: ", ") : hint))
  }
}

extension ThemeFile {
  /// The file of a theme, from which the same theme is read back.
  static func text(of theme: Theme, title: String) -> String {
    var text = """
      # A theme: how each kind of text on the screen looks. Copy it under another name into ~/.config/patchbook/themes,
      # change the copy, and choose it with theme = "NAME" in ~/.config/patchbook/desk.toml.
      #
      # "INK on GROUND" and bold, dim, underline, reverse; every part may be missing. A colour is a number of the palette,
      # 0 to 255, or terminal, or one of: \(colours.prefix(8).joined(separator: " ")),
      # \(colours.dropFirst(8).joined(separator: " ")).
      # Where ordinary text (normal) has a ground, the whole screen is painted with it. Colour never tells alone.

      title = \(SettingsFile.quoted(title))

      """
    let sections: [(String, String, (Theme.Entry) -> Look)] = [
      (full, "256 colours", { $0.full }), (sixteen, "16 colours, and 8", { $0.sixteen }),
      (none, "no colour", { Look(nil, on: nil, $0.plain) }),
    ]
    for (section, meaning, look) in sections {
      text += "\n[\(section)]   # \(meaning)\n"
      for role in Style.Role.allCases {
        let name = role.name + String(repeating: " ", count: max(0, 11 - role.name.count))
        text += "\(name) = \(SettingsFile.quoted(words(look(theme[role]))))\n"
      }
    }
    return text
  }

  private static func words(_ look: Look) -> String {
    func name(_ colour: UInt8) -> String { colour < 16 ? colours[Int(colour)] : String(colour) }
    var words: [String] = []
    if let ink = look.ink { words.append(name(ink)) }
    if let ground = look.ground { words += ["on", name(ground)] }
    words += attributes.filter { look.attributes.contains($0.attribute) }.map(\.name)
    return words.joined(separator: " ")
  }
}
