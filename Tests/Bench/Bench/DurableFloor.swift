import Glibc
import ProgramRunner

/// A bare append of 256 bytes and fdatasync, beside which whatever is called durable is measured, in turn.
struct DurableFloor {
  let at: Surroundings

  /// Measures a change beside the floor: so many in each round, the median and the 99th percentile of each.
  /// - Parameters:
  ///   - what: the change, as the lines call it.
  ///   - aim: the ratio of the medians that is aimed at.
  ///   - change: makes the change durable.
  func lines(
    _ what: String, aim: String, changes: Int, _ change: (_ round: Int, _ number: Int) throws -> Void
  ) throws -> [BenchLine] {
    let floor = open(at.folder + "/floor", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard floor >= 0 else { throw BenchError(what: what, why: "no file for the floor") }
    defer { close(floor) }
    let record = [UInt8](repeating: UInt8(ascii: "x"), count: 256)
    var (ours, theirs, oursLate, theirsLate): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for round in 0..<at.rounds {
      var (mine, bare): ([Double], [Double]) = ([], [])
      for number in 0..<changes {
        let began = monotonicNanoseconds()
        try change(round, number)
        let between = monotonicNanoseconds()
        guard write(floor, record, record.count) == record.count, fdatasync(floor) == 0 else {
          throw BenchError(what: what, why: "the floor could not be written")
        }
        mine.append(Double(between - began) / 1e3)
        bare.append(Double(monotonicNanoseconds() - between) / 1e3)
      }
      ours.append(Figures.percentile(mine, 0.5))
      theirs.append(Figures.percentile(bare, 0.5))
      oursLate.append(Figures.percentile(mine, 0.99))
      theirsLate.append(Figures.percentile(bare, 0.99))
    }
    func line(_ part: String, _ mine: [Double], _ bare: [Double], _ aim: String) -> BenchLine {
      let (mine, bare) = (Figures(rounds: mine), Figures(rounds: bare))
      return BenchLine(
        what: "\(what), \(part), µs", ours: mine.text(0), peer: "append + fdatasync \(bare.text(0))",
        ratio: mine.ratio(to: bare).text(), aim: aim)
    }
    return [line("p50", ours, theirs, aim), line("p99", oursLate, theirsLate, "")]
  }
}
