import Journal
import JournalSimulation

extension Promise {
  private static func script(_ seed: UInt64, length: Int = 7) -> [Step] {
    var random = SimulatedRandom(seed)
    return World.script(&random, length: length, rows: 2)
  }

  /// P8.
  static let failingCalls = Promise(
    name: "P8", title: "a failed call is refused clearly and the next start is clean", steps: "calls",
    ways: "ways to fail", lost: "unclean", runs: 24
  ) { seed in
    var tally = Tally()
    tally.models = 7
    let steps = script(seed)
    // Interrupted and partial calls: nobody notices anything.
    let plain = try World(seed: seed)
    plain.run(steps, as: 1, plain.disk.process()) {
      plain.object("\($0)")
      return true
    }
    let calls = plain.disk.calls
    let truth = try Toy.open(plain.disk.process()).snapshot.contents().mark
    for often in 2...5 {
      let world = try World(seed: seed)
      world.disk.set(hindrances: often)
      world.run(steps, as: 1, world.disk.process()) {
        world.object("\($0)")
        return true
      }
      tally.cases += 1
      let found = try Toy.open(world.disk.process()).snapshot.contents().mark
      if found != truth { tally.failures.append("interrupted calls changed what was saved") }
      tally.failures += Oracle(world).heard.objections
    }
    let ways: [(FileError.Reason, Bool)] = [
      (.io, false), (.io, true), (.other(24), false), (.denied, true), (.full, false), (.full, true),
    ]
    for call in stride(from: 20 + Int(seed % 3), to: calls, by: 3) {
      tally.operations += 1
      for (reason, forEver) in ways {
        let world = try World(seed: seed)
        let first = world.disk.calls
        world.disk.set(.failCall(first + call, reason: reason, forEver: forEver))
        world.run(steps, as: 1, world.disk.process()) { error in
          if !(error is JournalError) { world.object("no clear refusal: \(error)") }
          return true
        }
        world.disk.set(nil)
        tally.cases += 1
        let oracle = Oracle(world)
        var objection = oracle.heard.objections.first
        let floor = max(oracle.heard.lastAcknowledged, oracle.heard.shown)
        let after = world.disk.now
        if objection == nil {
          objection = oracle.objection(
            SimulatedDisk(after), floor: floor, tally.cases % 5 == 0 ? .whole : .state)
        }
        for persistence in [SimulatedDisk.Persistence.none, .sectors] where objection == nil {
          tally.cases += 1
          objection = oracle.objection(
            SimulatedDisk(after.afterPowerCut(persistence, seed: seed)), floor: floor, .state
          ).map { "\(persistence): \($0)" }
        }
        if let objection {
          tally.failures.append("call \(call), \(reason)\(forEver ? " for ever" : ""): \(objection)")
          if tally.failures.count > 4 { return tally }
        }
      }
    }
    return tally
  }

  /// P9.
  static let failingFlushes = Promise(
    name: "P9", title: "a failed flush is never tried again or hidden", steps: "flushes",
    ways: "ways to fail, each cut",
    lost: "hidden", runs: 30
  ) { seed in
    var tally = Tally()
    tally.models = SimulatedDisk.FailedFlush.allCases.count
    let steps = script(seed, length: 8)
    let plain = try World(seed: seed)
    let before = plain.disk.flushes
    plain.run(steps, as: 1, plain.disk.process()) { _ in true }
    let flushes = plain.disk.flushes - before
    var random = SimulatedRandom(seed)
    for number in 1...max(1, flushes) {
      tally.operations += 1
      for way in SimulatedDisk.FailedFlush.allCases {
        let world = try World(seed: seed)
        world.record()
        world.disk.set(.failFlush(world.disk.flushes + number, way))
        world.run(steps, as: 1, world.disk.process()) { error in
          if !(error is JournalError) { world.object("no clear refusal: \(error)") }
          return true
        }
        // Another process learns of it, and goes on.
        world.run([.write(1), .refresh, .write(2)], as: 2, world.disk.process()) { error in
          // A late error is told to whoever flushes next.
          if way == .late, case JournalError.notKnownSaved = error { return true }
          if way == .stubborn, case JournalError.failed = error { return true }
          world.object("the next process: \(error)")
          return true
        }
        world.stopRecording()
        let oracle = Oracle(world)
        var objection = oracle.heard.objections.first
        if objection == nil, world.disk.now.wroteToFailedSegment {
          objection = "the segment of which a flush had failed was written to again"
        }
        if objection == nil {
          objection = oracle.objection(
            SimulatedDisk(world.disk.now), floor: oracle.heard.lastAcknowledged, .whole)
        }
        let moments = oracle.heard.moments
        let chosen = (0..<5).map { _ in moments[random.below(moments.count)] }
        for moment in chosen + [moments[moments.count - 1]] where objection == nil {
          for persistence in SimulatedDisk.Persistence.allCases where objection == nil {
            tally.cases += 1
            let disk = SimulatedDisk(moment.state.afterPowerCut(persistence, seed: random.next()))
            // As long as nobody flushed again, nobody can know that the flush before did nothing.
            let floor = moment.state.mayLoseUntold ? 0 : moment.floor
            objection = oracle.objection(disk, floor: floor, issued: moment.issued, .state)
            // A disk that says of a flush that all was well, when it was not, can take what was acknowledged: it must
            // be missed, not passed over.
            if way == .late, let text = objection, text.hasPrefix("The record is damaged") { objection = nil }
            if let text = objection { objection = "\(persistence): \(text)" }
          }
        }
        if let objection {
          tally.failures.append("flush \(number), \(way): \(objection)")
          if tally.failures.count > 4 { return tally }
        }
      }
    }
    return tally
  }

  /// P10.
  static let fullDisk = Promise(
    name: "P10", title: "a full disk refuses before anything is changed, and serves again",
    steps: "byte budgets",
    ways: "ways to go on", lost: "changed or stuck", runs: 24
  ) { seed in
    var tally = Tally()
    tally.models = 3
    var steps = script(seed, length: 6)
    steps.append(.refresh)
    for space in stride(from: Int(seed % 7), through: 9000, by: 29) {
      tally.operations += 1
      let world = try World(seed: seed)
      let files = world.disk.process()
      let store = try Toy.open(files)
      world.disk.set(space: space)
      var next = 5000
      for step in steps {
        do {
          next += 1
          switch step {
          case .write(let count): try world.give(Command(id: next, count: count), to: store)
          case .bulk(let count): try world.give(Command(id: next, count: count, isBulk: true), to: store)
          case .checkpoint: try store.checkpoint()
          default: _ = try store.refresh()
          }
        } catch JournalError.diskFull {
          // Reading goes on.
          if let objection = Oracle(world).objection(store.snapshot, floor: 0) {
            tally.failures.append("\(space) bytes, reading: \(objection)")
          }
        } catch { tally.failures.append("\(space) bytes: \(error)") }
      }
      let full = world.disk.now
      for way in 0..<3 {
        tally.cases += 1
        let oracle = Oracle(world)
        let floor = oracle.heard.lastAcknowledged
        var objection = oracle.heard.objections.first
        switch way {
        case 0:
          // Still full: opens for looking, and shows all.
          let disk = SimulatedDisk(full)
          do {
            let found = try Toy.open(disk.process(), .readOnly)
            objection = objection ?? oracle.objection(found.snapshot, floor: floor)
          } catch { objection = "for looking: \(error)" }
        case 1:
          objection =
            objection
            ?? oracle.objection(SimulatedDisk(full.afterPowerCut(.sectors, seed: seed)), floor: floor, .whole)
        default:
          // Room again, and no new start.
          world.disk.set(space: nil)
          do {
            try world.give(Command(id: 9000, count: 2), to: store)
            let oracle = Oracle(world)
            objection =
              objection
              ?? oracle.objection(world.disk, floor: oracle.heard.lastAcknowledged, .whole)
          } catch { objection = "with room again: \(error)" }
        }
        if let objection {
          tally.failures.append("\(space) bytes, way \(way): \(objection)")
          if tally.failures.count > 4 { return tally }
        }
      }
    }
    return tally
  }

  /// P13.
  static let killed = Promise(
    name: "P13", title: "kill -9 at any call of any process", steps: "calls at which one of two is killed",
    ways: "what follows", lost: "lost or stuck", runs: 40
  ) { seed in
    var tally = Tally()
    tally.models = 3
    // Segments so short that nearly each command begins one: what is begun by one that dies is found by the other.
    var sizes = Toy.options
    if seed % 2 == 1 { sizes.segmentLimit = 300 }
    let options = sizes
    func history(_ call: Int?) throws -> World {
      var random = SimulatedRandom(seed)
      let world = try World(seed: seed)
      let scheduler = Scheduler(world.disk, seed: seed, switches: 4)
      for number in 1...2 {
        let steps = World.script(&random, length: 4, rows: 2)
        let process = scheduler.add { files in
          world.run(steps, as: number, files, options: options) { error in
            if case JournalError.lockHeld = error { return true }
            // The one that was killed says nothing any more.
            if number == 1, call != nil { return false }
            world.object("\(error)")
            return true
          }
        }
        if number == 1, let call { world.disk.set(.kill(process: process, call: world.disk.calls + call)) }
      }
      scheduler.run()
      world.disk.set(nil)
      return world
    }
    let calls = try history(nil).disk.calls
    for call in stride(from: 1 + Int(seed % 5), to: calls, by: 3) {
      tally.operations += 1
      let world = try history(call)
      // What a process that was killed had in hand, nobody knows.
      world.heard.withLock { heard in
        heard.uncertain.formUnion(heard.refused.filter { $0 < 2000 })
        heard.refused = heard.refused.filter { $0 >= 2000 }
      }
      let oracle = Oracle(world)
      var objection = oracle.heard.objections.first
      let floor = max(oracle.heard.lastAcknowledged, oracle.heard.shown)
      let after = world.disk.now
      for persistence in [SimulatedDisk.Persistence.all, .sectors, .none] where objection == nil {
        tally.cases += 1
        let disk =
          persistence == .all
          ? SimulatedDisk(after) : SimulatedDisk(after.afterPowerCut(persistence, seed: seed))
        objection = oracle.objection(disk, floor: floor, tally.cases % 7 == 0 ? .whole : .state)
      }
      if let objection {
        tally.failures.append("killed at call \(call): \(objection)")
        if tally.failures.count > 4 { return tally }
      }
    }
    return tally
  }

  /// P14.
  static let clocks = Promise(
    name: "P14", title: "no clock changes an order, a balance or the permission to save", steps: "calls",
    ways: "clocks",
    lost: "changed", runs: 100
  ) { seed in
    var tally = Tally()
    tally.models = SimulatedDisk.ClockFault.allCases.count
    var truth: (Mark, [Int: Command], Int)?
    for fault in SimulatedDisk.ClockFault.allCases {
      var random = SimulatedRandom(seed)
      let world = try World(seed: seed)
      world.disk.set(clock: fault)
      let scheduler = Scheduler(world.disk, seed: seed, switches: 3)
      for number in 1...3 {
        let steps = World.script(&random, length: 5, rows: 2)
        scheduler.add { files in
          world.run(steps, as: number, files) { error in
            world.object("\(error)")
            return true
          }
        }
      }
      scheduler.run()
      tally.cases += 1
      tally.operations += world.disk.calls
      let oracle = Oracle(world)
      tally.failures += oracle.heard.objections.map { "\(fault): \($0)" }
      let found = (
        try Toy.open(world.disk.process()).snapshot.contents().mark, oracle.heard.acknowledged,
        oracle.heard.refusals
      )
      if let truth, truth != found { tally.failures.append("\(fault): the history is another") }
      truth = truth ?? found
    }
    return tally
  }
}
