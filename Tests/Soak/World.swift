import Journal
import JournalSimulation
import Synchronization

/// What a process does, step by step.
enum Step: Sendable {
  case write(Int)
  case bulk(Int)
  case checkpoint
  case refresh
  case reopen
}

/// A disk, what processes did on it, and what they were told.
final class World: Sendable {
  /// The disk after one operation, and what had been said by then.
  struct Moment: Sendable {
    var state: SimulatedDisk.State
    /// The last command that was acknowledged, or shown to anybody.
    var floor: Int
    /// What was refused, or not yet begun, up to then is known by when it was issued.
    var issued: Int
  }

  struct Heard: Sendable {
    /// Commands by the sequence under which they were acknowledged.
    var acknowledged: [Int: Command] = [:]
    /// The highest sequence acknowledged.
    var lastAcknowledged = 0
    /// The highest sequence that anybody was shown.
    var shown = 0
    /// Commands in the order in which they were given to the book.
    var issued: [Command] = []
    /// Commands that were refused: they must never be there.
    var refused: Set<Int> = []
    /// Commands of which nobody knows.
    var uncertain: Set<Int> = []
    /// What went wrong while it ran.
    var objections: [String] = []
    var moments: [Moment] = []
    var refusals = 0
    var wrongOrder = 0
  }

  let disk: SimulatedDisk
  let seed: UInt64
  let heard = Mutex(Heard())
  private let marks = Mutex<[Int: Mark]>([:])

  init(seed: UInt64, disk: SimulatedDisk) {
    self.seed = seed
    self.disk = disk
  }

  convenience init(seed: UInt64) throws { self.init(seed: seed, disk: try Toy.newDisk()) }

  /// Keeps every moment from now on.
  func record() {
    disk.observer.withLock { [self] observer in
      observer = { [unowned self] state in
        let state = copy state
        heard.withLock {
          $0.moments.append(
            Moment(state: state, floor: max($0.lastAcknowledged, $0.shown), issued: $0.issued.count))
        }
      }
    }
  }

  func stopRecording() { disk.observer.withLock { $0 = nil } }

  /// What must be there after these commands.
  func mark(_ commands: [Command]) -> Mark {
    var hasher = Hasher()
    for command in commands { hasher.combine(command) }
    let key = hasher.finalize()
    if let known = marks.withLock({ $0[key] }) { return known }
    let mark = Model.mark(commands, seed: seed)
    marks.withLock { $0[key] = mark }
    return mark
  }

  func object(_ objection: String) { heard.withLock { $0.objections.append(objection) } }

  private func see(_ sequence: UInt64) {
    heard.withLock { $0.shown = max($0.shown, Int(sequence)) }
  }

  /// Runs a process's script. What it is told is kept.
  ///
  /// - Parameter onError: Hears each error; gives whether to go on.
  func run(
    _ steps: [Step], as number: Int, _ files: SimulatedFileSystem, options: Options = Toy.options,
    onError: (any Error) -> Bool = { _ in false }
  ) {
    var store: Store?
    var next = 0
    func attempt(_ body: () throws -> Void) -> Bool {
      do {
        try body()
        return true
      } catch {
        heard.withLock { $0.refusals += 1 }
        return onError(error)
      }
    }
    for step in [Step.reopen] + steps {
      let goesOn = attempt {
        if store == nil, case .reopen = step {
        } else if store == nil {
          store = try Toy.open(files, holder: "process \(number)", options: options)
        }
        switch step {
        case .reopen:
          store = nil
          store = try Toy.open(files, holder: "process \(number)", options: options)
          if let store { see(store.snapshot.sequence) }
        case .refresh:
          guard let store else { return }
          _ = try store.refresh()
          see(store.snapshot.sequence)
        case .checkpoint: try store?.checkpoint()
        case .write(let count):
          guard let store else { return }
          next += 1
          try give(Command(id: number * 1000 + next, count: count), to: store)
          _ = try store.checkpointIfDue()
        case .bulk(let count):
          guard let store else { return }
          next += 1
          try give(Command(id: number * 1000 + next, count: count, isBulk: true), to: store)
          _ = try store.checkpointIfDue()
        }
      }
      if !goesOn { return }
    }
  }

  /// Gives one command to the book, and keeps what was said.
  func give(_ command: Command, to store: Store) throws {
    let before = heard.withLock { heard in
      heard.issued.append(command)
      return heard.lastAcknowledged
    }
    // Until something else is known, nobody knows.
    heard.withLock { _ = $0.uncertain.insert(command.id) }
    do {
      var adopts: [SealedBulk] = []
      if command.isBulk {
        let writer = try store.makeBulkWriter()
        for entry in command.entries(seed) {
          try writer.add(
            table: Toy.entries, cluster: Array(entry.cluster.utf8).span, order: Array(entry.order.utf8).span,
            bytes: Command.bytes(entry).span)
        }
        adopts.append(try writer.seal())
      }
      let saved = try store.append { snapshot in
        see(snapshot.sequence)
        if Int(snapshot.sequence) < before {
          object("a command begun after \(before) was acknowledged was prepared against \(snapshot.sequence)")
        }
        let count = try snapshot.count()
        if count != Int(snapshot.sequence) {
          object("the counter says \(count) where \(snapshot.sequence) commands are")
        }
        var rows = [
          Row(table: Toy.counter, cluster: "c", order: "n", bytes: Array(String(count + 1).utf8)),
          Row(
            table: Toy.log, cluster: "all", order: digits(Int(snapshot.sequence) + 1, 6), bytes: command.text),
        ]
        if !command.isBulk {
          rows += command.entries(seed).map {
            Row(table: Toy.entries, cluster: $0.cluster, order: $0.order, bytes: Command.bytes($0))
          }
        }
        return TransactionDraft(header: Array("command \(command.id)".utf8), rows: rows, adopts: adopts)
      }
      guard let saved else { return object("a draft was given, and nothing was saved") }
      heard.withLock { heard in
        heard.uncertain.remove(command.id)
        if let other = heard.acknowledged[Int(saved)] {
          heard.objections.append("commands \(other.id) and \(command.id) both got number \(saved)")
        }
        if Int(saved) <= before {
          heard.objections.append(
            "command \(command.id) got number \(saved) after \(before) was acknowledged")
        }
        heard.acknowledged[Int(saved)] = command
        heard.lastAcknowledged = max(heard.lastAcknowledged, Int(saved))
      }
    } catch {
      if case JournalError.notKnownSaved = error {
      } else {
        heard.withLock { heard in
          heard.uncertain.remove(command.id)
          heard.refused.insert(command.id)
        }
      }
      throw error
    }
  }

  /// A script that follows from a seed.
  static func script(_ random: inout SimulatedRandom, length: Int, rows: Int = 3) -> [Step] {
    (0..<length).map { _ in
      switch random.below(12) {
      case 0, 1: .checkpoint
      case 2: .bulk(random.below(30) + 1)
      case 3: .write(random.below(rows * 8) + 1)
      case 4: .refresh
      case 5: .reopen
      default: .write(random.below(rows) + 1)
      }
    }
  }
}
