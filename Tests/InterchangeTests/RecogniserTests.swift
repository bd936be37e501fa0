import Casebook
import Testing

@testable import Interchange

@Suite("Files are recognised by themselves")
struct RecogniserTests {
  @Test("Kind and map follow from the header row, in every style", arguments: styles)
  func recognisesEveryFile(style: String) throws {
    let recogniser = Recogniser(maps: try MapShelf(directories: [Fixtures.maps]).maps, kind: nil)
    let folder = Fixtures.folder + "/showcase/" + style
    var kinds: Set<IntakeKind> = []
    for name in try Folder.entries(of: folder) {
      let file = try #require(try recogniser.recognise(path: folder + "/" + name))
      #expect(file.map.name == style)
      #expect(name.lowercased().contains(file.kind.rawValue))
      #expect(file.runDate == (style == "plain" ? nil : today))
      kinds.insert(file.kind)
    }
    #expect(kinds == Set(IntakeKind.allCases))
  }

  @Test("What no map knows is refused with its first line, harmless")
  func refusesOthers() throws {
    try Fixtures.withFolder { folder in
      let recogniser = Recogniser(maps: try MapShelf(directories: [Fixtures.maps]).maps, kind: nil)
      let path = folder + "/x.csv"
      try Fixtures.write(Array("\u{1B}[2Ja,b\n1,2\n".utf8), to: path)
      #expect(try recogniser.recognise(path: path) == nil)
      let message = try recogniser.failure(path: path).description
      #expect(message.contains("␛[2Ja,b") && message.contains("nec, plain, ql"))
      try Fixtures.write([], to: path)
      #expect(try recogniser.failure(path: path).description.contains("it is empty"))
      try Fixtures.write([0xFF, 0xFE, 0x61, 0], to: path)
      #expect(try recogniser.failure(path: path).description.contains("UTF-16"))
    }
  }

  @Test("A folder, a device and a missing file are refused as such")
  func refusesWhatIsNoFile() {
    #expect(throws: ImportError.self) { try ByteSource(path: "/dev/zero") }
    #expect(throws: ImportError.self) { try ByteSource(path: Fixtures.folder) }
    #expect(throws: ImportError.self) { try ByteSource(path: Fixtures.folder + "/none") }
  }
}
