import Journal
import JournalSimulation

extension Promise {
  /// P1.
  static let survival = Promise(
    name: "P1", title: "saved survives", steps: "operations", ways: "models", lost: "lost", runs: 60
  ) { seed in
    var random = SimulatedRandom(seed)
    let world = try World(seed: seed)
    world.record()
    world.run(World.script(&random, length: 14), as: 1, world.disk.process()) {
      world.object("\($0)")
      return true
    }
    world.stopRecording()
    var tally = Tally()
    var oracle = Oracle(world)
    oracle.sweep(&tally, seed: seed)
    if seed % 8 == 1 { try making(&tally, seed: seed) }
    return tally
  }

  /// A book whose making is cut off is no book, and can be made; one that was made is there.
  private static func making(_ tally: inout Tally, seed: UInt64) throws {
    let disk = SimulatedDisk()
    let world = World(seed: seed, disk: disk)
    world.record()
    try Store.create(at: Toy.path, files: disk.process(), label: "toy")
    let moments = world.heard.withLock { $0.moments } + [World.Moment(state: disk.now, floor: 1, issued: 0)]
    world.stopRecording()
    tally.operations += moments.count
    for (number, moment) in moments.enumerated() {
      for persistence in SimulatedDisk.Persistence.allCases {
        tally.cases += 1
        let cut = SimulatedDisk(moment.state.afterPowerCut(persistence, seed: seed &+ UInt64(number)))
        do {
          _ = try Toy.open(cut.process())
        } catch JournalError.missing {
          if moment.floor == 1 { tally.failures.append("a new book is gone, \(persistence)") }
          do { try Store.create(at: Toy.path, files: cut.process(), label: "toy") } catch {
            tally.failures.append("making, operation \(number), \(persistence), again: \(error)")
          }
        } catch {
          tally.failures.append("making, operation \(number), \(persistence): \(error)")
          continue
        }
        if let objection = Oracle(World(seed: seed, disk: cut)).objection(cut, floor: 0, .whole) {
          tally.failures.append("making, operation \(number), \(persistence): \(objection)")
        }
      }
    }
  }

  /// P2.
  static let atomicity = Promise(
    name: "P2", title: "a command is whole or absent", steps: "operations", ways: "models", lost: "by halves",
    runs: 16
  ) { seed in
    var random = SimulatedRandom(seed)
    let world = try World(seed: seed)
    var script: [Step] = []
    for _ in 0..<5 {
      script.append(random.below(4) == 0 ? .bulk(random.below(300) + 1) : .write(random.below(120) + 20))
    }
    world.record()
    world.run(script, as: 1, world.disk.process()) {
      world.object("\($0)")
      return true
    }
    world.stopRecording()
    var tally = Tally()
    var oracle = Oracle(world)
    oracle.sweep(&tally, seed: seed, times: 5)
    return tally
  }

  /// P4, and P3 with power cuts.
  static let nothingToUnhappen = Promise(
    name: "P4", title: "nothing is shown that a power cut could un-happen",
    steps: "operations of 3 processes",
    ways: "models", lost: "un-happened", runs: 10
  ) { seed in
    var random = SimulatedRandom(seed)
    let world = try World(seed: seed)
    world.record()
    let scheduler = Scheduler(world.disk, seed: seed, switches: 3)
    for number in 1...3 {
      var script: [Step] = []
      for step in World.script(&random, length: 6, rows: 2) {
        script += [step, .refresh]
      }
      let steps = script
      scheduler.add { files in
        world.run(steps, as: number, files) { error in
          if case JournalError.lockHeld = error { return true }
          world.object("\(error)")
          return true
        }
      }
    }
    scheduler.run()
    world.stopRecording()
    var tally = Tally()
    var oracle = Oracle(world)
    oracle.sweep(&tally, seed: seed)
    return tally
  }

  /// P3.
  static let isolation = Promise(
    name: "P3", title: "two officers never overwrite each other", steps: "calls interleaved",
    ways: "processes at most",
    lost: "histories out of order", runs: 100
  ) { seed in
    var tally = Tally()
    tally.models = 8
    for part in 0..<20 {
      let seed = seed &* 1000 &+ UInt64(part)
      var random = SimulatedRandom(seed)
      // In some, all of them make the book at once.
      let isNew = part % 5 == 4
      let world = isNew ? World(seed: seed, disk: SimulatedDisk()) : try World(seed: seed)
      let scheduler = Scheduler(world.disk, seed: seed, switches: 1 + random.below(6))
      let processes = 2 + (part % 10 == 9 ? 6 : random.below(3))
      for number in 1...processes {
        let steps = World.script(&random, length: 3 + random.below(4), rows: 2)
        scheduler.add { files in
          if isNew {
            do { try Store.create(at: Toy.path, files: files, label: "toy") } catch JournalError.exists {
            } catch {
              world.object("making: \(error)")
            }
          }
          world.run(steps, as: number, files) { error in
            if case JournalError.lockHeld = error { return true }
            world.object("\(error)")
            return true
          }
        }
      }
      scheduler.run()
      tally.cases += 1
      tally.operations += world.disk.calls
      let oracle = Oracle(world)
      tally.failures += oracle.heard.objections.map { "history \(part): \($0)" }
      if let objection = oracle.objection(world.disk, floor: oracle.heard.lastAcknowledged, .whole) {
        tally.failures.append("history \(part): \(objection)")
      }
    }
    return tally
  }
}
