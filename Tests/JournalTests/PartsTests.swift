import JournalSimulation
import CSystem
import Testing

@testable import Journal

@Suite("The journal's parts")
struct PartsTests {
  @Test("CRC-32C and SHA-256 give the published values, by instruction and by table")
  func checksums() {
    let digits = Array("123456789".utf8)
    #expect(digits.lend { $0.crc } == 0xE306_9283)
    var random = Seeded(3)
    for length in [0, 1, 7, 8, 63, 64, 65, 1000] {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(csystem_crc32c(7, bytes, length) == csystem_crc32c_table(7, bytes, length))
    }
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let long = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    let text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect(Array("abc".utf8).lend { Hasher256.digest($0) }.text == abc)
    #expect(Array(text.utf8).lend { Hasher256.digest($0) }.text == long)
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000] {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      var plain = [UInt8](repeating: 0, count: 32)
      csystem_sha256_plain(bytes, length, &plain)
      var pieces = Hasher256()
      for byte in bytes { pieces.add(byte: byte) }
      #expect(pieces.digest().text == hexadecimal(plain))
      #expect(bytes.lend { Hasher256.digest($0) }.text == hexadecimal(plain))
    }
  }

  @Test("the sorter gives rows back in key order, equal keys as they were added, however small its memory")
  func sorter() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(at: "book", files: disk.process(), projection: NoProjection(), access: .readWrite)
    for limit in [1 << 16, 8 << 20] {
      let sorter = try store.makeSorter(memoryLimit: limit)
      var random = Seeded(9)
      var expected: [(key: String, number: Int)] = []
      for number in 0..<6000 {
        let table = random.next() % 3 == 0 ? names : entries
        let cluster = "c\(random.next() % 50)"
        let order = ["", "x", "2024-01-0\(random.next() % 9)", "long order key \(random.next() % 5)"][
          number % 4]
        expected.append(("\(table)\t\(cluster)\t\(order)", number))
        try sorter.add(
          table: table, cluster: Array(cluster.utf8).span, order: Array(order.utf8).span,
          bytes: Array("\(number)".utf8).span)
      }
      expected.sort {
        $0.key == $1.key ? $0.number < $1.number : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
      }
      var found: [String] = []
      try sorter.drain { group in
        group.forEach { order, bytes, _ in
          found.append("\(group.table)\t\(group.cluster)\t\(text(order))=\(text(bytes))")
        }
      }
      #expect(found == expected.map { "\($0.key)=\($0.number)" })
    }
    #expect(try disk.process().list("book/incoming") == [])
  }

  @Test("a cluster of very many rows comes in groups of bounded size, in key order, and says so")
  func largeCluster() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(at: "book", files: disk.process(), projection: NoProjection(), access: .readWrite)
    let sorter = try store.makeSorter(memoryLimit: 1 << 16, groupLimit: 9000)
    var random = Seeded(12)
    var expected: [String] = []
    for number in 0..<5000 {
      let cluster = ["few", "many", "one"][number % 500 == 0 ? 0 : number == 77 ? 2 : 1]
      let order = "\(padded(random.next() % 9000, 4))"
      expected.append("\(cluster) \(order) \(padded(number, 5))")
      try sorter.add(
        table: entries, cluster: Array(cluster.utf8).span, order: Array(order.utf8).span,
        bytes: Array("\(padded(number, 5))".utf8).span)
    }
    var (found, groups): ([String], [String]) = ([], [])
    try sorter.drain { group in
      #expect(group.size < 9100)
      groups.append(
        "\(group.cluster)\(group.isContinuation ? " goes on" : "")\(group.isContinued ? " …" : "")")
      group.forEach { order, bytes, _ in found.append("\(group.cluster) \(text(order)) \(text(bytes))") }
    }
    #expect(found == expected.sorted())
    #expect(groups.first == "few" && groups.last == "one")
    #expect(groups.filter { $0 == "many …" }.count == 1 && groups.filter { $0 == "many goes on" }.count == 1)
    #expect(groups.filter { $0 == "many goes on …" }.count >= 3)
  }

  @Test("a cluster that is folded in many groups comes out as if it were folded in one")
  func foldInGroups() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(at: "book", files: disk.process(), projection: Summing(), access: .readWrite)
    let writer = try store.makeBulkWriter()
    for number in 0..<3000 {
      try writer.add(
        table: entries, cluster: Array("a".utf8).span, order: Array(padded(number, 5).utf8).span,
        bytes: Array("\(number % 7)".utf8).span)
    }
    let sealed = try writer.seal()
    let run = try Run(sealed.incoming.file, name: "bulk", baseSequence: 1, isRecord: true)
    var sums: Set<[String]> = []
    for limit in [RowGroup.limit, 100, 5000] {
      var fold = Fold(Sources(), Summing())
      fold.groupLimit = limit
      try fold.adopt(run)
      sums.insert(try Snapshot(sequence: 1, sources: fold.sources).dump([totals, ranking]))
    }
    #expect(sums.count == 1 && sums.first?.isEmpty == false)
  }

  @Test("a bulk file takes rows only in ascending order, and what is not adopted is removed")
  func bulkWriter() throws {
    let disk = SimulatedDisk()
    try Store.create(at: "book", files: disk.process(), label: "toy")
    let store = try Store(at: "book", files: disk.process(), projection: NoProjection(), access: .readWrite)
    func add(_ writer: BulkWriter, _ cluster: String, _ order: String) throws {
      try writer.add(
        table: entries, cluster: Array(cluster.utf8).span, order: Array(order.utf8).span,
        bytes: [UInt8]().span)
    }
    do {
      let writer = try store.makeBulkWriter()
      try add(writer, "b", "1")
      #expect(throws: JournalError.self) { try add(writer, "b", "1") }
      #expect(throws: JournalError.self) { try add(writer, "a", "2") }
      try add(writer, "b", "2")
      let sealed = try writer.seal()
      #expect(sealed.rows == 2)
    }
    #expect(try disk.process().list("book/incoming") == [])
  }

  @Test("a run of several index levels finds every row")
  func deepIndex() throws {
    let disk = SimulatedDisk()
    let files = disk.process()
    try files.makeDirectory("d")
    let file = try File(files, "d/x", .create)
    var writer = RunWriter(file)
    let filler = [UInt8](repeating: 120, count: 9000)
    for cluster in 0..<150 {
      for order in 0..<10 {
        let key = Key(entries, "cluster with a rather long name " + padded(cluster, 5), padded(order, 3))
        let isAdded = try key.bytes.lend { (all) throws(JournalError) in
          try filler.lend { (filler) throws(JournalError) in
            try writer.add(
              group: all.slice(0, key.groupLength), order: all.slice(key.groupLength + 1, all.count),
              bytes: filler, sequence: UInt64(order), isRemoval: false)
          }
        }
        #expect(isAdded)
      }
    }
    _ = try writer.finish()
    let run = try Run(file, name: "x", baseSequence: 0, isRecord: false)
    #expect(run.rows == 1500)
    let snapshot = Snapshot(sequence: 1, sources: Sources(runs: [run]))
    for cluster in stride(from: 0, to: 150, by: 7) {
      var found: [String] = []
      let name = "cluster with a rather long name " + padded(cluster, 5)
      try snapshot.read(entries, cluster: name, from: "003") { order, bytes, sequence in
        found.append("\(text(order)) \(sequence) \(bytes.count)")
      }
      #expect(found == (3..<10).map { "\(padded($0, 3)) \($0) 9000" })
      #expect(try snapshot.row(entries, cluster: name, order: "0045") == nil)
      #expect(try snapshot.row(entries, cluster: name, order: "004")?.count == 9000)
    }
    #expect(try snapshot.row(entries, cluster: "a", order: "") == nil)
    #expect(try snapshot.row(names, cluster: "z", order: "") == nil)
  }

  @Test("sources are merged when four of a size stand together, never a large one for a few small ones")
  func tiers() {
    #expect(Tiers.start(ofMergeAmong: [1, 1, 1], base: 10) == nil)
    #expect(Tiers.start(ofMergeAmong: [1, 1, 1, 1], base: 10) == 0)
    #expect(Tiers.start(ofMergeAmong: [5000, 1, 1, 1], base: 10) == nil)
    #expect(Tiers.start(ofMergeAmong: [5000, 1, 1, 1, 1], base: 10) == 1)
    #expect(Tiers.start(ofMergeAmong: [5000, 30, 30, 30, 1, 30, 1], base: 10) == 1)
  }

  @Test("only RealFileSystem reaches the host: no other file of the room calls Glibc or Foundation")
  func seam() throws {
    let files = RealFileSystem()
    let room = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources/Journal"
    var looked = 0
    func look(_ directory: String) throws {
      for name in try files.list(directory) {
        let path = "\(directory)/\(name)"
        guard name.hasSuffix(".swift") else {
          if !name.contains(".") { try look(path) }
          continue
        }
        looked += 1
        let file = try File(files, path, .read)
        let source = String(decoding: try file.read(try file.status().length, at: 0), as: UTF8.self)
        let isSeam = name == "RealFileSystem.swift"
        #expect(source.contains("import Glibc") == isSeam, "\(path)")
        #expect(!source.contains("import Foundation"), "\(path)")
        // CSystem has calls of the system as well as bytes and checksums: the former are for the seam alone.
        for call in ["csystem_open", "csystem_try_lock", "csystem_watch", "csystem_random", "csystem_event"]
        where !isSeam { #expect(!source.contains(call), "\(path)") }
      }
    }
    try look(room)
    #expect(looked > 20)
  }
}
