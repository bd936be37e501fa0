import Journal
import Rents

/// The book that is kept: commands change it, views read it.
///
/// One for each process and book; it may be used from several threads. A thread that draws asks ``view`` and
/// ``refresh()``, which never wait for the disk of a writer; another performs commands.
///
/// ```swift
/// let book = try Casebook.open(at: path, user: "jpatel", today: nil, access: .readWrite)
/// for account in try book.view.summaries(patch: "E3") { show(account) }
/// let receipt = try book.perform(.note(account: "40218863", text: "Called, will pay Friday"))
/// ```
public final class Casebook: Sendable {
  /// How a process wants to use a book.
  public enum Access: Hashable, Sendable {
    /// Look and record.
    case readWrite
    /// Look only: creates and changes nothing.
    case readOnly
  }

  /// What the book says about itself.
  public let configuration: BookConfiguration
  /// Who works with the book, by user.
  public let officers: [Officer]
  /// The operating system's user who opened it.
  public let user: String
  /// The user as an officer; nil where `officers.toml` does not know them: they may read.
  public let officer: Officer?

  let store: Store

  private init() throws(CasebookError) { throw .refused("not yet") }

  /// Makes a new book in a directory and opens it. The user becomes its first senior.
  ///
  /// - Parameters:
  ///   - path: the book's directory; made if it is missing.
  ///   - today: the day on which views are asked and changes are made; nil for the host's day in Europe/London.
  public static func create(
    at path: String, configuration: BookConfiguration, user: String, today: CivilDate? = nil,
    files: any FileSystem = RealFileSystem()
  ) throws(CasebookError) -> Casebook { try Casebook() }

  /// Opens a book: the cost follows the newest checkpoint's tail, never the age of the book.
  public static func open(
    at path: String, user: String, today: CivilDate? = nil, access: Access = .readWrite,
    files: any FileSystem = RealFileSystem()
  ) throws(CasebookError) -> Casebook { try Casebook() }

  /// The day on which views are asked: the one given at opening, else the host's day in Europe/London.
  public var today: CivilDate { .first }

  /// Whether today is the host's own day, and not one that was given.
  public var isTodayTheHosts: Bool { true }

  /// The book's own identity, 32 hexadecimal digits.
  public var identity: String { "" }

  /// What opening found worth telling.
  public var remarks: [String] { [] }

  /// The book as this process knows it now. Never waits.
  public var view: BookView { BookView(snapshot: store.snapshot, source: configuration.source, today: today) }

  /// Takes in what others recorded; nil where nothing changed since the refresh before.
  public func refresh() throws(CasebookError) -> BookChanges? { throw .refused("not yet") }

  /// Makes a change: durable when it returns.
  /// - Throws: ``CasebookError``; nothing was changed, except where it says that it is not known.
  public func perform(_ command: Command) throws(CasebookError) -> Receipt { throw .refused("not yet") }

  /// Begins to take landlord's files in.
  /// - Parameter report: called for each row that is worth a word, in no particular order of lines.
  public func beginIntake(files: [IntakeFile], report: @escaping (IntakeReport) -> Void) throws(CasebookError)
    -> Intake
  { throw .refused("not yet") }

  /// Writes the state to disk, so that the next opening is short.
  public func checkpoint() throws(CasebookError) { throw .refused("not yet") }

  /// Writes the state to disk if enough was recorded to be worth it.
  public func checkpointIfDue() throws(CasebookError) -> Bool { throw .refused("not yet") }

  /// Checks every checksum and the chain; when deep, also that the state made again from the record is the state
  /// that is kept, and that every account's balance is the sum of its postings.
  public func verify(deep: Bool, progress: (Int, Int) -> Void = { _, _ in }) throws(CasebookError)
    -> BookVerification
  { throw .refused("not yet") }

  /// Copies the book as it is now to a directory, which is then a book of its own.
  public func backup(to path: String, progress: (Int, Int) -> Void = { _, _ in }) throws(CasebookError) {
    throw .refused("not yet")
  }

  /// Reads the journal, transaction by transaction, from a sequence on.
  public func journal(from sequence: UInt64 = 1, _ body: (JournalEntry) throws -> Void) throws {
    throw CasebookError.refused("not yet")
  }

  /// A descriptor to poll: readable when somebody recorded something; ``refresh()`` quiets it. Nil where the host
  /// cannot tell: then refresh once a second.
  public var changeDescriptor: Int32? { nil }
}
