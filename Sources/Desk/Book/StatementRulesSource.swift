import Casebook
import Rents
import Synchronization

/// Where the lines of the form and the landlord's figures come from: read when a form is first opened, and once in a sitting.
public final class StatementRulesSource: Sendable {
  /// What was read: the files, and what they say.
  struct Read: Hashable, Sendable {
    var sources: StatementSources
    var rules: StatementRules
  }

  private let membershipCode: String
  private let sources: @Sendable () throws -> StatementSources
  private let known = Mutex<Read?>(nil)

  /// - Parameters:
  ///   - membershipCode: the landlord's code of the Standard Financial Statement; empty where it has none.
  ///   - sources: reads the files; what it throws is told on the screen.
  public init(membershipCode: String, sources: @escaping @Sendable () throws -> StatementSources) {
    self.membershipCode = membershipCode
    self.sources = sources
  }

  /// Reads the files, the first time.
  func read() throws(DeskFault) -> Read {
    if let known = known.withLock({ $0 }) { return known }
    do {
      let sources = try sources()
      let read = Read(sources: sources, rules: try sources.rules(membershipCode: membershipCode).rules)
      known.withLock { $0 = read }
      return read
    } catch {
      throw DeskFault(
        what: "\(error)", safe: "Nothing was changed, and what is recorded stays as it is.",
        remedy: "Put the file right, or install Patchbook again; Ctrl-R tries again.")
    }
  }
}
