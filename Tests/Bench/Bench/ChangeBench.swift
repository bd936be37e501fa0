import Casebook
import Glibc
import ProgramRunner
import Rents

/// One durable change, a note with all that the book does about it, beside a bare append of 256 bytes and fdatasync in
/// the same folder, in turn.
struct ChangeBench {
  let at: Surroundings
  private let changes = 200

  func run() throws -> [BenchLine] {
    try DemoBook.make(accounts: 1_000, at: at)
    let path = at.folder + "/change-book"
    TemporaryDirectory.remove(path)
    try at.run("/bin/cp", ["-r", DemoBook.path(accounts: 1_000, at: at), path])
    let book = try Casebook.open(
      at: path, user: String(cString: getpwuid(getuid()).pointee.pw_name),
      today: CivilDate(iso: Surroundings.today))
    guard
      let account = try book.view.patches().first.flatMap({ try book.view.summaries(patch: $0.name).first })
    else {
      throw BenchError(what: "change", why: "the demo book is empty")
    }
    let floor = open(at.folder + "/floor", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard floor >= 0 else { throw BenchError(what: "change", why: "no file for the floor") }
    defer { close(floor) }
    let record = [UInt8](repeating: UInt8(ascii: "x"), count: 256)

    var (ours, theirs, oursLate, theirsLate): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for _ in 0..<at.rounds {
      var (mine, bare): ([Double], [Double]) = ([], [])
      for number in 0..<changes {
        let began = monotonicNanoseconds()
        _ = try book.perform(
          .note(account: account.reference, text: "Called, will pay on Friday, number \(number)"))
        let between = monotonicNanoseconds()
        guard write(floor, record, record.count) == record.count, fdatasync(floor) == 0 else {
          throw BenchError(what: "change", why: "the floor could not be written")
        }
        mine.append(Double(between - began) / 1e3)
        bare.append(Double(monotonicNanoseconds() - between) / 1e3)
      }
      ours.append(Figures.percentile(mine, 0.5))
      theirs.append(Figures.percentile(bare, 0.5))
      oursLate.append(Figures.percentile(mine, 0.99))
      theirsLate.append(Figures.percentile(bare, 0.99))
    }
    func line(_ what: String, _ mine: [Double], _ bare: [Double], _ aim: String) -> BenchLine {
      let (mine, bare) = (Figures(rounds: mine), Figures(rounds: bare))
      return BenchLine(
        what: what, ours: mine.text(0), peer: "append + fdatasync \(bare.text(0))",
        ratio: mine.ratio(to: bare).text(),
        aim: aim)
    }
    return [
      line("one durable change, p50, µs", ours, theirs, "1.25"),
      line("one durable change, p99, µs", oursLate, theirsLate, ""),
    ]
  }
}
