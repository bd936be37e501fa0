import JournalSimulation
import Testing

@testable import Journal

@Suite("A book on the real disk")
struct StoreTests {
  let scratch: Scratch
  var book: String { scratch.path + "/book" }

  init() throws { scratch = try Scratch() }

  private func open(_ access: Access = .readWrite) throws -> Store {
    try Store(at: book, projection: Summing(), access: access, holder: "J Patel")
  }

  private func span(_ text: String, _ body: (Span<UInt8>) throws -> Void) rethrows {
    try body(Array(text.utf8).span)
  }

  @Test("what was recorded is read, at once and after opening again")
  func recordsAndReads() throws {
    try Store.create(at: book, label: "toy")
    let store = try open()
    #expect(
      try store.append { _ in
        TransactionDraft(header: Array("first".utf8), rows: [entry("a", "1", 10), entry("a", "2", 5)])
      } == 1)
    let second = try store.append { snapshot in
      #expect(snapshot.sequence == 1)
      let sum = try snapshot.sum("a")
      #expect(sum == 15)
      return TransactionDraft(header: Array("second".utf8), rows: [entry("a", "3", -20), entry("b", "1", 1)])
    }
    #expect(second == 2)
    #expect(try store.snapshot.sum("a") == -5)
    #expect(try open(.readOnly).snapshot.dump() == store.snapshot.dump())
    var orders: [String] = []
    try store.snapshot.read(entries, cluster: "a", from: "2", to: "3") { order, bytes, sequence in
      orders.append("\(text(order)) \(text(bytes)) \(sequence)")
    }
    #expect(orders == ["2 5  1"])
  }

  @Test("a command that finds nothing to do records nothing")
  func nothingToDo() throws {
    try Store.create(at: book, label: "toy")
    let store = try open()
    #expect(try store.append { _ in nil } == nil)
    #expect(store.snapshot.sequence == 0)
  }

  @Test("checkpoints change nothing of what is read")
  func checkpoints() throws {
    try Store.create(at: book, label: "toy")
    let store = try open()
    var random = Seeded(1)
    for round in 0..<120 {
      _ = try store.append { _ in
        TransactionDraft(
          header: Array("round \(round)".utf8),
          rows: (0..<5).map { _ in
            entry("c\(random.next() % 40)", "\(random.next() % 100)", Int(random.next() % 50))
          })
      }
      if round % 9 == 0 { try store.checkpoint() }
      if round % 30 == 17 {
        let again = try open()
        #expect(try again.snapshot.dump() == store.snapshot.dump())
      }
    }
    try store.checkpoint()
    let kept = try store.snapshot.dump()
    #expect(try open().snapshot.dump() == kept)
    try store.rebuild()
    #expect(try store.snapshot.dump() == kept)
    #expect(try open(.readOnly).snapshot.dump() == kept)
  }

  @Test("a sorted bulk file becomes part of the book with one transaction")
  func adoptsBulk() throws {
    try Store.create(at: book, label: "toy")
    let store = try open()
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("c00007", "0", 1000)]) }
    let sorter = try store.makeSorter(memoryLimit: 1 << 18)
    var random = Seeded(2)
    var expected: [String: Int] = ["c00007": 1000]
    for number in 0..<20_000 {
      let cluster = "c" + padded(Int(random.next() % 500), 5)
      let amount = Int(random.next() % 1000)
      expected[cluster, default: 0] += amount
      try span(cluster) { cluster in
        try span(padded(number, 8)) { order in
          try span("\(amount) rent") { bytes in
            try sorter.add(table: entries, cluster: cluster, order: order, bytes: bytes)
          }
        }
      }
    }
    let writer = try store.makeBulkWriter()
    try sorter.drain { group in
      try span(group.cluster) { cluster in
        try group.forEach { order, bytes, _ in
          try writer.add(table: group.table, cluster: cluster, order: order, bytes: bytes)
        }
      }
    }
    let sealed = try writer.seal()
    #expect(sealed.rows == 20_000)
    #expect(try store.append { _ in TransactionDraft(header: [], adopts: [sealed]) } == 2)
    for (cluster, sum) in expected { #expect(try store.snapshot.sum(cluster) == sum) }
    let kept = try store.snapshot.dump()
    #expect(try open(.readOnly).snapshot.dump() == kept)
    try store.checkpoint()
    #expect(try open(.readOnly).snapshot.dump() == kept)
    #expect(try RealFileSystem().list(book + "/incoming") == [])
    #expect(kept.filter { $0.hasPrefix("entry") }.count == 20_001)
  }

  @Test("two processes see each other's transactions")
  func twoProcesses() throws {
    try Store.create(at: book, label: "toy")
    let one = try open()
    let other = try open()
    #expect(try other.refresh().isEmpty)
    _ = try one.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 10)]) }
    let refresh = try other.refresh()
    #expect(refresh.from == 0 && refresh.to == 1)
    #expect(
      refresh.changes
        == .clusters([
          ClusterKey(table: entries, cluster: "a"), ClusterKey(table: totals, cluster: "a"),
          ClusterKey(table: ranking, cluster: "a"),
        ]))
    let second = try other.append { snapshot in
      #expect(snapshot.sequence == 1)
      return TransactionDraft(header: [], rows: [entry("a", "2", 1)])
    }
    #expect(second == 2)
    _ = try one.refresh()
    #expect(try one.snapshot.sum("a") == 11)
    var seen: [UInt64] = []
    try one.transactions { seen.append($0.sequence) }
    #expect(seen == [1, 2])
  }
}

@Suite("Looking on while somebody imports")
struct LookingOnTests {
  @Test("a large import shows when its checkpoint is there; who records meanwhile takes it in at once")
  func waitsForTheCheckpoint() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    func open(_ access: Access = .readWrite) throws -> Store {
      try Store(at: "book", files: disk.process(), projection: Summing(), access: access)
    }
    let importer = try open()
    let desk = try open(.readOnly)
    let impatient = try open()
    let other = try open()
    let writer = try importer.makeBulkWriter()
    for number in 0..<6000 {
      try writer.add(
        table: entries, cluster: Array("a".utf8).span, order: Array(padded(number, 6).utf8).span,
        bytes: Array("1".utf8).span)
    }
    let sealed = try writer.seal()
    _ = try importer.append { _ in TransactionDraft(header: [], rows: [entry("b", "1", 1)]) }
    _ = try importer.append { _ in TransactionDraft(header: [], adopts: [sealed]) }
    #expect(try desk.refresh().to == 1)
    #expect(try desk.refresh().isEmpty)
    #expect(try other.append { _ in TransactionDraft(header: [], rows: [entry("c", "1", 1)]) } == 3)
    #expect(try impatient.refresh().to == 1)
    disk.process().sleep(nanoseconds: 40_000_000_000)
    #expect(try impatient.refresh().to == 3)
    try importer.checkpoint()
    // The desk has waited as long, but now it need not fold: it takes the checkpoint.
    let refresh = try desk.refresh()
    #expect(refresh.from == 1 && refresh.to == 3 && refresh.changes == .many)
    #expect(try desk.snapshot.dump() == other.snapshot.dump())
    #expect(try desk.snapshot.sum("a") == 6000)
  }
}
