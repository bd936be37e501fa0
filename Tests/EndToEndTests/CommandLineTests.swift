import Glibc
import ProgramRunner
import Testing

/// The command line that others rely on.
@Suite("The command line", .serialized) struct CommandLineTests {
  @Test("accounts prints the promised keys, and money as whole pence")
  func accountsKeys() throws {
    let accounts = try Bench.withShowcase().json("accounts")
    #expect(accounts.count == (try Extract.showcase("accounts").rows.count))
    let promised = [
      "account", "tenure", "status", "patch", "tenants", "address", "charge_pence", "charge_frequency",
      "balance_pence",
      "weeks_owed",
    ]
    for account in accounts {
      #expect(Set(account.keys).isSubset(of: promised))
      #expect(Set(promised).subtracting(account.keys).isSubset(of: ["weeks_owed"]), "\(account)")
      #expect(account["charge_pence"]?.integer != nil && account["balance_pence"]?.integer != nil)
      #expect(account["tenants"]?.array?.isEmpty == false)
    }
  }

  @Test("accounts of a patch, and of a filter")
  func accountsChosen() throws {
    let bench = try Bench.withShowcase()
    let all = try bench.json("accounts")
    let patch = try #require(all.first?["patch"]?.string)
    let ofPatch = try bench.json("accounts", "--patch", patch)
    #expect(ofPatch == all.filter { $0["patch"] == .text(patch) })
    #expect(try bench.run("accounts", "--patch", "nowhere").status == 2)
    let garages = try bench.json("accounts", "--filter", "tenure:garage")
    #expect(garages == all.filter { $0["tenure"] == .text("garage") })
    #expect(!garages.isEmpty)
  }

  @Test("The table for people is aligned, plain where nobody looks, and ends with the totals")
  func accountsTable() throws {
    let lines = try Bench.withShowcase().run("accounts").lines
    #expect(lines.first?.hasPrefix("Account") == true)
    let count = try Extract.showcase("accounts").rows.count
    #expect(lines.last?.hasPrefix("\(count) accounts: ") == true)
    #expect(!lines.contains { $0.contains("\u{1B}") || $0.hasSuffix(" ") })
    // The column of balances ends where its heading ends, on every line.
    let heading = try #require(lines.first)
    let end = try #require(heading.firstRange(of: "Balance")).upperBound
    let column = heading.distance(from: heading.startIndex, to: end)
    for line in lines.dropFirst().dropLast(1) where !line.isEmpty {
      let upTo = line.index(line.startIndex, offsetBy: column)
      #expect(line[..<upTo].hasSuffix("R") || line[..<upTo].hasSuffix("0.00"), "\(line)")
    }
  }

  @Test("balance as known on a day is the sum of what had come in by then")
  func balanceAsAt() throws {
    let bench = try Bench.withShowcase()
    let day = "2026-10-15"
    var sums: [String: Int] = [:]
    for row in try Extract.showcase("transactions").rows {
      let batch = (row["batch"] ?? "").suffix(8)
      guard batch.count == 8, batch <= "20261015" else { continue }
      sums[row["account_ref"] ?? "", default: 0] += Int(row["amount"] ?? "") ?? 0
    }
    let balances = try bench.json("balance", "--as-at", day)
    #expect(balances.count == (try Extract.showcase("accounts").rows.count))
    for balance in balances {
      #expect(balance.keys == ["account", "as_at", "balance_pence"])
      #expect(balance["as_at"] == .text(day))
      let account = try #require(balance["account"]?.string)
      #expect(balance["balance_pence"]?.integer == sums[account, default: 0], "\(account)")
    }
    let one = try bench.json("balance", "10000013")
    #expect(one.count == 1 && one[0]["as_at"] == .text(TheProgram.today))
  }

  @Test("ledger runs from nothing to the extract's balance; --from and --to cut it without changing a figure")
  func ledger() throws {
    let bench = try Bench.withShowcase()
    let lines = try bench.json("ledger", "10000054")
    var running = 0
    for line in lines {
      #expect(
        line.keys == [
          "id", "account", "date", "recorded", "type", "amount_pence", "balance_pence", "narrative", "source",
        ])
      running += try #require(line["amount_pence"]?.integer)
      #expect(line["balance_pence"]?.integer == running)
    }
    #expect(running == 10_579)
    let part = try bench.json("ledger", "10000054", "--from", "2026-09-01", "--to", "2026-09-30")
    #expect(!part.isEmpty)
    #expect(part == lines.filter { ("2026-09-01"..."2026-09-30").contains($0["date"]?.string ?? "") })
    let earlier = try bench.json("ledger", "10000054", "--as-at", "2026-09-30")
    #expect(earlier.count < lines.count && !earlier.isEmpty)
  }

  @Test("A payment posted here lowers the balance at once, and stands in the journal under its number")
  func post() throws {
    let bench = try Bench.withShowcase()
    let before = try #require(try bench.json("balance", "10000013")[0]["balance_pence"]?.integer)
    let posted = try bench.json(
      "post", "10000013", "--type", "cash", "--amount", "20.50", "--date", "2026-11-20", "--narrative",
      "At the counter")
    let number = try #require(posted[0]["seq"]?.integer)
    #expect(try bench.json("balance", "10000013")[0]["balance_pence"]?.integer == before - 2_050)
    let last = try #require(try bench.json("ledger", "10000013").last)
    #expect(last["amount_pence"]?.integer == -2_050)
    #expect(last["narrative"] == .text("At the counter"))
    #expect(last["source"] == .text("patchbook"))
    let entry = try #require(try bench.json("journal", "--from", String(number)).first)
    #expect(entry["seq"]?.integer == number)
    #expect(entry["events"]?.array?.isEmpty == false)
    // A sign says what it says, whatever the type.
    #expect(
      try bench.run("post", "10000013", "--type", "cash", "--amount", "-1", "--date", "2026-11-20").status
        == 0)
    #expect(
      try bench.run("post", "10000013", "--type", "rent", "--amount", "3", "--date", "2026-11-20").status == 0
    )
    #expect(try bench.json("balance", "10000013")[0]["balance_pence"]?.integer == before - 2_050 - 100 + 300)
    // What it said is what it did.
    #expect(try bench.run("ledger", "10000013").text.contains("together"))
  }

  @Test("A note comes back from the journal as it was written")
  func note() throws {
    let bench = try Bench.withShowcase()
    let text = "Called; says: \"Friday\" \u{1B}[31m — naïve £20\nsecond line"
    #expect(try bench.run("note", "10000013", text).text.contains("transaction 2"))
    let entry = try #require(try bench.json("journal").last)
    #expect(entry.keys.starts(with: ["seq", "at", "who"]))
    let noted = try #require(entry["events"]?.array?.first { $0["type"] == .text("note") })
    #expect(noted["text"]?.string?.contains("\"Friday\"") == true)
    #expect(noted["text"]?.string?.contains("second line") == true)
    let at = try #require(entry["at"]?.string)
    #expect(at.count == 20 && at.hasSuffix("Z"))
  }

  @Test("verify says that a book is whole, how large it is, and its head")
  func verify() throws {
    let bench = try Bench.withShowcase()
    for arguments in [["verify"], ["verify", "--deep"]] {
      let result = try bench.run(arguments + ["--json"])
      #expect(result.status == 0)
      let line = try JSON(result.text)
      #expect(line["ok"] == .bool(true))
      #expect(line["transactions"]?.integer == 1)
      #expect(line["postings"]?.integer == (try Extract.showcase("transactions").rows.count))
      #expect((line["head"]?.string?.count ?? 0) >= 32)
    }
  }

  @Test("A flipped byte in the record is found, and the answer is 3")
  func damage() throws {
    let bench = try Bench.withShowcase()
    #expect(try bench.run("note", "10000013", "before the damage").status == 0)
    #expect(try bench.run("note", "10000013", "after it").status == 0)
    let journal = bench.book + "/journal"
    let segment = try #require(try bench.tool("/bin/ls", [journal]).lines.first)
    let file = try #require(fopen(journal + "/" + segment, "r+"))
    fseek(file, 200, SEEK_SET)
    let byte = fgetc(file)
    fseek(file, 200, SEEK_SET)
    fputc(byte ^ 1, file)
    fclose(file)
    let result = try bench.run("verify", "--json")
    #expect(result.status == 3, "\(result.text) \(result.errorText)")
    #expect(try JSON(result.text)["ok"] == .bool(false))
    #expect(!result.errorText.isEmpty)
  }

  @Test("A backup is a book of its own with the same accounts")
  func backup() throws {
    let bench = try Bench.withShowcase()
    #expect(try bench.run("note", "10000013", "in both").status == 0)
    let copy = bench.folder + "/copy"
    #expect(try bench.run("backup", copy).status == 0)
    #expect(try bench.run("checkpoint").status == 0)
    #expect(try bench.run("--data", copy, "accounts", "--json").text == bench.run("accounts", "--json").text)
    #expect(try bench.run("--data", copy, "journal", "--json").text == bench.run("journal", "--json").text)
    #expect(try bench.run("--data", copy, "verify", "--deep").status == 0)
  }

  @Test("A wrong call ends with 2, or with 64 where the parser found it, and says so on standard error alone")
  func wrongCalls() throws {
    let bench = try Bench.withShowcase()
    for (arguments, status) in [
      (["nonsense"], Int32(64)), (["accounts", "--nonsense"], 64), (["ledger"], 64),
      (["balance", "--as-at", "2026-02-31"], 64),
      (["balance", "--as-at", "2026-01-01", "--effective", "2026-01-01"], 64),
      (["post", "10000013", "--type", "bribe", "--amount", "1", "--date", "2026-11-20"], 64),
      (["post", "10000013", "--type", "cash", "--amount", "1O", "--date", "2026-11-20"], 2),
      (["ledger", "99999999"], 2), (["balance", "99999999"], 2), (["note", "99999999", "x"], 2),
      (["import", "/nowhere/at/all.tsv"], 2),
      (["accounts", "--filter", "balance>"], 2),
    ] {
      let result = try bench.run(arguments)
      #expect(result.status == status, "\(arguments): \(result.errorText)")
      #expect(result.text.isEmpty && !result.errorText.isEmpty, "\(arguments)")
    }
    let wrongDay = try bench.run("accounts", environment: ["PATCHBOOK_TODAY": "yesterday"])
    #expect(wrongDay.status == 2 && wrongDay.errorText.contains("PATCHBOOK_TODAY"))
  }

  @Test("A reference that is nearly right is answered with the right ones")
  func nearReferences() throws {
    let result = try Bench.withShowcase().run("ledger", "10000031")
    #expect(result.errorText.contains("10000013"))
  }

  @Test("A missing book is said with what to type; one of a newer program is left alone")
  func missingAndNewer() throws {
    let bench = try Bench()
    let missing = try bench.run("accounts")
    #expect(missing.status == 2)
    #expect(missing.errorText.contains("patchbook demo") && missing.errorText.contains("import"))
    let whole = try Bench.withShowcase()
    let format = whole.book + "/FORMAT"
    let old = try #require(try whole.tool("/bin/cat", [format]).lines.first)
    let newer = String(old.map { $0.isNumber ? "9" : $0 }) + "\n"
    let file = try #require(fopen(format, "w"))
    fputs(newer, file)
    fclose(file)
    #expect(try whole.run("accounts").status == 3)
    #expect(try whole.run("note", "10000013", "x").status == 3)
  }

  @Test("--data before or after the subcommand, or the environment: the same book")
  func whereTheBookIs() throws {
    let bench = try Bench.withShowcase()
    let expected = try bench.run("accounts", "--json").text
    let environment = TheProgram.environment(bench.folder)
    let after = try Command.run(
      TheProgram.path, ["accounts", "--json", "--data", bench.book], environment: environment)
    #expect(after.text == expected)
    let named = try Command.run(
      TheProgram.path, ["accounts", "--json"],
      environment: environment.merging(["PATCHBOOK_DATA": bench.book]) { $1 })
    #expect(named.text == expected)
    let usual = try Command.run(
      TheProgram.path, ["import", TheProgram.extract("showcase/plain")],
      environment: environment.merging(["XDG_DATA_HOME": bench.folder + "/xdg"]) { $1 })
    #expect(usual.status == 0, "\(usual.errorText)")
    #expect(access(bench.folder + "/xdg/patchbook/book/FORMAT", F_OK) == 0)
  }

  @Test("Output that is not taken is an error; a reader that has had enough is not")
  func outputs() throws {
    let bench = try Bench.withShowcase()
    let full = try bench.run(["accounts", "--json"], outputPath: "/dev/full")
    #expect(full.status == 4)
    #expect(full.errorText.contains("No space left"))
    let head = try bench.run(["journal", "--json"], readsLines: 1)
    #expect(head.errorText.isEmpty)
    let table = try bench.run(["ledger", "10000054"], readsLines: 1)
    #expect(table.errorText.isEmpty)
    // The note is saved whether or not anybody can be told.
    let saved = try bench.run(["note", "10000013", "kept"], outputPath: "/dev/full")
    #expect(saved.status == 4)
    #expect(try bench.json("journal").count == 2)
  }

  @Test(
    "A directory that may only be read can be read, and refuses changes with 4",
    .enabled(if: ReadOnlyMount.isPossible, "unshare cannot mount here: nothing binds root to permissions"))
  func readOnlyDirectory() throws {
    let bench = try Bench.withShowcase()
    let reading = try ReadOnlyMount.run(bench, "accounts --json")
    #expect(reading.status == 0, "\(reading.errorText)")
    #expect(reading.text == (try bench.run("accounts", "--json").text))
    let writing = try ReadOnlyMount.run(bench, "note 10000013 x")
    #expect(writing.status == 4, "\(writing.errorText)")
    #expect(!writing.errorText.isEmpty)
    #expect(try bench.json("journal").count == 1)
  }

  @Test("Two processes that write at once are both saved")
  func twoWriters() throws {
    let bench = try Bench.withShowcase()
    let script = """
      for n in 1 2 3 4 5; do "$0" --data "$1" note 10000013 "left $n" || exit 1; done &
      for n in 1 2 3 4 5; do "$0" --data "$1" note 10000054 "right $n" || exit 1; done
      wait $!
      """
    let result = try bench.tool("/bin/sh", ["-c", script, TheProgram.path, bench.book])
    #expect(result.status == 0, "\(result.errorText)")
    let journal = try bench.json("journal")
    #expect(journal.map { $0["seq"]?.integer } == Array(1...11))
    #expect(try bench.run("verify", "--deep").status == 0)
  }
}

/// A book's directory mounted so that it may only be read, in a namespace of the test's own.
enum ReadOnlyMount {
  static var isPossible: Bool {
    guard let unshare = TheProgram.tool("unshare") else { return false }
    let probe = try? Command.run(
      unshare, ["-Urm", "sh", "-c", "mount --bind /tmp /tmp && mount -o remount,bind,ro /tmp"],
      environment: TheProgram.environment("/"))
    return probe?.status == 0
  }

  /// Runs the program on the book of a bench.
  static func run(_ bench: Bench, _ arguments: String) throws -> Command {
    let script =
      "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && exec \"$0\" --data \"$1\" \(arguments)"
    return try bench.tool(
      TheProgram.tool("unshare") ?? "unshare", ["-Urm", "sh", "-c", script, TheProgram.path, bench.book])
  }
}
