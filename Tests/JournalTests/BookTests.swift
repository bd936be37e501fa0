import JournalSimulation
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
    #expect(throws: JournalError.notEmpty(path: scratch.path)) { try store.backup(to: scratch.path) }
    for inside in [book, book + "/", book + "/bulk", book + "/new/er", scratch.path + "/backup/../book"] {
      #expect(throws: JournalError.insideBook(path: inside)) { try store.backup(to: inside) }
    }
    let other = scratch.path + "/other"
    try Store.create(at: other, label: "toy")
    #expect(throws: JournalError.exists(path: other)) { try store.backup(to: other) }
  }

  @Test("a backup of a damaged book is refused with the place, and leaves an earlier good one as it is")
  func backupOfDamage() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(
      at: "book", files: disk.process(), projection: Summing(), access: .readWrite, options: small)
    try Workload(seed: 21, length: 7).run(store) { _ in }
    try store.adoptOneRow()
    try store.backup(to: "good")
    let record = disk.paths.filter { $0.hasPrefix("book/bulk/") || $0.hasPrefix("book/journal/") }
    for path in record {
      let whole = try #require(disk.content(path))
      var damaged = whole
      damaged[whole.count / 3] ^= 4
      disk.damage(path, with: damaged)
      for target in ["good", "new"] {
        do {
          try store.backup(to: target)
          Issue.record("\(path) is damaged, and the backup was said to be done")
        } catch {
          guard case JournalError.damaged(let file, _, _) = error else {
            Issue.record("\(error)")
            continue
          }
          #expect("book/" + file == path)
        }
      }
      #expect(!disk.paths.contains("new/FORMAT"))
      disk.damage(path, with: whole)
      let copy = try Store(at: "good", files: disk.process(), projection: Summing(), access: .readOnly)
      #expect(try copy.verify(deep: true).isWhole)
    }
    try store.backup(to: "new")
    let copy = try Store(at: "new", files: disk.process(), projection: Summing(), access: .readOnly)
    #expect(try copy.snapshot.dump() == store.snapshot.dump())
  }

  @Test("a book that lost its FORMAT is damaged, not missing, and no other is made in its place")
  func lostFormat() throws {
    try Store.create(at: book, label: "toy")
    let store = try Store(at: book, projection: NoProjection(), access: .readWrite)
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 7)]) }
    try RealFileSystem().remove(book + "/FORMAT")
    for call in [
      { _ = try Store(at: book, projection: NoProjection(), access: .readOnly) },
      { try Store.create(at: book, label: "toy") },
    ] {
      do {
        try call()
        Issue.record("a book without FORMAT was taken")
      } catch JournalError.damaged(let file, _, _) {
        #expect(file == "FORMAT")
      }
    }
    // The journal gone as well: the head still says that there was a book.
    try RealFileSystem().remove(book + "/journal/00000001.log")
    #expect(throws: JournalError.self) { try Store.create(at: book, label: "toy") }
  }

  @Test("a book is not made in a directory that holds other things")
  func notEmpty() throws {
    let files = RealFileSystem()
    try files.makeDirectory(book)
    try File(files, book + "/letter.txt", .create).write([65], at: 0)
    #expect(throws: JournalError.notEmpty(path: book)) { try Store.create(at: book, label: "toy") }
    #expect(try files.list(book) == ["letter.txt"])
    try files.remove(book + "/letter.txt")
    try Store.create(at: book, label: "toy")
  }

  @Test("the making of a book that was cut off at any operation can be begun again")
  func cutOffCreation() throws {
    let disk = SimulatedDisk()
    let moments = Moments()
    disk.observer.withLock { $0 = moments.observer }
    try Store.create(at: "book", files: disk.process(), label: "toy")
    disk.observer.withLock { $0 = nil }
    for (number, state) in moments.states.enumerated() {
      for persistence in SimulatedDisk.Persistence.allCases {
        let cut = SimulatedDisk(state.afterPowerCut(persistence, seed: UInt64(number)))
        do throws(JournalError) { try Store.create(at: "book", files: cut.process(), label: "toy") } catch {
          #expect(error == .exists(path: "book"), "operation \(number), \(persistence)")
        }
        let store = try Store(at: "book", files: cut.process(), projection: Summing(), access: .readWrite)
        #expect(try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) } == 1)
      }
    }
  }

  @Test("of several processes that make the same book at once one makes it, and the others can open it")
  func concurrentCreation() async throws {
    for round in 0..<10 {
      let path = "\(book)\(round)"
      let made = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
          group.addTask {
            var made = 1
            do throws(JournalError) { try Store.create(at: path, label: "toy") } catch {
              #expect(error == .exists(path: path))
              made = 0
            }
            let store = try Store(at: path, projection: Summing(), access: .readWrite)
            _ = try store.append { snapshot in
              TransactionDraft(header: [], rows: [entry("a", "\(snapshot.sequence)", 1)])
            }
            return made
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(made == 1)
      #expect(try Store(at: path, projection: Summing(), access: .readOnly).snapshot.sum("a") == 4)
    }
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
