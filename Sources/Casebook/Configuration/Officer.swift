import Rents

/// Somebody who works with the book: the operating system's user, as `officers.toml` knows them (decision 5).
public struct Officer: Hashable, Sendable {
  /// What somebody may do; the matrix is domain.md 3.11.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Supports officers: contact, notes, statements.
    case assistant
    /// Works a patch.
    case officer
    /// Leads a team: approves, assigns, edits rules.
    case senior
    /// Manages the service.
    case manager
    /// Posts and approves money; makes no contact.
    case finance
    /// Reads everything and changes nothing.
    case auditor

    /// May write notes and other casework.
    public var mayWrite: Bool { self != .auditor && self != .finance }
    /// May post to a ledger.
    public var mayPost: Bool { self != .auditor && self != .assistant }
    /// May take in the landlord's extracts.
    public var mayImport: Bool { self != .auditor && self != .assistant }
  }

  /// The operating system's user name.
  public var user: String
  /// The name that others see.
  public var name: String
  /// The landlord's code for the officer; empty where there is none.
  public var code: String
  /// What the officer may do.
  public var role: Role
  /// The patches that the officer works; empty means all.
  public var patches: [String]
  /// The largest amount that the officer may post or approve alone; nil where there is no limit.
  public var limit: Money?

  /// An officer.
  public init(
    user: String, name: String, code: String = "", role: Role, patches: [String] = [], limit: Money? = nil
  ) {
    self.user = user
    self.name = name
    self.code = code
    self.role = role
    self.patches = patches
    self.limit = limit
  }
}
