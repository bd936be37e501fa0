import Casebook
import Synchronization

/// The accounts of the patches that are looked at, as they stand in one state of the book: a list, what is new in it, each
/// term of its filter and each count of a column ask for the same ones.
final class PatchSummaries: Sendable {
  private struct Kept {
    /// The last asked for stands last.
    var patches: [(name: String, accounts: [AccountSummary])] = []
    var count = 0
  }
  private let kept = Mutex(Kept())

  /// How many accounts are kept of patches beside the last: about a kilobyte each. A list of several patches asks for
  /// one after another, over and over.
  private static let most = 6_000

  init() {}

  /// The accounts of a patch, from `read` where they were not asked for lately.
  func accounts(
    of patch: String, read: () throws(CasebookError) -> [AccountSummary]
  ) throws(CasebookError) -> [AccountSummary] {
    let known = kept.withLock { kept -> [AccountSummary]? in
      guard let place = kept.patches.lastIndex(where: { $0.name == patch }) else { return nil }
      let found = kept.patches.remove(at: place)
      kept.patches.append(found)
      return found.accounts
    }
    if let known { return known }
    let accounts = try read()
    kept.withLock { kept in
      guard !kept.patches.contains(where: { $0.name == patch }) else { return }
      kept.patches.append((patch, accounts))
      kept.count += accounts.count
      while kept.patches.count > 1, kept.count > PatchSummaries.most {
        kept.count -= kept.patches.removeFirst().accounts.count
      }
    }
    return accounts
  }
}
