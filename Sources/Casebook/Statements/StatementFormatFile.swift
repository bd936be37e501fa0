import Rents

/// Reads the lines of the income and expenditure form from a file of `data/statement`, and says of an error its line and what
/// is wrong.
public enum StatementFormatFile {
  /// Why a file is no format.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// How the file is named in the sentence.
    public var file: String
    /// The line, 1 for the first; 0 where no one line is meant.
    public var line: Int
    /// What is wrong, without a full stop.
    public var problem: String

    /// What is wrong, where, and what is safe.
    public var description: String {
      "\(file)\(line > 0 ? ", line \(line)" : "") is not right: \(problem). No form can be filled until it is put right."
    }
  }

  /// Reads a format.
  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - file: how the file is named in errors.
  /// - Throws: ``Fault``.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> StatementFormat {
    do throws(SettingsFault) {
      return try format(SettingsFile(bytes))
    } catch {
      throw Fault(file: file, line: error.line, problem: error.sentence)
    }
  }

  private static func format(_ settings: SettingsFile) throws(SettingsFault) -> StatementFormat {
    try settings.refuseUnknown(sections: ["group", "line"])
    try settings.root.refuseUnknown(keys: ["title", "dated", "source"])
    var groups: [StatementFormat.Group] = []
    var places: [String: Int] = [:]
    var ids: Set<String> = []
    for section in settings.sections where section.name == "group" {
      let group = try group(section)
      guard places.updateValue(groups.count, forKey: group.key) == nil else {
        throw SettingsFault(
          line: section.line, problem: "the group \(SettingsFault.quoted(group.key)) stands twice")
      }
      groups.append(group)
    }
    for section in settings.sections where section.name == "line" {
      let line = try line(section)
      guard ids.insert(line.id).inserted else {
        throw SettingsFault(
          line: section.line, problem: "the line \(SettingsFault.quoted(line.id)) stands twice")
      }
      let key = try needed("group", in: section)
      guard let place = places[key] else {
        throw SettingsFault(
          line: section["group"]?.line ?? section.line,
          problem: "there is no group \(SettingsFault.quoted(key))"
            + SettingsFault.hint(key, among: places.keys.sorted()))
      }
      groups[place].lines.append(line)
    }
    guard !ids.isEmpty else { throw SettingsFault(line: 0, problem: "it has no lines") }
    return StatementFormat(groups)
  }

  private static func group(_ section: SettingsSection) throws(SettingsFault) -> StatementFormat.Group {
    try section.refuseUnknown(keys: ["section", "id", "title", "short"])
    guard let kind = try section.word("section", as: StatementFormat.Section.self) else {
      throw missing("section", in: section)
    }
    return StatementFormat.Group(
      id: try needed("id", in: section), title: try needed("title", in: section),
      short: try section.text("short"), section: kind, lines: [])
  }

  private static func line(_ section: SettingsSection) throws(SettingsFault) -> StatementFormat.Line {
    try section.refuseUnknown(keys: ["group", "id", "label", "short", "usual", "question", "help"])
    var usual = Frequency.monthly
    if let text = try section.text("usual") {
      guard let known = frequencies.first(where: { $0.typed == text }) else {
        throw SettingsFault(
          line: section["usual"]?.line ?? section.line,
          problem: "usual is one of: \(frequencies.map(\.typed).joined(separator: ", "))")
      }
      usual = known
    }
    return StatementFormat.Line(
      id: try needed("id", in: section), label: try needed("label", in: section),
      short: try section.text("short"), question: try section.text("question") ?? "",
      help: try section.text("help") ?? "", usual: usual)
  }

  private static let frequencies: [Frequency] = [
    .weekly, .fortnightly, .fourWeekly, .monthly, .quarterly, .termly, .yearly, .tenAYear,
  ]

  private static func needed(_ key: String, in section: SettingsSection) throws(SettingsFault) -> String {
    guard let text = try section.text(key), !text.isEmpty else { throw missing(key, in: section) }
    return text
  }

  private static func missing(_ key: String, in section: SettingsSection) -> SettingsFault {
    SettingsFault(line: section.line, problem: "this [[\(section.name)]] has no \(key)")
  }
}
