import Glibc

/// Starting processes, and what became of them.
enum Spawn {
  /// What a child's standard streams are.
  enum Streams {
    /// Descriptors of this process for input, output and errors.
    case descriptors(input: Int32, output: Int32, error: Int32)
    /// A terminal by its name, which becomes the child's controlling terminal.
    case terminal(name: String)
  }

  /// Starts a program.
  /// - Returns: its process id.
  /// - Throws: ``SpawnError`` with the system's reason.
  static func start(_ path: String, _ arguments: [String], environment: [String: String], streams: Streams)
    throws(SpawnError) -> pid_t
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }

    // The child starts with the usual answers to signals, whatever the test's own process ignores.
    var usual = sigset_t()
    sigemptyset(&usual)
    for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTOU, SIGTTIN] {
      sigaddset(&usual, number)
    }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)

    switch streams {
    case .descriptors(let input, let output, let error):
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)
    case .terminal(let name):
      // POSIX_SPAWN_SETSID, which Glibc's module hides. The first terminal that a session's leader opens becomes
      // its controlling one; without it no SIGWINCH arrives.
      flags |= 0x80
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    }
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    let result = posix_spawn(&child, path, &actions, &attributes, &argv, &envp)
    guard result == 0 else { throw SpawnError(program: path, reason: String(cString: strerror(result))) }
    return child
  }

  /// Waits for a process to end.
  /// - Returns: how it ended, and the most memory that it held, in kilobytes.
  @discardableResult
  static func end(of process: pid_t) -> (Ending, peakKilobytes: Int) {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    return (Ending(status: status), usage.ru_maxrss)
  }

  /// What became of a process; nil while it runs.
  static func endedAlready(_ process: pid_t) -> Ending? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? Ending(status: status) : nil
  }
}

/// A program that could not be started.
public struct SpawnError: Error, CustomStringConvertible {
  var program: String
  var reason: String
  /// Which program, and the system's reason.
  public var description: String { "\(program) could not be started: \(reason)" }
}

/// How a process ended.
public enum Ending: Hashable, Sendable {
  /// It exited with this status.
  case exit(Int32)
  /// A signal killed it.
  case signal(Int32)

  init(status: Int32) {
    self = status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
  }
}

/// Nanoseconds of a clock that never goes back.
public func monotonicNanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
