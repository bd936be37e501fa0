import Glibc
import ProgramRunner
import Testing

/// Readable in twenty years: whoever has the files and the page that describes them needs nothing of this program.
@Suite("A page of Python reads the book", .serialized) struct ReadableTests {
  static let python = TheProgram.tool("python3")

  private func compare(_ bench: Bench) throws {
    let python = try #require(ReadableTests.python)
    let script = TheProgram.root + "/Tests/EndToEndTests/Fixtures/read_book.py"
    let read = try bench.tool(python, [script, bench.book])
    try #require(read.status == 0, "\(read.errorText)")
    var theirs: [String: Int] = [:]
    for line in read.lines {
      let parts = line.split(separator: "\t")
      theirs[String(parts[0])] = Int(parts[1])
    }
    var ours: [String: Int] = [:]
    for balance in try bench.json("balance") {
      ours[try #require(balance["account"]?.string)] = balance["balance_pence"]?.integer
    }
    #expect(!ours.isEmpty && theirs == ours)
  }

  @Test(
    "every balance of a demo book, with what officers posted and took back",
    .enabled(if: python != nil, "python3 is not installed"))
  func demo() throws {
    let bench = try Bench()
    let made = try bench.run("demo", bench.book, "--accounts", "80", "--years", "2")
    try #require(made.status == 0, "\(made.errorText)")
    let accounts = try bench.json("accounts").compactMap { $0["account"]?.string }
    for (number, account) in accounts.prefix(5).enumerated() {
      let posted = try bench.run(
        "post", account, "--type", "cash", "--amount", "\(number + 1).50", "--date", TheProgram.today)
      #expect(posted.status == 0, "\(posted.errorText)")
      #expect(try bench.run("note", account, "Rang | said “Friday”\tthen rang off").status == 0)
    }
    try compare(bench)
    #expect(try bench.run("archive", "--before", "2999-01-01", "--at-once").text.contains("taken away"))
    try compare(bench)
    let page = TheProgram.root + "/Tests/EndToEndTests/Fixtures/read_book.py"
    let count = try #require(TheProgram.tool("wc"))
    let lines = try bench.tool(count, ["-l", page]).text
    #expect(
      (lines.split(separator: " ").first.flatMap { Int($0) } ?? .max) < 110, "no page any more: \(lines)")
  }

  @Test(
    "every balance of the messy extracts", .enabled(if: python != nil, "python3 is not installed"),
    arguments: ["plain", "ql", "nec"])
  func messy(style: String) throws {
    let bench = try Bench()
    #expect(try bench.run("import", TheProgram.extract("messy/" + style)).status == 1)
    try compare(bench)
  }

  @Test(
    "a book that keeps its own ledger, charged, taken back, and charged again",
    .enabled(if: python != nil, "python3 is not installed"))
  func charged() throws {
    let bench = try Bench.withOwnLedger()
    for arguments in [
      ["run", "--week", "2026-11-09"], ["run", "--week", "2026-11-16"], ["undo", "--week", "2026-11-16"],
      ["run", "--week", "2026-11-20"],
    ] {
      let result = try bench.run(["charges"] + arguments)
      #expect(result.status == 0, "\(arguments): \(result.errorText)")
    }
    try compare(bench)
    #expect(try bench.run("verify", "--deep").status == 0)
  }
}
