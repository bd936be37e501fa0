import Casebook
import Rents

@testable import Interchange

/// A new book in a folder of its own.
struct TestBook {
  let casebook: Casebook
  let folder: String

  static func with<Value>(_ body: (TestBook) throws -> Value) throws -> Value {
    try Fixtures.withFolder { folder in
      let casebook = try Casebook.create(
        at: folder + "/book",
        configuration: BookConfiguration(landlord: "Westmere Borough Council", source: "housing"),
        user: "tester",
        today: today)
      return try body(TestBook(casebook: casebook, folder: folder))
    }
  }

  /// Takes files in with the repository's maps.
  func take(
    _ paths: [String], _ options: Importer.Options = .init(), confirm: (([ImportLine]) -> Bool)? = nil
  ) throws -> (lines: [ImportLine], summary: ImportSummary) {
    let box = Box()
    let importer = Importer(
      casebook: casebook, maps: try MapShelf(directories: [Fixtures.maps]), options: options)
    let summary = try importer.run(paths, report: { box.lines.append($0) }, confirm: confirm)
    _ = try casebook.refresh()
    return (box.lines, summary)
  }

  private final class Box { var lines: [ImportLine] = [] }
}
