import TOMLKit

/// A file of settings that people may edit, written in TOML: its sections with their keys and values, each with the
/// line on which it stands.
///
/// TOMLKit reads the TOML; no other file of the house imports it. This layer flattens what it read, adds the lines,
/// and has the words for what is not right.
package struct SettingsFile: Hashable, Sendable {
  /// What a key is set to.
  package enum Value: Hashable, Sendable {
    /// `"text"`, of any of TOML's four kinds of string.
    case text(String)
    /// A whole number.
    case number(Int64)
    /// `true` or `false`.
    case truth(Bool)
    /// A list of texts; the empty list too.
    case texts([String])
    /// A kind that no setting has, such as a fraction or a date; no setting takes it.
    case other
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
  /// - Throws: ``SettingsFault`` with the line and what is wrong, for bytes that are no TOML of a settings' size.
  package init(_ bytes: [UInt8]) throws(SettingsFault) {
    guard bytes.count <= SettingsFile.longest else {
      throw SettingsFault(
        line: 1, problem: "the file is longer than settings can be (\(SettingsFile.longest) bytes)")
    }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingsFile.notText(bytes)
    }
    let places = try SettingsPlaces(bytes)
    let root: TOMLTable
    do {
      root = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SettingsFault(
        line: error.source.begin.line, column: error.source.begin.column, problem: error.description)
    } catch {
      throw SettingsFault(line: 1, problem: "\(error)")
    }
    var flattening = Flattening(places: places)
    flattening.take(root, at: [], isListed: false)
    sections = flattening.sections()
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

  /// A name in quotes without them; as it stands where it is no string.
  static func unquoted(_ written: ArraySlice<UInt8>) -> String {
    let inside = String(decoding: written.dropFirst().dropLast(), as: UTF8.self)
    guard written.first == UInt8(ascii: "\""), inside.utf8.contains(UInt8(ascii: "\\")) else { return inside }
    let line = "name = " + String(decoding: written, as: UTF8.self)
    return (try? TOMLTable(string: line))?["name"]?.string ?? inside
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

/// Makes a flat list of sections of the library's tree.
private struct Flattening {
  typealias Step = SettingsPlaces.Step

  let places: SettingsPlaces
  private var found: [(section: SettingsSection, order: Int)] = []

  init(places: SettingsPlaces) { self.places = places }

  /// The sections in the order of the file.
  func sections() -> [SettingsSection] { found.sorted { $0.order < $1.order }.map(\.section) }

  mutating func take(_ table: TOMLTable, at path: [Step], isListed: Bool) {
    let place = places[path]
    var entries: [(entry: SettingsFile.Entry, order: Int)] = []
    for key in table.keys {
      // A key that the library cannot find again by its name holds what C strings cannot.
      guard let value = table[key] else { continue }
      let keyPath = path + [Step(name: key)]
      if let table = value.table {
        take(table, at: keyPath, isListed: false)
      } else if let array = value.array, !array.isEmpty, array.allSatisfy({ $0.type == .table }) {
        for index in 0..<array.count {
          guard let table = array[index].table else { continue }
          take(table, at: path + [Step(name: key, index: index)], isListed: true)
        }
      } else {
        let place = places[keyPath]
        let entry = SettingsFile.Entry(key: key, value: Flattening.value(value), line: place.line)
        entries.append((entry, place.order))
      }
    }
    // `[a.b]` alone makes no section `a`.
    guard path.isEmpty || place.isHeading || isListed || !entries.isEmpty || table.isEmpty else { return }
    let section = SettingsSection(
      name: path.map { Flattening.written($0.name) }.joined(separator: "."), isListed: isListed,
      line: place.line, entries: entries.sorted { $0.order < $1.order }.map(\.entry))
    found.append((section, path.isEmpty ? 0 : place.order))
  }

  private static func value(_ value: any TOMLValueConvertible) -> SettingsFile.Value {
    if let text = value.string { return .text(text) }
    if let number = value.int { return .number(Int64(number)) }
    if let truth = value.bool { return .truth(truth) }
    guard let array = value.array else { return .other }
    let texts = array.compactMap(\.string)
    return texts.count == array.count ? .texts(texts) : .other
  }

  /// A name as a heading writes it, so that `["a.b"]` is not taken for `[a.b]`.
  private static func written(_ name: String) -> String {
    let isBare = name.utf8.allSatisfy(SettingsPlaces.isBare)
    return isBare && !name.isEmpty ? name : SettingsFile.quoted(name)
  }
}
