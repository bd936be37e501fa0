import JournalSimulation
import Synchronization
import Testing

@testable import Journal

@Suite("A power cut at every operation")
struct CrashTests {
  @Test("loses nothing that was acknowledged and shows nothing by halves", arguments: [1, 3] as [UInt64])
  func everyOperation(seed: UInt64) throws {
    let recording = try Recording(Workload(seed: seed, length: 15))
    var cases = 0
    for (number, moment) in recording.moments.enumerated() {
      for (kind, persistence) in SimulatedDisk.Persistence.allCases.enumerated() {
        let caseSeed = seed &* 1_000_003 &+ UInt64(number * 16 + kind)
        let disk = SimulatedDisk(moment.state.afterPowerCut(persistence, seed: caseSeed))
        cases += 1
        if let objection = objection(
          disk, acknowledged: moment.acknowledged, expected: recording.expected,
          isThorough: (number + kind) % 5 == 0)
        {
          Issue.record("seed \(seed), operation \(number), \(persistence): \(objection)")
          return
        }
      }
    }
    #expect(cases > 500)
    print("power cuts: seed \(seed), \(recording.moments.count) operations, \(cases) cases")
  }

  @Test("again while the book is being mended changes nothing", arguments: [4] as [UInt64])
  func crashInRecovery(seed: UInt64) throws {
    let recording = try Recording(Workload(seed: seed, length: 16))
    var random = Seeded(seed)
    var cases = 0
    for (number, moment) in recording.moments.enumerated() where number % 6 == 0 {
      let persistence = SimulatedDisk.Persistence.allCases[number / 6 % 7]
      let cut = SimulatedDisk(moment.state.afterPowerCut(persistence, seed: random.next()))
      let inner = Moments()
      cut.observer.withLock { $0 = inner.observer }
      _ = try Store(
        at: "book", files: cut.process(), projection: Summing(), access: .readWrite, options: small)
      cut.observer.withLock { $0 = nil }
      for (step, state) in inner.states.enumerated() {
        for second in SimulatedDisk.Persistence.allCases {
          let disk = SimulatedDisk(state.afterPowerCut(second, seed: random.next()))
          cases += 1
          if let objection = objection(
            disk, acknowledged: moment.acknowledged, expected: recording.expected, isThorough: cases % 3 == 0)
          {
            Issue.record(
              "seed \(seed), operation \(number), \(persistence), then \(step), \(second): \(objection)")
            return
          }
        }
      }
    }
    #expect(cases > 50)
  }

  @Test("is noticed by this very test where flushes do nothing")
  func lyingFlushesAreNoticed() throws {
    for fault in [SimulatedDisk.Fault.flushesLie, .directoryFlushesLie] {
      let recording = try Recording(Workload(seed: 1, length: 12), fault: fault)
      let violations = recording.moments.enumerated().filter { number, moment in
        let disk = SimulatedDisk(moment.state.afterPowerCut(.none, seed: UInt64(number)))
        return objection(
          disk, acknowledged: moment.acknowledged, expected: recording.expected, isThorough: false) != nil
      }
      #expect(violations.count > 10)
    }
  }
}

/// Keeps every state of a disk.
final class Moments: Sendable {
  private let kept = Mutex<[SimulatedDisk.State]>([])
  var states: [SimulatedDisk.State] { kept.withLock { $0 } }
  var observer: @Sendable (borrowing SimulatedDisk.State) -> Void {
    { [self] state in
      let state = copy state
      kept.withLock { $0.append(state) }
    }
  }
}
