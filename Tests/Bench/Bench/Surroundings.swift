import Glibc
import ProgramRunner

/// What a bench run is made with: the program, a place for its files, and how large it shall be.
struct Surroundings {
  /// The release build of patchbook.
  let program: String
  /// Where the measured files lie; it stays, so that large books are made once.
  let folder: String
  /// Rows of the import.
  let rows: Int
  /// Rounds of each measurement.
  let rounds: Int
  /// Whether the book of 100,000 accounts is measured.
  let isLarge: Bool
  /// Only the benches whose names hold this.
  let only: String

  /// The day on which everything is done.
  static let today = "2026-11-21"

  init(program: String) {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let home = value("HOME") ?? "/tmp"
    self.program = program
    folder = value("BENCH_DIR") ?? (value("XDG_CACHE_HOME") ?? home + "/.cache") + "/patchbook-bench"
    rows = value("BENCH_ROWS").flatMap(Int.init) ?? 1_000_000
    rounds = value("BENCH_ROUNDS").flatMap(Int.init) ?? 5
    isLarge = value("BENCH_LARGE") == "1"
    only = value("BENCH_ONLY") ?? ""
  }

  /// The environment of the programs that are measured.
  var environment: [String: String] {
    [
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": folder,
      "LC_ALL": "C.UTF-8",
      "TERM": "xterm-256color", "PATCHBOOK_TODAY": Surroundings.today,
    ]
  }

  /// Runs a program and insists that it did its work.
  @discardableResult
  func run(_ path: String, _ arguments: [String]) throws -> Command {
    let command = try Command.run(path, arguments, environment: environment)
    guard command.status == 0 else {
      throw BenchError(
        what: "\(path) \(arguments.joined(separator: " "))", why: command.errorText + command.text.suffix(500)
      )
    }
    return command
  }

  /// Where a program lies that the path knows; nil where it is missing.
  static func find(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
  }
}

/// A bench that could not be run.
struct BenchError: Error, CustomStringConvertible {
  var what: String
  var why: String
  var description: String { "\(what): \(why)" }
}

/// Asks the kernel to forget what it holds of every file below a folder, so that the next read comes from the disk.
func evict(_ path: String) {
  if let directory = opendir(path) {
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { evict(path + "/" + name) }
    }
    closedir(directory)
    return
  }
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return }
  fdatasync(file)
  posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
  close(file)
}
