/// What stands under one heading of a ``SettingsFile``: the keys, and questions that name the line where the answer
/// is not of the kind asked for.
package struct SettingsSection: Hashable, Sendable {
  /// The heading, as `codes.tenure`; empty for what stands before any.
  package var name: String
  /// Whether it is one of a list, `[[name]]`.
  package var isListed: Bool
  /// The line of the heading, 1 for the first.
  package var line: Int
  /// The keys in the order of the file.
  package var entries: [SettingsFile.Entry]

  /// The key's value with its place; nil where it is not set.
  package subscript(_ key: String) -> SettingsFile.Entry? { entries.first { $0.key == key } }

  /// The text that the key is set to; nil where it is not set.
  /// - Throws: ``SettingsFault`` where it is set to something else.
  package func text(_ key: String) throws(SettingsFault) -> String? {
    guard let entry = self[key] else { return nil }
    guard case .text(let text) = entry.value else { throw fault(key, "is text in quotes") }
    return text
  }

  /// The list of texts that the key is set to; nil where it is not set.
  /// - Throws: ``SettingsFault`` where it is set to something else.
  package func texts(_ key: String) throws(SettingsFault) -> [String]? {
    guard let entry = self[key] else { return nil }
    guard case .texts(let texts) = entry.value else { throw fault(key, "is a list of texts, [\"a\", \"b\"]") }
    return texts
  }

  /// The whole number that the key is set to; nil where it is not set.
  /// - Throws: ``SettingsFault`` where it is set to something else.
  package func number(_ key: String) throws(SettingsFault) -> Int64? {
    guard let entry = self[key] else { return nil }
    guard case .number(let number) = entry.value else { throw fault(key, "is a whole number") }
    return number
  }

  /// Whether the key is set to true; nil where it is not set.
  /// - Throws: ``SettingsFault`` where it is set to something else.
  package func truth(_ key: String) throws(SettingsFault) -> Bool? {
    guard let entry = self[key] else { return nil }
    guard case .truth(let truth) = entry.value else { throw fault(key, "is true or false") }
    return truth
  }

  /// The word of a fixed list that the key is set to; nil where it is not set.
  /// - Throws: ``SettingsFault`` where it is set to something else, with the list and the nearest of it.
  package func word<Word: CaseIterable & RawRepresentable<String>>(
    _ key: String, as: Word.Type
  ) throws(SettingsFault) -> Word? {
    guard let text = try text(key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    throw fault(
      key,
      "is one of: \(known.joined(separator: ", ")); not \(SettingsFault.quoted(text))"
        + SettingsFault.hint(text, among: known))
  }

  /// Refuses a key that is not among those known, with the nearest that is.
  /// - Throws: ``SettingsFault`` with the line of the key.
  package func refuseUnknown(keys known: [String]) throws(SettingsFault) {
    for entry in entries where !known.contains(entry.key) {
      let hint = SettingsFault.hint(entry.key, among: known)
      throw SettingsFault(
        line: entry.line,
        problem: "\(SettingsFault.quoted(entry.key)) is not known here\(hint)"
          + (hint.isEmpty ? "; known: " : " Known: ") + known.joined(separator: ", "))
    }
  }

  /// The key as a sentence names it, with its section.
  package func label(_ key: String) -> String { name.isEmpty || isListed ? key : name + "." + key }

  private func fault(_ key: String, _ problem: String) -> SettingsFault {
    SettingsFault(line: self[key]?.line ?? line, problem: label(key) + " " + problem)
  }
}
