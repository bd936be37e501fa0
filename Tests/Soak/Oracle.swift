import Journal
import JournalSimulation

/// Looks at a disk on which something happened, and says what is wrong with it.
struct Oracle {
  let world: World
  let heard: World.Heard
  var options = Toy.options
  /// Whether what is looked at is a copy: bulk files of commands that it lacks may lie in it.
  var isCopy = false

  init(_ world: World) {
    self.world = world
    heard = world.heard.withLock { $0 }
  }

  /// How much is looked at.
  enum Depth {
    /// Opens, and the state is that of commands that were given, none lost of those that were acknowledged or shown.
    case state
    /// The same, and `verify` agrees, another command can be saved, a second process reads it, and what is made anew
    /// from the record alone is the same.
    case whole
  }

  /// What is wrong with the commands that a book holds, or nil.
  func objection(_ snapshot: Snapshot, floor: Int, issued: Int = .max) -> String? {
    do {
      let (mark, commands) = try snapshot.contents()
      if commands.count != Int(snapshot.sequence) {
        return "it says \(snapshot.sequence) commands, and \(commands.count) are there"
      }
      if commands.count < floor {
        return "command \(floor) was acknowledged or shown, and only \(commands.count) are there"
      }
      var seen: Set<Int> = []
      for (index, command) in commands.enumerated() {
        if let other = heard.acknowledged[index + 1], index < floor, other != command {
          return "number \(index + 1) was acknowledged to command \(other.id), and \(command.id) is there"
        }
        if !seen.insert(command.id).inserted { return "command \(command.id) is there twice" }
        if heard.refused.contains(command.id) {
          return "command \(command.id) was refused, and is there as number \(index + 1)"
        }
        if !heard.issued.prefix(min(issued, heard.issued.count)).contains(command) {
          return "command \(command.id) is there, and was never given"
        }
      }
      if mark != world.mark(commands) { return "what is read is not what follows from the commands" }
      return nil
    } catch { return "reading: \(error)" }
  }

  /// Opens a disk as the next process would, and says what is wrong, or nil.
  func objection(_ disk: SimulatedDisk, floor: Int, issued: Int = .max, _ depth: Depth) -> String? {
    do {
      let store = try Toy.open(disk.process(), options: options)
      if let objection = objection(store.snapshot, floor: floor, issued: issued) { return objection }
      let sequence = store.snapshot.sequence
      for path in disk.paths where !isCopy && path.hasPrefix("book/bulk/") {
        let number = path.dropFirst(10).split(separator: "-").first.flatMap { UInt64($0) } ?? 0
        if number > sequence { return "\(path) is left of a command that never came to be" }
      }
      if depth == .state { return nil }
      let report = try store.verify(deep: true)
      if let fault = report.faults.first { return "verify: \(fault)" }
      let before = try store.snapshot.contents()
      let saved = try store.append { snapshot in
        TransactionDraft(
          header: [],
          rows: [Row(table: Toy.entries, cluster: "new", order: "1", bytes: Array("5 of command".utf8))])
      }
      if saved != sequence + 1 { return "the next command got number \(saved ?? 0)" }
      let second = try Toy.open(disk.process(), .readOnly, options: options)
      let now = try store.snapshot.contents()
      if try second.snapshot.contents().mark != now.mark { return "a second process reads something else" }
      if now.commands != before.commands { return "the next command changed those before it" }
      try store.rebuild()
      if try store.snapshot.contents().mark != now.mark {
        return "what is made anew from the record is not what was kept"
      }
      return nil
    } catch { return "\(error)" }
  }

  /// The same, while the power is cut again in the midst of mending, so many times.
  func objection(
    _ disk: SimulatedDisk, floor: Int, issued: Int, cuts: Int, _ random: inout SimulatedRandom,
    _ tally: inout Tally
  ) -> String? {
    let inner = World(seed: world.seed, disk: disk)
    inner.record()
    do { _ = try Toy.open(disk.process(), options: options) } catch { return "\(error)" }
    inner.stopRecording()
    let moments = inner.heard.withLock { $0.moments }
    for (step, moment) in moments.enumerated() {
      for persistence in SimulatedDisk.Persistence.allCases {
        let cut = SimulatedDisk(moment.state.afterPowerCut(persistence, seed: random.next()))
        let saved = cut.now
        tally.cases += 1
        if let objection = objection(cut, floor: floor, issued: issued, .state) {
          return "cut again at \(step) of mending, \(persistence): \(objection)"
        }
        if cuts > 1, random.below(40) == 0,
          let objection = objection(
            SimulatedDisk(saved), floor: floor, issued: issued, cuts: cuts - 1, &random, &tally)
        {
          return "cut again at \(step) of mending, \(persistence): \(objection)"
        }
      }
    }
    return nil
  }

  /// Cuts the power after every operation in every way.
  mutating func sweep(
    _ tally: inout Tally, seed: UInt64, times: Int = 1, wholeEach: Int = 6, againEach: Int = 97
  ) {
    var random = SimulatedRandom(seed &* 77)
    var seen: Set<UInt64> = []
    tally.operations += heard.moments.count
    tally.models = SimulatedDisk.Persistence.allCases.count
    tally.failures += heard.objections
    for (number, moment) in heard.moments.enumerated() {
      for persistence in SimulatedDisk.Persistence.allCases {
        for turn in 0..<times {
          let drawn = random.next()
          let state = moment.state.afterPowerCut(persistence, seed: drawn)
          tally.cases += 1
          // The same disk after the same words has the same fate.
          guard seen.insert(state.mark &+ UInt64(moment.floor) &* 0x9E37_79B9).inserted else { continue }
          tally.distinct += 1
          let isWhole = tally.distinct % wholeEach == 0
          var found = objection(
            SimulatedDisk(state), floor: moment.floor, issued: moment.issued, isWhole ? .whole : .state)
          if found == nil, tally.distinct % againEach == 0 {
            found = objection(
              SimulatedDisk(state), floor: moment.floor, issued: moment.issued, cuts: 2, &random, &tally)
          }
          if let found {
            tally.failures.append("operation \(number), \(persistence), turn \(turn): \(found)")
            if tally.failures.count > 3 { return }
          }
        }
      }
    }
  }
}

extension SimulatedDisk.State {
  /// A sum over names and contents, by which two disks are told apart.
  var mark: UInt64 {
    var sum: UInt64 = 0
    for (path, inode) in names {
      // Names come in no order, so what they add must not depend on it.
      var one = Mark()
      one.add(path.utf8)
      inodes[inode].content.withUnsafeBytes { all in
        var at = 0
        while at + 8 <= all.count {
          one.add(all.loadUnaligned(fromByteOffset: at, as: UInt64.self))
          one.value ^= one.value >> 29
          at += 8
        }
        while at < all.count {
          one.add(UInt64(all[at]) | 0x100)
          at += 1
        }
      }
      one.add(UInt64(inode))
      sum = sum &+ one.value &* 0x9E37_79B9_7F4A_7C15
    }
    return sum
  }
}
