import ArgumentParser
import Rents

/// Which book, and on which day: the same for every command.
struct BookOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The book's directory. Else PATCHBOOK_DATA, else the user's own book in the XDG data directory.",
      valueName: "dir"),
    completion: .directory)
  var data: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The day on which this is done. Else PATCHBOOK_TODAY, else the host's day.", valueName: "yyyy-mm-dd"))
  var today: CivilDate?

  /// The book's directory.
  var path: String { data ?? Environment.value("PATCHBOOK_DATA") ?? Directories.book }

  /// The day that was asked for; nil for the host's.
  /// - Throws: ``Failure`` where PATCHBOOK_TODAY is not a day.
  func day() throws(Failure) -> CivilDate? {
    if let today { return today }
    guard let text = Environment.value("PATCHBOOK_TODAY") else { return nil }
    guard let day = CivilDate(iso: text) else {
      throw Failure(.wrongCall, "PATCHBOOK_TODAY is “\(text)”; write a day as 2026-11-21.")
    }
    return day
  }
}

extension CivilDate: ExpressibleByArgument {
  /// Reads a day as the command line has it: `2026-11-21`.
  public init?(argument: String) { self.init(iso: argument) }

  /// What an error shows as the right form.
  public static var allValueStrings: [String] { [] }
}
