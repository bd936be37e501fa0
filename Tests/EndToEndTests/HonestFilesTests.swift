import Glibc
import ProgramRunner
import Testing

/// What the program leaves on the disk, and what it says of it.
@Suite("What is left on the disk", .serialized) struct HonestFilesTests {
  private func contents(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"), "\(path)")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private func kind(_ path: String) -> mode_t {
    var about = stat()
    return lstat(path, &about) == 0 ? about.st_mode & S_IFMT : 0
  }

  private func names(_ path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  // MARK: export --out

  @Test("A plain file is replaced as a whole, and nothing is left beside it")
  func exportReplacesFiles() throws {
    let bench = try Bench.withShowcase()
    let expected = try bench.run("export", "csv").output
    let file = try bench.write("old", as: "out.csv")
    chmod(file, 0o600)
    #expect(try bench.run("export", "csv", "--out", file).status == 0)
    #expect(try contents(file) == expected)
    #expect(names(bench.folder) == ["book", "out.csv"])
    var about = stat()
    #expect(stat(file, &about) == 0 && about.st_mode & 0o777 == 0o600)
  }

  @Test("What a link leads to is written, and the link stays; a device and a pipe stay what they are")
  func exportWritesIntoOthers() throws {
    let bench = try Bench.withShowcase()
    let expected = try bench.run("export", "csv").output
    let target = try bench.write("old and very long", as: "target.csv")
    let link = bench.folder + "/link.csv"
    #expect(symlink(target, link) == 0)
    #expect(try bench.run("export", "csv", "--out", link).status == 0)
    #expect(kind(link) == S_IFLNK)
    #expect(try contents(target) == expected)

    #expect(try bench.run("export", "csv", "--out", "/dev/null").status == 0)
    #expect(kind("/dev/null") == S_IFCHR)
    let full = try bench.run("export", "csv", "--out", "/dev/full")
    #expect(full.status == 4 && full.errorText.contains("No space left"))
    #expect(kind("/dev/full") == S_IFCHR)

    let pipe = bench.folder + "/pipe"
    let script = "mkfifo \"$2\" && { cat \"$2\" & } && \"$0\" --data \"$1\" export csv --out \"$2\"; wait"
    let read = try bench.tool("/bin/sh", ["-c", script, TheProgram.path, bench.book, pipe])
    #expect(read.output == expected)
    #expect(kind(pipe) == S_IFIFO)
  }

  @Test("A limit on the size of files is a sentence and 4, not a silent end")
  func fileSizeLimit() throws {
    let bench = try Bench.withShowcase()
    for arguments in ["export csv --out \"$2\"", "import \"$3\""] {
      let script = "ulimit -f 4; exec \"$0\" --data \"$1\" \(arguments)"
      let result = try bench.tool(
        "/bin/sh",
        [
          "-c", script, TheProgram.path, arguments.hasPrefix("import") ? bench.folder + "/new" : bench.book,
          bench.folder + "/out.csv", TheProgram.extract("showcase/plain"),
        ])
      #expect(result.status == 4, "\(arguments): \(result.ending)")
      #expect(result.errorText.hasPrefix("patchbook: "), "\(result.errorText)")
    }
    #expect(names(bench.folder) == ["book"])
  }

  // MARK: A first import

  @Test("A first import that takes nothing makes no book and does not say that it did")
  func noBookForNothing() throws {
    let bench = try Bench()
    let bad = try bench.write(
      "account_ref\tdate\ttype\tamount\tnarrative\tbatch\ttransaction_id\n"
        + "10000013\t2026-02-31\tCSH\t-100\tBAD\tAP20261120\t900002\n", as: "transactions.tsv")
    let empty = try bench.write("", as: "empty.csv")
    for (arguments, status) in [
      (["/nonexistent.csv"], Int32(2)), ([empty], 2), ([bad, "--all-or-nothing"], 1),
      ([TheProgram.extract("showcase/plain"), "--dry-run"], 0),
    ] {
      let result = try bench.run(["import"] + arguments)
      #expect(result.status == status, "\(arguments): \(result.errorText)\(result.text)")
      #expect(!result.errorText.contains("new book"), "\(arguments)")
      #expect(names(bench.folder) == ["empty.csv", "transactions.tsv"], "\(arguments)")
    }
  }

  @Test("A directory that holds other files is not made into a book, an empty one is")
  func otherFiles() throws {
    let bench = try Bench()
    #expect(mkdir(bench.book, 0o755) == 0)
    #expect(try bench.run("import", TheProgram.extract("showcase/plain")).status == 0)
    let other = bench.folder + "/other"
    #expect(mkdir(other, 0o755) == 0)
    _ = try bench.write("mine", as: "other/letter.txt")
    for arguments in [["import", TheProgram.extract("showcase/plain"), "--data", other], ["demo", other]] {
      let result = try bench.run(arguments)
      #expect(result.status == 2)
      #expect(result.errorText.contains("holds other files"), "\(result.errorText)")
    }
    #expect(names(other) == ["letter.txt"])
  }

  @Test("Two first imports at once are both done, into one book")
  func twoFirstImports() throws {
    let bench = try Bench()
    let script = """
      "$0" --data "$1" import "$2" >"$4/one" 2>&1 & one=$!
      "$0" --data "$1" import "$3" >"$4/two" 2>&1 & two=$!
      wait $one && wait $two
      """
    let result = try bench.tool(
      "/bin/sh",
      [
        "-c", script, TheProgram.path, bench.book, TheProgram.extract("showcase/plain/accounts.tsv"),
        TheProgram.extract("showcase/ql"), bench.folder,
      ])
    #expect(result.status == 0)
    // Whoever came second had nothing or the rest to add.
    #expect((1...2).contains(try bench.json("journal").count))
    #expect(try bench.json("accounts").count == Extract.showcase("accounts").rows.count)
    #expect(try bench.run("verify", "--deep").status == 0)
    #expect(names(bench.folder) == ["book", "one", "two"])
  }

  // MARK: The demo

  @Test("The same demo arguments make the same book to the byte")
  func demoIsDeterministic() throws {
    let bench = try Bench()
    let paths = ["one", "deep/er/two"].map { bench.folder + "/" + $0 }
    for path in paths {
      let made = try bench.run("demo", path, "--accounts", "40")
      #expect(made.status == 0, "\(made.errorText)")
    }
    let files = try bench.tool("/bin/sh", ["-c", "cd \"$0\" && find . -type f | sort", paths[0]]).lines
    #expect(
      files == (try bench.tool("/bin/sh", ["-c", "cd \"$0\" && find . -type f | sort", paths[1]]).lines))
    #expect(files.count > 6)
    for file in files where file != "./holder" {
      let pair = try paths.map { try contents($0 + "/" + file) }
      if file == "./head" {
        #expect(pair[0].count == pair[1].count)
      } else {
        #expect(pair[0] == pair[1], "\(file)")
      }
    }
    let entry = try JSON(try #require(try bench.run("journal", "--json", "--data", paths[0]).lines.first))
    #expect(entry["at"] == .text("2026-11-21T06:00:00Z"))
    #expect(entry["today"] == nil)
    // Other arguments make another book.
    let other = bench.folder + "/other"
    #expect(try bench.run("demo", other, "--accounts", "41").status == 0)
    #expect(try contents(other + "/FORMAT") != contents(paths[0] + "/FORMAT"))
  }

  // MARK: What is said

  @Test("A damaged book's head proves nothing, and nobody says that it does")
  func damagedHead() throws {
    let bench = try Bench.withShowcase()
    #expect(try bench.run("verify").text.contains("proves"))
    let bulk = try #require(names(bench.book + "/bulk").first)
    let file = try #require(fopen(bench.book + "/bulk/" + bulk, "r+"))
    fseek(file, 2_000, SEEK_SET)
    fputs("\u{1}\u{2}\u{3}", file)
    fclose(file)
    let result = try bench.run("verify")
    #expect(result.status == 3)
    #expect(!result.text.contains("proves"))
  }

  @Test("A damaged file ends every command with a sentence and never with the parser's words")
  func damagedFile() throws {
    for folder in ["bulk", "state"] {
      let bench = try Bench.withShowcase()
      for name in names(bench.book + "/" + folder) where name != "lock" {
        let path = bench.book + "/" + folder + "/" + name
        let bytes = try contents(path)
        let file = try #require(fopen(path, "r+"))
        for place in stride(from: 40, to: bytes.count, by: 97) {
          fseek(file, place, SEEK_SET)
          fputc(Int32(bytes[place] ^ 1), file)
        }
        fclose(file)
      }
      for arguments in [
        ["accounts"], ["balance"], ["ledger", "10000013"], ["export", "csv"], ["verify"], ["journal"],
        ["note", "10000013", "x"], ["checkpoint"], ["show"],
      ] {
        let result = try bench.run(arguments)
        #expect([0, 3].contains(result.status), "\(folder) \(arguments): \(result.errorText)")
        #expect(!result.errorText.contains("Error:"), "\(folder) \(arguments)")
      }
    }
  }

  @Test("A ledger to a day ends with the balance at that day, and says what is known beside it")
  func ledgerToADay() throws {
    let bench = try Bench.withShowcase()
    let all = try bench.json("ledger", "10000054")
    let day = try #require(all[all.count / 2]["date"]?.string)
    let lines = try bench.run("ledger", "10000054", "--to", day).lines
    #expect(lines.dropLast().last?.hasPrefix("At \(day): Balance ") == true, "\(lines.suffix(3))")
    #expect(lines.last?.hasPrefix("All that is known (as at 2026-11-21): Balance ") == true)
    let whole = try bench.run("ledger", "10000054").lines.last
    #expect(whole?.hasPrefix("Balance ") == true)
    let reversed = try bench.run("ledger", "10000054", "--from", "2026-11-10", "--to", "2026-11-01")
    #expect(reversed.status == 2)
    #expect(reversed.text.isEmpty && reversed.errorText.contains("--from"))
  }

  @Test("A note may begin with a dash; a bad argument is echoed harmlessly")
  func dashesAndEscapes() throws {
    let bench = try Bench.withShowcase()
    for text in ["-text", "- rang twice"] {
      let noted = try bench.run("note", "10000013", text)
      #expect(noted.status == 0, "\(text): \(noted.errorText)")
    }
    let events = try bench.json("journal").suffix(2).map { "\($0)" }
    #expect(events.first?.contains("-text") == true && events.last?.contains("- rang twice") == true)
    #expect(try bench.run("note", "10000013", "rang", "--twice").status == 2)
    for arguments in [
      ["accounts", "--data", "/x\u{1B}]0;pwn\u{7}"], ["accounts", "--\u{1B}[2J"],
      ["post", "1", "--type", "\u{1B}[2J", "--amount", "1", "--date", "2026-11-20"],
      ["note", "\u{1B}[2J", "x"],
    ] {
      let result = try bench.run(arguments)
      #expect(result.status == 2 || result.status == 64)
      #expect(!result.error.contains(0x1B) && !result.error.contains(0x07), "\(arguments)")
    }
  }
}
