import ArgumentParser
import Casebook
import Glibc
import Interchange
import Journal

/// Where the program begins, and where every error becomes a sentence and an exit status.
@main
enum Program {
  static func main() {
    BookGroup.begin()
    // What would kill the program without a word then shows as an error of write(2), which becomes a sentence: a limit
    // on the size of files, and a pipe whose reader has gone.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    var command: any ParsableCommand
    do { command = try Patchbook.parseAsRoot() } catch { endOfParsing(error) }
    do { try command.run() } catch { end(with: error) }
  }

  /// Help, the version, or what the argument parser did not understand.
  private static func endOfParsing(_ error: any Error) -> Never {
    if let failure = failure(for: error) { end(with: failure) }
    let status = Patchbook.exitCode(for: error)
    // Help may be styled for a terminal; a mistake echoes what was typed.
    guard status != .success else { Patchbook.exit(withError: error) }
    StandardError.say(harmless(Patchbook.fullMessage(for: error)))
    exit(status.rawValue)
  }

  private static func end(with error: any Error) -> Never {
    if error is ExitCode { Patchbook.exit(withError: error) }
    // The help command, as the parser gives it back, is run like any other; what it has to say comes as an error.
    let status = Patchbook.exitCode(for: error)
    if failure(for: error) == nil, status == .success || status == .validationFailure { endOfParsing(error) }
    let failure =
      failure(for: error)
      ?? Failure(.refused, "\(error). Nothing more is known; what was saved before is safe.")
    StandardError.say("patchbook: \(harmless(failure.message))")
    exit(failure.status.rawValue)
  }

  /// A message of several lines that steers no terminal, whatever it quotes.
  private static func harmless(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).map {
      HarmlessText.printable(String($0), limit: 4_000)
    }.joined(separator: "\n")
  }

  /// What an error of a room means to the caller; nil for the argument parser's own.
  private static func failure(for error: any Error) -> Failure? {
    switch error {
    case let failure as Failure: failure
    case CasebookError.journal(.damagedCheckpoint) as CasebookError:
      Failure(
        .damaged,
        "\(HarmlessText.printable("\(error)", limit: 2_000)) Type: patchbook checkpoint --rebuild (with the same --data)."
      )
    case let error as CasebookError:
      Failure(status(of: error), HarmlessText.printable("\(error)", limit: 2_000))
    case let error as JournalError: self.failure(for: CasebookError.journal(error))
    case let error as FileError: self.failure(for: CasebookError.journal(.failed(error)))
    case let error as QueryError: Failure(.wrongCall, "The filter is not understood: \(error)")
    case DemoError.book(let error): self.failure(for: error)
    case let error as DemoError: Failure(.wrongCall, "\(error)")
    case let error as ImportError:
      Failure(error == .declined ? .no : .wrongCall, HarmlessText.printable("\(error)", limit: 2_000))
    default: nil
    }
  }

  private static func status(of error: CasebookError) -> ExitStatus {
    switch error.kind {
    case .refused: .no
    case .wrongCall: .wrongCall
    case .book: .damaged
    case .system: .refused
    }
  }
}
