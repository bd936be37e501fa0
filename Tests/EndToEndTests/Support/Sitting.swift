import Glibc
import ProgramRunner
import Terminal
import Testing

/// An officer at the real desk: presses keys, written as `show --keys` writes them, and looks at the screen. What is
/// waited for is a text, never a time: a busy machine only makes it slower.
final class Sitting {
  /// The desk in its terminal.
  let desk: TerminalProgram
  /// How many keys were pressed so far; a paste counts as one.
  private(set) var keys = 0

  /// Sits down at the desk of a bench, and waits for its first screen.
  init(
    _ bench: Bench, columns: Int = 80, rows: Int = 24, line: SlowLine? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    desk = try bench.desk(columns: columns, rows: rows, line: line)
    try see("? Help", sourceLocation: sourceLocation)
  }

  /// What is on the screen.
  var text: String { desk.screen.text }

  /// Presses keys.
  /// - Throws: ``KeyScript/Fault`` for keys that are none.
  func press(_ script: String) throws {
    for step in try KeyScript(script).steps {
      keys += 1
      switch step {
      case .key(let key): desk.send(Sitting.bytes(key))
      case .paste(let text): desk.send(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8))
      case .resize(let size): desk.resize(columns: size.columns, rows: size.rows)
      case .wait: desk.settle()
      }
    }
  }

  /// Waits until all of these texts are on the screen at once. In a text of the screen runs of blanks count as one.
  func see(
    _ texts: String..., seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let isThere = desk.wait(seconds: seconds) { screen in texts.allSatisfy { screen.shows($0) } }
    let missing = texts.filter { !desk.screen.shows($0) }
    try #require(isThere, "\(missing) not on the screen:\n\(text)", sourceLocation: sourceLocation)
  }

  /// Waits until the screen is as wanted.
  func see(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, where isSo: (VirtualScreen) -> Bool
  ) throws {
    let isThere = desk.wait(seconds: 60, until: isSo)
    try #require(isThere, "\(what), but:\n\(text)", sourceLocation: sourceLocation)
  }

  /// Finds an account by its reference in the search of the whole book, and opens it.
  func open(_ account: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try press("Ctrl-F Ctrl-U \"\(account)\"")
    try see("the account is found", sourceLocation: sourceLocation) {
      $0.shows("Search: \(account)") && $0.chosenLine?.contains(account) == true
    }
    try press("Enter")
    try see("the account is open", sourceLocation: sourceLocation) { $0.lines[0].contains(account) }
  }

  /// Leaves by the keys; the terminal must be whole.
  func leave(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try press("Ctrl-C Ctrl-C")
    #expect(desk.waitForEnd(seconds: 60) == .exit(0), "\(text)", sourceLocation: sourceLocation)
    #expect(desk.faultsOfTheTerminal == [], sourceLocation: sourceLocation)
    #expect(desk.screen.unknown == [], sourceLocation: sourceLocation)
  }

  // MARK: Keys as bytes

  /// What a terminal sends for a key. Esc and Alt come in the form in which they stand for themselves whatever follows
  /// (`CSI u`): a lone Esc byte means Esc only if nothing follows for a while, and these tests keep no time.
  static func bytes(_ key: Key) -> [UInt8] {
    let held = 1 + Int(key.modifiers.rawValue)
    func cursor(_ letter: String) -> [UInt8] {
      Array((held == 1 ? "\u{1B}[\(letter)" : "\u{1B}[1;\(held)\(letter)").utf8)
    }
    func editing(_ number: Int) -> [UInt8] {
      Array((held == 1 ? "\u{1B}[\(number)~" : "\u{1B}[\(number);\(held)~").utf8)
    }
    func named(_ code: UInt32) -> [UInt8] {
      Array((held == 1 ? "\u{1B}[\(code)u" : "\u{1B}[\(code);\(held)u").utf8)
    }
    switch key.code {
    case .character(let scalar):
      switch key.modifiers {
      case []: return Array(String(Character(scalar)).utf8)
      case .control where scalar.isASCII: return [UInt8(truncatingIfNeeded: scalar.value) & 0x1F]
      default: return named(scalar.value)
      }
    case .enter: return held == 1 ? [0x0D] : named(13)
    case .tab: return key.modifiers == .shift ? Array("\u{1B}[Z".utf8) : held == 1 ? [0x09] : named(9)
    case .backspace: return held == 1 ? [0x7F] : named(127)
    case .escape: return named(27)
    case .delete: return editing(3)
    case .insert: return editing(2)
    case .pageUp: return editing(5)
    case .pageDown: return editing(6)
    case .up: return cursor("A")
    case .down: return cursor("B")
    case .right: return cursor("C")
    case .left: return cursor("D")
    case .home: return cursor("H")
    case .end: return cursor("F")
    case .function(let number):
      let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
      return numbers.indices.contains(number - 1) ? editing(numbers[number - 1]) : []
    }
  }
}

extension VirtualScreen {
  /// Whether a text is on the screen; runs of blanks count as one, so that columns may be as wide as they like.
  func shows(_ wanted: String) -> Bool {
    let wanted = VirtualScreen.plain(wanted)
    return lines.contains { VirtualScreen.plain($0).contains(wanted) }
  }

  /// The line of the list that is chosen.
  var chosenLine: String? { lines.first { $0.hasPrefix(">") } }

  private static func plain(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}

extension Bench {
  /// A place with a demo book, whose maker has the first patch.
  static func withDemo(accounts: Int? = 200) throws -> Bench {
    let bench = try Bench()
    let size = accounts.map { ["--accounts", String($0)] } ?? []
    let result = try Command.run(
      TheProgram.path, ["demo", bench.book, "--today", TheProgram.today] + size,
      environment: TheProgram.environment(bench.folder))
    try #require(result.status == 0, "\(result.errorText)")
    return bench
  }

  /// References of the current tenancies, in the order of the book.
  func currentAccounts() throws -> [JSON] {
    try json("accounts").filter {
      $0["status"]?.string == "current" && $0["tenants"]?.array?.isEmpty == false
    }
  }

  /// The number of the last transaction.
  func lastTransaction() throws -> Int {
    try #require(try json("journal").last?["seq"]?.integer)
  }

  /// Events of one type that were recorded after a transaction.
  func events(_ type: String, after sequence: Int) throws -> [JSON] {
    try json("journal", "--from", String(sequence + 1)).flatMap { $0["events"]?.array ?? [] }
      .filter { $0["type"]?.string == type }
  }

  /// What the drafts beside the book hold, one text for each file.
  func drafts() -> [String] {
    guard let directory = opendir(book + "/drafts") else { return [] }
    defer { closedir(directory) }
    var texts: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard !name.hasPrefix("."), let file = fopen(book + "/drafts/" + name, "r") else { continue }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return texts
  }
}

/// Waits until something is so, however slow the machine is.
/// - Returns: whether it came true within a minute.
func eventually(_ isSo: () throws -> Bool) rethrows -> Bool {
  let limit = monotonicNanoseconds() + 60_000_000_000
  while try !isSo() {
    if monotonicNanoseconds() > limit { return false }
    usleep(5_000)
  }
  return true
}
