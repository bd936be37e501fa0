import JournalSimulation
import Testing

@testable import Journal

@Suite("Damage")
struct DamageTests {
  /// A small book with everything in it: two segments, a bulk file, checkpoints, a tail.
  private func smallBook() throws -> (disk: SimulatedDisk, sequence: UInt64) {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try open(disk, .readWrite)
    try Workload(seed: 21, length: 7).run(store) { _ in }
    try store.checkpoint()
    for number in 0..<3 {
      _ = try store.append { _ in
        TransactionDraft(header: Array("tail".utf8), rows: [entry("a", "z\(number)", number)])
      }
    }
    return (disk, store.snapshot.sequence)
  }

  private func open(_ disk: SimulatedDisk, _ access: Access) throws -> Store {
    try Store(at: "book", files: disk.process(), projection: Summing(), access: access, options: small)
  }

  @Test("of one bit, in any file that counts, is refused or found by verify")
  func everyByteFlipped() throws {
    let (disk, _) = try smallBook()
    var cases = 0
    for path in disk.paths where !["book/lock", "book/holder", "book/state/lock"].contains(path) {
      let whole = try #require(disk.content(path))
      // One bit of each byte, another one each time; long stretches of newlines are tried here and there.
      for index in whole.indices where whole[index] != newline || index % 30 == 0 {
        if index % 3 != 0 && whole.count > 200 { continue }
        var damaged = whole
        damaged[index] ^= 1 << UInt8((index / 3) % 8)
        disk.damage(path, with: damaged)
        cases += 1
        do {
          let report = try open(disk, .readOnly).verify(deep: false)
          #expect(!report.isWhole || !report.remarks.isEmpty, "\(path), byte \(index) of \(whole.count)")
        } catch {
          guard case JournalError.damaged = error else {
            if case JournalError.missing = error { continue }
            if case JournalError.newerVersion = error { continue }
            Issue.record("\(path), byte \(index): \(error)")
            continue
          }
        }
      }
      disk.damage(path, with: whole)
    }
    #expect(cases > 1000)
    #expect(try open(disk, .readOnly).verify(deep: true).isWhole)
  }

  @Test("of acknowledged transactions is refused with its place, and nothing is repaired")
  func acknowledgedDamage() throws {
    let (disk, _) = try smallBook()
    let name = try #require(disk.paths.last { $0.hasPrefix("book/journal/") })
    let whole = try #require(disk.content(name))
    let last = try #require(whole.lastIndex { $0 != newline })
    for cut in stride(from: last, to: last - 300, by: -7) {
      disk.damage(name, with: Array(whole[..<cut]))
      do {
        _ = try open(disk, .readWrite)
        Issue.record("a book cut at byte \(cut) opened")
      } catch JournalError.damaged(let file, let offset, _) {
        #expect("book/" + file == name)
        #expect(offset <= cut)
      }
      #expect(disk.content(name) == Array(whole[..<cut]))
    }
  }

  @Test("by a save that was cut off at any byte costs only what was never acknowledged, and is set aside")
  func everyCut() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try open(disk, .readWrite)
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 1)]) }
    let head = try #require(disk.content("book/head"))
    let before = store.position.offset
    _ = try store.append { _ in
      TransactionDraft(header: Array("long".utf8), rows: [entry("a", "2", 10), entry("b", "1", 5)])
    }
    let after = store.position.offset
    let name = "book/journal/00000001.log"
    let whole = try #require(disk.content(name))
    for cut in before...after where cut % 3 == 0 || after - cut < 4 {
      for filler in [UInt8?.none, 10, 0, 88] {
        let state = disk.now
        let copy = SimulatedDisk(state.afterPowerCut(.all, seed: 1))
        var bytes = Array(whole[..<cut])
        if let filler { bytes += [UInt8](repeating: filler, count: whole.count - cut) }
        copy.damage(name, with: bytes)
        copy.damage("book/head", with: head)
        let found = try open(copy, .readWrite)
        let isWhole = cut == after || (cut == after - 1 && filler == newline)
        #expect(found.snapshot.sequence == (isWhole ? 2 : 1))
        #expect(try found.snapshot.sum("a") == (isWhole ? 11 : 1))
        let isSetAside = copy.paths.contains { $0.hasPrefix("book/quarantine/") }
        let isTorn = bytes[before...].contains { $0 != 10 && $0 != 0 } && (!isWhole || filler == 88)
        #expect(isSetAside == isTorn, "cut \(cut), filled with \(filler.map(String.init) ?? "nothing")")
        #expect(found.remarks.isEmpty == !isTorn)
        let next = try found.append { _ in TransactionDraft(header: [], rows: [entry("c", "1", 1)]) }
        #expect(next == found.snapshot.sequence)
        #expect(try found.verify(deep: true).isWhole)
      }
    }
  }

  /// A book of eight transactions in one segment, and where each of them begins.
  private func eight() throws -> (disk: SimulatedDisk, starts: [Int]) {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(at: "book", files: disk.process(), projection: Summing(), access: .readWrite)
    var starts: [Int] = []
    for number in 1...8 {
      starts.append(store.position.offset)
      _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "\(number)", 1)]) }
    }
    return (disk, starts + [store.position.offset])
  }

  private let segment = "book/journal/00000001.log"

  @Test("of a transaction that even one whole one follows is refused with its place, in a copy too")
  func damageBeforeTheLast() throws {
    let (disk, starts) = try eight()
    let whole = try #require(disk.content(segment))
    let head = try #require(disk.content("book/head"))
    for isCopy in [false, true] {
      disk.damage("book/head", with: isCopy ? [] : head)
      for number in 1...7 {
        for at in stride(from: starts[number - 1], to: starts[number], by: 9) {
          var damaged = whole
          damaged[at] ^= 1
          disk.damage(segment, with: damaged)
          for access in [Access.readOnly, .readWrite] {
            do {
              _ = try open(disk, access)
              Issue.record("opened with transaction \(number) damaged at byte \(at)")
            } catch JournalError.damaged(let file, let offset, _) {
              #expect("book/" + file == segment)
              #expect(offset <= at && offset >= starts[number - 1])
            }
          }
          #expect(disk.content(segment) == damaged)
        }
      }
    }
  }

  @Test(
    "of the last transaction is refused where it was saved; a copy opens and says what it lacks, for ever")
  func damageOfTheLast() throws {
    let (disk, starts) = try eight()
    let whole = try #require(disk.content(segment))
    var flipped = whole
    flipped[starts[7] + 30] ^= 1
    let cut = Array(whole[..<starts[6]])
    for (damaged, last) in [(flipped, 7), (cut, 6)] as [([UInt8], UInt64)] {
      disk.damage(segment, with: damaged)
      #expect(throws: JournalError.self) { try open(disk, .readOnly) }
      #expect(throws: JournalError.self) { try open(disk, .readWrite) }
      let copy = SimulatedDisk(disk.now.afterPowerCut(.all, seed: 1))
      copy.copyAnew(segment)
      let missing = last == 7 ? "transaction 8 is missing" : "transactions 7 to 8 are missing"
      let reader = try open(copy, .readOnly)
      #expect(reader.snapshot.sequence == last)
      #expect(reader.remarks.contains { $0.contains(missing) }, "\(reader.remarks)")
      #expect(try reader.verify(deep: false).remarks.contains { $0.contains(missing) })
      let writer = try open(copy, .readWrite)
      #expect(writer.remarks.contains { $0.contains(missing) }, "\(writer.remarks)")
      _ = try writer.append { _ in TransactionDraft(header: [], rows: [entry("a", "new", 1)]) }
      let later = try open(copy, .readWrite)
      #expect(later.remarks.isEmpty)
      let report = try later.verify(deep: true)
      #expect(report.isWhole)
      #expect(report.setAside.count == (last == 7 ? 2 : 1))
      #expect(report.remarks.contains { $0.contains("lacked transactions \(last + 1) to 8") })
      #expect(report.setAside.allSatisfy { $0.since != nil && $0.bytes > 0 })
    }
  }

  @Test("of a whole segment, lost although the head speaks of it, is refused")
  func lostSegment() throws {
    let (disk, _) = try smallBook()
    let last = try #require(disk.paths.last { $0.hasPrefix("book/journal/") })
    #expect(last != segment)
    try disk.process().remove(last)
    do {
      _ = try open(disk, .readWrite)
      Issue.record("a book that lost \(last) opened")
    } catch JournalError.damaged(let file, _, _) {
      #expect("book/" + file == last)
    }
  }

  @Test("A damaged record has no chain hash to be noted")
  func noChainOfDamage() throws {
    let (disk, _) = try smallBook()
    try open(disk, .readWrite).adoptOneRow()
    let store = try open(disk, .readOnly)
    #expect(try store.verify(deep: false).chain.count == 64)
    let bulk = try #require(disk.paths.first { $0.hasPrefix("book/bulk/") })
    var damaged = try #require(disk.content(bulk))
    damaged[40] ^= 1
    disk.damage(bulk, with: damaged)
    let report = try store.verify(deep: false)
    #expect(report.chain.isEmpty && !report.isRecordWhole)
  }

  @Test("of derived files, or their loss, costs nothing: they are made again, byte for byte")
  func derivedFilesAreMadeAgain() throws {
    let (disk, _) = try smallBook()
    let kept = try open(disk, .readOnly).snapshot.dump()
    for path in disk.paths where path.hasPrefix("book/state/") && path != "book/state/lock" {
      let copy = SimulatedDisk(disk.now.afterPowerCut(.all, seed: 1))
      copy.damage(path, with: Array("nonsense\n".utf8))
      #expect(try open(copy, .readOnly).snapshot.dump() == kept)
      let store = try open(copy, .readWrite)
      try store.rebuild()
      #expect(try open(copy, .readOnly).snapshot.dump() == kept)
      #expect(try store.verify(deep: true).isWhole)
    }
    // Made in one go, or step by step with any checkpoints between: the same bytes once all is merged.
    var digests: Set<String> = []
    for every in [1, 3, 100] {
      let disk = SimulatedDisk()
      let files = disk.process()
      try Store.create(at: "book", files: files, label: "toy")
      let store = try open(disk, .readWrite)
      for number in 0..<30 {
        _ = try store.append { _ in
          TransactionDraft(header: [], rows: Workload.rows(UInt64(number), 5, 4))
        }
        if number % every == every - 1 { try store.checkpoint() }
      }
      let cursor = try store.engine.withLock { $0.sources }.cursor()
      let run = try Engine.write(cursor, to: "state/all.run", at: "book", files)
      digests.insert(run.contentDigest.text)
    }
    #expect(digests.count == 1)
  }

  @Test("An erased row's text is gone, and the chain still verifies")
  func erasure() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try open(disk, .readWrite)
    _ = try store.append { _ in
      TransactionDraft(
        header: [], rows: [Row(table: names, cluster: "a", order: "1", bytes: Array("Mary".utf8))])
    }
    _ = try store.append { _ in TransactionDraft(header: [], rows: [entry("a", "1", 5)]) }
    let name = "book/journal/00000001.log"
    let lines = String(decoding: try #require(disk.content(name)), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var edited: [UInt8] = []
    for line in lines.dropLast() {
      if line.hasSuffix("Mary") {
        let hash = Array("Mary".utf8).lend { Hasher256.digest($0) }.text
        Frame.append(Frame.erased, text: String(line.dropFirst(10).dropLast(4)) + hash, to: &edited)
      } else {
        edited.append(text: String(line) + "\n")
      }
    }
    // The erased line is longer, so the mark is only advice, as in a restored copy.
    disk.damage("book/head", with: [])
    disk.damage(name, with: edited)
    let found = try open(disk, .readWrite)
    #expect(found.snapshot.sequence == 2)
    #expect(try found.snapshot.row(names, cluster: "a", order: "1") == nil)
    #expect(try found.snapshot.sum("a") == 5)
    #expect(try found.verify(deep: true).isWhole)
  }
}
