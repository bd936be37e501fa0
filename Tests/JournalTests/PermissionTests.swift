import Glibc
import Testing

@testable import Journal

@Suite("Who may write to the files of a book", .serialized) struct PermissionTests {
  private func mode(_ path: String) -> mode_t {
    var about = stat()
    return lstat(path, &about) == 0 ? about.st_mode & 0o7777 : 0
  }

  @Test("directories are 2770 and files 0660 whatever the umask; finished files are read-only")
  func modes() throws {
    let scratch = try Scratch()
    let book = scratch.path + "/book"
    let former = umask(0o077)
    defer { umask(former) }
    try Store.create(at: book, label: "toy")
    let store = try Store(
      at: book, files: RealFileSystem(), projection: Summing(), access: .readWrite, options: small)
    try Workload(seed: 5, length: 40).run(store) { _ in }
    try store.checkpoint()
    #expect(mode(book) == 0o2770)
    for directory in Engine.directories {
      #expect(mode("\(book)/\(directory)") == 0o2770, "\(directory)")
      let names = try RealFileSystem().list("\(book)/\(directory)")
      for name in names {
        let isFinished = directory == "bulk" || (directory == "journal" && name != names.last)
        #expect(mode("\(book)/\(directory)/\(name)") == (isFinished ? 0o440 : 0o660), "\(directory)/\(name)")
      }
    }
    for name in ["FORMAT", "lock", "head", "holder"] { #expect(mode("\(book)/\(name)") == 0o660, "\(name)") }
    #expect(try RealFileSystem().list(book + "/journal").count > 1)
    #expect(try RealFileSystem().list(book + "/bulk").count > 0)
  }

  @Test("a book that was moved away, or another put in its place, takes no more from whoever had it open")
  func moved() throws {
    let scratch = try Scratch()
    let book = scratch.path + "/book"
    try Store.create(at: book, label: "toy")
    let store = try Store(at: book, projection: Summing(), access: .readWrite)
    func save() throws {
      _ = try store.append { snapshot in
        TransactionDraft(header: [], rows: [entry("a", "\(snapshot.sequence)", 1)])
      }
    }
    try save()
    try RealFileSystem().rename(book, to: book + ".aside")
    #expect(throws: JournalError.self) { try save() }
    try Store.create(at: book, label: "toy")
    #expect(throws: JournalError.self) { try save() }
    for path in [book, book + ".aside"] {
      #expect(try Store(at: path, projection: Summing(), access: .readOnly).verify(deep: true).isWhole)
    }
    #expect(try Store(at: book, projection: Summing(), access: .readOnly).snapshot.sequence == 0)
    #expect(try Store(at: book + ".aside", projection: Summing(), access: .readOnly).snapshot.sequence == 1)
  }
}
