/// Reads ``AmountEntry``: a sum of products, in which each frequency closes what stands before it.
struct AmountEntryReader {
  /// What a field can hold; longer is no amount that anybody says.
  private static let longest = 200
  /// Brackets in brackets: nobody writes more, and a hostile text shall not fill the stack.
  private static let deepest = 20

  private let characters: [Character]
  private var place = 0
  private var depth = 0

  init(_ text: some StringProtocol) { characters = Array(text.prefix(AmountEntryReader.longest + 1)) }

  mutating func entry() throws(AmountEntryFault) -> AmountEntry {
    guard characters.count <= AmountEntryReader.longest else {
      throw AmountEntryFault(place: AmountEntryReader.longest, reason: "this is too long for an amount")
    }
    skipBlanks()
    if isAtEnd { return .notAsked }
    if isNone { return .none }
    var parts: [AmountEntry.Part] = []
    var sum: Ratio?
    // A frequency closes the sum before it; what follows begins another.
    while !isAtEnd {
      let sign = try sign(isFirst: parts.isEmpty && sum == nil)
      let product = try product()
      if sum == nil, let weeks = try weeksAYear(product) {
        // `45*38y` is 45 in each of 38 weeks, and is said so.
        let each = try arithmetic { () throws(RatioError) in try sign.multiplied(by: weeks.each) }
        parts.append(.init(pence: each, frequency: weeks.frequency))
      } else {
        let before = sum ?? .zero
        let whole = try arithmetic { () throws(RatioError) in
          try before.adding(sign.multiplied(by: product.value))
        }
        skipBlanks()
        if let frequency = try frequency() {
          parts.append(.init(pence: whole, frequency: frequency))
          sum = nil
        } else {
          sum = whole
        }
      }
      skipBlanks()
    }
    if let sum { parts.append(.init(pence: sum, frequency: nil)) }
    return .amounts(parts)
  }

  /// A product, and its factors where they are an amount and a whole number.
  private struct Product {
    var value: Ratio
    /// The last factor and what stands before it, for `45*38y`.
    var last: (before: Ratio, factor: Ratio)?
  }

  // MARK: Parts

  /// A lone minus, or nothing but noughts.
  private var isNone: Bool {
    var rest = characters[place...]
    while rest.last == " " { rest.removeLast() }
    return rest == ["-"] || rest == ["–"]
      || !rest.isEmpty && rest.allSatisfy { $0 == "0" || $0 == "." } && rest.contains("0")
  }

  private mutating func sign(isFirst: Bool) throws(AmountEntryFault) -> Ratio {
    skipBlanks()
    switch current {
    case "+" where !isFirst:
      place += 1
      return .one
    case "-", "–":
      place += 1
      return Ratio(-1)
    default:
      if isFirst { return .one }
      throw fault(unexpected)
    }
  }

  private mutating func product() throws(AmountEntryFault) -> Product {
    var product = Product(value: try factor())
    while true {
      skipBlanks()
      guard current == "*" || current == "x" || current == "×" else { return product }
      place += 1
      let before = product.value
      let next = try pounds(factor())
      product.value = try arithmetic { () throws(RatioError) in try before.multiplied(by: next) }
      product.last = (before, next)
    }
  }

  /// An amount, as pence; or a sum in brackets.
  private mutating func factor() throws(AmountEntryFault) -> Ratio {
    skipBlanks()
    if current == "(" { return try bracketed() }
    if current == "£" {
      place += 1
      skipBlanks()
    }
    return try figure()
  }

  private mutating func bracketed() throws(AmountEntryFault) -> Ratio {
    guard depth < AmountEntryReader.deepest else { throw fault("there are too many brackets") }
    depth += 1
    defer { depth -= 1 }
    let opened = place
    place += 1
    var sum = Ratio.zero
    var isFirst = true
    while true {
      skipBlanks()
      if current == ")", !isFirst {
        place += 1
        return sum
      }
      if isAtEnd { throw AmountEntryFault(place: opened, reason: "this bracket is not closed") }
      let sign = try sign(isFirst: isFirst)
      let product = try product()
      sum = try arithmetic { () throws(RatioError) in try sum.adding(sign.multiplied(by: product.value)) }
      isFirst = false
    }
  }

  /// A figure in pounds, as exact pence: `1,234.56`, `12`, `.50`.
  private mutating func figure() throws(AmountEntryFault) -> Ratio {
    let start = place
    while let character = current, character.isASCII,
      character.isNumber || character == "." || character == ","
    {
      place += 1
    }
    guard place > start else { throw fault(isAtEnd ? "an amount is missing here" : unexpected) }
    do throws(MoneyError) {
      return Ratio(try Money(reading: String(characters[start..<place])))
    } catch {
      if case .unreadable(_, let reason) = error { throw AmountEntryFault(place: start, reason: reason) }
      throw AmountEntryFault(place: start, reason: "it is too large")
    }
  }

  /// A factor read as pence, as a plain number.
  private func pounds(_ pence: Ratio) throws(AmountEntryFault) -> Ratio {
    try arithmetic { () throws(RatioError) in try pence.divided(by: Ratio(100)) }
  }

  /// `*38y` after an amount: each, and in how many weeks of the year; nil for anything else.
  private mutating func weeksAYear(
    _ product: Product
  ) throws(AmountEntryFault) -> (each: Ratio, frequency: Frequency)? {
    guard let last = product.last, last.factor.denominator == 1, (1...53).contains(last.factor.numerator)
    else {
      return nil
    }
    let before = place
    skipBlanks()
    guard try frequency() == .yearly else {
      place = before
      return nil
    }
    return (last.before, .weeksAYear(Int(last.factor.numerator)))
  }

  /// A frequency, where one stands here.
  private mutating func frequency() throws(AmountEntryFault) -> Frequency? {
    let start = place
    if current == "/" {
      place += 1
      let digits = run { $0.isASCII && $0.isNumber }
      switch digits {
      case "1": return .weekly
      case "2": return .fortnightly
      case "4": return .fourWeekly
      case "10": return .tenAYear
      default:
        throw AmountEntryFault(
          place: start,
          reason: "a slash gives how often: /1 /2 /4 weeks, /10 ten payments a year; it never divides")
      }
    }
    let word = run { $0.isASCII && ($0.isLetter || $0.isNumber) }.lowercased()
    if word.isEmpty { return nil }
    switch word {
    case "w", "pw", "wk", "week", "weekly": return .weekly
    case "f", "pf", "fortnight", "fortnightly": return .fortnightly
    case "4w", "4wk", "4weekly": return .fourWeekly
    case "m", "pm", "pcm", "month", "monthly": return .monthly
    case "q", "pq", "quarter", "quarterly": return .quarterly
    case "t", "pt", "term", "termly": return .termly
    case "y", "pa", "year", "yearly", "annual": return .yearly
    default:
      throw AmountEntryFault(
        place: start, reason: "“\(word)” is no frequency: w f 4w m q t y, or /1 /2 /4 /10")
    }
  }

  // MARK: Characters

  private var current: Character? { place < characters.count ? characters[place] : nil }
  private var isAtEnd: Bool { place >= characters.count }

  private mutating func skipBlanks() {
    while let character = current, character == " " || character == "\u{A0}" { place += 1 }
  }

  private mutating func run(_ isPart: (Character) -> Bool) -> String {
    let start = place
    while let character = current, isPart(character) { place += 1 }
    return String(characters[start..<place])
  }

  private var unexpected: String {
    current.map { "“\($0)” cannot stand here" } ?? "an amount is missing here"
  }

  private func fault(_ reason: String) -> AmountEntryFault { AmountEntryFault(place: place, reason: reason) }

  private func arithmetic(_ body: () throws(RatioError) -> Ratio) throws(AmountEntryFault) -> Ratio {
    do throws(RatioError) {
      return try body()
    } catch {
      throw AmountEntryFault(place: max(0, place - 1), reason: "it is too large")
    }
  }
}
