import Glibc
import ProgramRunner

/// Measures patchbook beside its peers and floors, each pair turn and turn about in the same run, and prints a table.
/// Absolute times change with the machine and its neighbours; the ratios are what is meant.
///
/// usage: patchbook-bench PROGRAM, with BENCH_ROWS (1000000), BENCH_ROUNDS (5), BENCH_LARGE=1 (the book of 100,000
/// accounts), BENCH_ONLY (import, change, form, frame, key, ledger, search, desk, operations), BENCH_DIR (where the measured books lie and stay).
@main
struct PatchbookBench {
  static func main() {
    if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "echo" {
      EchoFloor.answer(Int(CommandLine.arguments[2]) ?? 1)
    }
    if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "writer" {
      do { try WriterProcess.main(Array(CommandLine.arguments.dropFirst(2))) } catch {
        say("patchbook-bench writer: \(error)\n")
        exit(1)
      }
    }
    guard CommandLine.arguments.count == 2 else {
      say("usage: patchbook-bench PROGRAM\n")
      exit(2)
    }
    let at = Surroundings(program: CommandLine.arguments[1])
    guard mkdirs(at.folder) else {
      say("patchbook-bench: cannot make \(at.folder)\n")
      exit(4)
    }
    let benches: [(String, () throws -> [BenchLine])] = [
      ("import", ImportBench(at: at).run),
      ("change", ChangeBench(at: at).run),
      ("form", FormBench(at: at).run),
      ("frame", FrameBench(at: at).run),
      ("key", KeyBench(at: at).run),
      ("ledger", LedgerBench(at: at).run),
      ("search", SearchBench(at: at).run),
      ("desk", DeskBench(at: at).run),
      ("form screen", FormScreenBench(at: at).run),
      ("operations", OperationsBench(at: at).run),
    ]
    var failed = false
    var lines: [BenchLine] = []
    for (name, run) in benches where name.contains(at.only) || at.only.isEmpty {
      say("measuring \(name) …\n")
      do { lines += try run() } catch {
        say("patchbook-bench: \(name) could not be measured: \(error)\n")
        failed = true
      }
    }
    print("Middle of \(at.rounds) rounds (least to most). A ratio is ours to the peer's, round by round.\n")
    print("| what | patchbook | beside it | ratio | aim |\n| --- | --- | --- | --- | --- |")
    for line in lines {
      print("| \(line.what) | \(line.ours) | \(line.peer) | \(line.ratio) | \(line.aim) |")
    }
    exit(failed ? 1 : 0)
  }

  /// Says something on standard error.
  private static func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// Makes a folder and those above it.
  private static func mkdirs(_ path: String) -> Bool {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o755) != 0 && errno != EEXIST { return false }
    }
    return true
  }
}
