import CSystem
import Testing

@testable import Journal

@Suite("What a book promises beside its records")
struct BookTests {
  let scratch: Scratch
  var book: String { scratch.path + "/book" }

  init() throws { scratch = try Scratch() }

  @Test("a missing book, a second one in its place, and a newer one are refused with a sentence")
  func refusals() throws {
    #expect(throws: JournalError.missing(path: book)) {
      try Store(at: book, projection: NoProjection(), access: .readOnly)
    }
    try Store.create(at: book, label: "toy")
    #expect(throws: JournalError.exists(path: book)) { try Store.create(at: book, label: "toy") }
    let files = RealFileSystem()
    let format = try File(files, book + "/FORMAT", .write)
    var text = Array(
      "journal 2 read=1 write=2\nidentity 00\nlabel toy\nsomething new\n".utf8)
    let crc = text.lend { $0.crc }
    text.append(text: "crc ")
    text.append(hexadecimal: crc)
    text.append(newline)
    try format.truncate(to: 0)
    try format.write(text, at: 0)
    #expect(throws: JournalError.newerVersion(path: book, found: "journal 2 read=1 write=2")) {
      try Store(at: book, projection: NoProjection(), access: .readWrite)
    }
    // A newer program says that we may still read it.
    #expect(try Store(at: book, projection: NoProjection(), access: .readOnly).snapshot.sequence == 0)
    #expect(JournalError.missing(path: "x").description.hasSuffix("."))
  }

  @Test("opened for looking only, nothing is made and nothing recorded")
  func readOnly() throws {
    try Store.create(at: book, label: "toy")
    let writer = try Store(at: book, projection: Summing(), access: .readWrite)
    _ = try writer.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) }
    func listing() throws -> [String] {
      try (["."] + Engine.directories).flatMap { directory in
        try RealFileSystem().list("\(book)/\(directory)").map { "\(directory)/\($0)" }
      }
    }
    let before = try listing()
    let reader = try Store(at: book, projection: Summing(), access: .readOnly)
    #expect(try reader.snapshot.sum("a") == 1)
    #expect(throws: JournalError.readOnly(path: book)) { try reader.append { _ in nil } }
    #expect(throws: JournalError.readOnly(path: book)) { try reader.checkpoint() }
    #expect(try listing() == before)
  }

  @Test("what cannot be written as a line is refused before anything is")
  func refusedRows() throws {
    try Store.create(at: book, label: "toy")
    let store = try Store(at: book, projection: Summing(), access: .readWrite)
    let bad: [TransactionDraft] = [
      TransactionDraft(header: Array("two\nlines".utf8)),
      TransactionDraft(header: [], rows: [Row(table: names, cluster: "a\tb", order: "", bytes: [])]),
      TransactionDraft(header: [], rows: [Row(table: names, cluster: "a", order: "\u{1B}", bytes: [])]),
      TransactionDraft(header: [], rows: [Row(table: names, cluster: "a", order: "", bytes: [65, 10])]),
      TransactionDraft(header: [], rows: [Row(table: Table(""), cluster: "a", order: "", bytes: [])]),
    ]
    for draft in bad { #expect(throws: JournalError.self) { try store.append { _ in draft } } }
    #expect(store.snapshot.sequence == 0)
    // Tabs, zeros and bytes that are no UTF-8 are a client's own business.
    let odd = Row(table: names, cluster: "", order: "", bytes: [9, 0, 255, 9])
    _ = try store.append { _ in TransactionDraft(header: [9], rows: [odd]) }
    let again = try Store(at: book, projection: Summing(), access: .readOnly)
    #expect(try again.snapshot.row(names, cluster: "", order: "") == odd.bytes)
    try again.transactions { #expect($0.rows == [odd] && $0.header == [9]) }
  }

  @Test("a fold that fails refuses the command before it is recorded")
  func failingFold() throws {
    struct Failing: Projection {
      struct Reason: Error {}
      var version = "failing"
      func project(
        table: Table, cluster: String, rows: RowGroup, read: DerivedReader
      ) throws -> [DerivedChange] { throw Reason() }
    }
    try Store.create(at: book, label: "toy")
    let store = try Store(at: book, projection: Failing(), access: .readWrite)
    #expect(throws: JournalError.self) {
      try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) }
    }
    #expect(try Store(at: book, projection: NoProjection(), access: .readOnly).snapshot.sequence == 0)
  }

  @Test("another version of the fold makes the derived rows again")
  func newProjection() throws {
    try Store.create(at: book, label: "toy")
    let store = try Store(at: book, projection: NoProjection(), access: .readWrite)
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 7)]) }
    try store.checkpoint()
    #expect(try store.snapshot.sum("a") == 0)
    #expect(try Store(at: book, projection: Summing(), access: .readOnly).snapshot.sum("a") == 7)
  }

  @Test("a backup is a book of its own, and the next backup brings it up to date")
  func backup() throws {
    try Store.create(at: book, label: "toy")
    let store = try Store(at: book, projection: Summing(), access: .readWrite)
    let writer = try store.makeBulkWriter()
    try writer.add(
      table: entries, cluster: Array("a".utf8).span, order: Array("1".utf8).span, bytes: Array("5".utf8).span)
    let sealed = try writer.seal()
    _ = try store.append { _ in TransactionDraft(header: [], adopts: [sealed]) }
    let target = scratch.path + "/backup"
    for amount in [10, 20] {
      _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "x\(amount)", amount)]) }
      try store.backup(to: target)
      let copy = try Store(at: target, projection: Summing(), access: .readWrite)
      #expect(try copy.snapshot.dump() == store.snapshot.dump())
      #expect(try copy.verify(deep: true).isWhole)
      #expect(copy.identity == store.identity)
    }
    #expect(throws: JournalError.exists(path: scratch.path)) { try store.backup(to: scratch.path) }
  }

  @Test("officers at once: nobody's change is lost, and each sees the last before his own")
  func concurrentWriters() async throws {
    try Store.create(at: book, label: "toy")
    let path = book
    try await withThrowingTaskGroup(of: Void.self) { group in
      for officer in 0..<4 {
        group.addTask {
          let store = try Store(
            at: path, projection: Summing(), access: .readWrite, holder: "officer \(officer)")
          for number in 0..<25 {
            let saved = try store.append { snapshot in
              let sum = try snapshot.sum("counter")
              guard sum == Int(snapshot.sequence) else {
                throw FileError(operation: "count", path: "", reason: .io)
              }
              return TransactionDraft(header: [], rows: [entry("counter", "\(officer)-\(number)", 1)])
            }
            if saved == nil { throw FileError(operation: "save", path: "", reason: .io) }
            if number % 10 == officer { try store.checkpoint() }
          }
        }
      }
      try await group.waitForAll()
    }
    let store = try Store(at: book, projection: Summing(), access: .readOnly)
    #expect(try store.snapshot.sum("counter") == 100)
    #expect(try store.verify(deep: true).isWhole)
  }

  @Test("a neighbour's transaction makes the change descriptor readable")
  func changeDescriptor() throws {
    try Store.create(at: book, label: "toy")
    let desk = try Store(at: book, projection: Summing(), access: .readOnly)
    let other = try Store(at: book, projection: Summing(), access: .readWrite)
    let descriptor = try #require(desk.changeDescriptor)
    _ = try desk.refresh()
    #expect(csystem_event_drain(descriptor) == 0)
    _ = try other.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) }
    #expect(csystem_event_drain(descriptor) == 1)
    #expect(try desk.refresh().to == 1)
  }
}
