import JournalSimulation
import Testing

@testable import Journal

@Suite("A disk that fails")
struct FaultTests {
  private func newBook() throws -> SimulatedDisk {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    return disk
  }

  private func open(_ disk: SimulatedDisk, _ access: Access = .readWrite) throws -> Store {
    try Store(at: "book", files: disk.process(), projection: Summing(), access: access, options: small)
  }

  @Test(
    "at any operation, once or for ever, refuses clearly; what was acknowledged stays, what was refused as full is not there",
    arguments: [FileError.Reason.io, .full], [false, true])
  func failsAtAnyOperation(reason: FileError.Reason, forEver: Bool) throws {
    let workload = Workload(seed: 11, length: 12)
    var number = 0
    var refusals = 0
    while true {
      number += 1
      let disk = try newBook()
      let store = try open(disk)
      let first = disk.operations
      disk.set(.fail(operation: first + number, reason: reason, forEver: forEver))
      var acknowledged: UInt64 = 0
      var expected = [try store.snapshot.dump()]
      var isUncertain = false
      do {
        try workload.run(store) { saved in
          acknowledged = saved
          expected.append((try? store.snapshot.dump()) ?? [])
        }
        if disk.operations - first < number { break }
      } catch {
        refusals += 1
        let journalError = try #require(error as? JournalError, "\(error)")
        if case .notKnownSaved = journalError { isUncertain = true }
      }
      // The other process, and this one, go on with what was acknowledged; a cut leaves at least that.
      disk.set(nil)
      for persistence in [SimulatedDisk.Persistence.none, .all, .sectors] {
        let cut = disk.afterPowerCut(persistence, seed: UInt64(number))
        let found = try open(cut)
        #expect(found.snapshot.sequence >= acknowledged, "\(reason) at \(number), \(persistence)")
        #expect(
          found.snapshot.sequence <= acknowledged + (isUncertain ? 1 : 0),
          "\(reason) at \(number), \(persistence)")
        if found.snapshot.sequence == acknowledged {
          #expect(
            try found.snapshot.dump() == expected[Int(acknowledged)], "\(reason) at \(number), \(persistence)"
          )
        }
        let report = try found.verify(deep: true)
        #expect(report.isWhole, "\(reason) at \(number), \(persistence): \(report.faults)")
      }
      let saved = try store.append { _ in TransactionDraft(header: [], rows: [entry("new", "1", 1)]) }
      #expect(saved == acknowledged + 1)
      #expect(try open(disk, .readOnly).snapshot.sequence == acknowledged + 1)
    }
    #expect(refusals > 20)
  }

  @Test(
    "and comes back with the pages clean: the segment is closed for ever, and the command's ghost never returns"
  )
  func failedFlushIsNeverTriedAgain() throws {
    var refusals = 0
    for operation in 1...4 {
      let disk = try newBook()
      let store = try open(disk)
      _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) }
      disk.set(.fail(operation: disk.operations + operation, reason: .io, forEver: false))
      var expected = 111
      do {
        _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "2", 100)]) }
      } catch JournalError.notKnownSaved {
        refusals += 1
        expected = 11
        #expect(disk.paths.contains("book/journal/00000002.log"))
      }
      _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "3", 10)]) }
      for persistence in SimulatedDisk.Persistence.allCases {
        let found = try open(disk.afterPowerCut(persistence, seed: 5))
        #expect(try found.snapshot.sum("a") == expected, "operation \(operation), \(persistence)")
        #expect(try found.verify(deep: true).isWhole)
      }
    }
    #expect(refusals == 2)
  }

  @Test("that is full refuses before anything is changed, and serves again when there is room")
  func diskFull() throws {
    var refused = 0
    for space in stride(from: 0, through: 900, by: 13) {
      let disk = try newBook()
      let store = try open(disk)
      _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) }
      disk.set(space: space)
      var saved: UInt64 = 1
      for number in 0..<12 {
        do {
          saved =
            try store.append { _ in
              TransactionDraft(
                header: [], rows: [entry("b", "\(number)", 1, String(repeating: "x", count: 60))])
            } ?? 0
        } catch JournalError.diskFull {
          refused += 1
        }
        #expect(store.snapshot.sequence == saved)
      }
      #expect(try open(disk, .readOnly).snapshot.dump() == store.snapshot.dump())
      disk.set(space: nil)
      #expect(try store.append { _ in TransactionDraft(header: [], rows: [entry("c", "1", 1)]) } == saved + 1)
      #expect(try open(disk).verify(deep: true).isWhole)
    }
    #expect(refused > 100)
  }

  @Test("A process that is killed leaves the lock free and its unfinished transaction is settled by the next")
  func killedProcess() throws {
    let disk = try newBook()
    let process = disk.process()
    let store = try Store(
      at: "book", files: process, projection: Summing(), access: .readWrite, holder: "J Patel", options: small
    )
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) }
    let other = try open(disk)
    let moments = Moments()
    disk.observer.withLock { $0 = moments.observer }
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "2", 2)]) }
    disk.observer.withLock { $0 = nil }
    // Killed after its write and before its flush: whole, never acknowledged.
    let states = moments.states
    let state = try #require(states.dropLast().last)
    let half = SimulatedDisk(state)
    half.kill(SimulatedFileSystem(half, process: process.process))
    let reader = try open(half, .readOnly)
    #expect(reader.snapshot.sequence >= 1)
    let next = try open(half)
    #expect(try next.append { _ in TransactionDraft(header: [], rows: [entry("a", "3", 4)]) } == 3)
    #expect(try next.snapshot.sum("a") == 7)
    let cut = half.afterPowerCut(.none, seed: 1)
    #expect(try open(cut).snapshot.sum("a") == 7)
    _ = try other.refresh()
    #expect(try other.snapshot.sum("a") == 3)
  }

  @Test("A lock that is not given back is named after a while")
  func lockHolder() throws {
    let disk = try newBook()
    let store = try Store(
      at: "book", files: disk.process(), projection: Summing(), access: .readWrite, holder: "J Patel",
      options: small)
    let other = try open(disk)
    _ = try store.append { _ in
      let holder = try other.lockHolder()
      #expect(holder?.name == "J Patel")
      do {
        _ = try other.append { _ in nil }
        Issue.record("two had the lock")
      } catch JournalError.lockHeld(let holder) {
        #expect(holder.description.hasPrefix("J Patel, pid "))
      }
      // Reading goes on meanwhile.
      #expect(try other.refresh().isEmpty)
      return nil
    }
    #expect(try other.lockHolder() == nil)
  }
}
