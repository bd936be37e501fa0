import Journal
import JournalSimulation
import Synchronization

extension Promise {
  /// P15.
  static let repeated = Promise(
    name: "P15", title: "a command repeated after a doubt lands once", steps: "operations", ways: "models",
    lost: "twice or not at all", runs: 16
  ) { seed in
    var random = SimulatedRandom(seed)
    let world = try World(seed: seed)
    world.record()
    world.run(World.script(&random, length: 8, rows: 2), as: 1, world.disk.process()) {
      world.object("\($0)")
      return true
    }
    world.stopRecording()
    var tally = Tally()
    tally.models = SimulatedDisk.Persistence.allCases.count
    let oracle = Oracle(world)
    tally.operations = oracle.heard.moments.count
    for (number, moment) in oracle.heard.moments.enumerated() {
      for persistence in SimulatedDisk.Persistence.allCases {
        tally.cases += 1
        let disk = SimulatedDisk(moment.state.afterPowerCut(persistence, seed: random.next()))
        do {
          let store = try Toy.open(disk.process())
          let again = Array(oracle.heard.issued.prefix(moment.issued).suffix(2))
          let retry = World(seed: seed, disk: disk)
          for command in again { try retry.repeatOnce(command, to: store) }
          let found = try store.snapshot.contents()
          for command in again where found.commands.filter({ $0 == command }).count != 1 {
            throw Objection(
              "command \(command.id) is there \(found.commands.filter { $0 == command }.count) times")
          }
          if found.mark != world.mark(found.commands) { throw Objection("what is read does not follow") }
        } catch {
          tally.failures.append("operation \(number), \(persistence): \(error)")
          if tally.failures.count > 4 { return tally }
        }
      }
    }
    return tally
  }

  /// P16.
  static let versions = Promise(
    name: "P16", title: "an older program never damages newer data", steps: "formats", ways: "accesses",
    lost: "damaged",
    runs: 6
  ) { seed in
    let book = try DamagedBook(seed: seed)
    var tally = Tally()
    tally.models = 2
    for (read, write) in [(1, 2), (2, 2), (2, 1), (9, 9)] {
      let text = String(decoding: book.content("book/FORMAT"), as: UTF8.self)
        .replacing("read=1", with: "read=\(read)").replacing("write=1", with: "write=\(write)")
      let body = text.utf8.dropLast(13)
      let format = Array(body) + Array("crc \(Tamper.digits(hexadecimal: Tamper.crc32c(body)))\n".utf8)
      for access in [Access.readOnly, .readWrite] {
        tally.operations += 1
        tally.cases += 1
        let disk = SimulatedDisk(book.whole)
        disk.damage("book/FORMAT", with: format)
        let before = disk.now.mark
        do {
          let store = try Toy.open(disk.process(), access)
          if read > 1 || (write > 1 && access == .readWrite) { throw Objection("it opened") }
          if try store.snapshot.contents().mark != book.truth { throw Objection("it shows something else") }
        } catch JournalError.newerVersion {
          if read == 1 && (write == 1 || access == .readOnly) {
            tally.failures.append("\(read) \(write): refused")
          }
        } catch { tally.failures.append("read=\(read) write=\(write), \(access): \(error)") }
        if write > 1, disk.now.mark != before {
          tally.failures.append("read=\(read) write=\(write): files changed")
        }
      }
    }
    return tally
  }

  /// P17.
  static let copies = Promise(
    name: "P17", title: "a copy made at any moment is a book of a real earlier moment",
    steps: "calls interleaved",
    ways: "orders of copying", lost: "bad copies", runs: 60
  ) { seed in
    var tally = Tally()
    tally.models = 4
    for part in 0..<10 {
      let seed = seed &* 100 &+ UInt64(part)
      var random = SimulatedRandom(seed)
      let world = try World(seed: seed)
      let scheduler = Scheduler(world.disk, seed: seed, switches: 1 + random.below(4))
      for number in 1...2 {
        let steps = World.script(&random, length: 6, rows: 2)
        scheduler.add { files in
          world.run(steps, as: number, files) { error in
            if case JournalError.lockHeld = error { return true }
            world.object("\(error)")
            return true
          }
        }
      }
      let copy = SimulatedDisk(identities: 1_000_000)
      let order = part % 4
      let pause = random.below(4)
      let begun = Mutex(0)
      let drawn = random.next()
      scheduler.add { files in
        for _ in 0..<pause { files.sleep(nanoseconds: 400_000) }
        begun.withLock { $0 = world.heard.withLock { $0.lastAcknowledged } }
        Copier.copy(files, to: copy, order: order, seed: drawn)
      }
      scheduler.run()
      tally.cases += 1
      tally.operations += world.disk.calls
      let oracle = Oracle(world)
      var objection: String?
      do {
        // Nobody writes to the copy but who opens it.
        for access in [Access.readOnly, .readWrite] {
          let disk = SimulatedDisk(copy.now)
          let store: Store
          do { store = try Toy.open(disk.process(), access) } catch JournalError.missing {
            if begun.withLock({ $0 }) > 0 { throw Objection("no book") }
            continue
          }
          objection = objection ?? oracle.objection(store.snapshot, floor: 0)
          let report = try store.verify(deep: true)
          if let fault = report.faults.first { objection = objection ?? "verify: \(fault)" }
          if Int(store.snapshot.sequence) < begun.withLock({ $0 }), report.remarks.isEmpty {
            objection =
              objection
              ?? "\(store.snapshot.sequence) commands, \(begun.withLock { $0 }) were saved before, untold"
          }
        }
        // Mending a copy may be cut off, too.
        if objection == nil, begun.withLock({ $0 }) > 0 {
          var mending = oracle
          mending.isCopy = true
          objection = mending.objection(
            SimulatedDisk(copy.now), floor: 0, issued: .max, cuts: 1, &random, &tally)
        }
      } catch { objection = objection ?? "\(error)" }
      if let objection { tally.failures.append("copy \(part), order \(order): \(objection)") }
    }
    return tally
  }

  /// P19.
  static let stopped = Promise(
    name: "P19", title: "a stopped holder is named and hangs nobody", steps: "calls at which one is stopped",
    ways: "others", lost: "hung or unnamed", runs: 24
  ) { seed in
    var tally = Tally()
    tally.models = 2
    func history(_ turn: Int?) throws -> (World, [String], Int) {
      var random = SimulatedRandom(seed)
      let world = try World(seed: seed)
      let scheduler = Scheduler(world.disk, seed: seed, switches: 3)
      let heard = Mutex<[String]>([])
      let named = Mutex(0)
      let steps = World.script(&random, length: 4, rows: 2)
      let victim = scheduler.add { files in
        world.run(steps, as: 1, files) { error in
          if case JournalError.lockHeld = error { return true }
          world.object("the stopped one: \(error)")
          return true
        }
      }
      if let turn { scheduler.stop = (victim, turn, 60_000_000_000) }
      for number in 2...3 {
        scheduler.add { files in
          let start = files.now()
          do {
            let store = try Toy.open(files, holder: "process \(number)")
            for round in 0..<3 {
              _ = try store.refresh()
              do {
                try world.give(Command(id: number * 1000 + round, count: 1), to: store)
              } catch JournalError.lockHeld(
                let holder)
              {
                // One that was stopped between taking the lock and writing its name there has none yet.
                if !["", "process 1", "process 2", "process 3"].contains(holder.name) {
                  heard.withLock { $0.append("the holder is called '\(holder.name)'") }
                }
                if holder.name == "process 1" { named.withLock { $0 += 1 } }
              }
              _ = try store.refresh()
            }
          } catch { heard.withLock { $0.append("process \(number): \(error)") } }
          if files.now() - start > 2_000_000_000 {
            heard.withLock { $0.append("process \(number) waited more than 2 s") }
          }
        }
      }
      scheduler.run()
      return (world, heard.withLock { $0 }, named.withLock { $0 })
    }
    var timesNamed = 0
    var turn = 1 + Int(seed % 4)
    while turn < 400 {
      let (world, objections, named) = try history(turn)
      timesNamed += named
      tally.cases += 1
      tally.operations += 1
      let oracle = Oracle(world)
      var objection = objections.first ?? oracle.heard.objections.first
      objection = objection ?? oracle.objection(world.disk, floor: oracle.heard.lastAcknowledged, .whole)
      if let objection {
        tally.failures.append("stopped at \(turn): \(objection)")
        if tally.failures.count > 4 { return tally }
      }
      turn += 9
    }
    if timesNamed == 0, seed == 1 { tally.failures.append("the stopped one was never named") }
    return tally
  }

  /// P20.
  static let hostileFiles = Promise(
    name: "P20", title: "no file, however broken or hostile, ends or hangs the program", steps: "changes",
    ways: "kinds of change", lost: "hung", runs: 60
  ) { seed in
    let book = try DamagedBook(seed: seed % 5)
    var random = SimulatedRandom(seed)
    var tally = Tally()
    tally.models = 9
    let files = book.files
    for part in 0..<2500 {
      let disk = SimulatedDisk(book.whole)
      for _ in 0...random.below(3) {
        let path = files[random.below(files.count)]
        var content = disk.content(path) ?? []
        Hostile.change(&content, others: files.map { book.content($0) }, &random)
        if random.below(2) == 0 { content = Hostile.sealed(content, path) }
        disk.damage(path, with: content)
        tally.operations += 1
      }
      tally.cases += 1
      let before = disk.calls
      do {
        let store = try Toy.open(disk.process(), part % 4 == 0 ? .readWrite : .readOnly)
        _ = try store.snapshot.contents()
        _ = try store.verify(deep: part % 2 == 0)
        try store.transactions { _ in }
        if part % 4 == 0 { _ = try store.append { _ in TransactionDraft(header: [], rows: []) } }
      } catch {}
      if disk.calls - before > 50_000 { tally.failures.append("case \(part): \(disk.calls - before) calls") }
    }
    return tally
  }
}

extension World {
  /// Gives a command, unless it is there already.
  func repeatOnce(_ command: Command, to store: Store) throws {
    let known = try store.snapshot.contents().commands
    if known.contains(command) { return }
    try give(command, to: store)
  }
}

/// Copies a book as `cp -r` does, in this or that order, while others work.
enum Copier {
  static func copy(_ files: SimulatedFileSystem, to copy: SimulatedDisk, order: Int, seed: UInt64) {
    var random = SimulatedRandom(seed)
    var waiting = ["book"]
    while !waiting.isEmpty {
      let path = waiting.remove(
        at: order == 0 ? 0 : order == 1 ? waiting.count - 1 : random.below(waiting.count))
      if let names = try? files.list(path) {
        copy.put("\(path)/none", [])
        copy.lose("\(path)/none")
        let inside = names.map { "\(path)/\($0)" }
        waiting += order == 3 ? inside.reversed() : inside
        continue
      }
      guard let file = try? files.open(path, .read) else { continue }
      var content: [UInt8] = []
      while true {
        var piece = [UInt8](repeating: 0, count: 512)
        let got = piece.withUnsafeMutableBytes { (try? files.read(file, into: $0, at: content.count)) ?? 0 }
        content += piece.prefix(got)
        if got < 512 { break }
      }
      files.close(file)
      copy.put(path, content)
    }
  }
}

/// Files as an enemy or a dying disk would write them.
enum Hostile {
  static func change(_ content: inout [UInt8], others: [[UInt8]], _ random: inout SimulatedRandom) {
    let count = content.count
    func place(_ random: inout SimulatedRandom) -> Int { random.below(max(1, count)) }
    guard count > 0 else { return }
    switch random.below(9) {
    case 0: content[place(&random)] ^= 1 << UInt8(random.below(8))
    case 1: content[place(&random)] = UInt8(truncatingIfNeeded: random.next())
    case 2: content.removeLast(count - place(&random))
    case 3:
      let from = place(&random)
      content.removeSubrange(from..<min(count, from + 1 + random.below(40)))
    case 4:
      let from = place(&random)
      content.insert(contentsOf: content[from..<min(count, from + 1 + random.below(200))], at: place(&random))
    case 5:
      // A number becomes huge, or nothing.
      guard let start = content[place(&random)...].firstIndex(where: { $0 >= 48 && $0 <= 57 }) else { return }
      let end = content[start...].firstIndex { $0 < 48 || $0 > 57 } ?? count
      let numbers = ["0", "9223372036854775807", "99999999999999999999", "-1", "", "4294967295", "65536"]
      content.replaceSubrange(start..<end, with: Array(numbers[random.below(numbers.count)].utf8))
    case 6:
      let other = others[random.below(others.count)]
      let from = random.below(max(1, other.count))
      content.insert(contentsOf: other[from..<min(other.count, from + random.below(600))], at: place(&random))
    case 7:
      // Lines change places.
      var lines = content.split(separator: 10, omittingEmptySubsequences: false)
      lines.swapAt(random.below(lines.count), random.below(lines.count))
      content = Array(lines.joined(separator: [10]))
    default:
      let tokens: [[UInt8]] = [
        [9], [10], [0], [32], Array(">".utf8), Array("@".utf8), Array("+".utf8), [255, 254],
      ]
      content.insert(contentsOf: tokens[random.below(tokens.count)], at: place(&random))
    }
  }

  /// Makes the checksums right again of what was changed, so that what lies behind them is reached.
  static func sealed(_ content: [UInt8], _ path: String) -> [UInt8] {
    if path.hasPrefix("book/journal/") {
      let lines = content.split(separator: 10, omittingEmptySubsequences: false)
      return Array(lines.map { Tamper.sealed(Array($0)) }.joined(separator: [10]))
    }
    if path == "book/head", content.count >= 1024 {
      return [0, 512].flatMap { start -> [UInt8] in
        let body = content[start..<(start + 503)]
        return Array(body) + Array(Tamper.digits(hexadecimal: Tamper.crc32c(body)).utf8) + [10]
      }
    }
    if path == "book/FORMAT", content.count > 13 {
      let body = content.dropLast(13)
      return Array(body) + Array("crc \(Tamper.digits(hexadecimal: Tamper.crc32c(body)))\n".utf8)
    }
    if path.hasSuffix(".run"), content.count > 512 {
      // Blocks, as far as their headings can be followed, then the trailer.
      var sealed = content
      var at = 6
      while at + 19 < sealed.count - 512, sealed[at] == UInt8(ascii: "#"), sealed[at + 18] == 10,
        let length = Int(String(decoding: sealed[(at + 10)..<(at + 18)], as: UTF8.self), radix: 16),
        at + 19 + length <= sealed.count - 512
      {
        let crc = Tamper.crc32c(sealed[(at + 19)..<(at + 19 + length)])
        sealed.replaceSubrange((at + 1)..<(at + 9), with: Tamper.digits(hexadecimal: crc).utf8)
        at += 19 + length
      }
      let body = sealed[(sealed.count - 512)..<(sealed.count - 9)]
      let crc = Array(Tamper.digits(hexadecimal: Tamper.crc32c(body)).utf8)
      sealed.replaceSubrange((sealed.count - 9)..<(sealed.count - 1), with: crc)
      return sealed
    }
    return content
  }
}
