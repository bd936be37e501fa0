import Glibc
import ProgramRunner
import Testing

/// README's tours of a morning and of a call are played as they stand there: on the demo's usual book, in one terminal of 80×24.
@Suite("The tours of a morning and of a call", .serialized) struct TourTests {
  @Test("README's tours do what they say", arguments: [Tour.heading, "## A call"])
  func readme(heading: String) throws {
    #expect(try broken(Tour(text(TheProgram.root + "/README.md"), under: heading)) == nil)
  }

  @Test("A tour is played row by row, notes and what is taken back included")
  func sample() throws {
    #expect(try broken(Tour(text(TheProgram.root + "/Tests/EndToEndTests/Fixtures/tour.md"))) == nil)
  }

  @Test("A row that promises what is not seen is named, with what is on the screen instead")
  func falsePromise() throws {
    let tour = try Tour("## An officer's morning\n|press|and see|\n|-|-|\n|`?`|“Keys:” “Keys: bicycle”|")
    let promise = try #require(try broken(tour, accounts: 40, seconds: 1))
    #expect(promise.hasPrefix("line 4, after ?: [\"Keys: bicycle\"] not on the screen:"), "\(promise)")
    #expect(promise.contains("Keys: caseload"), "\(promise)")
  }

  @Test("Keys stand in backticks, what is seen in curly quotes; a bar in a cell is escaped")
  func reading() throws {
    let tour = try Tour(
      """
      # Patchbook

      ## An officer's morning, by keys

      | press | and see |
      | --- | :-- |
      | | the patch: “E3” |
      | `/ "kelly" Enter`, then `Down` | the list: “1 of 3”  and “Kelly  Marsh” |
      | `: "a\\|b"` | “a\\|b” |

      | press | and see |
      """)
    #expect(
      tour.stops == [
        .init(line: 7, keys: "", seen: ["E3"]),
        .init(line: 8, keys: "/ \"kelly\" Enter Down", seen: ["1 of 3", "Kelly Marsh"]),
        .init(line: 9, keys: ": \"a|b\"", seen: ["a|b"]),
      ])
  }

  @Test(
    "Without heading, table, keys or words there is no tour",
    arguments: [
      ("", 1), ("## Two commands\n| press | and see |\n|-|-|\n|`?`|“Help”|", 1),
      ("## An officer's morning\n1. Press ?", 1),
      ("## An officer's morning\n## Next\n| press | and see |\n|-|-|\n|`?`|“Help”|", 1),
      ("## An officer's morning\n| press | and see |\n|-|-|", 1),
      ("## An officer's morning\n| press | and see |\n|-|-|\n||“Help”|\n|?|“Help”|", 5),
      ("## An officer's morning\n| press | and see |\n|-|-|\n|`Bicycle`|“Help”|", 4),
      ("## An officer's morning\n| press | and see |\n|-|-|\n|`?`|help|", 1),
      ("## An officer's morning\n| press | and see |\n|-|-|\n|`?`|“Help”|more|", 4),
    ])
  func faults(text: String, line: Int) {
    #expect { try Tour(text) } throws: { ($0 as? Tour.Fault)?.line == line }
  }

  /// Plays a tour from its first row to its last in one sitting.
  /// - Returns: the first promise that it does not keep; nil where it keeps all.
  private func broken(_ tour: Tour, accounts: Int? = nil, seconds: Double = 60) throws -> String? {
    let bench = try Bench.withDemo(accounts: accounts)
    let officer = try Sitting(bench)
    for stop in tour.stops {
      try officer.press(stop.keys)
      officer.desk.settle()
      let isSo = officer.desk.wait(seconds: seconds) { screen in stop.seen.allSatisfy(screen.shows) }
      if isSo { continue }
      let missing = stop.seen.filter { !officer.desk.screen.shows($0) }
      return "line \(stop.line), after \(stop.keys): \(missing) not on the screen:\n\(officer.text)"
    }
    try officer.leave()
    #expect(try bench.run("verify").status == 0)
    return nil
  }

  private func text(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"), "\(path)")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
