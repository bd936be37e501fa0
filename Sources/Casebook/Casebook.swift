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
    /// Look only: nothing is recorded, and nothing is written but derived files that had to be made again.
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
  /// The book's directory.
  public let path: String

  let store: Store
  /// What the user is typing, kept beside the record.
  public let drafts: Drafts
  /// The income and expenditure forms that are being filled in, by all officers of the book, kept beside the record.
  public let forms: FormDrafts
  /// How the user likes the desk, and where they looked last: kept beside the record.
  public let settings: SessionSettings
  let files: any FileSystem
  private let access: Access
  private let givenToday: CivilDate?
  /// Names this opening of the book: what was recorded in it may be taken back in it.
  private let sitting: String
  private let texts = BookSearch()

  private init(
    at path: String, user: String, today: CivilDate?, access: Access, sitting: String?, files: any FileSystem,
    progress: (@Sendable (Int, Int) -> Void)?
  ) throws(CasebookError) {
    self.path = path
    self.user = user
    self.files = files
    self.access = access
    givenToday = today
    self.sitting = sitting ?? String(files.random(), radix: 16)
    // The journal is asked first: where there is no book, that is what has to be said.
    do {
      store = try Store(
        at: path, files: files, projection: BookProjection(),
        access: access == .readWrite ? .readWrite : .readOnly,
        holder: user, progress: progress)
    } catch {
      throw .journal(error)
    }
    let store = store
    drafts = Drafts(book: path, user: user, files: files, sequence: { store.snapshot.sequence }) {
      draft, since in
      BookView.isFinished(draft, of: user, since: since, in: store.snapshot)
    }
    settings = SessionSettings(book: path, user: user, files: files)
    let book = BookFiles(path: path, files: files)
    configuration = try book.readConfiguration()
    officers = try book.readOfficers()
    officer = officers.first { $0.user == user }
    forms = FormDrafts(
      book: path, user: user,
      sitting: self.sitting.isEmpty ? String(files.random(), radix: 16) : self.sitting,
      objection: CommandCheck.objectionToForms(officer, user: user), files: files,
      sequence: { store.snapshot.sequence }
    ) { account, form, since in
      BookView.isFinished(form: form, of: account, since: since, in: store.snapshot)
    }
    // Paid once, by the first who may write in the directory, and not at every opening.
    store.keepState()
  }

  /// Why nothing can be written into the book now, as far as the host says so before anything is tried: a book without
  /// write permission, a read-only file system. nil where nothing speaks against it; a full disk shows only when written to.
  /// Opens two files and changes nothing, so it can be asked whenever somebody is about to type.
  public var whyReadOnly: String? {
    let segment = ((try? files.list(path + "/journal")) ?? []).last { $0.hasSuffix(".log") }
    for name in ["lock"] + (segment.map { ["journal/" + $0] } ?? []) {
      do throws(FileError) {
        files.close(try files.open(path + "/" + name, .write))
      } catch  where error.reason == .denied {
        return "no write permission for the book, or a read-only disk"
      } catch {
        // Anything else is told by what is tried, in its own words.
        continue
      }
    }
    return nil
  }

  /// Makes a new book in a directory and opens it. The user becomes its first senior.
  ///
  /// - Parameters:
  ///   - path: the book's directory; made if it is missing.
  ///   - configuration: whose book it is, and who keeps the ledger.
  ///   - user: the operating system's user.
  ///   - today: the day on which views are asked and changes are made; nil for the host's day in Europe/London.
  ///   - officers: who works with the book besides; an entry for the user stands in place of the senior.
  ///   - sitting: as in opening; empty where a program fills the book: nothing of it is then the user's to take back.
  /// - Throws: ``CasebookError`` where there is a book already, or the directory cannot be written.
  public static func create(
    at path: String, configuration: BookConfiguration, user: String, today: CivilDate? = nil,
    officers: [Officer] = [], sitting: String? = nil, files: any FileSystem = RealFileSystem()
  ) throws(CasebookError) -> Casebook {
    guard !configuration.source.isEmpty else {
      throw .refused("The landlord's system needs a name. Nothing was made. Give the book a source.")
    }
    do {
      try Store.create(at: path, files: files, label: "patchbook casebook")
      let identity = try Store(at: path, files: files, projection: BookProjection(), access: .readOnly)
        .identity
      let book = BookFiles(path: path, files: files)
      let maker = Officer(user: user, name: user, role: .senior)
      try book.write(officers.contains { $0.user == user } ? officers : [maker] + officers)
      // Written last: a book without it was never whole, and says so.
      try book.write(configuration, identity: identity)
    } catch let error as JournalError {
      throw .journal(error)
    } catch let error as CasebookError {
      throw error
    } catch {
      throw .refused("\(error)")
    }
    return try open(at: path, user: user, today: today, access: .readWrite, sitting: sitting, files: files)
  }

  /// Opens a book: the cost follows the newest checkpoint's tail, never the age of the book.
  ///
  /// A book whose summaries were made by rules of another version, or of which they are damaged, has them made again
  /// from the record; whoever may write in its directory leaves the result behind for all others, also where the book is
  /// opened for looking only. Nobody waits for that.
  ///
  /// - Parameters:
  ///   - today: the day on which views are asked; nil for the host's day in Europe/London.
  ///   - sitting: names the sitting, where one opens the book twice (a desk that reads with one and writes with another);
  ///     nil for one of its own. What was recorded in a sitting may be taken back in it (decision 7).
  ///   - progress: called now and then with bytes done and bytes in all while the summaries are made again.
  /// - Throws: ``CasebookError`` where there is no book, or it is damaged, newer, or may not be opened so.
  public static func open(
    at path: String, user: String, today: CivilDate? = nil, access: Access = .readWrite,
    sitting: String? = nil, files: any FileSystem = RealFileSystem(),
    progress: (@Sendable (Int, Int) -> Void)? = nil
  ) throws(CasebookError) -> Casebook {
    try Casebook(
      at: path, user: user, today: today, access: access, sitting: sitting, files: files, progress: progress)
  }

  // MARK: Looking

  /// The day on which views are asked: the one given at opening, else the host's day in Europe/London.
  public var today: CivilDate { givenToday ?? hostDay }

  /// Whether today is the host's own day.
  public var isTodayTheHosts: Bool { today == hostDay }

  /// The day on which what is recorded now is recorded: the host's, whatever day is asked for.
  var hostDay: CivilDate { LondonClock.day(ofNanoseconds: files.now()) }

  /// The book's own identity, 32 hexadecimal digits.
  public var identity: String { store.identity }

  /// What opening found worth telling.
  public var remarks: [String] { store.remarks }

  /// The book as this process knows it now. Never waits.
  public var view: BookView { view(store.snapshot) }

  private func view(_ snapshot: Snapshot) -> BookView {
    BookView(
      snapshot: snapshot, source: configuration.source, today: today,
      sitting: Sitting(user: user, name: sitting, day: hostDay), texts: texts)
  }

  /// Takes in what others recorded; nil where nothing changed since the refresh before.
  /// - Throws: ``CasebookError`` where the record is damaged or cannot be read.
  public func refresh() throws(CasebookError) -> BookChanges? {
    let refresh: Refresh
    do { refresh = try store.refresh() } catch { throw .journal(error) }
    if refresh.isEmpty { return nil }
    guard case .clusters(let clusters) = refresh.changes else {
      return BookChanges(from: refresh.from, to: refresh.to, accounts: nil, patches: nil)
    }
    var (accounts, patches) = (Set<String>(), Set<String>())
    for key in clusters {
      switch key.table {
      case .summary: patches.insert(key.cluster)
      case .intake, .suspense, .act, .kept, .patch, .search, .chargeRun: break
      default: accounts.insert(key.cluster)
      }
    }
    return BookChanges(from: refresh.from, to: refresh.to, accounts: accounts, patches: patches)
  }

  /// A descriptor to poll: readable when somebody recorded something; ``refresh()`` quiets it. Nil where the host
  /// cannot tell: then refresh once a second.
  public var changeDescriptor: Int32? { store.changeDescriptor }

  /// Who is writing at this moment, or nil: "J Patel, pid 4312, since 09:14 UTC".
  /// - Throws: ``CasebookError`` where the lock cannot be looked at.
  public func writer() throws(CasebookError) -> String? {
    do { return try store.lockHolder()?.description } catch { throw .journal(error) }
  }

  /// Reads the journal, transaction by transaction, from a sequence on.
  public func journal(from sequence: UInt64 = 1, _ body: (JournalEntry) throws -> Void) throws {
    let source = configuration.source
    do {
      try store.transactions(from: sequence) { try body(JournalEntry($0, source: source)) }
    } catch let error as JournalError {
      throw CasebookError.journal(error)
    }
  }

  // MARK: Recording

  /// Makes a change: durable when it returns. What was typed is made harmless before it is kept (``HarmlessText``).
  ///
  /// - Parameter draft: the draft from which it was typed (``Drafts``): it goes with the change, and where the power goes
  ///   between the two it is known to be finished all the same.
  /// - Throws: ``CasebookError``; nothing was changed, except where it says that it is not known.
  @discardableResult
  public func perform(_ command: Command, finishing draft: String? = nil) throws(CasebookError) -> Receipt {
    let command = command.harmless
    let check = CommandCheck(
      officer: officer, user: user, configuration: configuration, identity: identity, today: today,
      recorded: hostDay, sitting: sitting, draft: draft ?? "")
    try requireWriting()
    try check.check(command)
    if let draft, drafts.isGone(draft) {
      throw .refused(
        "These words were recorded or thrown away at another desk of yours. Nothing was recorded twice. Look at the "
          + "account; saving again records them all the same.")
    }
    guard case .finishStatement(let account, let finish) = command, !finish.draft.isEmpty else {
      return try record(command, check, finishing: draft)
    }
    // Nobody types in the form while it is recorded.
    return try forms.finishing(finish.draft, of: account, seen: finish.seen) { () throws(CasebookError) in
      try record(command, check, finishing: draft)
    }
  }

  private func record(
    _ command: Command, _ check: CommandCheck, finishing draft: String?
  ) throws(CasebookError) -> Receipt {
    let header = header(command.name)
    return try CasebookError.wrapping {
      var receipt = Receipt(sequence: 0, minted: [])
      let sequence = try store.append { snapshot in
        // Asked under the lock, of the book with everything that others recorded.
        let now = view(snapshot)
        for account in command.accountsThatMustBe where try !now.knows(account) {
          throw CasebookError.unknownAccount(account, near: try now.nearReferences(to: account))
        }
        let drafted = try check.rows(command, sequence: snapshot.sequence + 1, header: header, in: now)
        receipt = drafted.receipt
        return TransactionDraft(header: header.bytes, rows: drafted.rows)
      }
      receipt.sequence = sequence ?? 0
      if let draft { drafts.remove(draft) }
      return receipt
    }
  }

  /// Begins to take landlord's files in.
  ///
  /// - Parameters:
  ///   - files: the files of the session, in the order in which rows refer to them.
  ///   - report: called for each row that is worth a word, in no particular order of lines.
  /// - Throws: ``CasebookError`` where the user may not do that, or the book cannot be written.
  public func beginIntake(files: [IntakeFile], report: @escaping (IntakeReport) -> Void) throws(CasebookError)
    -> Intake
  {
    try beginIntake(files: files, groupLimit: 8 << 20, report: report)
  }

  func beginIntake(
    files: [IntakeFile], groupLimit: Int, report: @escaping (IntakeReport) -> Void
  ) throws(CasebookError) -> Intake {
    guard let officer else { throw CommandCheck.unknown(user) }
    try requireWriting()
    guard officer.role.mayImport else {
      throw .notPermitted(
        "\(officer.name) has the role \(officer.role.rawValue) in this book and may not take files in. Nothing was "
          + "changed. Ask an officer to import them.")
    }
    _ = try refresh()
    return try Intake(
      store: store, view: view, files: files, header: header("import"), recorded: hostDay,
      groupLimit: groupLimit, report: report)
  }

  func requireWriting() throws(CasebookError) {
    if access == .readOnly { throw .journal(.readOnly(path: path)) }
  }

  func header(_ command: String) -> EntryHeader {
    EntryHeader(
      at: LondonClock.stamp(ofNanoseconds: files.now()), user: user, officer: officer?.name ?? "",
      command: command, today: isTodayTheHosts ? nil : today)
  }

  // MARK: Keeping

  /// Writes the state to disk, so that the next opening is short.
  /// - Throws: ``CasebookError``; the record is not touched by it.
  public func checkpoint() throws(CasebookError) {
    do { try store.checkpoint() } catch { throw .journal(error) }
  }

  /// Throws the derived files away and makes the state again from the record: the cure where a check says that a
  /// derived file is damaged.
  /// - Throws: ``CasebookError``; the record is not touched by it.
  public func rebuild() throws(CasebookError) {
    do { try store.rebuild() } catch { throw .journal(error) }
  }

  /// Writes the state to disk if enough was recorded to be worth it.
  /// - Returns: whether it was.
  /// - Throws: ``CasebookError``; the record is not touched by it.
  public func checkpointIfDue() throws(CasebookError) -> Bool {
    do { return try store.checkpointIfDue() } catch { throw .journal(error) }
  }

  /// Checks every checksum and the chain; when deep, also that the state made again from the record is the state
  /// that is kept, and that every account's balance is the sum of its postings.
  ///
  /// - Parameters:
  ///   - noted: a head that was noted earlier, 64 hexadecimal digits: the answer says with which transaction the book had
  ///     it.
  ///   - progress: called now and then with bytes done and bytes in all.
  /// - Throws: ``CasebookError`` where a file cannot be read. What is wrong is reported, not thrown.
  public func verify(
    deep: Bool, against noted: String? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(CasebookError) -> BookVerification {
    let report: VerifyReport
    do { report = try store.verify(deep: deep, against: noted, progress: progress) } catch {
      throw .journal(error)
    }
    var verification = BookVerification(
      transactions: report.transactions, postings: nil, head: report.chain,
      faults: report.faults.map(\.description), isRecordWhole: report.isRecordWhole, remarks: report.remarks,
      damage: report.faults.map(BookDamage.init), noted: report.noted)
    if deep, report.isWhole {
      try CasebookError.wrapping {
        let sums = try view.checkBalances()
        verification.postings = sums.postings
        verification.faults += sums.faults
      }
    }
    return verification
  }

  /// What of a book stands beside the journal's own files.
  private static let beside = [BookFiles.bookName, BookFiles.officersName, "config", "drafts", "session"]

  /// Copies the book as it is now to a directory, which is then a book of its own: the record, and beside it who works
  /// with it, the landlord's own rules, and what is being typed. Others go on working. An earlier backup of this book
  /// that lies there is brought up to date; nothing else is ever written over.
  ///
  /// - Parameter progress: called now and then with bytes done and bytes in all.
  /// - Throws: ``CasebookError``; this book is not touched by it.
  public func backup(to target: String, progress: (Int, Int) -> Void = { _, _ in }) throws(CasebookError) {
    do { try store.backup(to: target, beside: Casebook.beside, progress: progress) } catch {
      throw .journal(error)
    }
  }
}
