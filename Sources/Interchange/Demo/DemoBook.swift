import Casebook
import Rents

/// Makes a book of the demo landlord: what `patchbook demo` does.
public enum DemoBook {
  /// What was made.
  public struct Made: Hashable, Sendable {
    /// The landlord whose book it is.
    public var landlord: String
    /// The caseloads.
    public var patches: [DemoPatch]
    /// Rent accounts.
    public var accounts = 0
    /// Ledger lines.
    public var postings = 0
    /// Officers' actions.
    public var actions = 0
    /// Repayment plans.
    public var arrangements = 0
    /// Instalments of the plans.
    public var instalments = 0
    /// Notes written in this book.
    public var notes = 0
    /// Contacts, diary dates and promises recorded in this book, and what became of them.
    public var casework = 0
    /// The journal's last transaction.
    public var sequence: UInt64 = 0
  }

  /// Makes an empty book at a path.
  public typealias Create =
    (_ path: String, _ configuration: BookConfiguration, _ officers: [Officer]) throws(CasebookError) ->
    Casebook

  /// Opens the book that is made as one of its officers has it on a day.
  public typealias Open =
    (_ path: String, _ user: String, _ day: CivilDate) throws(CasebookError) -> Casebook

  /// How far it is: accounts lived through of all, and then rows taken in of all.
  public enum Progress: Hashable, Sendable {
    /// Accounts made, of so many.
    case living(Int, of: Int)
    /// Rows sorted and written, of so many.
    case taking(Int, of: Int)
  }

  /// Makes a book in a directory: an invented landlord's accounts in one intake, today's notes, a checkpoint.
  ///
  /// - Parameters:
  ///   - path: the book's directory; must not hold a book.
  ///   - today: the day on which the book stands.
  ///   - user: the operating system's user, who becomes the book's first senior.
  ///   - statements: the files by which forms are asked; nil for a demo without finished forms.
  ///   - create: makes the empty book at a path, for whom and with which officers; by default on the host's files,
  ///     clock and randomness. A clock that stands and randomness that is drawn from the seed make the same book
  ///     to the byte.
  ///   - open: opens it for an officer on a day of the last two weeks, to record what they did; on the same files.
  ///   - progress: called now and then.
  /// - Throws: ``DemoError``; what had been written until then stays in the directory.
  @discardableResult
  public static func make(
    at path: String, parameters: DemoParameters, today: CivilDate, user: String,
    statements: StatementSources? = nil,
    create: Create? = nil, open: Open? = nil,
    progress: (Progress) -> Void = { _ in }
  ) throws(DemoError) -> Made {
    let landlord = try DemoLandlord(parameters: parameters, today: today)
    do throws(CasebookError) {
      let configuration = BookConfiguration(landlord: landlord.name, source: landlord.source)
      let officers = officers(of: landlord, maker: user)
      let book: Casebook
      if let create {
        book = try create(path, configuration, officers)
      } else {
        book = try Casebook.create(
          at: path, configuration: configuration, user: user, today: today, officers: officers, sitting: "")
      }
      let problems = Problems()
      let intake = try book.beginIntake(files: files(parameters, today)) { problems.count($0) }
      var sink = IntakeSink(
        intake: intake, made: Made(landlord: landlord.name, patches: landlord.patches),
        casework: DemoCasework(landlord, today: today, seed: parameters.seed, statements: statements))
      do throws(CasebookError) {
        for patch in landlord.patches.indices {
          try landlord.generate(patch: patch, into: &sink)
          progress(.living(sink.made.accounts, of: parameters.accounts))
        }
      } catch {
        intake.abandon()
        throw error
      }
      let outcome = try intake.finish(.allOrNothing) { progress(.taking($0, of: $1)) }
      guard let sequence = outcome.sequence, problems.first == nil else {
        throw .refused(
          "The demo book is not whole: \(problems.first ?? "nothing was taken"). Remove \(path) and tell its makers."
        )
      }
      sink.made.sequence = sequence
      // Whoever opens the book now reads a state and no long record.
      try book.checkpoint()
      let recorded = try sink.casework.record { (user, day) throws(CasebookError) in
        if let open { return try open(path, user, day) }
        return try Casebook.open(at: path, user: user, today: day, sitting: "")
      }
      sink.made.casework = recorded.changes
      sink.made.sequence = recorded.sequence ?? sequence
      for (account, text) in sink.notes {
        sink.made.sequence = try book.perform(.note(account: account, text: text)).sequence
        sink.made.notes += 1
      }
      try book.checkpoint()
      return sink.made
    } catch {
      throw .book(error)
    }
  }

  /// The landlord's team as the book knows it: who has left works no more, and the maker leads, under the name that
  /// the landlord knows if there is one. A maker whom the landlord does not know covers the first patch, so that the
  /// desk opens on a caseload.
  private static func officers(of landlord: DemoLandlord, maker: String) -> [Officer] {
    var officers = landlord.officers.filter { $0.role != .left }.map { officer in
      let patches = landlord.patches.filter { $0.officer == officer }.map(\.code)
      let role: Officer.Role =
        switch officer.role {
        case _ where officer.login == maker: .senior
        case .senior: .senior
        case .assistant: .assistant
        default: .officer
        }
      return Officer(
        user: officer.login, name: officer.name, code: officer.code, role: role, patches: patches,
        limit: role == .officer ? Money(pence: 50_000) : nil)
    }
    if !officers.contains(where: { $0.user == maker }) {
      let cover = landlord.patches.prefix(1).map(\.code)
      officers.insert(Officer(user: maker, name: maker, role: .senior, patches: cover), at: 0)
    }
    return officers
  }

  /// The extracts that a landlord would send, as one session.
  private static func files(_ parameters: DemoParameters, _ today: CivilDate) -> [IntakeFile] {
    let kinds: [IntakeKind] = [.accounts, .transactions, .actions, .arrangements, .instalments]
    return kinds.enumerated().map { index, kind in
      // There are no bytes to hash: the name of a demo file is made of what it was made from.
      var random = DemoRandom(
        seed: parameters.seed, account: parameters.accounts, purpose: UInt64(parameters.years * 8 + index))
      var digits = ""
      for _ in 0..<4 {
        let part = String(random.next() ^ UInt64(UInt32(bitPattern: today.dayNumber)), radix: 16)
        digits += String(repeating: "0", count: 16 - part.utf8.count) + part
      }
      return IntakeFile(
        name: "demo \(kind.rawValue) \(today.iso)", kind: kind, sha256: digits, batchDate: today)
    }
  }

  /// What the book objected to; it has no reason to.
  private final class Problems {
    var first: String?

    func count(_ report: IntakeReport) {
      if first == nil { first = "row \(report.line) of file \(report.file + 1), \(report.problem)" }
    }
  }

  /// Hands accounts to an intake.
  private struct IntakeSink: DemoSink {
    let intake: Intake
    var made: Made
    var casework: DemoCasework
    /// Notes for today; each is a change of its own, so a large book has no more of them than a small one.
    var notes: [(account: String, text: String)] = []

    private static let noteLimit = 40

    init(intake: Intake, made: Made, casework: DemoCasework) {
      self.intake = intake
      self.casework = casework
      self.made = made
    }

    mutating func take(_ account: DemoAccount) throws(CasebookError) {
      let reference = account.facts.reference
      made.accounts += 1
      try intake.add(account.facts, file: 0, line: made.accounts)
      for posting in account.postings {
        made.postings += 1
        try intake.add(posting, account: reference, file: 1, line: made.postings)
      }
      for action in account.actions {
        made.actions += 1
        try intake.add(action, account: reference, file: 2, line: made.actions)
      }
      for arrangement in account.arrangements {
        made.arrangements += 1
        try intake.add(arrangement, account: reference, file: 3, line: made.arrangements)
      }
      for instalment in account.instalments {
        made.instalments += 1
        try intake.add(instalment, account: reference, file: 4, line: made.instalments)
      }
      casework.take(account, ordinal: made.accounts)
      for note in account.notes where notes.count < IntakeSink.noteLimit { notes.append((reference, note)) }
    }
  }
}
