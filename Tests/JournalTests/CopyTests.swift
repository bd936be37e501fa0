import Glibc
import JournalSimulation
import Testing

@testable import Journal

/// `cp -r` knows nothing of the book: it lists a directory, and copies its files one after the other while others write.
@Suite("A plain copy, made while others write") struct CopyTests {
  /// Copies a book as `cp -r` would, file by file, each as it is at a later moment than the one before.
  private func copy(
    _ moments: [Moment], from start: Int, _ random: inout Seeded
  ) throws -> SimulatedDisk {
    let target = SimulatedDisk()
    let files = target.process()
    // A copy's files are others on the disk than the originals.
    for number in 0..<2000 { files.close(try files.open("other\(number)", .create)) }
    try files.makeDirectory("book")
    var now = start
    func disk() -> SimulatedDisk { SimulatedDisk(moments[min(now, moments.count - 1)].state) }
    func pass() { now += Int(random.next() % 40) }
    func copyFile(_ name: String) throws {
      guard let bytes = disk().content("book/\(name)") else { return }
      try File(files, "book/\(name)", .create).write(bytes, at: 0)
    }
    let parts = (Engine.directories + ["FORMAT", "lock", "head", "holder"]).shuffled(using: &random)
    for part in parts {
      guard Engine.directories.contains(part) else {
        try copyFile(part)
        pass()
        continue
      }
      try files.makeDirectory("book/\(part)")
      let names = disk().paths.filter { $0.hasPrefix("book/\(part)/") }.shuffled(using: &random)
      for name in names {
        try copyFile(String(name.dropFirst("book/".count)))
        pass()
      }
    }
    return target
  }

  @Test(
    "opens, is whole, holds everything saved before it began, and is a state that the book once had",
    arguments: [3, 8, 21])
  func anyMoment(seed: UInt64) throws {
    let recording = try Recording(Workload(seed: seed, length: 24))
    var random = Seeded(seed)
    var cut = 0
    for _ in 0..<60 {
      let start = Int(random.next() % UInt64(recording.moments.count))
      let disk = try copy(recording.moments, from: start, &random)
      let saved = recording.moments[start].acknowledged
      for access in [Access.readOnly, .readWrite] {
        let store = try Store(
          at: "book", files: disk.process(), projection: Summing(), access: access, options: small)
        let sequence = store.snapshot.sequence
        #expect(sequence >= saved, "seed \(seed), from moment \(start)")
        #expect(try store.snapshot.dump() == recording.expected[Int(sequence)])
        let report = try store.verify(deep: true)
        #expect(report.isWhole, "seed \(seed), from moment \(start): \(report.faults)")
        if access == .readOnly {
          cut += report.remarks.isEmpty ? 0 : 1
          continue
        }
        // It goes on as a book of its own.
        let next = try store.append { _ in TransactionDraft(header: [], rows: [entry("new", "1", 5)]) }
        #expect(next == sequence + 1)
        let again = try Store(
          at: "book", files: disk.process(), projection: Summing(), access: .readOnly, options: small)
        #expect(try again.snapshot.dump() == store.snapshot.dump())
        #expect(try again.verify(deep: true).isWhole)
      }
    }
    #expect(cut > 0, "no copy lacked anything: the test tries nothing")
  }

  @Test("a bulk file that is lost among others is damage, in a copy too")
  func lostBulk() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(at: "book", files: disk.process(), projection: Summing(), access: .readWrite)
    for order in ["1", "2", "3"] {
      let writer = try store.makeBulkWriter()
      try writer.add(
        table: entries, cluster: Array("a".utf8).span, order: Array(order.utf8).span,
        bytes: Array("5".utf8).span)
      let sealed = try writer.seal()
      _ = try store.append { _ in TransactionDraft(header: [], adopts: [sealed]) }
    }
    let lost = try #require(disk.paths.filter { $0.hasPrefix("book/bulk/") }.dropFirst().first)
    for path in disk.paths where path.hasPrefix("book/journal/") { disk.copyAnew(path) }
    try disk.process().remove(lost)
    do {
      _ = try Store(at: "book", files: disk.process(), projection: Summing(), access: .readOnly)
      Issue.record("a book without \(lost) was opened")
    } catch { #expect("\(error)".contains(String(lost.dropFirst("book/".count)))) }
  }

  @Test("cp -r itself, with a writer at work")
  func realCopy() throws {
    let scratch = try Scratch()
    let book = scratch.path + "/book"
    try Store.create(at: book, label: "toy")
    let store = try Store(
      at: book, files: RealFileSystem(), projection: Summing(), access: .readWrite, options: small)
    var copies: [(path: String, before: UInt64)] = []
    for round in 0..<10 {
      let copy = scratch.path + "/copy\(round)"
      copies.append((copy, store.snapshot.sequence))
      // Beside us. A file that goes away meanwhile makes cp complain, and is no fault of the copy.
      _ = Glibc.system("(cp -r '\(book)' '\(copy)' 2>/dev/null; touch '\(copy).done') &")
      try Workload(seed: 40 + UInt64(round), length: 24).run(store) { _ in }
    }
    var recorded: [UInt64: [Row]] = [:]
    try store.transactions { recorded[$0.sequence] = $0.rows }
    for copy in copies {
      while access(copy.path + ".done", F_OK) != 0 { usleep(5_000) }
      let store = try Store(at: copy.path, projection: Summing(), access: .readWrite)
      #expect(store.snapshot.sequence >= copy.before)
      #expect(try store.verify(deep: true).isWhole)
      try store.transactions { #expect($0.rows == recorded[$0.sequence]) }
    }
  }
}
