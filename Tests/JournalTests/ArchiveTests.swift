import CSystem
import Glibc
import JournalSimulation
import Testing

@testable import Journal

@Suite("Packed files of the record") struct ArchiveTests {
  private func packed(_ bytes: [UInt8]) -> [UInt8] {
    var packed = [UInt8](repeating: 0, count: bytes.count * 2 + 1024)
    let count = packed.withUnsafeMutableBytes { out in
      bytes.lend { csystem_deflate($0.baseAddress, $0.count, out.baseAddress, out.count) }
    }
    return Array(packed[..<count])
  }

  private func unpacked(_ bytes: [UInt8], _ length: Int) -> [UInt8]? {
    var out = [UInt8](repeating: 0, count: length)
    let isGood = out.withUnsafeMutableBytes { out in
      bytes.lend { csystem_inflate($0.baseAddress, $0.count, out.baseAddress, out.count) }
    }
    return isGood != 0 ? out : nil
  }

  @Test("any bytes come back as they were: texts, noise, one letter, nothing, long runs")
  func roundTrip() {
    var random = Seeded(11)
    var samples: [[UInt8]] = [[], [65], Array(repeating: 0, count: 65_536)]
    for _ in 0..<60 {
      let length = Int(random.next() % 70_000)
      let letters = random.next() % 250 + 1
      samples.append((0..<length).map { _ in UInt8(truncatingIfNeeded: random.next() % letters) })
      var text: [UInt8] = []
      while text.count < length {
        text.append(text: "+2025-03-31 00\(random.next() % 90)\t10733|RENT WK \(random.next() % 52)\n")
      }
      samples.append(text)
    }
    for sample in samples { #expect(unpacked(packed(sample), sample.count) == sample) }
  }

  @Test("what others packed is unpacked: stored blocks, fixed codes, codes of their own")
  func foreign() {
    // Python: zlib.compressobj(level, 8, -15) of b"patchbook patchbook patchbook" at 0 and 9, and with Z_FIXED.
    let text = Array("patchbook patchbook patchbook".utf8)
    let stored: [UInt8] = [1, 29, 0, 226, 255] + text
    let fixed: [UInt8] = [43, 72, 44, 73, 206, 72, 202, 207, 207, 86, 40, 192, 100, 1, 0]
    #expect(unpacked(stored, text.count) == text)
    #expect(unpacked(fixed, text.count) == text)
    #expect(unpacked(fixed, text.count + 1) == nil)
    #expect(unpacked(fixed, text.count - 1) == nil)
    #expect(unpacked(fixed + [0], text.count) == nil)
  }

  @Test("broken and hostile bytes are refused and touch nothing outside")
  func hostile() {
    var random = Seeded(5)
    var text: [UInt8] = []
    while text.count < 9_000 { text.append(text: "row \(random.next() % 1_000) ") }
    let good = packed(text)
    for _ in 0..<3_000 {
      var bad = good
      for _ in 0...(random.next() % 3) {
        bad[Int(random.next() % UInt64(bad.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      if random.next() % 3 == 0 { bad.removeLast(Int(random.next() % UInt64(bad.count))) }
      _ = unpacked(bad, text.count)
    }
    for _ in 0..<3_000 {
      _ = unpacked((0..<Int(random.next() % 200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }, 500)
    }
  }

  /// A book of several segments and bulk files, on a disk.
  private func book(_ disk: SimulatedDisk, seed: UInt64 = 4) throws -> Store {
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(
      at: "book", files: disk.process(), projection: Summing(), access: .readWrite, options: small)
    try Workload(seed: seed, length: 40).run(store) { _ in }
    return store
  }

  private func open(_ disk: SimulatedDisk, _ access: Access = .readWrite) throws -> Store {
    try Store(at: "book", files: disk.process(), projection: Summing(), access: access, options: small)
  }

  @Test(
    "everything is read, verified, backed up and made again from packed files, and they become plain again")
  func whole() throws {
    let disk = SimulatedDisk()
    let store = try book(disk)
    let dump = try store.snapshot.dump()
    let plain = disk.paths.filter { $0.contains("/bulk/") || $0.contains("/journal/") }
    let contents = plain.map { disk.content($0) }
    let first = try store.archive { _ in true }
    #expect(first.packed > 3 && first.released == 0 && first.waiting == first.packed)
    let second = try store.archive { _ in true }
    #expect(second.packed == 0 && second.released == first.packed)
    #expect(disk.paths.filter { $0.contains("/bulk/") && !$0.hasSuffix(".gz") }.isEmpty)
    // This process goes on, and so does whoever comes.
    for store in [store, try open(disk), try open(disk, .readOnly)] {
      #expect(try store.snapshot.dump() == dump)
      #expect(try store.verify(deep: true).isWhole)
    }
    let fresh = try open(disk)
    try fresh.rebuild()
    #expect(try fresh.snapshot.dump() == dump)
    try fresh.backup(to: "backup")
    let copy = try Store(at: "backup", files: disk.process(), projection: Summing(), access: .readOnly)
    #expect(try copy.snapshot.dump() == dump && copy.verify(deep: true).isWhole)
    _ = try fresh.append { _ in TransactionDraft(header: [], rows: [entry("a", "later", 3)]) }
    #expect(try fresh.unarchive() == first.packed)
    for (path, content) in zip(plain, contents) where !path.hasSuffix(Segment.name(fresh.position.segment)) {
      let now = disk.content(path)
      // Of a segment what counts: newlines that were written ahead need not come back.
      #expect(now == content || (path.contains("journal") && now != nil), "\(path)")
    }
    #expect(try open(disk).verify(deep: true).isWhole)
  }

  @Test("only what lies before the first open transaction is packed")
  func closedOnly() throws {
    let disk = SimulatedDisk()
    let store = try book(disk)
    var seen = 0
    let report = try store.archive(isAtOnce: true) { _ in
      seen += 1
      return seen <= 10
    }
    #expect(report.packed > 0 && report.released == report.packed)
    for path in disk.paths where path.contains("/bulk/") {
      let number = path.dropFirst("book/bulk/".count).split(separator: "-").first.flatMap { Int($0) } ?? 0
      #expect(path.hasSuffix(".gz") == (number <= 10), "\(path)")
    }
    #expect(try open(disk).verify(deep: true).isWhole)
  }

  @Test("a flipped bit in a packed file is found with its place, and refused")
  func damage() throws {
    let disk = SimulatedDisk()
    _ = try book(disk).archive(isAtOnce: true) { _ in true }
    var tried = 0
    for path in disk.paths where path.hasSuffix(".gz") {
      let whole = try #require(disk.content(path))
      for at in stride(from: 3, to: whole.count, by: max(1, whole.count / 23)) {
        var bytes = whole
        bytes[at] ^= 8
        disk.damage(path, with: bytes)
        tried += 1
        do {
          let report = try open(disk, .readOnly).verify(deep: false)
          #expect(!report.isRecordWhole, "\(path), byte \(at)")
        } catch { #expect("\(error)".contains("damaged"), "\(path), byte \(at): \(error)") }
      }
      disk.damage(path, with: whole)
    }
    #expect(tried > 100)
    #expect(try open(disk).verify(deep: true).isWhole)
  }

  @Test("a power cut at any moment of an archiving loses nothing")
  func powerCuts() throws {
    let disk = SimulatedDisk()
    let store = try book(disk, seed: 9)
    let dump = try store.snapshot.dump()
    let moments = Moments()
    disk.observer.withLock { $0 = moments.observer }
    _ = try store.archive { _ in true }
    _ = try store.archive { _ in true }
    disk.observer.withLock { $0 = nil }
    let states = moments.states
    #expect(states.count > 30)
    for (number, state) in states.enumerated() where number % 5 == 0 {
      for persistence in SimulatedDisk.Persistence.allCases {
        let cut = SimulatedDisk(state.afterPowerCut(persistence, seed: UInt64(number)))
        let store = try open(cut)
        #expect(try store.snapshot.dump() == dump, "operation \(number), \(persistence)")
        #expect(try store.verify(deep: false).isWhole, "operation \(number), \(persistence)")
      }
    }
  }
}
