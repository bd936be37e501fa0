import Journal
import JournalSimulation

/// A book with everything in it: segments, a bulk file, checkpoints, a tail; and how it was before.
struct DamagedBook {
  let world: World
  let oracle: Oracle
  let whole: SimulatedDisk.State
  let truth: Mark
  /// Earlier contents of files.
  var former: [String: [[UInt8]]] = [:]
  /// The chain hash that was noted elsewhere.
  let chain: String

  init(seed: UInt64) throws {
    world = try World(seed: seed)
    world.record()
    let steps: [Step] = [
      .write(2), .write(1), .bulk(12), .write(9), .checkpoint, .write(2), .write(1), .checkpoint, .write(2),
      .write(1),
      .write(1),
    ]
    world.run(steps, as: 1, world.disk.process()) { [world] in
      world.object("\($0)")
      return true
    }
    world.stopRecording()
    oracle = Oracle(world)
    whole = world.disk.now.afterPowerCut(.all, seed: seed)
    let store = try Toy.open(SimulatedDisk(whole).process(), .readOnly)
    truth = try store.snapshot.contents().mark
    chain = try store.verify(deep: true).chain
    for moment in oracle.heard.moments {
      for (path, inode) in moment.state.names {
        let content = moment.state.inodes[inode].content
        if former[path]?.last != content { former[path, default: []].append(content) }
      }
    }
  }

  /// Files that mean something to the book.
  var files: [String] {
    whole.names.keys.filter { !["book/lock", "book/holder", "book/state/lock"].contains($0) }.sorted()
  }

  func content(_ path: String) -> [UInt8] { whole.names[path].map { whole.inodes[$0].content } ?? [] }

  /// How the book behaves with something in it changed.
  enum Behaviour: Equatable {
    /// It refused to open, at this place where it named one.
    case refused(file: String, offset: Int)
    /// It opens and shows what it should; `verify` tells of something or not.
    case right(told: Bool, faults: [String: [Int]])
    /// It shows something else and says nothing.
    case wrong(String)
  }

  func behaviour(_ disk: SimulatedDisk) -> Behaviour {
    do {
      let store = try Toy.open(disk.process(), .readOnly)
      let report = try store.verify(deep: false, against: chain)
      let isTold = !report.isWhole || !report.remarks.isEmpty || report.noted == nil
      do {
        let (mark, commands) = try store.snapshot.contents()
        if mark != truth, !isTold {
          return .wrong("\(commands.count) commands are shown, not all that were saved")
        }
        if mark != truth {
          // What is shown must be some earlier state, if it is not refused.
          if mark != world.mark(commands) {
            return .wrong("what is shown never was, though verify tells of it")
          }
        }
      } catch JournalError.damaged(let file, let offset, _) {
        return isTold ? .refused(file: file, offset: offset) : .wrong("refused, and verify says nothing")
      }
      return .right(
        told: isTold,
        faults: Dictionary(grouping: report.faults, by: { "book/" + $0.file }).mapValues { $0.map(\.offset) })
    } catch JournalError.damaged(let file, let offset, _) {
      return .refused(file: file, offset: offset)
    } catch JournalError.missing { return .refused(file: "FORMAT", offset: 0) } catch JournalError
      .newerVersion
    {
      return .refused(file: "FORMAT", offset: 0)
    } catch { return .wrong("\(error)") }
  }
}

extension Promise {
  /// P6, bits.
  static let bits = Promise(
    name: "P6", title: "any flipped bit is found, and located", steps: "bytes of all files",
    ways: "bits in all runs",
    lost: "undetected", runs: 8
  ) { seed in
    // The same book in all runs, so that together they try every bit of each byte.
    let book = try DamagedBook(seed: 1 + (seed - 1) / 8)
    var tally = Tally()
    tally.models = 8
    for path in book.files {
      let content = book.content(path)
      let lines =
        path.hasPrefix("book/journal/") ? content.split(separator: 10, omittingEmptySubsequences: false) : []
      var starts: [Int] = []
      var at = 0
      for line in lines {
        starts += [Int](repeating: at, count: line.count + 1)
        at += line.count + 1
      }
      for index in content.indices {
        var damaged = content
        damaged[index] ^= 1 << UInt8((UInt64(index) + seed) % 8)
        let disk = SimulatedDisk(book.whole)
        disk.damage(path, with: damaged)
        tally.cases += 1
        tally.operations += 1
        let behaviour = book.behaviour(disk)
        switch behaviour {
        case .wrong(let reason): tally.failures.append("\(path), byte \(index): \(reason)")
        case .right(told: false, _): tally.failures.append("\(path), byte \(index): nothing is told")
        case .right(told: true, let faults):
          if path.hasPrefix("book/journal/"), let told = faults[path],
            !told.contains(where: { $0 <= index && ($0 >= starts[index] || content[index] == 10) })
          {
            tally.failures.append("\(path), byte \(index), line at \(starts[index]): located at \(told)")
          }
        case .refused(let file, let offset):
          if path.hasPrefix("book/journal/"),
            !("book/" + file == path && offset <= index && (offset >= starts[index] || content[index] == 10)),
            index >= (content.firstIndex(of: 10) ?? 0)
          {
            tally.failures.append(
              "\(path), byte \(index), line at \(starts[index]): located at \(file), byte \(offset)")
          }
        }
        if tally.failures.count > 5 { return tally }
      }
    }
    return tally
  }

  /// P6, blocks.
  static let blocks = Promise(
    name: "P6b", title: "lost, misdirected, stale, swapped, zeroed and cut blocks are found or harmless",
    steps: "blocks", ways: "ways", lost: "silently wrong", runs: 24
  ) { seed in
    let book = try DamagedBook(seed: seed)
    var random = SimulatedRandom(seed)
    var tally = Tally()
    tally.models = 8
    let files = book.files
    for path in files {
      let content = book.content(path)
      for size in [64, 512] {
        for start in stride(from: 0, to: content.count, by: size) {
          tally.operations += 1
          let end = min(start + size, content.count)
          for way in 0..<8 {
            var damaged = content
            var isLost = false
            switch way {
            case 0: for index in start..<end { damaged[index] = 0 }
            case 1: for index in start..<end { damaged[index] = UInt8(truncatingIfNeeded: random.next()) }
            case 2:
              let other = book.content(files[random.below(files.count)])
              let from = random.below(max(1, other.count / size)) * size
              for index in start..<end where from + index - start < other.count {
                damaged[index] = other[from + index - start]
              }
            case 3:
              let formers = book.former[path] ?? []
              guard let old = formers.isEmpty ? nil : formers[random.below(formers.count)] else { continue }
              for index in start..<end where index < old.count { damaged[index] = old[index] }
            case 4:
              let other = random.below(max(1, content.count / size)) * size
              for offset in 0..<(end - start) where other + offset < content.count {
                damaged.swapAt(start + offset, other + offset)
              }
            case 5: damaged = Array(content[..<start])
            case 6:
              guard start == 0 else { continue }
              isLost = true
            default: for index in start..<end { damaged[index] = 10 }
            }
            if damaged == content, !isLost { continue }
            let disk = SimulatedDisk(book.whole)
            if isLost { disk.lose(path) } else { disk.damage(path, with: damaged) }
            tally.cases += 1
            if case .wrong(let reason) = book.behaviour(disk) {
              tally.failures.append("\(path), block of \(size) at \(start), way \(way): \(reason)")
              if tally.failures.count > 5 { return tally }
            }
          }
        }
      }
    }
    return tally
  }

  /// P7.
  static let derived = Promise(
    name: "P7", title: "derived files are made again, byte for byte", steps: "derived files", ways: "ways",
    lost: "different",
    runs: 30
  ) { seed in
    let book = try DamagedBook(seed: seed)
    var random = SimulatedRandom(seed)
    var tally = Tally()
    tally.models = 4
    func rebuilt(_ disk: SimulatedDisk) throws -> [[UInt8]] {
      let store = try Toy.open(disk.process())
      if try store.snapshot.contents().mark != book.truth {
        throw Objection("what is read is not what it was")
      }
      try store.rebuild()
      let report = try store.verify(deep: true)
      if let fault = report.faults.first { throw Objection("after the rebuild: \(fault)") }
      let again = try Toy.open(disk.process(), .readOnly)
      if try again.snapshot.contents().mark != book.truth {
        throw Objection("a second process reads something else")
      }
      return disk.paths.filter { $0.hasPrefix("book/state/") && $0.hasSuffix(".run") }.compactMap {
        disk.content($0)
      }
      .sorted { $0.lexicographicallyPrecedes($1) }
    }
    let derived = book.files.filter { $0.hasPrefix("book/state/") }
    let bare = SimulatedDisk(book.whole)
    for path in derived { bare.lose(path) }
    let expected = try rebuilt(bare)
    for part in 0..<60 {
      let disk = SimulatedDisk(book.whole)
      for path in derived where random.below(2) == 0 {
        tally.operations += 1
        var content = book.content(path)
        switch random.below(4) {
        case 0: disk.lose(path)
        case 1:
          content[random.below(content.count)] ^= 1 << UInt8(random.below(8))
          disk.damage(path, with: content)
        case 2: disk.damage(path, with: Array(content[..<random.below(content.count)]))
        default: disk.damage(path, with: book.content(derived[random.below(derived.count)]))
        }
      }
      tally.cases += 1
      do {
        if try rebuilt(disk) != expected {
          tally.failures.append("case \(part): the files made again differ")
        }
      } catch { tally.failures.append("case \(part): \(error)") }
    }
    return tally
  }

  /// P18.
  static let tampering = Promise(
    name: "P18", title: "tampering shows", steps: "changes of the record", ways: "kinds", lost: "unnoticed",
    runs: 40
  ) { seed in
    let book = try DamagedBook(seed: seed)
    var random = SimulatedRandom(seed)
    var tally = Tally()
    tally.models = 7
    let journal = book.files.filter { $0.hasPrefix("book/journal/") }
    for part in 0..<250 {
      let path = journal[random.below(journal.count)]
      let content = book.content(path)
      var lines = content.split(separator: 10, omittingEmptySubsequences: true).map { Array($0) }
      let kind = random.below(7)
      let at = 1 + random.below(max(1, lines.count - 1))
      let other = 1 + random.below(max(1, lines.count - 1))
      guard at < lines.count, other < lines.count else { continue }
      let disk = SimulatedDisk(book.whole)
      var isRolledBack = false
      switch kind {
      case 0: lines[at][10 + random.below(lines[at].count - 10)] = UInt8(48 + random.below(10))
      case 1: lines.remove(at: at)
      case 2: lines.insert(lines[other], at: at)
      case 3: lines.swapAt(at, other)
      case 4: lines.removeLast(min(lines.count - 1, 1 + random.below(lines.count)))
      case 5:
        // Back to an earlier state of the whole record, as from an old copy: only who noted the hash can tell.
        let moments = book.oracle.heard.moments
        let old = moments[random.below(moments.count)].state
        let former = SimulatedDisk(old.afterPowerCut(.all, seed: seed))
        isRolledBack = true
        tally.cases += 1
        tally.operations += 1
        let behaviour = book.behaviour(former)
        if case .wrong(let reason) = behaviour {
          tally.failures.append("case \(part), rolled back: \(reason)")
        }
      default:
        // The whole record rewritten by this very program: every checksum and every hash is right.
        isRolledBack = true
        let forged = try World(seed: seed &+ 1)
        forged.run([.write(2), .write(1)], as: 1, forged.disk.process()) { _ in true }
        tally.cases += 1
        tally.operations += 1
        if try Toy.open(forged.disk.process(), .readOnly).verify(deep: false, against: book.chain).noted
          != nil
        {
          tally.failures.append("case \(part): a forged book has the noted hash")
        }
      }
      if isRolledBack { continue }
      var damaged: [UInt8] = []
      for line in lines { damaged += Tamper.sealed(line) + [10] }
      damaged += [UInt8](repeating: 10, count: max(0, content.count - damaged.count))
      if damaged == content { continue }
      disk.damage(path, with: damaged)
      // The forger makes the mark forget, too.
      if random.below(2) == 0 { disk.lose("book/head") }
      tally.cases += 1
      tally.operations += 1
      switch book.behaviour(disk) {
      case .wrong(let reason):
        tally.failures.append("case \(part), kind \(kind), line \(at) of \(path): \(reason)")
      case .right(told: false, _):
        tally.failures.append("case \(part), kind \(kind), line \(at) of \(path): unnoticed")
      default: break
      }
    }
    return tally
  }
}

struct Objection: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

enum Tamper {
  /// A line of the journal with its CRC made right.
  static func sealed(_ line: [UInt8]) -> [UInt8] {
    guard line.count > 10, line[9] == 32 else { return line }
    let crc = crc32c([line[0]] + line[10...])
    return [line[0]] + Array(digits(hexadecimal: crc).utf8) + [32] + line[10...]
  }

  static func digits(hexadecimal value: UInt32) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 8 - text.utf8.count) + text
  }

  private static let table: [UInt32] = (0..<256).map { index in
    var value = UInt32(index)
    for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
    return value
  }

  /// CRC-32C, made anew: a test should not trust what it tests.
  static func crc32c(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8 }
    return crc ^ 0xFFFF_FFFF
  }
}
