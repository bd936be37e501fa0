import JournalSimulation
import Testing

@testable import Journal

@Suite("Damage of a derived file heals itself")
struct HealingTests {
  /// A book with a bulk file, a checkpoint that holds derived rows and rows of the record, and, if wanted, a short tail:
  /// opening folds it, and so reads derived rows.
  private func book(hasTail: Bool = false) throws -> (disk: SimulatedDisk, content: [String]) {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try open(disk, .readWrite)
    try store.adoptOneRow()
    for number in 0..<40 {
      _ = try store.append { _ in
        TransactionDraft(header: [], rows: Workload.rows(UInt64(number), 7, 5))
      }
    }
    try store.checkpoint()
    if hasTail {
      _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("b", "tail", 3)]) }
    }
    return (disk, try store.snapshot.dump())
  }

  private func open(_ disk: SimulatedDisk, _ access: Access, _ projection: any Projection = Summing()) throws
    -> Store
  {
    try Store(at: "book", files: disk.process(), projection: projection, access: access, options: small)
  }

  /// Spoils the first block of each derived run, so that opening does not notice. Returns their names.
  @discardableResult
  private func spoil(_ disk: SimulatedDisk) throws -> [String] {
    let runs = disk.paths.filter { $0.hasPrefix("book/state/") && $0.hasSuffix(".run") }
    for path in runs {
      var bytes = try #require(disk.content(path))
      bytes[60] ^= 1
      disk.damage(path, with: bytes)
    }
    return runs
  }

  @Test("for whoever reads, at once, whether it may write or only look; the next finds a whole book")
  func reading() throws {
    for access in [Access.readOnly, .readWrite] {
      let (disk, content) = try book()
      let former = try spoil(disk)
      #expect(!former.isEmpty)
      let store = try open(disk, access)
      #expect(store.remarks.isEmpty)
      #expect(try store.snapshot.dump() == content)
      #expect(try store.snapshot.sum("b") == open(disk, .readOnly).snapshot.sum("b"))
      #expect(store.remarks.count == 1 && store.remarks[0].contains(String(former[0].dropFirst(5))))
      #expect(former.allSatisfy { !disk.paths.contains($0) })
      let next = try open(disk, .readWrite)
      #expect(try next.snapshot.dump() == content)
      #expect(next.remarks.isEmpty)
      #expect(try next.verify(deep: true).isWhole)
    }
  }

  @Test("where opening meets it: what was made again is left behind by the first who may write")
  func opening() throws {
    for access in [Access.readOnly, .readWrite] {
      let (disk, content) = try book(hasTail: true)
      let former = try spoil(disk)
      let store = try open(disk, access)
      #expect(try store.snapshot.dump() == content)
      #expect(store.remarks.count == 1 && store.remarks[0].contains(String(former[0].dropFirst(5))))
      disk.set(.fail(operation: disk.operations + 1, reason: .denied, forEver: true))
      #expect(!store.keepState())
      disk.set(nil)
      #expect(store.keepState())
      let next = try open(disk, .readOnly)
      #expect(next.remarks.isEmpty)
      #expect(try next.snapshot.dump() == content)
      #expect(try next.verify(deep: true).isWhole)
    }
  }

  @Test("in the middle of a reading without showing a row twice or leaving one out")
  func inTheMiddle() throws {
    let (disk, content) = try book(hasTail: true)
    let store = try open(disk, .readOnly)
    let snapshot = store.snapshot
    var lines: [String] = []
    for table in [entries, names, totals, ranking] {
      try snapshot.scan(table) { cluster, order, bytes, sequence in
        lines.append("\(table) \(text(cluster)) \(text(order)) \(text(bytes)) @\(sequence)")
        if lines.count == 3 { try spoil(disk) }
        return true
      }
    }
    #expect(lines == content)
  }

  @Test("for this process alone where it may not write, and says so")
  func withoutPermission() throws {
    let (disk, content) = try book()
    let former = try spoil(disk)
    let store = try open(disk, .readOnly)
    disk.set(.fail(operation: disk.operations + 1, reason: .denied, forEver: true))
    #expect(try store.snapshot.dump() == content)
    #expect(store.remarks.count == 1 && store.remarks[0].contains("could not leave"))
    disk.set(nil)
    #expect(former.allSatisfy { disk.paths.contains($0) })
    // What others record is taken in by the state that was made again.
    _ = try open(disk, .readWrite).append { _ in TransactionDraft(header: [], rows: [entry("b", "more", 4)]) }
    _ = try store.refresh()
    #expect(try store.snapshot.row(entries, cluster: "b", order: "more") != nil)
    #expect(try store.snapshot.dump() == open(disk, .readOnly).snapshot.dump())
  }

  @Test("under a change, which is saved; and under a checkpoint, which is then made of the record alone")
  func writing() throws {
    let (disk, _) = try book()
    let store = try open(disk, .readWrite)
    let other = try open(disk, .readWrite)
    try spoil(disk)
    #expect(
      try store.append { _ in TransactionDraft(header: [], rows: [entry("b0", "new", 10)]) }
        == other.snapshot.sequence + 1)
    try other.checkpoint()
    try store.checkpoint()
    for reader in [store, other, try open(disk, .readOnly)] {
      _ = try reader.refresh()
      #expect(try reader.snapshot.row(entries, cluster: "b0", order: "new") != nil)
      #expect(try reader.verify(deep: true).isWhole)
    }
  }

  @Test("A checkpoint that was begun before is not installed after it")
  func planBegunBefore() throws {
    let (disk, _) = try book(hasTail: true)
    let store = try open(disk, .readWrite)
    let plan = try store.engine.withLock { try $0.beginCheckpoint() }
    let begun = try #require(plan)
    let runs = try Engine.write(
      begun, at: "book", disk.process(), projection: Summing().version, runTier: small.runTier)
    try store.engine.withLock { engine in
      try engine.heal(.damagedCheckpoint(file: "state/x", offset: 0, reason: "test"))
      let healed = engine.sources.runs.map(\.name)
      engine.install(begun, runs: runs)
      #expect(engine.sources.runs.map(\.name) == healed)
    }
    #expect(try store.verify(deep: true).isWhole)
  }

  /// Folds as `Summing` does, but stumbles over one cluster while it is told to.
  private struct Stumbling: Projection {
    var stumbles: Bool
    var version: String { Summing().version }
    struct Stumble: Error {}
    func project(table: Table, cluster: String, rows: RowGroup, read: DerivedReader) throws
      -> [DerivedChange]
    {
      if stumbles, cluster == "a" { throw Stumble() }
      return try Summing().project(table: table, cluster: cluster, rows: rows, read: read)
    }
  }

  @Test("A bulk file that is saved and cannot be folded is never half in the state")
  func foldFails() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try open(disk, .readWrite, Stumbling(stumbles: true))
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("b", "1", 1)]) }
    #expect(throws: JournalError.self) { try store.adoptOneRow() }
    #expect(store.snapshot.sequence == 1)
    #expect(try store.snapshot.row(entries, cluster: "a", order: "bulk") == nil)
    // Nothing is recorded behind what could not be worked out, and it is said again.
    for _ in 0..<2 {
      do {
        _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("b", "2", 1)]) }
        Issue.record("recorded behind a transaction that cannot be folded")
      } catch JournalError.projectionFailed(let sequence, _) {
        #expect(sequence == 2)
      }
    }
    let mended = try open(disk, .readWrite, Stumbling(stumbles: false))
    #expect(mended.snapshot.sequence == 2)
    #expect(try mended.snapshot.sum("a") == 5)
    #expect(try mended.append { _ in TransactionDraft(header: [], rows: [entry("b", "2", 1)]) } == 3)
    #expect(try mended.verify(deep: true).isWhole)
  }

  @Test("A state of an older projection is made anew once: whoever may write leaves it, even while looking")
  func olderProjection() throws {
    let (disk, _) = try book(hasTail: true)
    let newer = Summing(version: "summing 2")
    let told = Progress()
    let first = try Store(
      at: "book", files: disk.process(), projection: newer, access: .readOnly, options: small,
      progress: told.hear)
    #expect(told.last.map { $0.0 <= $0.1 } ?? true)
    // Another officer writes at this very moment and waits for nothing.
    let other = try open(disk, .readWrite)
    let saved = try other.append { _ in
      #expect(first.keepState())
      return TransactionDraft(header: [], rows: [entry("b", "meanwhile", 2)])
    }
    #expect(!first.keepState())
    let second = try open(disk, .readOnly, newer)
    #expect(second.engine.withLock { $0.generation } > 0)
    #expect(second.snapshot.sequence == saved)
    #expect(!second.keepState())
    #expect(try second.verify(deep: true).isWhole)
    // The program of the older version still opens, by its own checkpoint.
    #expect(try open(disk, .readOnly).snapshot.dump() == second.snapshot.dump())
  }

  @Test("A bulk file of a transaction that never came to be is swept; in a copy it stays")
  func orphanedBulk() throws {
    for isCopy in [false, true] {
      let (disk, _) = try book()
      let next = try open(disk, .readOnly).snapshot.sequence + 1
      let adopted = disk.paths.filter { $0.hasPrefix("book/bulk/") }
      // As a crash leaves it between the renaming and the transaction.
      let orphan = "book/bulk/\(padded(next, 10))-1.run"
      let file = try File(disk.process(), orphan, .create)
      try file.write(try #require(disk.content(adopted[0])), at: 0)
      if isCopy { for path in disk.paths where path.contains("/journal/") { disk.copyAnew(path) } }
      let reader = try open(disk, .readOnly)
      #expect(disk.paths.contains(orphan))
      let writer = try open(disk, .readWrite)
      #expect(disk.paths.contains(orphan) == isCopy)
      #expect(adopted.allSatisfy { disk.paths.contains($0) })
      // A transaction of that number takes the place of what was left.
      try writer.adoptOneRow()
      _ = try reader.refresh()
      #expect(reader.snapshot.sequence == next)
      #expect(try writer.verify(deep: true).isWhole)
    }
  }
}
