import ArgumentParser
import Casebook
import Glibc
import Interchange

/// Where the program begins, and where every error becomes a sentence and an exit status.
@main
enum Program {
  static func main() {
    do {
      var command = try Patchbook.parseAsRoot()
      try command.run()
    } catch {
      end(with: error)
    }
  }

  private static func end(with error: any Error) -> Never {
    guard let failure = failure(for: error) else { Patchbook.exit(withError: error) }
    StandardError.say("patchbook: \(failure.message)")
    exit(failure.status.rawValue)
  }

  /// What an error of a room means to the caller; nil for the argument parser's own, which it tells itself.
  private static func failure(for error: any Error) -> Failure? {
    switch error {
    case let failure as Failure: failure
    case let error as CasebookError:
      Failure(status(of: error), HarmlessText.printable("\(error)", limit: 2_000))
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
