import Casebook
import Terminal

/// The keys of actions as a file.
///
/// ```toml
/// title = "Mine"
///
/// [keys]
/// open-account = ["Enter", "Right", "l"]
/// sort = "s"
/// redraw = []          # no key: only the palette does it
/// ```
///
/// An action that is left out keeps its usual keys. A line that is wrong is reported, and that action keeps its usual keys.
struct KeyFile {
  /// The table with the keys of the file.
  private(set) var table: ActionTable
  /// What is wrong, in the order of the lines.
  private(set) var faults: [SettingsFault] = []

  private static let section = "keys"

  /// Reads keys for the actions of a table; what cannot be read at all leaves the table as it is, with one fault.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - usual: the actions with their usual keys.
  ///   - textPlaces: the places in which letters are typed as text, so that they cannot be keys.
  init(_ bytes: [UInt8], for usual: ActionTable, textPlaces: Set<String>) {
    table = usual
    let file: SettingsFile
    do throws(SettingsFault) {
      file = try SettingsFile(bytes)
    } catch {
      faults = [error]
      return
    }
    for section in file.sections where !section.name.isEmpty && section.name != KeyFile.section {
      faults.append(
        SettingsFault(
          line: section.line,
          problem: "there is no section \(SettingsFault.quoted(section.name)); keys stand under [keys]"))
    }
    for entry in file.root.entries where entry.key != "title" && entry.key != "dated" {
      faults.append(
        SettingsFault(
          line: entry.line, problem: "\(SettingsFault.quoted(entry.key)) stands before the heading [keys]"))
    }
    var lines: [String: Int] = [:]
    for entry in file[KeyFile.section]?.entries ?? [] {
      do throws(SettingsFault) {
        let action = try KeyFile.action(entry, in: usual)
        let keys = try KeyFile.keys(entry, of: action, textPlaces: textPlaces)
        lines[action.name] = entry.line
        table = table.rebinding([(name: action.name, keys: keys)]).table
      } catch {
        faults.append(error)
      }
    }
    settleDuplicates(lines, usual)
    keepWaysOut(lines, usual)
    faults.sort { $0.line < $1.line }
  }

  private static func action(
    _ entry: SettingsFile.Entry, in usual: ActionTable
  ) throws(SettingsFault) -> Action {
    if let action = usual.action(named: entry.key) { return action }
    let hint = SettingsFault.hint(entry.key, among: usual.actions.map(\.name))
    throw SettingsFault(
      line: entry.line,
      problem: "there is no action \(SettingsFault.quoted(entry.key))"
        + (hint.isEmpty ? "; data/keys/default.toml names them all" : hint))
  }

  private static func keys(
    _ entry: SettingsFile.Entry, of action: Action, textPlaces: Set<String>
  ) throws(SettingsFault) -> [Key] {
    let words: [String]
    switch entry.value {
    case .text(let word): words = [word]
    case .texts(let list): words = list
    default:
      throw SettingsFault(
        line: entry.line, problem: "\(entry.key) is a key in quotes, or a list of them: [\"Enter\", \"l\"]")
    }
    var keys: [Key] = []
    for word in words {
      guard let key = Key(word) else {
        throw SettingsFault(
          line: entry.line,
          problem: "\(SettingsFault.quoted(word)) is no key"
            + SettingsFault.hint(word, among: Key.names + ["Ctrl-A", "Alt-A"]))
      }
      guard key.typed == nil || !textPlaces.contains(action.context) else {
        throw SettingsFault(
          line: entry.line,
          problem:
            "\(word) is text where \(entry.key) is valid (\(action.context)); take a chord such as Ctrl-\(word)"
        )
      }
      guard !keys.contains(key) else {
        throw SettingsFault(line: entry.line, problem: "\(word) stands twice for \(entry.key)")
      }
      keys.append(key)
    }
    return keys
  }

  /// Where a key would do two things in one place, the file's line yields: both actions get their usual keys. Of two lines
  /// the later one is reported.
  private mutating func settleDuplicates(_ lines: [String: Int], _ usual: ActionTable) {
    // Each round takes at least one line of the file back, and without them there is no duplicate.
    var left = lines
    while true {
      let duplicates = table.problems.compactMap { problem -> (Key, String, [String])? in
        guard case .duplicateKey(let key, let place, let names) = problem else { return nil }
        return (key, place, names)
      }
      var didAct = false
      for (key, place, names) in duplicates {
        let given = names.filter { left[$0] != nil }.sorted { (left[$0] ?? 0) < (left[$1] ?? 0) }
        guard let last = given.last, let line = left.removeValue(forKey: last) else { continue }
        let other = names.first { $0 != last } ?? last
        let otherLine = lines[other].map { " (line \($0))" } ?? ", whose usual key it is"
        faults.append(
          SettingsFault(
            line: line, problem: "in \(place), \(key) would do \(last) and \(other)\(otherLine)"))
        restore(last, usual)
        didAct = true
      }
      if !didAct { return }
    }
  }

  /// Help and the way out of a place are never without a key.
  private mutating func keepWaysOut(_ lines: [String: Int], _ usual: ActionTable) {
    for name in KeyFile.needed {
      guard let line = lines[name], table.action(named: name)?.keys.isEmpty == true else { continue }
      faults.append(SettingsFault(line: line, problem: "\(name) needs a key: without it there is no way on"))
      restore(name, usual)
    }
  }

  private static let needed = [DeskAction.help.rawValue, DeskAction.leave.rawValue]

  private mutating func restore(_ name: String, _ usual: ActionTable) {
    guard let keys = usual.action(named: name)?.keys else { return }
    table = table.rebinding([(name: name, keys: keys)]).table
  }

  /// The file of all actions of a table with their keys, place by place, from which the same table is read back.
  static func text(of table: ActionTable, title: String) -> String {
    var text = """
      # The keys of every action. Copy it under another name into ~/.config/patchbook/keys, keep the lines that you change,
      # and choose it with keys = "NAME" in ~/.config/patchbook/desk.toml.
      #
      # Keys are written as on the help screen: a character, Ctrl-S, Alt-x, Shift-Tab, F1, or one of
      # \(Key.names.joined(separator: " ")).
      # The first of several is shown in the bar; [] leaves an action without a key.

      title = \(SettingsFile.quoted(title))

      [\(section)]

      """
    var places: [String] = []
    for action in table.actions where !places.contains(action.context) { places.append(action.context) }
    for place in places {
      text += "\n# \(place)\n"
      for action in table.actions where action.context == place {
        let keys = action.keys.map { SettingsFile.quoted($0.description) }.joined(separator: ", ")
        let name = action.name + String(repeating: " ", count: max(0, 24 - action.name.count))
        text += "\(name) = [\(keys)]   # \(action.help)\n"
      }
    }
    return text
  }
}
