import Terminal

/// One of a few things, chosen by its letter.
struct LetterChoice<Value: Hashable & Sendable>: Hashable, Sendable {
  /// One of the things.
  struct Option: Hashable, Sendable {
    var letter: Character
    var words: String
    var value: Value
  }

  let options: [Option]
  var chosen: Value?

  /// Things with the words for them. Each gets the letter that is wished for it, else the first letter of its words that
  /// no other has.
  init(
    _ options: [(words: String, value: Value)], letters wished: [Value: Character] = [:], chosen: Value? = nil
  ) {
    var taken = Set(options.compactMap { wished[$0.value] })
    self.options = options.map { words, value in
      if let letter = wished[value] { return Option(letter: letter, words: words, value: value) }
      let letters = words.lowercased().filter { $0.isLetter && $0.isASCII } + "abcdefghijklmnopqrstuvwxyz"
      let letter = letters.first { !taken.contains($0) } ?? "?"
      taken.insert(letter)
      return Option(letter: letter, words: words, value: value)
    }
    self.chosen = chosen
  }

  /// The thing of that key; nil where there is none.
  func value(for key: Key) -> Value? {
    guard let typed = key.typed else { return nil }
    let letter = Character(String(Character(typed)).lowercased())
    return options.first { $0.letter == letter }?.value
  }

  /// The thing after the chosen one, or before it.
  func value(after step: Int) -> Value? {
    guard !options.isEmpty else { return nil }
    guard let place = options.firstIndex(where: { $0.value == chosen }) else {
      return options[step > 0 ? 0 : options.count - 1].value
    }
    return options[(place + step + options.count) % options.count].value
  }

  /// The words of what is chosen.
  var words: String? { options.first { $0.value == chosen }?.words }

  /// All options with their letters, in lines of that width: `s Spoke  n No answer  …`.
  func lines(width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    var line = StyledText()
    for option in options {
      let needed = CharacterWidth.columns(of: option.words) + 2
      if !line.isEmpty, line.columns + 2 + needed > width {
        lines.append(line)
        line = StyledText()
      }
      if !line.isEmpty { line.add("  ") }
      line.add("\(option.letter) ", .key)
      line.add(option.words, option.value == chosen ? .bold : .normal)
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
