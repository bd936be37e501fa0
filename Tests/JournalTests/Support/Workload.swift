import JournalSimulation
import Synchronization
import Testing

@testable import Journal

/// Small sizes, so that a short script rolls segments over, makes checkpoints due and merges runs.
let small = Options(
  segmentLimit: 1500, prefill: 256, checkpointDue: 600, runTier: 1024, lockPatience: 20_000_000)

/// A script of commands that follows from a seed. Command n, whenever it is run, records the same.
struct Workload {
  enum Step {
    case rows(Int)
    case bulk(Int)
    case checkpoint
  }
  let seed: UInt64
  let steps: [Step]

  init(seed: UInt64, length: Int) {
    self.seed = seed
    var random = Seeded(seed)
    steps = (0..<length).map { _ in
      switch random.next() % 10 {
      case 0, 1: .checkpoint
      case 2: .bulk(Int(random.next() % 40) + 1)
      case 3: .rows(Int(random.next() % 30) + 1)
      default: .rows(Int(random.next() % 3) + 1)
      }
    }
  }

  static func rows(_ command: UInt64, _ seed: UInt64, _ count: Int) -> [Row] {
    var random = Seeded(seed &* 1000 &+ command)
    return (0..<count).map { number in
      entry(
        "\(["a", "b", "ä"][Int(random.next() % 3)])\(random.next() % 6)",
        "\(padded(command, 4))-\(padded(number, 3))",
        Int(random.next() % 90), "command \(command)")
    }
  }

  /// Runs the script. `onSaved` hears each command that was acknowledged.
  func run(_ store: Store, onSaved: (UInt64) -> Void) throws {
    for step in steps {
      switch step {
      case .rows(let count):
        let saved = try store.append { snapshot in
          TransactionDraft(
            header: Array("command".utf8), rows: Workload.rows(snapshot.sequence + 1, seed, count))
        }
        if let saved { onSaved(saved) }
      case .bulk(let count):
        let number = store.snapshot.sequence + 1
        let sorter = try store.makeSorter(memoryLimit: 1 << 16)
        for row in Workload.rows(number, seed, count) {
          try sorter.add(
            table: row.table, cluster: Array(row.cluster.utf8).span, order: Array(row.order.utf8).span,
            bytes: row.bytes.span)
        }
        let writer = try store.makeBulkWriter()
        try sorter.drain { group in
          let cluster = Array(group.cluster.utf8)
          try group.forEach { order, bytes, _ in
            try writer.add(table: group.table, cluster: cluster.span, order: order, bytes: bytes)
          }
        }
        let sealed = try writer.seal()
        let saved = try store.append { _ in TransactionDraft(header: Array("bulk".utf8), adopts: [sealed]) }
        if let saved { onSaved(saved) }
      case .checkpoint:
        try store.checkpoint()
      }
      _ = try store.checkpointIfDue()
    }
  }
}

extension Store {
  /// Records a bulk file of one row.
  func adoptOneRow() throws {
    let writer = try makeBulkWriter()
    try writer.add(
      table: entries, cluster: Array("a".utf8).span, order: Array("bulk".utf8).span,
      bytes: Array("5".utf8).span)
    let sealed = try writer.seal()
    _ = try append { _ in TransactionDraft(header: [], adopts: [sealed]) }
  }
}

/// A moment of a run: the disk after one operation, and how many commands had been acknowledged.
struct Moment: Sendable {
  var state: SimulatedDisk.State
  var acknowledged: UInt64
}

/// A run of a workload of which every moment is kept.
struct Recording {
  var moments: [Moment] = []
  /// What the book holds after each command.
  var expected: [[String]] = []

  init(_ workload: Workload, fault: SimulatedDisk.Fault? = nil) throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    disk.set(fault)
    let store = try Store(
      at: "book", files: disk.process(), projection: Summing(), access: .readWrite, options: small)
    let moments = Mutex<[Moment]>([])
    let acknowledged = Mutex<UInt64>(0)
    let box = Shared(moments: moments, acknowledged: acknowledged)
    disk.observer.withLock {
      $0 = { state in
        let state = copy state
        let saved = box.acknowledged.withLock { $0 }
        box.moments.withLock { $0.append(Moment(state: state, acknowledged: saved)) }
      }
    }
    var expected = [try store.snapshot.dump()]
    try workload.run(store) { saved in
      box.acknowledged.withLock { $0 = saved }
      expected.append((try? store.snapshot.dump()) ?? [])
    }
    disk.observer.withLock { $0 = nil }
    self.expected = expected
    self.moments = box.moments.withLock { $0 }
  }

  private final class Shared: Sendable {
    let moments: Mutex<[Moment]>
    let acknowledged: Mutex<UInt64>
    init(moments: consuming Mutex<[Moment]>, acknowledged: consuming Mutex<UInt64>) {
      self.moments = moments
      self.acknowledged = acknowledged
    }
  }
}

/// Opens what a power cut left, and says what is wrong with it, or nil.
func objection(
  _ disk: SimulatedDisk, acknowledged: UInt64, expected: [[String]], isThorough: Bool = true
) -> String? {
  do {
    let store = try Store(
      at: "book", files: disk.process(), projection: Summing(), access: .readWrite, options: small)
    let snapshot = store.snapshot
    if snapshot.sequence < acknowledged {
      return "command \(acknowledged) was acknowledged, and only \(snapshot.sequence) are there"
    }
    if snapshot.sequence > acknowledged + 1 { return "commands are there that were never given" }
    if try snapshot.dump() != expected[Int(min(snapshot.sequence, UInt64(expected.count - 1)))] {
      return "what is read after command \(snapshot.sequence) is not what it was"
    }
    for path in disk.paths where path.hasPrefix("book/bulk/") {
      let number = path.dropFirst("book/bulk/".count).split(separator: "-").first.flatMap { UInt64($0) } ?? 0
      if number > snapshot.sequence { return "\(path) is left of a transaction that never came to be" }
    }
    if !isThorough { return nil }
    let report = try store.verify(deep: true)
    if !report.isWhole { return "verify: \(report.faults[0])" }
    let saved = try store.append { _ in TransactionDraft(header: [], rows: [entry("new", "1", 5)]) }
    if saved != snapshot.sequence + 1 { return "the next command got number \(saved ?? 0)" }
    let again = try Store(
      at: "book", files: disk.process(), projection: Summing(), access: .readOnly, options: small)
    if try again.snapshot.dump() != store.snapshot.dump() { return "a second process reads something else" }
    return nil
  } catch {
    return "\(error)"
  }
}
