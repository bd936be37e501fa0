import Glibc

/// What no program can be faster than: a process that answers each key with so many bytes in one write, and does nothing
/// besides. The bench starts itself as one: `patchbook-bench echo BYTES`.
enum EchoFloor {
  /// Answers keys until Ctrl-C or the end of the input.
  static func answer(_ bytes: Int) -> Never {
    var mode = termios()
    tcgetattr(STDIN_FILENO, &mode)
    cfmakeraw(&mode)
    tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    let frame = [UInt8](repeating: UInt8(ascii: "x"), count: max(1, bytes))
    var key: UInt8 = 0
    // The first frame says that it is ready.
    _ = write(STDOUT_FILENO, "ready", 5)
    while read(STDIN_FILENO, &key, 1) == 1, key != 3 {
      _ = write(STDOUT_FILENO, frame, frame.count)
    }
    exit(0)
  }
}
