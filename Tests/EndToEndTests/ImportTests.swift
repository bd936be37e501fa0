import Glibc
import ProgramRunner
import Testing

/// The landlord's files on their way in, through the real program.
@Suite("Importing extracts", .serialized) struct ImportTests {
  private func balances(_ bench: Bench) throws -> [String: Int] {
    var found: [String: Int] = [:]
    for account in try bench.json("accounts") {
      found[try #require(account["account"]?.string)] = try #require(account["balance_pence"]?.integer)
    }
    return found
  }

  @Test("Every account's balance is its extract's, whatever the style", arguments: ["plain", "ql", "nec"])
  func balancesAreTheExtracts(style: String) throws {
    let bench = try Bench()
    let result = try bench.run("import", TheProgram.extract("showcase/" + style))
    #expect(result.status == 0, "\(result.errorText)")
    #expect(try balances(bench) == Extract.showcase("accounts").balances)
  }

  @Test("Three styles of the same content into one book: the second and third add nothing")
  func stylesAddNothingAfterTheFirst() throws {
    let bench = try Bench()
    for (index, style) in ["plain", "ql", "nec"].enumerated() {
      let lines = try bench.json("import", TheProgram.extract("showcase/" + style))
      let summary = try #require(lines.last)
      #expect(summary["summary"] == .bool(true))
      #expect(summary["rejected"]?.integer == 0)
      if index > 0 { #expect(summary["posted"]?.integer == 0, "\(style) added rows") }
    }
    #expect(try balances(bench) == Extract.showcase("accounts").balances)
    #expect(try bench.json("journal").count == 1)
  }

  @Test("A set imported twice adds nothing, and says that it knows the files")
  func twiceAddsNothing() throws {
    let bench = try Bench.withShowcase()
    let again = try bench.json("import", TheProgram.extract("showcase/plain"))
    let summary = try #require(again.last)
    #expect(summary["posted"]?.integer == 0)
    #expect(summary["rejected"]?.integer == 0)
    #expect(again.dropLast().contains { $0["action"] == .text("skipped-duplicate") })
  }

  @Test("A dry run reports and leaves nothing behind, not even a book")
  func dryRunLeavesNothing() throws {
    let bench = try Bench()
    let lines = try bench.json("import", TheProgram.extract("showcase/plain"), "--dry-run")
    #expect((lines.last?["posted"]?.integer ?? 0) > 2_000)
    #expect(access(bench.book, F_OK) != 0)
  }

  @Test("A dry run into a book changes nothing in it")
  func dryRunChangesNothing() throws {
    let bench = try Bench()
    #expect(try bench.run("import", TheProgram.extract("showcase/plain/accounts.tsv")).status == 0)
    let before = try bench.json("journal")
    _ = try bench.json("import", TheProgram.extract("showcase/plain/transactions.tsv"), "--dry-run")
    #expect(try bench.json("journal") == before)
  }

  @Test("One bad row: the good ones land or none do, as was asked; either way the answer is 1")
  func badRows() throws {
    let bench = try Bench()
    #expect(try bench.run("import", TheProgram.extract("showcase/plain/accounts.tsv")).status == 0)
    let header = "account_ref\tdate\ttype\tamount\tnarrative\tbatch\ttransaction_id\n"
    let file = try bench.write(
      header + "10000013\t2026-11-20\tCSH\t-100\tGOOD\tAP20261120\t900001\n"
        + "10000013\t2026-02-31\tCSH\t-100\tBAD\tAP20261120\t900002\n", as: "transactions.tsv")
    let none = try bench.run("import", file, "--all-or-nothing", "--json")
    #expect(none.status == 1)
    #expect(try bench.json("ledger", "10000013").isEmpty)
    let good = try bench.run("import", file, "--json")
    #expect(good.status == 1)
    let rejection = try JSON(try #require(good.lines.first))
    #expect(rejection["file"] == .text("transactions.tsv"))
    #expect(rejection["line"]?.integer == 3)
    #expect(rejection["column"] == .text("date"))
    #expect(rejection["action"] == .text("rejected"))
    #expect(try bench.json("ledger", "10000013").count == 1)
  }

  @Test("A messy set ends with 1, and nothing of it steers the terminal", arguments: ["plain", "ql", "nec"])
  func messyIsHarmless(style: String) throws {
    let bench = try Bench()
    let result = try bench.run("import", TheProgram.extract("messy/" + style))
    #expect(result.status == 1, "\(result.errorText)")
    for (name, bytes) in [
      ("import", result.output + result.error), ("accounts", try bench.run("accounts").output),
      ("journal", try bench.run("journal").output),
      ("accounts --json", try bench.run("accounts", "--json").output),
    ] {
      let harmful = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value)
          || (0x202A...0x202E).contains($0.value)
          || (0x2066...0x2069).contains($0.value)
      }
      #expect(harmful.isEmpty, "\(name) prints \(harmful.map { String($0.value, radix: 16) })")
    }
    #expect(try bench.run("verify", "--deep").status == 0)
  }

  @Test("A file that no map knows is refused with its first line, and nothing is changed")
  func unknownFile() throws {
    let bench = try Bench()
    let file = try bench.write("this,is,not\nan,extract,1\n", as: "shopping.csv")
    let result = try bench.run("import", file)
    #expect(result.status == 2)
    #expect(result.errorText.contains("shopping.csv"))
    #expect(result.text.isEmpty)
  }

  @Test("A reader that goes away does not stop an import")
  func readerGoesAway() throws {
    let bench = try Bench()
    #expect(try bench.run("import", TheProgram.extract("messy/plain/actions.tsv"), "--json").status != nil)
    let result = try bench.run(["import", TheProgram.extract("messy/plain"), "--json"], readsLines: 1)
    #expect(result.status == 1)
    #expect(result.errorText.isEmpty)
    #expect(try !bench.json("accounts").isEmpty)
  }

  @Test(
    "A first import that is killed leaves no book, and the next sweeps away what it left and nothing else")
  func killedFirstImport() throws {
    let bench = try Bench()
    func left() throws -> [String] {
      try bench.tool("/bin/ls", ["-A", bench.folder]).lines.filter { $0.hasPrefix(".patchbook-") }.sorted()
    }
    // A file that seems incomplete is asked about: the import stands there with its book half made.
    let importing = try bench.desk("import", TheProgram.extract("messy/plain"))
    try #require(importing.waitFor("[y/N]"), "\(importing.screen.text)")
    let name = try #require(try left().first)
    #expect(access("\(bench.folder)/\(name)/book/FORMAT", F_OK) == 0)
    importing.signal(SIGKILL)
    _ = importing.waitForEnd()
    #expect(try left() == [name] && access(bench.book, F_OK) != 0)

    // What only looks like it, is another host's, or holds something else is let alone.
    let stem = String(name.dropLast(6))
    let others = [".patchbook-elsewhere-abc123", stem + "abc", stem + "abc12.", ".patchbook-abc123"]
    for other in others { mkdir("\(bench.folder)/\(other)", 0o755) }
    let filled = stem + "abcdef"
    mkdir("\(bench.folder)/\(filled)", 0o755)
    _ = try bench.write("mine", as: filled + "/letter.txt")
    let file = try bench.write("mine", as: stem + "abcdeg")
    let link = "\(bench.folder)/\(stem)abcdeh"
    mkdir("\(bench.folder)/elsewhere", 0o755)
    symlink("\(bench.folder)/elsewhere", link)
    let kept = try left().filter { $0 != name }

    #expect(try bench.run("import", TheProgram.extract("showcase/plain")).status == 0)
    #expect(try left() == kept)
    #expect(access(file, F_OK) == 0 && access("\(bench.folder)/elsewhere", F_OK) == 0)
    #expect(try !bench.json("accounts").isEmpty)
  }
}
