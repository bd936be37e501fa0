import Casebook
import Glibc
import ProgramRunner
import Rents

/// Leaving a field of the income and expenditure form until it is durable, while a second officer is in it, beside a bare
/// append of 256 bytes and fdatasync in the same folder, in turn. What is half typed takes the same way.
struct FormBench {
  let at: Surroundings
  private let fields = 400

  func run() throws -> [BenchLine] {
    try DemoBook.make(accounts: 1_000, at: at)
    let path = at.folder + "/form-book"
    TemporaryDirectory.remove(path)
    try at.run("/bin/cp", ["-r", DemoBook.path(accounts: 1_000, at: at), path])
    let today = CivilDate(iso: Surroundings.today)
    let user = String(cString: getpwuid(getuid()).pointee.pw_name)
    let (book, other) = (
      try Casebook.open(at: path, user: user, today: today),
      try Casebook.open(at: path, user: user, today: today)
    )
    guard
      let account = try book.view.patches().first.flatMap({ try book.view.summaries(patch: $0.name).first })?
        .reference
    else {
      throw BenchError(what: "form", why: "the demo book is empty")
    }
    try book.forms.enter(account)
    try other.forms.enter(account)
    let floor = open(at.folder + "/floor", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard floor >= 0 else { throw BenchError(what: "form", why: "no file for the floor") }
    defer { close(floor) }
    let record = [UInt8](repeating: UInt8(ascii: "x"), count: 256)

    var (ours, theirs, oursLate, theirsLate): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    var form = book.forms.look(at: account)
    for round in 0..<at.rounds {
      var (mine, bare): ([Double], [Double]) = ([], [])
      for number in 0..<fields {
        let began = monotonicNanoseconds()
        form = try book.forms.keep(
          form, field: "amount.line-\(number % 87)", text: "\(round)\(number).64w",
          next: "amount.line-\(number % 87 + 1)")
        let between = monotonicNanoseconds()
        guard write(floor, record, record.count) == record.count, fdatasync(floor) == 0 else {
          throw BenchError(what: "form", why: "the floor could not be written")
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
        ratio: mine.ratio(to: bare).text(), aim: aim)
    }
    return [
      line("a field left to durable, p50, µs", ours, theirs, "1.5"),
      line("a field left to durable, p99, µs", oursLate, theirsLate, ""),
    ]
  }
}
