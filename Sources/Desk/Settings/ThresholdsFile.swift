import Casebook

/// The thresholds of the built-in views as a file.
///
/// ```toml
/// dated = "2026-11-21"
/// source = "where the figures come from"
/// [high-arrears]
/// pounds = 500
/// weeks = 4
/// [no-contact]
/// days = 28
/// ```
///
/// A file with anything wrong in it is reported by line and none of it holds: figures of two sources are not mixed.
struct ThresholdsFile {
  /// What was read; those that come with the program where something is wrong.
  private(set) var thresholds = ViewThresholds.shipped
  /// What is wrong, in the order of the lines.
  private(set) var faults: [SettingsFault] = []

  private static let sections = ["high-arrears", "no-contact"]

  init(_ bytes: [UInt8]) {
    do throws(SettingsFault) {
      let file = try SettingsFile(bytes)
      try file.refuseUnknown(sections: ThresholdsFile.sections)
      for key in ["dated", "source"] where try file.root.text(key)?.isEmpty != false {
        throw SettingsFault(line: 1, problem: "\(key) is missing: it says how old the figures are, or whose")
      }
      var read = ViewThresholds.shipped
      read.pounds =
        try ThresholdsFile.number("pounds", in: file["high-arrears"], upTo: 100_000) ?? read.pounds
      read.weeks = try ThresholdsFile.number("weeks", in: file["high-arrears"], upTo: 520) ?? read.weeks
      read.days = try ThresholdsFile.number("days", in: file["no-contact"], upTo: 3_650) ?? read.days
      for name in ThresholdsFile.sections {
        let known = name == "no-contact" ? ["days"] : ["pounds", "weeks"]
        for entry in file[name]?.entries ?? [] where !known.contains(entry.key) {
          throw SettingsFault(
            line: entry.line,
            problem: "there is no threshold \(SettingsFault.quoted(entry.key))"
              + SettingsFault.hint(entry.key, among: known))
        }
      }
      thresholds = read
    } catch {
      faults = [error]
    }
  }

  private static func number(
    _ key: String, in section: SettingsSection?, upTo most: Int64
  ) throws(SettingsFault) -> Int? {
    guard let section, let number = try section.number(key) else { return nil }
    guard number >= 0, number <= most else {
      throw SettingsFault(
        line: section[key]?.line ?? section.line, problem: "\(key) is a whole number from 0 to \(most)")
    }
    return Int(number)
  }
}
