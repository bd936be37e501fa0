import Casebook
import Interchange
import Journal
import Rents

/// Makes a demo book: the same for the command and for the desk's first start.
enum DemoMaking {
  /// Makes a demo book in a new or empty directory.
  /// - Parameter day: the day up to which it goes; nil for the host's.
  /// - Throws: ``Failure`` where something else stands there; `DemoError`, `CasebookError`.
  static func make(
    at directory: String, parameters: DemoParameters, day: CivilDate?,
    progress: (DemoBook.Progress) -> Void
  ) throws -> DemoBook.Made {
    let day = day ?? LondonClock.day(ofNanoseconds: RealFileSystem().now())
    if !Environment.exists(directory + "/FORMAT") { try NewBookPlace.free(directory) }
    try Directories.makeParent(of: directory)
    let files = DemoFileSystem(day: day, parameters: parameters)
    return try DemoBook.make(
      at: directory, parameters: parameters, today: day, user: Environment.user,
      statements: try ProgramData(book: nil).statementSources(),
      create: { (path, configuration, officers) throws(CasebookError) in
        try Casebook.create(
          at: path, configuration: configuration, user: Environment.user, today: day, officers: officers,
          sitting: "", files: files)
      },
      open: { (path, user, day) throws(CasebookError) in
        try Casebook.open(at: path, user: user, today: day, sitting: "", files: files)
      }, progress: progress)
  }
}
