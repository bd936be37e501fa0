import Testing

@testable import Interchange

@Suite("Reading on a thread of its own")
struct ReadingThreadTests {
  private struct Enough: Error, Equatable {}

  private func files(_ set: String) throws -> [RecognisedFile] {
    let recogniser = Recogniser(maps: try MapShelf(directories: [Fixtures.maps]).maps, kind: nil)
    let folder = Fixtures.folder + "/" + set
    return try Folder.entries(of: folder).compactMap { try recogniser.recognise(path: folder + "/" + $0) }
  }

  @Test("Rows and reports come in the order of the files, as many as reading them one by one gives")
  func order() throws {
    let files = try files("messy/ql")
    var rows = 0
    var lines: [ImportLine] = []
    var last = 0
    let results = try ReadingThread(files, today: today).run { batch in
      #expect(batch.file >= last && batch.items.count <= 1024)
      last = batch.file
      for item in batch.items {
        if case .report(let line) = item { lines.append(line) } else { rows += 1 }
      }
    }
    let alone = try files.map { try Reading($0, source: ByteSource(path: $0.path)) }
    #expect(results == alone.map(\.result))
    #expect(rows == results.reduce(0) { $0 + $1.read })
    #expect(lines == alone.flatMap(\.lines))
  }

  @Test("A taker that gives up stops the reader, and its error is the one that is seen")
  func takerGivesUp() throws {
    let files = try files("showcase/plain")
    for _ in 0..<20 {
      #expect(throws: Enough()) { try ReadingThread(files, today: today).run { _ in throw Enough() } }
    }
  }

  @Test("A file that goes before it is read is an error, not a hang")
  func fileGoes() throws {
    var files = try files("showcase/plain")
    files[1].path += ".gone"
    #expect(throws: ImportError.self) { try ReadingThread(files, today: today).run { _ in } }
  }

  @Test("A file of nothing but bad rows waits in bounded batches")
  func badRows() throws {
    try Fixtures.withFolder { folder in
      let path = folder + "/transactions.tsv"
      let header = "account_ref\tdate\ttype\tamount\tnarrative\tbatch\ttransaction_id\n"
      try Fixtures.write(Array((header + String(repeating: "x\n", count: 20_000)).utf8), to: path)
      let recogniser = Recogniser(maps: try MapShelf(directories: [Fixtures.maps]).maps, kind: nil)
      let file = try #require(try recogniser.recognise(path: path))
      var largest = 0
      let results = try ReadingThread([file], today: today).run { largest = max(largest, $0.items.count) }
      #expect(results.first?.rejected == 20_000 && largest <= 1024)
    }
  }
}
