import JournalSimulation
import Glibc
import Synchronization

@testable import Journal

let entries = Table("entry")
let names = Table("name")
let totals = Table("total")
let ranking = Table("ranking")

/// A toy fold: the sum and count of a cluster's entries, and a list over all clusters by the first letter.
struct Summing: Projection {
  var version = "summing 1"

  func project(table: Table, cluster: String, rows: RowGroup, read: DerivedReader) throws -> [DerivedChange] {
    guard table == entries else { return [] }
    var sum = 0
    var count = 0
    if let old = try read.row(totals, cluster: cluster, order: "sum") {
      let parts = String(decoding: old, as: UTF8.self).split(separator: " ")
      sum = Int(parts[0]) ?? 0
      count = Int(parts[1]) ?? 0
    }
    rows.forEach { _, bytes, _ in
      sum += Int(text(bytes).split(separator: " ").first ?? "") ?? 0
      count += 1
    }
    let bytes = Array("\(sum) \(count)".utf8)
    // Every seventh count removes the row of the list, so that removals are tried as well.
    return [
      DerivedChange(table: totals, cluster: cluster, order: "sum", bytes: bytes),
      DerivedChange(
        table: ranking, cluster: String(cluster.prefix(1)), order: cluster, bytes: sum % 7 == 0 ? nil : bytes),
    ]
  }
}

/// A row of the toy book.
func entry(_ cluster: String, _ order: String, _ amount: Int, _ text: String = "") -> Row {
  Row(table: entries, cluster: cluster, order: order, bytes: Array("\(amount) \(text)".utf8))
}

extension Snapshot {
  /// All rows of a table as text, for comparing.
  func dump(_ tables: [Table] = [entries, names, totals, ranking]) throws -> [String] {
    var lines: [String] = []
    for table in tables {
      try scan(table) { cluster, order, bytes, sequence in
        lines.append("\(table) \(text(cluster)) \(text(order)) \(text(bytes)) @\(sequence)")
        return true
      }
    }
    return lines
  }

  func sum(_ cluster: String) throws -> Int {
    guard let bytes = try row(totals, cluster: cluster, order: "sum") else { return 0 }
    return Int(String(decoding: bytes, as: UTF8.self).split(separator: " ")[0]) ?? 0
  }
}

func text(_ span: Span<UInt8>) -> String {
  span.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
}

/// A directory on the real disk that is gone afterwards.
final class Scratch {
  let path: String

  init() throws {
    var template = Array("/tmp/journal-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(operation: "make", path: "/tmp", reason: .io) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { remove(path) }

  private func remove(_ path: String) {
    let files = RealFileSystem()
    chmod(path, 0o755)
    for name in (try? files.list(path)) ?? [] {
      if (try? files.remove("\(path)/\(name)")) == nil { remove("\(path)/\(name)") }
    }
    rmdir(path)
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Hears progress.
final class Progress: Sendable {
  private let heard = Mutex<(Int, Int)?>(nil)
  var last: (Int, Int)? { heard.withLock { $0 } }
  var hear: @Sendable (Int, Int) -> Void { { [self] done, total in heard.withLock { $0 = (done, total) } } }
}
