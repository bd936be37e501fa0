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
    return try DurableFloor(at: at).lines("one durable change", aim: "1.25", changes: changes) { _, number in
      _ = try book.perform(
        .note(account: account.reference, text: "Called, will pay on Friday, number \(number)"))
    }
  }
}
