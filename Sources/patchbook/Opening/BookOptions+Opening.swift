import Casebook
import Interchange
import Journal
import Synchronization

extension BookOptions {
  /// Opens the book that is meant, and says on standard error what opening found worth telling. A desk that opens it more
  /// than once names its sitting.
  /// - Throws: ``Failure`` with what to type where there is none; `CasebookError` for everything else.
  func open(_ access: Casebook.Access, sitting: String? = nil) throws -> Casebook {
    if let book = try openIfThere(access, sitting: sitting) { return book }
    throw Failure(
      .wrongCall,
      """
      There is no book at \(path). Nothing was changed. Make one:
        patchbook demo \(path)                a demo book with invented tenants
        patchbook --data \(path) import FILE…  a book from your landlord's extracts
      or name another book with --data DIR or PATCHBOOK_DATA.
      """)
  }

  /// Opens the book that is meant; nil where there is none.
  /// - Throws: `CasebookError`; ``Failure`` where the day cannot be read.
  func openIfThere(_ access: Casebook.Access, sitting: String? = nil) throws -> Casebook? {
    let day = try day()
    do {
      let bar = Mutex(ProgressBar("Working the summaries out again"))
      defer { bar.withLock { $0.clear() } }
      let book = try Casebook.open(
        at: path, user: Environment.user, today: day, access: access, sitting: sitting
      ) { done, all in bar.withLock { $0.show(done, of: all) } }
      // A torn tail that was set aside, a derived file that had to be made again.
      for remark in book.remarks {
        StandardError.say("patchbook: \(HarmlessText.printable(remark, limit: 2_000))")
      }
      return book
    } catch CasebookError.journal(.missing) {
      return nil
    }
  }
}
