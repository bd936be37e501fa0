/// A file of settings that people may edit: its sections with their keys and values, each with the line on which it
/// stands.
///
/// It is written in the part of TOML that README.md names; ``SettingsParser`` reads it, and refuses the rest.
package struct SettingsFile: Hashable, Sendable {
  /// What a key is set to.
  package enum Value: Hashable, Sendable {
    /// `"text"` or `'text'`.
    case text(String)
    /// A whole number.
    case number(Int64)
    /// `true` or `false`.
    case truth(Bool)
    /// A list of texts; the empty list too.
    case texts([String])
  }

  /// A key with its value, and where it stands.
  package struct Entry: Hashable, Sendable {
    /// The key, without quotes.
    package var key: String
    /// What it is set to.
    package var value: Value
    /// The line, 1 for the first.
    package var line: Int
  }

  /// The sections in the order of the file; the first is what stands before any heading, and its name is empty.
  package private(set) var sections: [SettingsSection]

  /// The longest text that is read, in bytes: no settings that a person edits come near it.
  package static let longest = 1 << 20

  /// Reads a text.
  /// - Throws: ``SettingsFault`` with the line and what is wrong, for bytes that are not such a file, or longer than ``longest``.
  package init(_ bytes: [UInt8]) throws(SettingsFault) {
    guard bytes.count <= SettingsFile.longest else {
      throw SettingsFault(
        line: 1, problem: "the file is longer than settings can be (\(SettingsFile.longest) bytes)")
    }
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw SettingsFile.notText(bytes)
    }
    sections = try SettingsParser.sections(of: bytes)
  }

  /// What stands before any heading.
  package var root: SettingsSection {
    sections.first ?? SettingsSection(name: "", isListed: false, line: 1, entries: [])
  }

  /// The first section of that name; nil where there is none.
  package subscript(_ name: String) -> SettingsSection? { sections.first { $0.name == name } }

  /// Refuses a section whose name is not among those known, with the nearest that is.
  /// - Throws: ``SettingsFault`` with the line of its heading.
  package func refuseUnknown(sections known: [String]) throws(SettingsFault) {
    for section in sections where !section.name.isEmpty && !known.contains(section.name) {
      let hint = SettingsFault.hint(section.name, among: known)
      if known.isEmpty {
        throw SettingsFault(line: section.line, problem: "this file has no sections, only key = value")
      }
      throw SettingsFault(
        line: section.line,
        problem: "the section \(SettingsFault.quoted(section.name)) is not known\(hint)"
          + (hint.isEmpty ? "; known: " : " Known: ") + known.joined(separator: ", "))
    }
  }

  // MARK: Writing

  /// Text as TOML writes it: in quotes, with what must be escaped. Only the character U+0000 is left out.
  package static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\t": written += "\\t"
      case "\0": break
      case "\u{1}"..."\u{1F}", "\u{7F}"..."\u{9F}":
        let digits = String(scalar.value, radix: 16)
        written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  /// The fault of bytes that hold U+0000 or are not UTF-8.
  private static func notText(_ bytes: [UInt8]) -> SettingsFault {
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      if let place = line.firstIndex(of: 0) {
        return SettingsFault(
          line: index + 1, column: place - line.startIndex + 1, problem: "the file holds a byte that is zero")
      }
      if String(validating: line, as: UTF8.self) == nil {
        return SettingsFault(line: index + 1, problem: "the file is not UTF-8")
      }
    }
    return SettingsFault(line: 1, problem: "the file is not UTF-8")
  }
}
