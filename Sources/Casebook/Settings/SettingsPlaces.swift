/// Where each heading and key of a TOML text stands.
///
/// The library reads the values and says what is wrong; it keeps no lines once it has read. This walk looks for no
/// more than headings, keys and where a value ends, and takes no notice of what else is wrong with a text. It is made
/// before the library reads, because it also refuses what the library cannot bear: names nested so deep that its tree
/// would exhaust the stack; `\u0000`, at which the C strings that it hands over would end; and what stops toml++ 3.4
/// with an assertion, in release builds too: a heading without a name (`[.a]`), brackets that cross (`[}`), a value
/// that is nearly a time (`1-1T:`; no setting is a date or a fraction, so none is let through), and letters beyond
/// ASCII outside quotes and notes (U+2028 where a value should be).
struct SettingsPlaces {
  /// One name of a path; with a number where it is an entry of `[[name]]`.
  struct Step: Hashable {
    var name: String
    var index: Int?
  }
  /// Where something stands.
  struct Place {
    var line: Int
    /// Counts what was found, so that things of one line keep their order.
    var order: Int
    /// Whether a heading of its own says so, rather than a longer name of which it is the beginning.
    var isHeading: Bool
  }

  /// The most names in one key or heading, the most brackets in each other, and the most dots in inline tables.
  private static let deepest = 16

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var places: [[Step]: Place] = [:]
  /// How many `[[name]]` there were of each name.
  private var entries: [[Step]: Int] = [:]

  /// Walks a text of any bytes.
  /// - Throws: ``SettingsFault`` for what must not reach the library; nothing else is judged.
  init(_ bytes: [UInt8]) throws(SettingsFault) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    var heading: [Step] = []
    while true {
      skipSpace()
      guard let byte = peek() else { break }
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        at += 1
      case UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "["):
        at += 1
        let isEntry = peek() == UInt8(ascii: "[")
        if isEntry { at += 1 }
        heading = resolve(try names(), isEntry: isEntry)
        skipLine()
      default:
        let start = line
        var path = heading
        for name in try names() {
          path.append(Step(name: name))
          note(path, line: start, isHeading: false)
        }
        try skipValue()
      }
    }
  }

  /// Where something stands; what an inline table holds stands where that begins.
  subscript(_ path: [Step]) -> Place {
    var path = path
    while let last = path.last {
      if let place = places[path] { return place }
      path.removeLast()
      if last.index != nil { path.append(Step(name: last.name)) }
    }
    return Place(line: 1, order: 0, isHeading: false)
  }

  // MARK: What is found

  /// The path of a heading: a name that is a list means its last entry, or with `[[ ]]` a new one.
  private mutating func resolve(_ names: [String], isEntry: Bool) -> [Step] {
    var path: [Step] = []
    for (place, name) in names.enumerated() {
      let isLast = place == names.count - 1
      let plain = path + [Step(name: name)]
      if isLast, isEntry { entries[plain, default: 0] += 1 }
      path.append(Step(name: name, index: entries[plain].map { $0 - 1 }))
      note(path, line: line, isHeading: isLast)
    }
    return path
  }

  private mutating func note(_ path: [Step], line: Int, isHeading: Bool) {
    if let place = places[path], place.isHeading || !isHeading { return }
    places[path] = Place(line: line, order: places.count + 1, isHeading: isHeading)
  }

  // MARK: The walk

  private func peek(_ ahead: Int = 0) -> UInt8? { at + ahead < bytes.count ? bytes[at + ahead] : nil }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { at += 1 }
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != UInt8(ascii: "\n") { at += 1 }
  }

  /// The names of a key or heading, with dots between them.
  private mutating func names() throws(SettingsFault) -> [String] {
    var names: [String] = []
    repeat {
      skipSpace()
      let start = at
      if let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        try skipString()
        names.append(SettingsFile.unquoted(bytes[start..<at]))
      } else {
        while let byte = peek(), SettingsPlaces.isBare(byte) { at += 1 }
        guard at > start else {
          throw SettingsFault(
            line: line, column: column,
            problem: "a name is letters, digits, - and _, or anything in quotes")
        }
        names.append(String(decoding: bytes[start..<at], as: UTF8.self))
      }
      guard names.count <= SettingsPlaces.deepest else { throw tooDeep() }
      skipSpace()
    } while take(".")
    return names
  }

  /// The column at which the walk stands, in characters, 1 for the first.
  private var column: Int {
    let start = bytes[..<at].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return String(decoding: bytes[start..<at], as: UTF8.self).unicodeScalars.count + 1
  }

  /// Whether a name without quotes may hold the byte.
  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  /// To the end of the line on which the value ends.
  private mutating func skipValue() throws(SettingsFault) {
    var closing: [UInt8] = []
    var dots = 0
    // In an inline table names stand before `=`, and values after it.
    var isAfterEquals = false
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        try skipString()
        continue
      case UInt8(ascii: "#"):
        skipLine()
        continue
      case UInt8(ascii: "\n"):
        if closing.isEmpty { return }
        line += 1
      case UInt8(ascii: "["): closing.append(UInt8(ascii: "]"))
      case UInt8(ascii: "{"):
        closing.append(UInt8(ascii: "}"))
        isAfterEquals = false
      case UInt8(ascii: "="): isAfterEquals = true
      case UInt8(ascii: ","): isAfterEquals = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard closing.popLast() == byte else {
          throw SettingsFault(
            line: line, column: column, problem: "a bracket closes that does not stand open")
        }
      case UInt8(ascii: "."): if !closing.isEmpty { dots += 1 }
      case UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: " "): break
      case 0x21..<0x7F:
        if isAfterEquals || closing.last == UInt8(ascii: "]") {
          try skipPlainValue()
          continue
        }
      default:
        throw SettingsFault(
          line: line, column: column,
          problem: "outside quotes and notes there are only plain letters and signs")
      }
      if closing.count > SettingsPlaces.deepest || dots > SettingsPlaces.deepest { throw tooDeep() }
      at += 1
    }
  }

  /// Past `true`, `false` or a whole number; every other kind of value that stands without quotes is refused.
  private mutating func skipPlainValue() throws(SettingsFault) {
    let start = at
    while let byte = peek(), (0x21..<0x7F).contains(byte), !"[]{},=#\"'".utf8.contains(byte) { at += 1 }
    let word = bytes[start..<at]
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return }
    let digits = word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "+") ? word.dropFirst() : word
    let areDigits = digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
    guard areDigits, let first = digits.first, first != UInt8(ascii: "_"), digits.count <= 40 else {
      at = start
      let written = SettingsFault.quoted(String(decoding: word, as: UTF8.self))
      throw SettingsFault(
        line: line, column: column,
        problem: "\(written) is neither text in quotes, a whole number, true nor false")
    }
  }

  /// Past a string of any of the four kinds; one that does not close ends with its line, or with the text.
  private mutating func skipString() throws(SettingsFault) {
    guard let quote = peek() else { return }
    let isLong = peek(1) == quote && peek(2) == quote
    at += isLong ? 3 : 1
    while let byte = peek() {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if bytes[(at + 1)...].starts(with: Array("u0000".utf8))
          || bytes[(at + 1)...].starts(with: Array("U00000000".utf8))
        {
          throw SettingsFault(line: line, problem: "a text cannot hold the character \\u0000")
        }
        at += 1
        if let escaped = peek(), escaped != UInt8(ascii: "\n") { at += 1 }
      } else if byte == quote, !isLong {
        at += 1
        return
      } else if byte == quote, peek(1) == quote, peek(2) == quote {
        at += 3
        // A long string may end in one or two quotes of its own.
        for _ in 0..<2 where peek() == quote { at += 1 }
        return
      } else if byte == UInt8(ascii: "\n") {
        if !isLong { return }
        line += 1
        at += 1
      } else {
        at += 1
      }
    }
  }

  private func tooDeep() -> SettingsFault {
    SettingsFault(
      line: line, problem: "names or brackets are nested more than \(SettingsPlaces.deepest) deep")
  }
}
