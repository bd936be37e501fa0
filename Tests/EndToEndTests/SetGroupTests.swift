import Glibc
import ProgramRunner
import Testing

/// The program installed set-group-id: officers who cannot touch the files of the book work with it, and get at nothing
/// else by it.
@Suite("Installed for a group", .serialized) struct SetGroupTests {
  static let setpriv = geteuid() == 0 ? TheProgram.tool("setpriv") : nil
  /// Numbers that stand for nobody on a usual machine.
  static let group: gid_t = 54_321
  static let officers: [uid_t] = [54_331, 54_332]

  /// A place where the program is installed for the group, and a directory for the book that only the group may enter.
  private func installed() throws -> (bench: Bench, program: String, book: String) {
    let bench = try Bench()
    chmod(bench.folder, 0o755)
    for part in ["bin", "share"] { mkdir(bench.folder + "/" + part, 0o755) }
    _ = try bench.tool(try tool("cp"), ["-r", TheProgram.root + "/data", bench.folder + "/share/patchbook"])
    let program = bench.folder + "/bin/patchbook"
    _ = try bench.tool(try tool("cp"), [TheProgram.path, program])
    #expect(chown(program, 0, SetGroupTests.group) == 0 && chmod(program, 0o2755) == 0)
    let books = bench.folder + "/books"
    #expect(mkdir(books, 0o770) == 0)
    #expect(chown(books, 0, SetGroupTests.group) == 0 && chmod(books, 0o2770) == 0)
    return (bench, program, books + "/book")
  }

  private func tool(_ name: String) throws -> String {
    let path = TheProgram.tool(name)
    return try #require(path)
  }

  /// Runs the program as an officer, who is in no group but their own.
  private func run(
    _ at: (bench: Bench, program: String, book: String), _ arguments: [String],
    as officer: uid_t = officers[0]
  ) throws -> Command {
    let setpriv = try #require(SetGroupTests.setpriv)
    let home = at.bench.folder + "/home-\(officer)"
    mkdir(home, 0o700)
    chown(home, officer, officer)
    return try Command.run(
      setpriv,
      ["--reuid", "\(officer)", "--regid", "\(officer)", "--clear-groups", at.program, "--data", at.book]
        + arguments,
      environment: TheProgram.environment(home))
  }

  /// A file that belongs to somebody.
  private func file(_ path: String, _ text: String, owner: uid_t, group: gid_t, mode: mode_t) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    #expect(chown(path, owner, group) == 0 && chmod(path, mode) == 0)
  }

  @Test(
    "two officers share a book whose files neither may touch; nothing else is read or written with the group's rights",
    .enabled(if: setpriv != nil, "root and setpriv are needed to be somebody else"))
  func ownRights() throws {
    let at = try installed()
    let (one, two) = (SetGroupTests.officers[0], SetGroupTests.officers[1])
    let accounts = try at.bench.read(TheProgram.extract("showcase/plain/accounts.tsv"))
    let own = at.bench.folder + "/accounts.tsv"
    try file(own, accounts, owner: one, group: one, mode: 0o600)

    // The officer's own file is taken in, and the book is the group's.
    let made = try run(at, ["import", own])
    #expect(made.status == 0, "\(made.errorText)")
    var about = stat()
    #expect(stat(at.book + "/head", &about) == 0)
    #expect(about.st_gid == SetGroupTests.group && about.st_mode & 0o7777 == 0o660)
    let setpriv = try #require(SetGroupTests.setpriv)
    let looked = try Command.run(
      setpriv,
      ["--reuid", "\(one)", "--regid", "\(one)", "--clear-groups", try tool("cat"), at.book + "/FORMAT"],
      environment: TheProgram.environment(at.bench.folder))
    #expect(looked.status != 0, "the officer can read the book's files without the program")

    // Another officer records in it, once the book knows them.
    let officers = try at.bench.read(at.book + "/officers.toml")
    try file(
      at.book + "/officers.toml", officers + "\n[[officer]]\nuser = \"\(two)\"\nrole = \"officer\"\n",
      owner: one,
      group: SetGroupTests.group, mode: 0o660)
    let noted = try run(at, ["note", "10000013", "From the second officer"], as: two)
    #expect(noted.status == 0, "\(noted.errorText)")
    #expect(try run(at, ["journal"], as: one).text.contains("From the second officer"))
    #expect(try run(at, ["verify", "--deep"], as: two).status == 0)

    // A file that only the group may read is not the officers' to read, and a directory of the group not theirs to write.
    let foreign = at.bench.folder + "/foreign.tsv"
    try file(foreign, accounts, owner: 0, group: SetGroupTests.group, mode: 0o640)
    let refused = try run(at, ["import", foreign])
    #expect(refused.status != 0 && refused.errorText.contains("ermission"), "\(refused.errorText)")
    let outbox = at.bench.folder + "/outbox"
    mkdir(outbox, 0o770)
    chown(outbox, 0, SetGroupTests.group)
    chmod(outbox, 0o770)
    #expect(try run(at, ["export", "csv", "--out", outbox + "/book.csv"]).status == 4)
    let home = at.bench.folder + "/home-\(one)"
    #expect(try run(at, ["export", "csv", "--out", home + "/book.csv"]).status == 0)
    #expect(stat(home + "/book.csv", &about) == 0)
    #expect(about.st_uid == one && about.st_gid == one, "an export is the officer's own")
  }
}
