import Desk
import Glibc

/// The officer's own editor on a text, with the officer's own rights: the text stands in a file of its own outside the book,
/// which only the officer may read and which goes when the editor ends.
enum ExternalEditor {
  /// The most that is read back, in bytes.
  private static let longest = 1 << 20

  /// The command of the officer's editor; nil where none is set.
  static var command: String? { Environment.value("VISUAL") ?? Environment.value("EDITOR") }

  /// Runs the editor until it ends; the terminal is its own meanwhile.
  static func edit(_ text: String) -> EditedText {
    guard let command else {
      return .failed("No editor is set: export EDITOR (or VISUAL) before Patchbook is opened.")
    }
    let base = Environment.value("XDG_RUNTIME_DIR") ?? Environment.value("TMPDIR") ?? "/tmp"
    var template = Array("\(base)/patchbook-note-XXXXXX.txt".utf8CString)
    // 0600 from the beginning, and a name that nobody can foresee.
    let file = mkstemps(&template, 4)
    guard file >= 0 else {
      return .failed("No file for the editor can be made in \(base): \(String(cString: strerror(errno))).")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let isWritten = write(Array((text.hasSuffix("\n") || text.isEmpty ? text : text + "\n").utf8), to: file)
    close(file)
    guard isWritten else { return .failed("The editor's file could not be written: the disk may be full.") }
    if let failure = run(command, on: path) { return .failed(failure) }
    guard let bytes = read(path) else {
      return .failed("What the editor wrote could not be read, or is longer than any note.")
    }
    var words = String(decoding: bytes, as: UTF8.self)
    while words.hasSuffix("\n") { words.removeLast() }
    return .words(words)
  }

  /// Why the editor did not do its work; nil where it did.
  private static func run(_ command: String, on path: String) -> String? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The desk passes over signals that an editor wants to hear.
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT, SIGTSTP, SIGTERM, SIGHUP, SIGWINCH] {
      sigaddset(&usual, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // The shell reads the command as it reads the variable elsewhere: it may hold options.
    let words = ["/bin/sh", "-c", "exec \(command) \"$1\"", "sh", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let error = posix_spawn(&child, "/bin/sh", nil, &attributes, &arguments, environ)
    guard error == 0 else { return "The editor cannot be started: \(String(cString: strerror(error)))." }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { return "The editor was lost sight of." } }
    let signal = status & 0x7F
    if signal != 0 { return "The editor was ended by signal \(signal). The words are as they were." }
    let code = (status >> 8) & 0xFF
    return code == 0
      ? nil : "\(command) ended with status \(code). The words are as they were."
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= longest {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    return nil
  }
}
