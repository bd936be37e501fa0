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
    var form = book.forms.look(at: account)
    return try DurableFloor(at: at).lines("a field left to durable", aim: "1.5", changes: fields) {
      round, number in
      form = try book.forms.keep(
        form, field: "amount.line-\(number % 87)", text: "\(round)\(number).64w",
        next: "amount.line-\(number % 87 + 1)")
    }
  }
}
