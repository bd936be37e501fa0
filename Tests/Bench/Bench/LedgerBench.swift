import Casebook
import Glibc
import ProgramRunner
import Rents

/// One ledger of 880 postings, cold and warm, beside SQLite clustered, in turn and of the same accounts. Ours makes postings
/// and the balance after each; SQLite reads its columns and adds the amounts up.
struct LedgerBench {
  let at: Surroundings
  private let ledgers = 40

  func run() throws -> [BenchLine] {
    let extract = try InventedExtract(rows: at.rows, in: at.folder)
    let path = at.folder + "/ledger-book-\(extract.rowCount)"
    if access(path, F_OK) != 0 {
      let part = path + ".part"
      TemporaryDirectory.remove(part)
      try at.run(at.program, ["--data", part, "import", extract.accounts, extract.transactions])
      rename(part, path)
    }
    try at.run(at.program, ["--data", path, "checkpoint"])
    let book = try Casebook.open(
      at: path, user: "bench", today: CivilDate(iso: Surroundings.today), access: .readOnly)
    let peer = try SQLiteLedger(extract, at: at)
    let references = (0..<ledgers).map { InventedExtract.reference(($0 * 7_919) % extract.accountCount) }

    var results: [String: (ours: [Double], theirs: [Double])] = [:]
    for kind in ["cold", "warm"] {
      for _ in 0..<at.rounds {
        var (mine, other): ([Double], [Double]) = ([], [])
        for reference in references {
          if kind == "cold" { evict(path) } else { _ = try book.view.ledger(reference) }
          var began = monotonicNanoseconds()
          let ledger = try book.view.ledger(reference)
          mine.append(Double(monotonicNanoseconds() - began) / 1e3)
          if kind == "cold" { evict(peer.path) } else { _ = peer.ledger(reference) }
          began = monotonicNanoseconds()
          let (count, pence) = peer.ledger(reference)
          other.append(Double(monotonicNanoseconds() - began) / 1e3)
          guard ledger.count == count, ledger.balance.together.pence == pence else {
            throw BenchError(
              what: "ledger \(reference)", why: "\(ledger.count) postings here, \(count) in SQLite")
          }
        }
        results[kind, default: ([], [])].ours.append(Figures.percentile(mine, 0.5))
        results[kind, default: ([], [])].theirs.append(Figures.percentile(other, 0.5))
      }
    }
    return ["cold", "warm"].map { kind in
      let mine = Figures(rounds: results[kind]?.ours ?? [])
      let other = Figures(rounds: results[kind]?.theirs ?? [])
      return BenchLine(
        what: "a ledger of 880 postings, \(kind), p50, µs", ours: mine.text(0),
        peer: "SQLite clustered \(other.text(0))",
        ratio: mine.ratio(to: other).text(), aim: "below 1")
    }
  }
}
