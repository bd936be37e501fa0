import Rents

/// A line that is being found by the beginning of its name, of one of its words, or by its initials.
struct LineJump: Hashable, Sendable {
  /// Something that has a name, and where it is.
  struct Target: Hashable, Sendable {
    var place: StatementPlace
    /// What it is called, as it is shown.
    var name: String
    /// Its names, folded.
    var words: [[Substring]]
    /// A section is found after the lines.
    var isSection: Bool
    /// Nothing stands there yet: of equals it is meant first.
    var isBlank: Bool

    init(
      _ place: StatementPlace, _ name: String, others: [String] = [], isSection: Bool = false,
      isBlank: Bool = false
    ) {
      self.isBlank = isBlank
      self.place = place
      self.name = name
      words = ([name] + others).map(LineJump.words)
      self.isSection = isSection
    }
  }

  /// Where the cursor was before.
  let origin: StatementPlace
  private(set) var query: String
  private(set) var found: [Target] = []
  private(set) var chosen = 0
  /// The section that was opened for what is found.
  var opened: String?

  init(from origin: StatementPlace, query: String = "") {
    self.origin = origin
    self.query = query
  }

  /// The target that is meant.
  var target: Target? { found.indices.contains(chosen) ? found[chosen] : nil }

  /// Types a letter.
  mutating func type(_ letter: Character, among targets: [Target]) {
    guard query.count < 40 else { return }
    query.append(letter)
    look(among: targets)
  }

  /// Takes the last letter away; false where there was none.
  mutating func rubOut(among targets: [Target]) -> Bool {
    guard !query.isEmpty else { return false }
    query.removeLast()
    look(among: targets)
    return true
  }

  /// The next one that was found, or the one before.
  mutating func move(by step: Int) {
    guard !found.isEmpty else { return }
    chosen = (chosen + step + found.count) % found.count
  }

  private mutating func look(among targets: [Target]) {
    chosen = 0
    let typed = LineJump.words(query)
    guard !typed.isEmpty else {
      found = []
      return
    }
    // Sorting by the place in the list too keeps the form's own order among equals.
    found = targets.enumerated().compactMap { index, target in
      target.words.compactMap { LineJump.distance(typed, in: $0) }.min()
        .map {
          (distance: $0 + (target.isSection ? 5 : 0) + (target.isBlank ? 0 : 2), index: index, target: target)
        }
    }.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.map(\.target)
  }

  /// How far a name is from what was typed: below 0 where it is that, 0 where it begins so, 10 where a later word does, 20 where the initials are
  /// those; nil where it does not answer. Several words must begin words of the name in their order.
  private static func distance(_ typed: [Substring], in name: [Substring]) -> Int? {
    if typed == name { return -5 }
    if typed.count == 1, let letters = typed.first {
      if let place = name.firstIndex(where: { $0.hasPrefix(letters) }) { return place == 0 ? 0 : 10 + place }
      let initials = String(name.compactMap(\.first))
      if letters.count > 1, initials.hasPrefix(letters) { return 20 }
      return letters.count > 2 && name.contains { $0.contains(letters) } ? 30 : nil
    }
    var rest = name[...]
    var first: Int?
    for word in typed {
      guard let place = rest.firstIndex(where: { $0.hasPrefix(word) }) else { return nil }
      first = first ?? place
      rest = rest[(place + 1)...]
    }
    return first.map { $0 == 0 ? 0 : 10 + $0 }
  }

  /// The words of a name, in small letters and without apostrophes.
  static func words(_ text: String) -> [Substring] {
    let folded = text.lowercased().filter { $0 != "'" && $0 != "." }
    return folded.split { !$0.isLetter && !$0.isNumber }.map { Substring($0) }
  }
}
