import Casebook
import Journal
import Rents

/// A book with two accounts, and officers who share it, on a clock that a test moves on.
final class Office {
  let test: TestBook
  static let marsh = "40218863"
  static let doyle = "40218870"

  /// The first day of the simulated clock.
  static let first = day("2025-06-15")

  init(_ accounts: [AccountFacts] = [facts(Office.marsh), facts(Office.doyle)]) throws {
    test = try TestBook(today: nil)
    let officers = """
      [[officer]]
      user = "jp"
      name = "Jaya Patel"
      role = "senior"
      [[officer]]
      user = "ko"
      name = "Kofi Osei"
      role = "officer"
      [[officer]]
      user = "au"
      name = "An Auditor"
      role = "auditor"
      """
    test.disk.damage(TestBook.path + "/officers.toml", with: Array(officers.utf8))
    let book = try sit("jp")
    _ = try TestBook.take([TestBook.accounts(accounts, batch: Office.first.iso)], into: book)
  }

  /// Somebody opens the book: a sitting of their own.
  func sit(_ user: String) throws -> Casebook {
    try Casebook.open(at: TestBook.path, user: user, files: test.disk.process())
  }

  /// Days go by on the host's clock.
  func pass(days: Int) { test.disk.process().sleep(nanoseconds: Int64(days) * 86_400_000_000_000) }
}

/// What a refusal says.
func refusal(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as CasebookError {
    return error.description
  } catch {
    return "\(error)"
  }
}

extension Casebook {
  /// An account as it stands now.
  func record(_ account: String) throws -> AccountRecord {
    _ = try refresh()
    guard let record = try view.account(account, asAt: .now) else {
      throw CasebookError.unknownAccount(account, near: [])
    }
    return record
  }
}
