import Journal
import JournalSimulation

/// The book that simulations keep: entries, what follows from them, a counter that is read and written, and the list of
/// the commands themselves, by which one sees which of them are there.
enum Toy {
  static let path = "book"
  static let entries = Table("entry")
  static let counter = Table("count")
  static let log = Table("log")
  static let totals = Table("total")
  static let ranking = Table("ranking")
  /// All tables in the order of their names, as the book's rows lie.
  static let tables = [counter, entries, log, ranking, totals]

  /// Small sizes, so that a short script rolls segments over, makes checkpoints due and merges runs.
  static let options = Options(
    segmentLimit: 1500, prefill: 256, checkpointDue: 600, runTier: 1024, lockPatience: 20_000_000)

  static func open(
    _ files: SimulatedFileSystem, _ access: Access = .readWrite, at path: String = path, holder: String = "",
    options: Options = options
  ) throws -> Store {
    try Store(at: path, files: files, projection: Summing(), access: access, holder: holder, options: options)
  }

  static func newDisk() throws -> SimulatedDisk {
    let disk = SimulatedDisk()
    try Store.create(at: path, files: disk.process(), label: "toy")
    return disk
  }
}

/// One command of one process.
struct Command: Hashable, Sendable {
  /// Process times 1000 and the command's number in it: no two have the same.
  var id: Int
  /// Rows of entries.
  var count: Int
  /// Whether the entries come in a bulk file.
  var isBulk = false

  /// The line that says of the command that it is there.
  var text: [UInt8] { Array("\(id) \(count) \(isBulk ? 1 : 0)".utf8) }

  init(id: Int, count: Int, isBulk: Bool = false) {
    self.id = id
    self.count = count
    self.isBulk = isBulk
  }

  init?(_ text: String) {
    let parts = text.split(separator: " ").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    self.init(id: parts[0], count: parts[1], isBulk: parts[2] == 1)
  }

  struct Entry {
    var cluster: String
    var order: String
    var amount: Int
  }

  /// What it records, the same whenever it is run. In the order of keys.
  func entries(_ seed: UInt64) -> [Entry] {
    var random = SimulatedRandom(seed &* 1_000_003 &+ UInt64(id))
    let drawn = (0..<count).map { number in
      Entry(
        cluster: ["a", "b", "ä"][random.below(3)] + String(random.below(5)),
        order: "\(digits(id, 5))-\(digits(number, 3))", amount: random.below(90))
    }
    return drawn.sorted {
      $0.cluster == $1.cluster
        ? $0.order.utf8.lexicographicallyPrecedes($1.order.utf8)
        : $0.cluster.utf8.lexicographicallyPrecedes($1.cluster.utf8)
    }
  }

  static func bytes(_ entry: Entry) -> [UInt8] { Array("\(entry.amount) of command".utf8) }
}

func digits(_ number: Int, _ count: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
}

/// The fold: sum and count of a cluster's entries, and a list over all clusters by the first letter.
struct Summing: Projection {
  var version: String { "summing 1" }

  func project(table: Table, cluster: String, rows: RowGroup, read: DerivedReader) throws -> [DerivedChange] {
    guard table == Toy.entries else { return [] }
    var sum = 0
    var count = 0
    if let old = try read.row(Toy.totals, cluster: cluster, order: "sum") {
      (sum, count) = Summing.numbers(old)
    }
    rows.forEach { _, bytes, _ in
      sum &+= bytes.withUnsafeBytes { Summing.number($0) }
      count &+= 1
    }
    return Summing.changes(cluster, sum, count)
  }

  static func changes(_ cluster: String, _ sum: Int, _ count: Int) -> [DerivedChange] {
    let bytes = Array("\(sum) \(count)".utf8)
    // Every seventh sum removes the row of the list, so that removals are tried as well.
    return [
      DerivedChange(table: Toy.totals, cluster: cluster, order: "sum", bytes: bytes),
      DerivedChange(
        table: Toy.ranking, cluster: String(cluster.prefix(1)), order: cluster,
        bytes: sum % 7 == 0 ? nil : bytes),
    ]
  }

  static func number(_ bytes: UnsafeRawBufferPointer) -> Int {
    var number = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { break }
      number = number &* 10 &+ Int(byte - 48)
    }
    return number
  }

  private static func numbers(_ bytes: [UInt8]) -> (Int, Int) {
    bytes.withUnsafeBytes { all in
      let space = all.firstIndex(of: 32) ?? all.count
      return (
        number(all), number(UnsafeRawBufferPointer(rebasing: all[min(space + 1, all.count)...]))
      )
    }
  }
}

/// A sum over bytes by which two states are told apart (FNV-1a).
struct Mark: Hashable {
  var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0xFF) &* 0x100_0000_01B3
  }

  mutating func add(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { add($0) }
  }

  mutating func add(_ number: UInt64) { value = (value ^ number) &* 0x100_0000_01B3 }
}

/// What a book must hold after certain commands: made without the journal, from what the commands mean.
struct Model {
  /// The mark of the state after these commands in this order.
  static func mark(_ commands: [Command], seed: UInt64) -> Mark {
    var rows: [String: (bytes: [UInt8], sequence: Int)] = [:]
    var sums: [String: (sum: Int, count: Int)] = [:]
    for (index, command) in commands.enumerated() {
      let sequence = index + 1
      rows["count\tc\tn"] = (Array(String(sequence).utf8), sequence)
      rows["log\tall\t\(digits(sequence, 6))"] = (command.text, sequence)
      for entry in command.entries(seed) {
        rows["entry\t\(entry.cluster)\t\(entry.order)"] = (Command.bytes(entry), sequence)
        sums[entry.cluster, default: (0, 0)].sum += entry.amount
        sums[entry.cluster, default: (0, 0)].count += 1
      }
    }
    for (cluster, total) in sums {
      for change in Summing.changes(cluster, total.sum, total.count) {
        if let bytes = change.bytes {
          rows["\(change.table)\t\(change.cluster)\t\(change.order)"] = (bytes, 0)
        }
      }
    }
    var mark = Mark()
    for (key, row) in rows.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let parts = key.split(separator: "\t", omittingEmptySubsequences: false)
      mark.add(parts[0].utf8)
      mark.add(parts[1].utf8)
      mark.add(parts[2].utf8)
      mark.add(row.bytes)
      mark.add(UInt64(row.sequence))
    }
    return mark
  }
}

extension Snapshot {
  /// The mark of all rows, and the commands that are there.
  func contents() throws -> (mark: Mark, commands: [Command]) {
    var mark = Mark()
    var commands: [Command] = []
    for table in Toy.tables {
      try scan(table) { cluster, order, bytes, sequence in
        mark.add(table.name.utf8)
        mark.add(cluster)
        mark.add(order)
        mark.add(bytes)
        mark.add(sequence)
        if table == Toy.log {
          let text = bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
          commands.append(Command(text) ?? Command(id: -1, count: 0))
        }
        return true
      }
    }
    return (mark, commands)
  }

  /// How many commands the counter counts.
  func count() throws -> Int {
    guard let bytes = try row(Toy.counter, cluster: "c", order: "n") else { return 0 }
    return bytes.withUnsafeBytes { Summing.number($0) }
  }
}
