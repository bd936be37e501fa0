import Glibc
import ProgramRunner
import Testing

/// Two users of the operating system who share a group, and a book that belongs to it. They are numbers only: nothing is
/// added to the host.
struct TwoUsers {
  private static let (group, annNumber, bobNumber) = (4_100, 4_101, 4_102)

  /// The one who made the book, and is its senior.
  let ann: Bench
  /// The one whom the senior let in, as an officer.
  let bob: Bench

  /// Makes both, and a demo book that belongs to their group. Their umask lets nobody else in: the program has to.
  init() throws {
    let bench = try Bench()
    let shared = bench.folder + "/shared"
    chmod(bench.folder, 0o755)
    try #require(mkdir(shared, 0o770) == 0)
    chown(shared, 0, gid_t(TwoUsers.group))
    chmod(shared, 0o2770)
    func user(_ name: String, _ number: Int) -> Bench {
      let home = bench.folder + "/" + name
      mkdir(home, 0o700)
      chown(home, uid_t(number), gid_t(number))
      return Bench(
        bench, book: shared + "/book", folder: home, launcher: TwoUsers.launcher(number))
    }
    ann = user("ann", TwoUsers.annNumber)
    bob = user("bob", TwoUsers.bobNumber)
    let program = [TheProgram.path, "demo", ann.book, "--today", TheProgram.today, "--accounts", "200"]
    let all = ann.launcher + program
    let made = try Command.run(
      all[0], Array(all.dropFirst()), environment: TheProgram.environment(ann.folder))
    try #require(made.status == 0, "\(made.errorText)")
    let officers = try #require(fopen(ann.book + "/officers.toml", "a"))
    fputs("\n[[officer]]\nuser = \"\(TwoUsers.bobNumber)\"\nname = \"Bob\"\nrole = \"officer\"\n", officers)
    fclose(officers)
  }

  private static func launcher(_ number: Int) -> [String] {
    [
      TheProgram.tool("setpriv") ?? "", "--reuid=\(number)", "--regid=\(number)", "--groups=\(group)",
      "/bin/sh", "-c", "umask 077; exec \"$0\" \"$@\"",
    ]
  }

  /// Whether this host lets the test be two users who can both run the program.
  static let areThere: Bool = {
    guard geteuid() == 0, TheProgram.tool("setpriv") != nil else { return false }
    let all = launcher(annNumber) + [TheProgram.path, "--version"]
    let tried = try? Command.run(all[0], Array(all.dropFirst()), environment: TheProgram.environment("/"))
    return tried?.status == 0
  }()

  /// Whether a program can be stopped in the middle of writing.
  static let canStop: Bool = {
    guard let strace = TheProgram.tool("strace") else { return false }
    let tried = try? Command.run(
      strace, ["-qq", "-o", "/dev/null", "/bin/true"], environment: TheProgram.environment("/"))
    return tried?.status == 0
  }()

  /// Every file and directory of the book belongs to the group, which may read and write what is not sealed.
  func nobodyIsLockedOut(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let find = try #require(TheProgram.tool("find"))
    let wrong = try Command.run(
      find,
      [
        ann.book, "(", "!", "-group", "\(TwoUsers.group)", "-o", "-type", "d", "!", "-perm", "-2070", "-o",
        "-type",
        "f", "!", "-perm", "-040", "-o", "-perm", "/007", ")", "-printf", "%m %u %g %P\n",
      ], environment: [:])
    #expect(wrong.status == 0 && wrong.lines == [], "\(wrong.text)", sourceLocation: sourceLocation)
  }

  /// Runs a command of Bob's that stops at its first `fdatasync`, with the lock in its hand.
  func stoppedWhileWriting(_ arguments: [String]) throws -> Stopped {
    let strace = try #require(TheProgram.tool("strace"))
    let program = bob.launched(arguments)
    let traced = try TerminalProgram(
      strace,
      [
        "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e",
        "inject=fdatasync:signal=SIGSTOP:when=1",
        program.path,
      ] + program.arguments, environment: TheProgram.environment(bob.folder))
    let book = bob.book
    var process: pid_t?
    #expect(
      eventually {
        traced.take(waiting: 5)
        process = TwoUsers.holder(of: book)
        return process.map(TwoUsers.isStopped) ?? false
      }, "\(traced.screen.text)")
    return Stopped(traced: traced, process: try #require(process))
  }

  /// The process of Bob's that took the lock last.
  private static func holder(of book: String) -> pid_t? {
    let parts = text(of: book + "/holder").split(separator: " ")
    guard parts.count > 2, parts[2].hasPrefix("\(bobNumber)") else { return nil }
    return pid_t(parts[0])
  }

  private static func isStopped(_ process: pid_t) -> Bool {
    let state =
      text(of: "/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix("State:") } ?? ""
    return state.contains("T (") || state.contains("t (")
  }

  private static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 2_000)
    return String(decoding: buffer[..<fread(&buffer, 1, buffer.count, file)], as: UTF8.self)
  }

  /// A program that stands still in the middle of writing.
  final class Stopped {
    private let traced: TerminalProgram
    private let process: pid_t

    fileprivate init(traced: TerminalProgram, process: pid_t) {
      self.traced = traced
      self.process = process
    }

    /// Lets it go on.
    func goOn() { kill(process, SIGCONT) }

    /// Whether it has done what it had to.
    var hasEnded: Bool {
      traced.take(waiting: 5)
      return traced.ending != nil
    }

    /// Ends it, if it has not ended by itself.
    func end() {
      guard traced.ending == nil else { return }
      kill(process, SIGKILL)
      _ = traced.waitForEnd()
    }
  }
}
