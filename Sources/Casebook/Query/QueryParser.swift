import Rents

/// Reads a query, character by character, so that what is wrong can be underlined.
struct QueryParser {
  private let characters: [Character]
  private var place = 0

  init(_ text: String) { characters = Array(text) }

  mutating func parse() throws(QueryError) -> [[AccountQuery.Term]] {
    var clauses: [[AccountQuery.Term]] = []
    var isJoined = false
    skipSpace()
    while place < characters.count {
      if characters[place] == "|" {
        guard !clauses.isEmpty, !isJoined else { throw error(place, 1, "| needs a term before it") }
        isJoined = true
        place += 1
        skipSpace()
        guard place < characters.count else { throw error(place - 1, 1, "| needs a term after it") }
        continue
      }
      let terms = try term()
      if isJoined, !clauses.isEmpty {
        clauses[clauses.count - 1] += terms
      } else {
        clauses.append(terms)
      }
      isJoined = false
      skipSpace()
    }
    return clauses
  }

  // MARK: Terms

  /// One term with its alternatives; a negated one with alternatives is none of them.
  private mutating func term() throws(QueryError) -> [AccountQuery.Term] {
    var isNegated = false
    if characters[place] == "-" || characters[place] == "!" {
      isNegated = true
      place += 1
      guard place < characters.count, !characters[place].isWhitespace else {
        throw error(place - 1, 1, "\(characters[place - 1]) needs a term after it")
      }
    }
    let start = place
    if characters[place] == "\"" {
      return [AccountQuery.Term(isNegated: isNegated, test: .shown(FoldedText(try quoted())))]
    }
    let word = bareWord()
    guard place < characters.count, let comparison = comparison() else {
      guard !word.isEmpty else { throw error(start, 1, "a term is a word, \"a phrase\" or key:value") }
      return [AccountQuery.Term(isNegated: isNegated, test: .shown(FoldedText(word)))]
    }
    guard let key = QueryKey(word: word.lowercased()) else {
      throw error(
        start, max(word.count, 1),
        word.isEmpty ? "a key is missing" : "there is no column \u{201C}\(word)\u{201D}",
        Spelling.nearest(to: word, among: AccountQuery.keys))
    }
    return [AccountQuery.Term(isNegated: isNegated, test: try alternatives(key, comparison))]
  }

  private mutating func alternatives(_ key: QueryKey, _ comparison: QueryComparison) throws(QueryError)
    -> QueryTest
  {
    var tests = [try test(key, comparison)]
    while place < characters.count, characters[place] == "|", place + 1 < characters.count,
      !characters[place + 1].isWhitespace, !startsTerm(at: place + 1)
    {
      place += 1
      tests.append(try test(key, comparison))
    }
    return tests.count == 1 ? tests[0] : .any(tests)
  }

  /// Whether a term of its own begins there, as in `patch:P01|balance>5`.
  private func startsTerm(at start: Int) -> Bool {
    var index = start
    if characters[index] == "-" || characters[index] == "!" { return true }
    while index < characters.count, QueryParser.isBare(characters[index]) { index += 1 }
    return index > start && index < characters.count && ":<>=".contains(characters[index])
  }

  private mutating func comparison() -> QueryComparison? {
    let next = place + 1 < characters.count ? characters[place + 1] : " "
    switch characters[place] {
    case ":", "=":
      place += 1
      return .equal
    case "<":
      place += next == "=" ? 2 : 1
      return next == "=" ? .atMost : .below
    case ">":
      place += next == "=" ? 2 : 1
      return next == "=" ? .atLeast : .above
    default: return nil
    }
  }

  // MARK: Values

  private mutating func test(_ key: QueryKey, _ comparison: QueryComparison) throws(QueryError) -> QueryTest {
    let start = place
    let value: String
    if place < characters.count, characters[place] == "\"" {
      value = try quoted()
    } else {
      value = bareValue()
    }
    let length = max(place - start, 1)
    guard !value.isEmpty else {
      throw error(max(start - 1, 0), 1, "\(key.rawValue) needs a value")
    }
    if comparison != .equal, [.text, .word, .flags].contains(key.kind) {
      throw error(
        start - 1, 1, "\(key.rawValue) is compared with \u{201C}:\u{201D} only", "\(key.rawValue):\(value)")
    }
    let folded = value.lowercased()
    if folded == "none", comparison == .equal, key != .method { return .missing(key) }
    switch key.kind {
    case .text: return .column(key, FoldedText(value))
    case .word: return try words(key, folded, start, length)
    case .flags: return try flags(value, start, length)
    case .pounds:
      if key == .trend, comparison == .equal, let trend = try trend(folded, start, length) {
        return .trend(trend)
      }
      if comparison == .equal, folded == "dr" || folded == "cr" { return .side(key, isDebit: folded == "dr") }
      guard let amount = try? Money(reading: value) else {
        throw error(start, length, "\u{201C}\(value)\u{201D} is not an amount in pounds")
      }
      return .pounds(key, comparison, amount)
    case .decimal:
      guard let number = QueryParser.decimal(value) else {
        throw error(start, length, "\u{201C}\(value)\u{201D} is not a number")
      }
      if key == .weeks { return .weeks(comparison, number) }
      return .pounds(key, comparison, Money(number))
    case .date:
      guard let day = QueryParser.day(folded) else {
        throw error(
          start, length,
          "\u{201C}\(value)\u{201D} is not a day: write 16Nov, 16/11/2026, 2026-11-16, today or 7d")
      }
      return .date(key, comparison, day)
    }
  }

  private func words(_ key: QueryKey, _ value: String, _ start: Int, _ length: Int) throws(QueryError)
    -> QueryTest
  {
    // What an officer may write for each word, the word itself first.
    let spellings: [(word: String, spellings: [String])]
    switch key {
    case .tenure: spellings = Tenure.allCases.map { ($0.rawValue, [$0.rawValue]) }
    case .status: spellings = AccountStatus.allCases.map { ($0.rawValue, [$0.rawValue]) }
    case .method:
      spellings = PaymentMethod.allCases.map {
        ($0.rawValue, [$0.rawValue, $0.shortName.lowercased(), $0.wording.lowercased()])
      }
    default: spellings = ChargeFrequency.allCases.map { ($0.rawValue, [$0.rawValue]) }
    }
    let exact = spellings.filter { $0.spellings.contains(value) }
    if !exact.isEmpty { return .words(key, Set(exact.map(\.word))) }
    let begun = spellings.filter { $0.spellings.contains { $0.hasPrefix(value) } }
    if !begun.isEmpty { return .words(key, Set(begun.map(\.word))) }
    throw error(
      start, length, "there is no \(key.rawValue) \u{201C}\(value)\u{201D}",
      Spelling.nearest(to: value, among: spellings.flatMap(\.spellings)))
  }

  /// Where a balance goes, in a word; nil where the value is an amount.
  private func trend(_ value: String, _ start: Int, _ length: Int) throws(QueryError) -> QueryTest.Trend? {
    if let trend = QueryTest.Trend.allCases.first(where: { $0.words.contains { $0.hasPrefix(value) } }) {
      return trend
    }
    if (try? Money(reading: value)) != nil { return nil }
    throw error(
      start, length,
      "\u{201C}\(value)\u{201D} is no trend: it is rising, falling or level, or more or less than so many pounds",
      Spelling.nearest(to: value, among: QueryTest.Trend.allCases.flatMap(\.words)))
  }

  private func flags(_ value: String, _ start: Int, _ length: Int) throws(QueryError) -> QueryTest {
    let named = AccountFlags.legend.filter { $0.meaning.lowercased() == value.lowercased() }
    if let flag = named.first { return .flags(flag.flag) }
    var flags: AccountFlags = []
    for (index, letter) in value.enumerated() {
      guard let flag = AccountFlags(letter: letter) ?? AccountFlags(letter: Character(letter.uppercased()))
      else {
        let word = Spelling.nearest(to: value, among: AccountFlags.legend.map(\.meaning))
        throw error(
          start + index, word == nil ? 1 : length - index,
          "there is no flag \u{201C}\(word == nil ? String(letter) : value)\u{201D}; the flags are "
            + AccountFlags.legend.map { String($0.letter) }.joined(), word)
      }
      flags.insert(flag)
    }
    return .flags(flags)
  }

  /// `4`, `3.7`, `-1.25`: at most six places.
  private static func decimal(_ text: String) -> Ratio? {
    var digits = text[...]
    let isNegative = digits.first == "-"
    if isNegative { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard let whole = parts.first, !whole.isEmpty || !fraction.isEmpty, fraction.count <= 6, whole.count <= 9,
      (whole + fraction).allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(whole + fraction)
    else { return nil }
    var power: Int64 = 1
    for _ in fraction { power *= 10 }
    return try? Ratio(isNegative ? -number : number, over: power)
  }

  /// A day as it is written in a field; lower case.
  private static func day(_ text: String) -> QueryTest.Day? {
    if text == "today" { return .today }
    if let date = CivilDate(iso: text) { return .on(date) }
    let slashed = text.split(separator: "/", omittingEmptySubsequences: false)
    if slashed.count == 3 || slashed.count == 2 {
      let numbers = slashed.compactMap { Int($0) }
      guard numbers.count == slashed.count else { return nil }
      if numbers.count == 2 {
        // A leap day is a day of some year.
        guard CivilDate(year: 2024, month: numbers[1], day: numbers[0]) != nil else { return nil }
        return .dayMonth(day: numbers[0], month: numbers[1])
      }
      let year = numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]
      return CivilDate(year: year, month: numbers[1], day: numbers[0]).map { .on($0) }
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), !digits.isEmpty, digits.count <= 5 else { return nil }
    let rest = text.dropFirst(digits.count)
    switch rest {
    case "d": return .distance(days: number, months: 0)
    case "w": return .distance(days: number * 7, months: 0)
    case "m": return .distance(days: 0, months: number)
    case "y": return .distance(days: 0, months: number * 12)
    default:
      let name = rest.prefix { $0.isLetter }
      guard
        let month = CivilDate.shortMonthNames.firstIndex(where: {
          name.count >= 3 && name.hasPrefix($0.lowercased())
        })
      else { return nil }
      let year = rest.dropFirst(name.count)
      if year.isEmpty {
        guard CivilDate(year: 2024, month: month + 1, day: number) != nil else { return nil }
        return .dayMonth(day: number, month: month + 1)
      }
      guard let read = Int(year) else { return nil }
      return CivilDate(year: read < 100 ? 2000 + read : read, month: month + 1, day: number).map { .on($0) }
    }
  }

  // MARK: Characters

  private mutating func skipSpace() {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
  }

  private static func isBare(_ character: Character) -> Bool {
    !character.isWhitespace && !"|:<>=\"".contains(character)
  }

  private mutating func bareWord() -> String {
    let start = place
    while place < characters.count, QueryParser.isBare(characters[place]) { place += 1 }
    return String(characters[start..<place])
  }

  private mutating func bareValue() -> String {
    let start = place
    while place < characters.count, !characters[place].isWhitespace, characters[place] != "|" { place += 1 }
    return String(characters[start..<place])
  }

  private mutating func quoted() throws(QueryError) -> String {
    let start = place
    place += 1
    let inside = place
    while place < characters.count, characters[place] != "\"" { place += 1 }
    guard place < characters.count else {
      throw error(start, characters.count - start, "the phrase has no closing quote")
    }
    place += 1
    return String(characters[inside..<(place - 1)])
  }

  private func error(_ position: Int, _ length: Int, _ problem: String, _ suggestion: String? = nil)
    -> QueryError
  {
    QueryError(position: position, length: length, problem: problem, suggestion: suggestion)
  }
}
