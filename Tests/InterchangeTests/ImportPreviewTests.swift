import Casebook
import Rents
import Testing

@testable import Interchange

@Suite("What an officer sees of files before they are taken in")
struct ImportPreviewTests {
  private let showcase = Fixtures.folder + "/showcase/"

  private func preview(_ path: String, _ book: TestBook) throws -> ImportPreview {
    try Importer(casebook: book.casebook, maps: MapShelf(directories: [Fixtures.maps])).preview([path])
  }

  @Test("Every file of a set is recognised, accounts first, and nothing is taken", arguments: styles)
  func recognised(style: String) throws {
    try TestBook.with { book in
      let before = book.casebook.view.sequence
      let preview = try preview(showcase + style, book)
      #expect(preview.files.map(\.kind) == IntakeKind.allCases)
      #expect(preview.files.allSatisfy { $0.map == style && $0.takenOn == nil && !$0.rows.isEmpty })
      #expect(preview.files.flatMap(\.rows).allSatisfy { $0.problem == nil })
      #expect(book.casebook.view.sequence == before)
    }
  }

  @Test(
    "The three styles' first transactions read the same: a day with its weekday, DR or CR, the type in words")
  func readings() throws {
    try TestBook.with { book in
      let read = try styles.map { style in
        try preview(showcase + style, book).files.filter { $0.kind == .transactions }
          .flatMap { $0.rows.prefix(5).map { row in (row.readings["date"], row.readings["amount"]) } }
      }
      for other in read.dropFirst() {
        #expect(other.count == 5)
        for (left, right) in zip(read[0], other) { #expect(left == right) }
      }
      #expect(read[0].allSatisfy { $0.1?.hasSuffix("R") == true && $0.0?.contains(" 20") == true })
    }
  }

  @Test("A row that will be rejected says why, as the import itself does")
  func problems() throws {
    try TestBook.with { book in
      try Fixtures.withFolder { folder in
        let source = try Fixtures.bytes(showcase + "plain/transactions.tsv")
        let lines = source.split(separator: 10, omittingEmptySubsequences: false).prefix(4)
        var bytes = Array(lines.joined(separator: [10])) + [10]
        // The second row's amount is made a word.
        let text = String(decoding: bytes, as: UTF8.self)
        let rows = text.split(separator: "\n")
        let header = rows[0].split(separator: "\t", omittingEmptySubsequences: false)
        let place = try #require(header.firstIndex(of: "amount"))
        var fields = rows[2].split(separator: "\t", omittingEmptySubsequences: false)
        fields[place] = "twelve"
        bytes = Array(
          [rows[0], rows[1], Substring(fields.joined(separator: "\t")), rows[3], ""].joined(separator: "\n")
            .utf8)
        try Fixtures.write(bytes, to: folder + "/rows.tsv")
        let file = try #require(try preview(folder, book).files.first)
        #expect(file.rows.map { $0.problem == nil } == [true, false, true])
        let (report, _) = try book.take([folder + "/rows.tsv"])
        let rejected = report.filter { $0.action == .rejected }
        #expect(rejected.map(\.line) == [3] && rejected.map(\.problem) == file.rows.compactMap(\.problem))
      }
    }
  }

  @Test("A file that no map knows is named with the reason, and one that was taken in with its day")
  func unrecognisedAndKnown() throws {
    try TestBook.with { book in
      _ = try book.take([showcase + "ql"])
      try Fixtures.withFolder { folder in
        try Fixtures.write(Array("a,b\n1,2\n".utf8), to: folder + "/notes.csv")
        let preview = try preview(folder, book)
        #expect(preview.files.isEmpty && preview.unrecognised.map(\.name) == ["notes.csv"])
        #expect(preview.unrecognised.allSatisfy { $0.problem.contains("no map") })
      }
      #expect(try preview(showcase + "ql", book).files.allSatisfy { $0.takenOn == book.casebook.today })
    }
  }

  @Test("An import that is stopped takes nothing, and the same files can be taken afterwards")
  func cancelled() throws {
    try TestBook.with { book in
      let before = book.casebook.view.sequence
      let importer = Importer(casebook: book.casebook, maps: try MapShelf(directories: [Fixtures.maps]))
      var asked = 0
      #expect(throws: ImportError.cancelled) {
        _ = try importer.run(
          [showcase + "ql"], report: { _ in },
          isCancelled: {
            asked += 1
            return asked > 2
          })
      }
      #expect(asked == 3 && book.casebook.view.sequence == before)
      let (_, summary) = try book.take([showcase + "ql"])
      #expect(summary.posted == summary.read && summary.posted > 2_000)
    }
  }
}
