import Casebook
import Testing

@testable import Interchange

@Suite("Extracts with random damage")
struct MutatedExtractTests {
  /// Cuts, doubles, swaps and overwrites bytes.
  private func mutate(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<(1 + Int(random.next() % 30)) where !bytes.isEmpty {
      let place = Int(random.next() % UInt64(bytes.count))
      let length = min(Int(random.next() % 200), bytes.count - place)
      switch random.next() % 7 {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes.removeSubrange(place..<place + length)
      case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 3: bytes.insert(contentsOf: [0x22, 0x0A, 0x1B, 0x5B, 0x32, 0x4A], at: place)
      case 4:
        bytes[place] = [0x00, 0x0A, 0x0D, 0x22, 0x7C, 0x2C, 0x09, 0x9B, 0xFF, 0x1B][Int(random.next() % 10)]
      case 5: bytes.insert(contentsOf: [0xE2, 0x80, 0xAE, 0xC2, 0x9B, 0xEF, 0xBB, 0xBF], at: place)
      default: bytes.removeLast(length)
      }
    }
    return bytes
  }

  @Test("Nothing crashes, hangs or reaches a terminal", arguments: styles)
  func survives(style: String) throws {
    let maps = try MapShelf(directories: [Fixtures.maps])
    let recogniser = Recogniser(maps: maps.maps, kind: nil)
    let folder = Fixtures.folder + "/messy/" + style
    var random = SeededRandom(seed: 20_261_121)
    var rows = 0
    for name in try Folder.entries(of: folder) where !name.hasSuffix("json") {
      guard let file = try recogniser.recognise(path: folder + "/" + name) else { continue }
      // The large file is cut to its middle, so that many mutations are tried in little time.
      let whole = try Fixtures.bytes(folder + "/" + name)
      let bytes = whole.count > 60_000 ? Array(whole[..<30_000]) : whole
      for _ in 0..<12 {
        let reading = try Reading(file, source: ByteSource(bytes: mutate(bytes, &random)))
        rows += reading.result.read
        for line in reading.lines {
          let text = line.problem + (line.value ?? "") + (line.column ?? "")
          #expect(
            !text.unicodeScalars.contains {
              $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || (0x202A...0x202E).contains($0.value)
            })
          #expect(line.line >= 1 && line.json.text.utf8.count < 4096)
        }
        for posting in reading.sink.postings {
          #expect(!posting.posting.narrative.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x9B })
        }
      }
    }
    #expect(rows > 1000)
  }

  @Test("Mutated files are recognised or refused, without harm")
  func recognition() throws {
    let recogniser = Recogniser(maps: try MapShelf(directories: [Fixtures.maps]).maps, kind: nil)
    var random = SeededRandom(seed: 7)
    let head = Array(try Fixtures.bytes(Fixtures.folder + "/messy/ql/QL_ACCOUNTS_20261121.csv").prefix(2000))
    try Fixtures.withFolder { folder in
      for round in 0..<60 {
        let path = folder + "/\(round)"
        try Fixtures.write(mutate(head, &random), to: path)
        if try recogniser.recognise(path: path) == nil {
          let text = try recogniser.failure(path: path).description
          #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
        }
      }
    }
  }
}
