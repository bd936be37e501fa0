import Casebook
import Testing

@testable import Interchange

@Suite("Maps")
struct MapTests {
  private func plain() throws -> String {
    String(decoding: try Fixtures.bytes(Fixtures.maps + "/plain.toml"), as: UTF8.self)
  }

  private func failure(_ text: String) -> String {
    do throws(ImportError) {
      _ = try MapFile.read(Array(text.utf8), name: "test", file: "test.toml")
      return "read without an error"
    } catch {
      return "\(error)"
    }
  }

  @Test("The repository's maps are read, and know every column of every kind", arguments: styles)
  func ownMaps(style: String) throws {
    let map = try MapShelf(directories: [Fixtures.maps]).map(style)
    for kind in IntakeKind.allCases {
      #expect(map.columns[kind]?.count == kind.columns.count)
    }
    #expect(!map.title.isEmpty)
  }

  @Test("The first folder's map wins, and a folder that is missing is passed over")
  func firstFolderWins() throws {
    try Fixtures.withFolder { folder in
      let own = try plain().replacing("Plain tab-separated extract", with: "Our own")
      try Fixtures.write(Array(own.utf8), to: folder + "/plain.toml")
      let shelf = try MapShelf(directories: [folder + "/none", folder, Fixtures.maps])
      #expect(try shelf.map("plain").title == "Our own")
      #expect(shelf.maps.map(\.name) == ["nec", "plain", "ql"])
      #expect(try shelf.map(folder + "/plain.toml").title == "Our own")
    }
  }

  @Test("A name that no map has is refused with those that are known")
  func unknownName() throws {
    let shelf = try MapShelf(directories: [Fixtures.maps])
    #expect(throws: ImportError.noSuchMap(name: "northgate", known: ["nec", "plain", "ql"])) {
      try shelf.map("northgate")
    }
  }

  @Test(
    "An error in a map is told with its file, its line and what is wrong",
    arguments: [
      ("style = \"yyyy-mm-dd\"", "style = \"yyyy-mm\"", "line 20", "a date style has"),
      ("encoding = \"utf-8\"", "encoding = \"ebcdic\"", "line 16", "one of: utf-8, windows-1252"),
      ("separator = \"tab\"", "separater = \"tab\"", "line 14", "“separater” is not known"),
      ("RNT = \"rent\"", "RNT = \"rant\"", "line", "“RNT” must mean one of"),
      ("unit = \"pence\"", "unit = 12", "line 23", "text in quotes"),
      ("known_date = \"??yyyymmdd\"", "known_date = \"??\"", "line 27", "a batch pattern"),
      ("[dates]", "[dates", "line 19", "the heading is not closed"),
      ("RNT = \"rent\"", "RNT = \"rent\" \"x\"", "line 83", "nothing but a # comment"),
      ("RNT = \"rent\"", "SVC = \"rent\"", "line 84", "“SVC” is given on line"),
      ("[codes.flag]", "[codes.flags]", "line", "“codes.flags” is not known"),
      ("dated = \"2026-11-21\"", "dated = \"21/11/2026\"", "line 11", "the map's day"),
    ])
  func errorsHaveTheirPlace(right: String, wrong: String, place: String, problem: String) throws {
    let text = try plain()
    #expect(text.contains(right))
    let message = failure(text.replacing(right, with: wrong, maxReplacements: 1))
    #expect(message.contains("test.toml") && message.contains(place), "\(message)")
    #expect(message.contains(problem), "\(message)")
  }

  @Test("The map that the room's page shows is a whole one, and reads a file of its system")
  func exampleOfThePage() throws {
    let page = String(decoding: try Fixtures.bytes(Fixtures.readme), as: UTF8.self)
    let example = try #require(
      page.split(separator: "```toml\n").dropFirst().first?.split(separator: "```").first)
    try Fixtures.withFolder { folder in
      try Fixtures.write(Array(example.utf8), to: folder + "/acme.toml")
      try Fixtures.write(
        Array(
          "date;account;code;value;id\n31.12.2025;0042;RD;112.50;1\n02.01.2026;0042;PM;-1,012.50;2\nEND;2\n"
            .utf8),
        to: folder + "/night.txt")
      let reading = try Reading(path: folder + "/night.txt", maps: try MapShelf(directories: [folder]))
      #expect(reading.lines.isEmpty)
      #expect(reading.sink.postings.map(\.posting.amount.pence) == [11250, -101_250])
      #expect(reading.sink.postings.map(\.account) == ["0042", "0042"])
      // Without a batch the day on which the system knew it can only be inferred.
      #expect(reading.sink.postings.allSatisfy { $0.posting.isKnownInferred })
    }
  }

  @Test("A required column that is missing, and a name given twice, are refused")
  func columnErrors() throws {
    let text = try plain()
    let missing = failure(text.replacing("transaction_id = \"transaction_id\"", with: ""))
    #expect(missing.contains("the column transaction_id is missing"), "\(missing)")
    let twice = failure(text.replacing("narrative      = \"narrative\"", with: "narrative = \"batch\""))
    #expect(twice.contains("is given to"), "\(twice)")
  }

  @Test("Any text at all is read or refused, without harm", arguments: 0..<60)
  func mutatedMaps(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var bytes = Array(try plain().utf8)
    for _ in 0..<(1 + Int(random.next() % 8)) {
      bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next() % 128)
    }
    _ = failure(String(decoding: bytes, as: UTF8.self))
  }
}
