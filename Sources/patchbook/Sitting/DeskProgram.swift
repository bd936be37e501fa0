import Casebook
import Desk
import Glibc
import Terminal

/// The desk on a real terminal: the book, the screens and the event loop put together.
enum DeskProgram {
  /// Opens the desk and stays until the officer leaves.
  /// - Throws: ``Failure`` where there is no terminal or no book; the terminal is then as it was.
  static func run(_ options: BookOptions) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure(
        .wrongCall,
        """
        The desk needs a terminal for both input and output. Without one, patchbook show prints a screen, and
        accounts, balance and ledger print lists; patchbook --help names every command.
        """)
    }
    // The desk looks; what it records will go through a writer of its own.
    let casebook = try options.open(.readOnly)
    let session: TerminalSession
    do {
      session = try TerminalSession(.init(errorLog: log()))
    } catch {
      throw Failure(.wrongCall, "\(error)")
    }
    var application = DeskApplication(casebook: casebook, isASCIIOnly: !session.isUTF8)
    let code = session.run(&application)
    if let remark = session.remark { StandardError.say("patchbook: \(remark)") }
    exit(code)
  }

  /// Where standard error goes while the screen is up, so that nothing spoils it; nil where no such place can be had.
  private static func log() -> String? {
    let folder = Directories.state
    return Environment.makeDirectories(folder) ? folder + "/desk.log" : nil
  }
}
