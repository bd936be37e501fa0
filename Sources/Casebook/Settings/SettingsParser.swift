/// Reads the part of TOML in which settings are written, in one pass: headings, `key = value`, and comments.
///
/// It calls nothing from itself, so that no text is nested too deep for the stack; every byte is looked at through
/// ``peek(_:)``, so that none is looked for past the end.
struct SettingsParser {
  /// How a name came to stand for something; this decides what may still be put there.
  private enum Kind { case value, throughLongerHeading, throughDottedKey, heading, list }

  /// What a name stands for: a value, or a table with its own names. Of a list it is the newest entry.
  private struct Node {
    var kind: Kind
    /// The line that first named it, or the newest entry of a list.
    var line: Int
    /// As a heading writes it, from the first name on; empty for a value.
    var path = ""
    var children: [String: Int] = [:]
    /// Its place among the sections, once it has a heading or a key.
    var section: Int?
  }

  /// The most names in one key or heading, and the most bytes: no more than this is kept for each line.
  private static let (mostNames, mostNameBytes) = (16, 256)

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var lineStart = 0
  private var nodes = [Node(kind: .heading, line: 1, section: 0)]
  /// The node of the heading under which the walk is.
  private var heading = 0
  private var sections = [SettingsSection(name: "", isListed: false, line: 1, entries: [])]

  /// The sections of a text that is UTF-8.
  /// - Throws: ``SettingsFault`` with line and column, for what is not of this part of TOML.
  static func sections(of bytes: [UInt8]) throws(SettingsFault) -> [SettingsSection] {
    var parser = SettingsParser(bytes: bytes)
    while parser.peek() != nil { try parser.takeLine() }
    return parser.sections
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (at, lineStart) = (3, 3) }
  }

  private mutating func takeLine() throws(SettingsFault) {
    skipSpace()
    switch peek() {
    case nil, UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
    case UInt8(ascii: "["): try takeHeading()
    default:
      let (first, start) = (line, at)
      let names = try names()
      guard take("=") else { throw fault("a line is [heading] or key = value; here the = is missing") }
      let section = try section(setting: names, at: start)
      skipSpace()
      let value = try value()
      sections[section].entries.append(.init(key: names[names.count - 1], value: value, line: first))
    }
    skipSpace()
    try skipComment()
    guard peek() == nil || takeLineEnd() else {
      throw fault("nothing but a # comment may follow on this line")
    }
  }

  // MARK: Names

  private mutating func takeHeading() throws(SettingsFault) {
    let start = at
    at += 1
    let isListed = take("[")
    let names = try names()
    guard take("]"), !isListed || take("]") else {
      throw fault("the heading is not closed: it is written [name], or [[name]] for an entry of a list")
    }
    heading = 0
    for (place, name) in names.enumerated() {
      let isLast = place == names.count - 1
      if let known = nodes[heading].children[name] {
        let mayStand =
          switch nodes[known].kind {
          case .value: false
          case .throughLongerHeading: !isLast || !isListed
          case .throughDottedKey, .heading: !isLast
          case .list: !isLast || isListed
          }
        guard mayStand else { throw twice(name, known, at: start) }
        heading = known
      } else {
        heading = add(name, to: heading, as: .throughLongerHeading)
      }
    }
    if isListed { nodes[heading].children = [:] }
    (nodes[heading].kind, nodes[heading].line) = (isListed ? .list : .heading, line)
    openSection(heading)
  }

  /// The section to which a key belongs that is about to be set: its heading's, or that of its names before the last.
  private mutating func section(setting names: [String], at start: Int) throws(SettingsFault) -> Int {
    var table = heading
    for name in names.dropLast() {
      if let known = nodes[table].children[name] {
        guard nodes[known].kind == .throughDottedKey else { throw twice(name, known, at: start) }
        table = known
      } else {
        table = add(name, to: table, as: .throughDottedKey)
      }
    }
    let key = names[names.count - 1]
    if let known = nodes[table].children[key] { throw twice(key, known, at: start) }
    _ = add(key, to: table, as: .value)
    return nodes[table].section ?? openSection(table)
  }

  private mutating func add(_ name: String, to table: Int, as kind: Kind) -> Int {
    var node = Node(kind: kind, line: line)
    if kind != .value {
      let isBare = !name.isEmpty && name.utf8.allSatisfy(SettingsParser.isBare)
      let before = nodes[table].path
      node.path = (before.isEmpty ? "" : before + ".") + (isBare ? name : SettingsFile.quoted(name))
    }
    nodes[table].children[name] = nodes.count
    nodes.append(node)
    return nodes.count - 1
  }

  @discardableResult private mutating func openSection(_ table: Int) -> Int {
    nodes[table].section = sections.count
    let (name, isListed) = (nodes[table].path, nodes[table].kind == .list)
    sections.append(SettingsSection(name: name, isListed: isListed, line: line, entries: []))
    return sections.count - 1
  }

  private func twice(_ name: String, _ known: Int, at start: Int) -> SettingsFault {
    fault("\(SettingsFault.quoted(name)) is given on line \(nodes[known].line) already", at: start)
  }

  /// The names of a key or heading, with dots between them.
  private mutating func names() throws(SettingsFault) -> [String] {
    let first = at
    var names: [String] = []
    repeat {
      skipSpace()
      let start = at
      if peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'") {
        names.append(try text())
      } else {
        while let byte = peek(), SettingsParser.isBare(byte) { at += 1 }
        guard at > start else {
          throw fault("a name is missing: letters, digits, - and _, or anything in quotes")
        }
        names.append(String(decoding: bytes[start..<at], as: UTF8.self))
      }
      let (mostNames, mostBytes) = (SettingsParser.mostNames, SettingsParser.mostNameBytes)
      guard names.count <= mostNames, at - first <= mostBytes else {
        throw fault("a key or heading has at most \(mostNames) names and \(mostBytes) bytes", at: first)
      }
      skipSpace()
    } while take(".")
    return names
  }

  /// Whether a name without quotes may hold the byte.
  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  // MARK: Values

  private mutating func value() throws(SettingsFault) -> SettingsFile.Value {
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try text())
    case UInt8(ascii: "["): return .texts(try texts())
    case UInt8(ascii: "{"):
      throw fault("a table in braces is not taken here; give it a [heading] of its own")
    default: break
    }
    let start = at
    while let byte = peek(), byte > 0x20, !",]}#=\"'".utf8.contains(byte) { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    if word.isEmpty { throw fault("the value is missing after the =") }
    if word == "true" || word == "false" { return .truth(word == "true") }
    let unsigned = word.hasPrefix("-") || word.hasPrefix("+") ? word.dropFirst() : word[...]
    let groups = unsigned.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }),
      unsigned == "0" || !unsigned.hasPrefix("0")
    else {
      throw fault(
        "\(SettingsFault.quoted(word)) is neither text in quotes, a decimal whole number, true nor false; dates, "
          + "fractions and other values of TOML are not taken", at: start)
    }
    guard let number = Int64(word.filter { $0 != "_" }) else {
      throw fault("\(SettingsFault.quoted(word)) is beyond the whole numbers of 64 bits", at: start)
    }
    return .number(number)
  }

  /// A list of texts, over as many lines as it likes.
  private mutating func texts() throws(SettingsFault) -> [String] {
    let open = fault("the list is not closed with ]")
    at += 1
    var texts: [String] = []
    var mayFollow = true
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "]"):
        at += 1
        return texts
      case UInt8(ascii: " "), UInt8(ascii: "\t"): at += 1
      case UInt8(ascii: "#"): try skipComment()
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        guard takeLineEnd() else { throw fault("a carriage return stands alone") }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard mayFollow else { throw fault("a comma is missing between two texts of the list") }
        texts.append(try text())
        mayFollow = false
      case UInt8(ascii: ","):
        guard !mayFollow else { throw fault("a text of the list is missing before the comma") }
        at += 1
        mayFollow = true
      default: throw fault("a list holds texts in quotes, with commas between them; nothing else is taken")
      }
    }
    throw open
  }

  /// A text in either kind of quotes.
  private mutating func text() throws(SettingsFault) -> String {
    let (start, quote) = (at, peek())
    at += 1
    var read: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      if byte == quote {
        at += 1
        guard at - start > 2 || peek() != quote else {
          throw fault("text in three quotes is not taken; write \\n where a line ends", at: start)
        }
        return String(decoding: read, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        read.append(contentsOf: String(try escaped()).utf8)
        continue
      }
      guard !SettingsParser.isControl(byte) else {
        throw fault("a control character in text is written \\u and four hexadecimal digits")
      }
      read.append(byte)
      at += 1
    }
    throw fault("the text is not closed on its line", at: start)
  }

  private mutating func escaped() throws(SettingsFault) -> Unicode.Scalar {
    let start = at
    at += 2
    switch peek(-1) {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "u"): if let scalar = scalar(digits: 4) { return scalar }
    case UInt8(ascii: "U"): if let scalar = scalar(digits: 8) { return scalar }
    default: break
    }
    throw fault(
      "\\ stands before \" \\ b t n f r, or before u and four or U and eight digits of a character that is not zero",
      at: start)
  }

  /// The character of so many hexadecimal digits, at most eight, which fill 32 bits.
  private mutating func scalar(digits: Int) -> Unicode.Scalar? {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = peek().flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { return nil }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    return code == 0 ? nil : Unicode.Scalar(code)
  }

  // MARK: The walk

  private func peek(_ ahead: Int = 0) -> UInt8? {
    bytes.indices.contains(at + ahead) ? bytes[at + ahead] : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { at += 1 }
  }

  private mutating func skipComment() throws(SettingsFault) {
    guard peek() == UInt8(ascii: "#") else { return }
    while let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      guard !SettingsParser.isControl(byte) else { throw fault("a comment holds a control character") }
      at += 1
    }
  }

  /// Past the end of a line, `\n` or `\r\n`, if the walk is there.
  private mutating func takeLineEnd() -> Bool {
    if peek() == UInt8(ascii: "\r"), peek(1) == UInt8(ascii: "\n") { at += 1 }
    guard take("\n") else { return false }
    (line, lineStart) = (line + 1, at)
    return true
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

  /// A fault on the line of the walk: where that stands, or at a place before it.
  private func fault(_ problem: String, at place: Int? = nil) -> SettingsFault {
    let before = bytes[lineStart..<min(max(place ?? at, lineStart), bytes.count)]
    let column = String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
    return SettingsFault(line: line, column: column, problem: problem)
  }
}
