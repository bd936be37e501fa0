import Casebook
import Rents

@testable import Interchange

/// Keeps the rows that a file gave, so that reading is tested without a book.
final class RecordingSink: RowSink {
  var accounts: [(facts: AccountFacts, line: Int)] = []
  var postings: [(posting: Posting, account: String, line: Int)] = []
  var actions: [(action: CaseAction, account: String, line: Int)] = []
  var arrangements: [(arrangement: Arrangement, account: String, line: Int)] = []
  var instalments: [(instalment: Instalment, account: String, line: Int)] = []
  var rejectedLines: [Int] = []

  func add(_ facts: AccountFacts, file: Int, line: Int) { accounts.append((facts, line)) }
  func add(_ posting: Posting, account: String, file: Int, line: Int) {
    postings.append((posting, account, line))
  }
  func add(_ action: CaseAction, account: String, file: Int, line: Int) {
    actions.append((action, account, line))
  }
  func add(_ arrangement: Arrangement, account: String, file: Int, line: Int) {
    arrangements.append((arrangement, account, line))
  }
  func add(_ instalment: Instalment, account: String, file: Int, line: Int) {
    instalments.append((instalment, account, line))
  }
  func rejected(file: Int, line: Int) { rejectedLines.append(line) }
}

/// What reading a file without a book gave.
struct Reading {
  var sink: RecordingSink
  var lines: [ImportLine]
  var result: FileImport.Result
  var kind: IntakeKind

  /// Reads a file with the repository's maps.
  init(path: String, maps: MapShelf, source: ByteSource? = nil) throws {
    let recogniser = Recogniser(maps: maps.maps, kind: nil)
    guard let file = try recogniser.recognise(path: path) else { throw try recogniser.failure(path: path) }
    try self.init(file, source: source ?? ByteSource(path: path))
  }

  init(_ file: RecognisedFile, source: ByteSource) throws {
    let sink = RecordingSink()
    var lines: [ImportLine] = []
    let reading = try FileImport(
      file, number: 0, today: today, source: source, sink: sink, report: { lines.append($0) })
    result = try reading.run()
    self.sink = sink
    self.lines = lines
    kind = file.kind
  }
}
