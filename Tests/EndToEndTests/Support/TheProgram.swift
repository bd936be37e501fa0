import Glibc
import ProgramRunner
import Testing

/// The program as it was built, and the world that it runs in during a test.
enum TheProgram {
  /// The checkout.
  static let root: String = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  /// The program beside the tests, in the folder of the build.
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let tests = String(decoding: buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for argument in [tests] + CommandLine.arguments {
      let beside =
        argument.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        + "/patchbook"
      if access(beside, X_OK) == 0 { return beside }
    }
    return root + "/.build/debug/patchbook"
  }()

  /// The day of the fixtures.
  static let today = "2026-11-21"

  /// The whole environment of a run; nothing of the machine leaks in.
  static func environment(_ home: String, _ more: [String: String] = [:]) -> [String: String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return [
      "PATH": path, "HOME": home, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PATCHBOOK_TODAY": today,
      // A crash shall end at once, as it does where the program ships without a backtracer.
      "SWIFT_BACKTRACE": "enable=no",
    ].merging(more) { $1 }
  }

  /// The files of an extract among the fixtures.
  static func extract(_ name: String) -> String { root + "/Tests/InterchangeTests/Fixtures/" + name }

  /// Where a tool of Debian lies; nil where this machine lacks it.
  static func tool(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
  }
}

/// A directory with a book in it, for one test.
final class Bench {
  private let directory: TemporaryDirectory
  /// The book's directory.
  let book: String
  /// A place for other files; whoever runs the program is at home there.
  let folder: String
  /// A command that runs the program, such as one that makes another user of it; empty for none.
  let launcher: [String]

  /// A place without a book yet.
  init() throws {
    directory = try TemporaryDirectory()
    book = directory.path + "/book"
    folder = directory.path
    launcher = []
  }

  /// The book of another place, seen by somebody else.
  init(_ other: Bench, book: String, folder: String, launcher: [String]) {
    directory = other.directory
    (self.book, self.folder, self.launcher) = (book, folder, launcher)
  }

  /// The program with its launcher before it.
  func launched(_ arguments: [String]) -> (path: String, arguments: [String]) {
    let all = launcher + [TheProgram.path, "--data", book] + arguments
    return (all[0], Array(all.dropFirst()))
  }

  /// A place with a book of the showcase in the plain style.
  static func withShowcase() throws -> Bench {
    let bench = try Bench()
    let result = try bench.run("import", TheProgram.extract("showcase/plain"))
    try #require(result.status == 0, "\(result.errorText)\(result.text)")
    return bench
  }

  /// Runs the program on the book.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Command {
    try run(arguments, environment: environment)
  }

  /// Runs the program on the book.
  func run(
    _ arguments: [String], environment: [String: String] = [:], outputPath: String? = nil,
    readsLines: Int? = nil
  ) throws -> Command {
    let program = launched(arguments)
    return try Command.run(
      program.path, program.arguments, environment: TheProgram.environment(folder, environment),
      outputPath: outputPath, readsLines: readsLines)
  }

  /// Runs a command that must succeed, and reads its JSON lines.
  func json(_ arguments: String...) throws -> [JSON] {
    let result = try run(arguments + ["--json"])
    try #require(result.status == 0, "\(arguments): \(result.errorText)")
    return try result.lines.map { try JSON($0) }
  }

  /// Runs another program.
  func tool(_ path: String, _ arguments: [String]) throws -> Command {
    try Command.run(path, arguments, environment: TheProgram.environment(folder))
  }

  /// Opens the desk in a terminal of its own.
  func desk(
    columns: Int = 80, rows: Int = 24, environment: [String: String] = [:], line: SlowLine? = nil,
    _ arguments: String...
  ) throws -> TerminalProgram {
    let program = launched(arguments)
    return try TerminalProgram(
      program.path, program.arguments, environment: TheProgram.environment(folder, environment),
      columns: columns, rows: rows, line: line)
  }

  /// Writes a file into the folder.
  func write(_ text: String, as name: String) throws -> String {
    let path = folder + "/" + name
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    return path
  }
}

/// A file of the fixtures as rows of named columns.
struct Extract {
  var rows: [[String: String]] = []

  /// The showcase in the plain style, which the others hold too.
  static func showcase(_ kind: String) throws -> Extract {
    try Extract(TheProgram.extract("showcase/plain/\(kind).tsv"))
  }

  /// Pence by account, of a file of accounts.
  var balances: [String: Int] {
    Dictionary(uniqueKeysWithValues: rows.map { ($0["account_ref"] ?? "", Int($0["balance"] ?? "") ?? .min) })
  }

  /// Reads a file in the plain style.
  init(_ path: String) throws {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let names = lines.removeFirst().split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    rows = lines.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(zip(names, fields)) { first, _ in first }
    }
  }
}
