import Glibc
import JournalSimulation
import Testing

@testable import Journal

@Suite("What verify tells") struct VerifyTests {
  /// A book with a bulk file of many blocks, a checkpoint and a tail.
  private func book() throws -> (disk: SimulatedDisk, store: Store) {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(at: "book", files: disk.process(), projection: Summing(), access: .readWrite)
    let writer = try store.makeBulkWriter()
    for cluster in 1000..<1400 {
      for order in 10..<20 {
        try writer.add(
          table: entries, cluster: Array("c\(cluster)".utf8).span, order: Array("\(order)".utf8).span,
          bytes: Array("\(order) some words that make the row longer".utf8).span)
      }
    }
    let sealed = try writer.seal()
    _ = try store.append { _ in TransactionDraft(header: [], adopts: [sealed]) }
    for number in 0..<5 {
      _ = try store.append { _ in
        TransactionDraft(header: Array("by hand".utf8), rows: [entry("c1200", "x\(number)", number)])
      }
    }
    return (disk, store)
  }

  @Test(
    "a flipped bit in a bulk file is found at its block, with the transaction and the rows that may be hurt")
  func blockOfBulk() throws {
    let (disk, store) = try book()
    let path = try #require(disk.paths.first { $0.hasPrefix("book/bulk/") })
    let whole = try #require(disk.content(path))
    let run = try Run(
      File(disk.process(), path, .read), name: "bulk", baseSequence: 1, isRecord: true)
    var blocks: [Run.IndexedBlock] = []
    try run.forEachBlock { blocks.append($0) }
    #expect(blocks.count > 3)
    for (number, block) in blocks.enumerated() {
      var bytes = whole
      bytes[block.offset + block.length / 2] ^= 16
      disk.damage(path, with: bytes)
      let report = try store.verify(deep: true)
      let fault = try #require(report.faults.first)
      #expect(report.faults.count == 1 && !report.isRecordWhole && report.chain.isEmpty)
      #expect("book/" + fault.file == path && fault.offset == block.offset && fault.transaction == 1)
      #expect(fault.rows?.first == block.first)
      #expect(fault.rows?.end == (number + 1 < blocks.count ? blocks[number + 1].first : nil))
    }
    // Two blocks and the trailer at once: all that is hurt is named.
    var bytes = whole
    for block in [blocks[1], blocks[3]] { bytes[block.offset + 30] ^= 1 }
    disk.damage(path, with: bytes)
    #expect(try store.verify(deep: false).faults.map(\.offset) == [blocks[1].offset, blocks[3].offset])
    disk.damage(path, with: whole)
    #expect(try store.verify(deep: true).isWhole)
  }

  @Test("a damaged line of the journal is found with its transaction and its row")
  func lineOfJournal() throws {
    let (disk, store) = try book()
    let path = "book/journal/00000001.log"
    let whole = try #require(disk.content(path))
    let text = String(decoding: whole, as: UTF8.self)
    let line = try #require(text.firstRange(of: "entry\tc1200\tx2\t"))
    let at = text.utf8.distance(from: text.startIndex, to: line.upperBound)
    var bytes = whole
    bytes[at] ^= 1
    disk.damage(path, with: bytes)
    let fault = try #require(try store.verify(deep: false).faults.first)
    #expect(fault.transaction == 4 && fault.isRecord)
    #expect(fault.offset == at - "entry\tc1200\tx2\t".utf8.count - 10)
    #expect(fault.rows?.first.cluster == "c1200" && fault.rows?.first.order == "x2")
    #expect(fault.description.contains("transaction 4"))
  }

  @Test("a chain hash that was noted is found with its transaction; one of another history is not")
  func notedHead() throws {
    let (_, store) = try book()
    let noted = store.head
    #expect(noted.sequence == 6)
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "later", 1)]) }
    #expect(store.head.chain != noted.chain)
    let report = try store.verify(deep: false, against: noted.chain)
    #expect(report.noted == 6 && report.isWhole)
    #expect(try store.chain(after: 6) == noted.chain)
    let (_, other) = try book()
    // The same commands make the same chain: nothing but what was recorded is in it.
    #expect(try other.verify(deep: false, against: noted.chain).noted == 6)
    _ = try other.append { _ in TransactionDraft(header: [], rows: [entry("a", "other", 1)]) }
    #expect(try other.verify(deep: false, against: store.head.chain).noted == nil)
  }

  @Test("a state made again with hardly any memory is the same, to the byte")
  func relief() throws {
    for seed in UInt64(1)...6 {
      let disk = SimulatedDisk()
      try Store.create(at: "book", files: disk.process(), label: "toy")
      let files = disk.process()
      let store = try Store(
        at: "book", files: files, projection: Summing(), access: .readWrite, options: small)
      try Workload(seed: seed, length: 30).run(store) { _ in }
      let end = store.position
      let before = disk.paths
      var made = store.engine.withLock { $0 }
      try made.startFromNothing()
      let relief = Relief("book", files, limit: 300)
      try made.replay(to: end) { $0.relief = relief }
      #expect(!relief.isRefused && made.sources.runs.contains { $0.name.hasPrefix("incoming/") })
      #expect(made.sources.layerSize < 1200)
      var inspection = Inspection("book", files)
      try inspection.compare(store.engine.withLock { $0.sources }, made.sources)
      // Nothing of it has a name.
      #expect(disk.paths == before)
    }
  }

  @Test("the progress of a deep look grows and reaches the end")
  func progress() throws {
    let (_, store) = try book()
    try store.checkpoint()
    var last = 0
    var end = 0
    _ = try store.verify(deep: true) { done, all in
      #expect(done >= last && done <= all)
      (last, end) = (done, all)
    }
    #expect(last > end / 2 && end > 0)
  }
}
