import Casebook
import Journal

extension BookOptions {
  /// Opens the book that is meant.
  /// - Throws: ``Failure`` with what to type where there is none; `CasebookError` for everything else.
  func open(_ access: Casebook.Access) throws -> Casebook {
    let day = try day()
    do {
      return try Casebook.open(at: path, user: Environment.user, today: day, access: access)
    } catch CasebookError.journal(.missing) {
      throw Failure(
        .wrongCall,
        """
        There is no book at \(path). Nothing was changed. Make one:
          patchbook demo \(path)                a demo book with invented tenants
          patchbook --data \(path) import FILE…  a book from your landlord's extracts
        or name another book with --data DIR or PATCHBOOK_DATA.
        """)
    }
  }

  /// Opens the book that is meant, and makes it where there is none.
  /// - Throws: `CasebookError`; ``Failure`` where the directory cannot be made.
  func openOrCreate(_ configuration: BookConfiguration) throws -> Casebook {
    let day = try day()
    do {
      return try Casebook.open(at: path, user: Environment.user, today: day, access: .readWrite)
    } catch CasebookError.journal(.missing) {
      try Directories.makeParent(of: path)
      let book = try Casebook.create(
        at: path, configuration: configuration, user: Environment.user, today: day)
      StandardError.say(
        "patchbook: made a new book at \(path) for \(configuration.landlord); book.toml in it says whose it is."
      )
      return book
    }
  }
}
