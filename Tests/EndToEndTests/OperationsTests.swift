import Glibc
import ProgramRunner
import Testing

extension Bench {
  /// A place with the showcase's accounts in a book that keeps the ledger itself.
  static func withOwnLedger() throws -> Bench {
    let bench = try Bench()
    let made = try bench.run("import", TheProgram.extract("showcase/plain/accounts.tsv"))
    try #require(made.status == 0, "\(made.errorText)")
    let path = bench.book + "/book.toml"
    let text = try bench.read(path)
    _ = try bench.write(
      text.replacing("ledger_of_record = \"landlord\"", with: "ledger_of_record = \"patchbook\""),
      as: "book/book.toml")
    return bench
  }

  /// The text of a file.
  func read(_ path: String) throws -> String {
    let cat = try #require(TheProgram.tool("cat"))
    return try tool(cat, [path]).text
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}

/// What whoever runs the host types.
@Suite("Keeping a book", .serialized) struct OperationsTests {
  @Test("journal --head is one line; verify --against it proves that nothing before it was changed")
  func head() throws {
    let bench = try Bench.withShowcase()
    let noted = try bench.run("journal", "--head")
    #expect(noted.status == 0 && noted.lines.count == 1)
    #expect(try bench.run("verify", "--head").lines == noted.lines)
    #expect(try bench.run("note", "10000013", "Later").status == 0)
    #expect(try bench.run("journal", "--head").lines != noted.lines)
    let line = try #require(noted.lines.first)
    let proved = try bench.run("verify", "--against", "The head of Friday is: \(line). Thank you")
    #expect(proved.status == 0, "\(proved.errorText)")
    #expect(proved.text.contains("are what they were when that head was noted"))
    let answer = try bench.run("verify", "--against", line, "--json").lines.first
    let json = try JSON(try #require(answer))
    #expect(json["unchanged"] == .bool(true) && json["unchanged_to"]?.integer == 1)
    let other = try Bench.withOwnLedger()
    let refused = try other.run("verify", "--against", line)
    #expect(refused.status == 1 && refused.errorText.contains("has that head"))
    #expect(try bench.run("verify", "--against", "yesterday").status == 2)
  }

  @Test("verify names the file, the byte, the accounts, what is safe and what to do")
  func damage() throws {
    let bench = try Bench.withShowcase()
    let path = bench.book + "/bulk/0000000001-1.run"
    chmod(path, 0o660)
    let file = try #require(fopen(path, "r+"))
    fseek(file, 40_000, SEEK_SET)
    fputs("~", file)
    fclose(file)
    let result = try bench.run("verify", "--json")
    #expect(result.status == 3)
    let line = try JSON(try #require(result.lines.first))
    #expect(line["ok"] == .bool(false) && line["head"] == .text(""))
    let damage = try #require(line["damage"]?.array?.first)
    #expect(damage["file"] == .text("bulk/0000000001-1.run") && damage["transaction"]?.integer == 1)
    #expect(damage["account_first"]?.string != nil && damage["advice"]?.string?.contains("restore") == true)
    let text = try bench.run("verify").text
    #expect(text.contains("may be hurt:") && text.contains("Put it back from a backup"))
  }

  @Test(
    "restore makes a book anew; over a living one it says what would be lost, and puts it aside only when asked"
  )
  func restore() throws {
    let bench = try Bench.withShowcase()
    let backup = bench.folder + "/backup"
    #expect(try bench.run("backup", backup).text.contains("whole"))
    #expect(try bench.run("note", "10000013", "After the backup").status == 0)
    let refused = try bench.run("restore", backup)
    #expect(
      refused.status == 1 && refused.text.contains("lacks 1 transactions") && refused.text.contains("note"))
    #expect(try bench.json("journal").count == 2)
    let fresh = try bench.run("--data", bench.folder + "/fresh", "restore", backup)
    #expect(fresh.status == 0, "\(fresh.errorText)")
    #expect(try bench.run("--data", bench.folder + "/fresh", "verify", "--deep").status == 0)
    let done = try bench.run("restore", backup, "--put-aside")
    #expect(done.status == 0, "\(done.errorText)")
    #expect(try bench.json("journal").count == 1)
    let list = try #require(TheProgram.tool("ls"))
    let names = try bench.tool(list, [bench.folder]).lines
    let aside = try #require(names.first { $0.hasPrefix("book.aside-") })
    #expect(try bench.run("--data", bench.folder + "/" + aside, "journal", "--json").lines.count == 2)
    #expect(try bench.run("note", "10000013", "Goes on").status == 0)
    // The older backup is brought up to date by the book that was restored from it.
    #expect(try bench.run("backup", backup).status == 0)
    #expect(try bench.run("restore", bench.folder).status != 0)
  }

  @Test("a damaged book can be put aside for a backup of it, and how far it went is told from its mark")
  func restoreOverDamage() throws {
    let bench = try Bench.withShowcase()
    let backup = bench.folder + "/backup"
    #expect(try bench.run("backup", backup).status == 0)
    for number in 1...3 { #expect(try bench.run("note", "10000013", "Note \(number)").status == 0) }
    let path = bench.book + "/journal/00000001.log"
    let file = try #require(fopen(path, "r+"))
    fseek(file, 700, SEEK_SET)
    fputs("~~~~", file)
    fclose(file)
    #expect(try bench.run("verify").status == 3)
    let done = try bench.run("restore", backup, "--put-aside")
    #expect(done.status == 0, "\(done.errorText)")
    #expect(done.text.contains("stood at transaction 4"), "\(done.text)")
    #expect(try bench.run("verify", "--deep").status == 0)
  }

  @Test("a week is charged once, balances with it, and taken back as a whole")
  func charges() throws {
    let bench = try Bench.withOwnLedger()
    func owed() throws -> Int {
      try bench.json("balance").reduce(0) { $0 + ($1["balance_pence"]?.integer ?? 0) }
    }
    let before = try owed()
    let dry = try bench.run("charges", "run", "--week", "2026-11-18", "--dry-run")
    #expect(dry.status == 0 && dry.text.contains("Would charge"), "\(dry.errorText)")
    #expect(try owed() == before)
    let run = try bench.json("charges", "run", "--week", "2026-11-18")
    let summary = try #require(run.last)
    let total = try #require(summary["total_pence"]?.integer)
    #expect(summary["week"] == .text("2026-11-16") && total > 0)
    #expect(try owed() == before + total)
    let accounts = try bench.json("accounts").count
    #expect((summary["accounts"]?.integer ?? 0) + run.count - 1 == accounts)
    let again = try bench.run("charges", "run", "--week", "2026-11-22")
    #expect(again.status == 1 && again.errorText.contains("Nothing was charged twice"))
    #expect(try bench.run("charges", "undo", "--week", "2026-11-16").status == 0)
    #expect(try owed() == before)
    #expect(try bench.run("charges", "undo", "--week", "2026-11-16").status != 0)
    #expect(try bench.run("charges").text.contains("taken back"))
    let landlord = try Bench.withShowcase()
    #expect(try landlord.run("charges", "run", "--week", "2026-11-18").errorText.contains("extracts"))
  }

  @Test("Closed years are packed while nothing else changes; zcat gives a file back, and --undo all of them")
  func archive() throws {
    let bench = try Bench.withShowcase()
    #expect(try bench.run("archive").text.contains("Nothing new to pack"))
    let file = bench.book + "/bulk/0000000001-1.run"
    let sum = try #require(TheProgram.tool("sha256sum"))
    let before = try bench.tool(sum, [file]).text.prefix(64)
    let ledger = try bench.run("ledger", "10000013", "--json").text
    let first = try bench.json("archive", "--before", "2999-01-01")
    #expect(first.first?["packed"]?.integer == 1 && first.first?["waiting"]?.integer == 1)
    #expect((first.first?["bytes_after"]?.integer ?? .max) * 4 < (first.first?["bytes_before"]?.integer ?? 0))
    #expect(access(file, F_OK) == 0)
    #expect(try bench.json("archive", "--before", "2999-01-01").first?["released"]?.integer == 1)
    #expect(access(file, F_OK) != 0 && access(file + ".gz", F_OK) == 0)
    #expect(try bench.run("ledger", "10000013", "--json").text == ledger)
    #expect(try bench.run("verify", "--deep").status == 0)
    #expect(try bench.run("note", "10000013", "Goes on").status == 0)
    let shell = try #require(TheProgram.tool("sh"))
    let unpacked = try bench.tool(shell, ["-c", "gzip -dc '\(file).gz' | sha256sum"]).text.prefix(64)
    #expect(unpacked == before)
    #expect(try bench.run("archive", "--undo").status == 0)
    #expect(try bench.tool(sum, [file]).text.prefix(64) == before)
    #expect(access(file + ".gz", F_OK) != 0)
    #expect(try bench.run("verify", "--deep").status == 0)
  }
}
