import Casebook
import Glibc
import Journal
import JournalSimulation
import Rents

/// A book on a simulated disk, with short ways to fill and to ask it.
final class TestBook {
  let disk: SimulatedDisk
  let book: Casebook
  private var fileNumber = 0

  static let path = "book"
  static let today = day("2026-11-21")

  init(keeper: BookConfiguration.LedgerOfRecord = .landlord, today: CivilDate? = TestBook.today) throws {
    disk = SimulatedDisk()
    book = try Casebook.create(
      at: TestBook.path,
      configuration: BookConfiguration(landlord: "Westmere", source: "housing", ledgerOfRecord: keeper),
      user: "jp", today: today, files: disk.process())
  }

  /// Another process on the same book.
  func neighbour(_ user: String = "jp", _ access: Casebook.Access = .readWrite) throws -> Casebook {
    try Casebook.open(
      at: TestBook.path, user: user, today: TestBook.today, access: access, files: disk.process())
  }

  /// Rows for one file of an intake.
  struct File {
    var kind: IntakeKind
    var batch: CivilDate?
    var add: (Intake, Int) throws -> Void
  }

  /// Takes files in.
  @discardableResult
  func take(_ files: [File], mode: Intake.Mode = .goodRows) throws -> Taken {
    try TestBook.take(files, into: book, mode: mode) {
      fileNumber += 1
      return fileNumber
    }
  }

  struct Taken {
    var outcome: IntakeOutcome
    var reports: [IntakeReport]
    func reports(_ action: IntakeReport.Action) -> [IntakeReport] { reports.filter { $0.action == action } }
  }

  static func take(
    _ files: [File], into book: Casebook, mode: Intake.Mode = .goodRows, number: () -> Int = { 1 }
  ) throws -> Taken {
    let reports = Box<[IntakeReport]>([])
    let intake = try book.beginIntake(
      files: files.map {
        IntakeFile(
          name: "\($0.kind.rawValue).csv", kind: $0.kind, sha256: "sha-\(number())", batchDate: $0.batch)
      }
    ) { reports.value.append($0) }
    for (index, file) in files.enumerated() { try file.add(intake, index) }
    let outcome = try intake.finish(mode)
    return Taken(
      outcome: outcome, reports: reports.value.sorted { ($0.file, $0.line) < ($1.file, $1.line) })
  }

  /// An accounts file.
  static func accounts(_ facts: [AccountFacts], batch: String? = "2026-11-21") -> File {
    File(kind: .accounts, batch: batch.map(day)) { intake, file in
      for (index, facts) in facts.enumerated() { try intake.add(facts, file: file, line: index + 2) }
    }
  }

  /// A transactions file.
  static func postings(_ rows: [(String, Posting)], batch: String? = "2026-11-21") -> File {
    File(kind: .transactions, batch: batch.map(day)) { intake, file in
      for (index, row) in rows.enumerated() {
        try intake.add(row.1, account: row.0, file: file, line: index + 2)
      }
    }
  }
}

/// A value that a closure may change.
final class Box<Value> {
  var value: Value
  init(_ value: Value) { self.value = value }
}

/// A day, written `2026-11-21`.
func day(_ text: String) -> CivilDate { CivilDate(iso: text) ?? .first }

/// Facts of an account that differ in nothing that a test does not name.
func facts(_ reference: String, patch: String = "P01", name: String = "Ms Ada Marsh", balance: Int64? = nil)
  -> AccountFacts
{
  var charge = Charge(frequency: .weekly, total: Money(pence: 11_864))
  charge.rent = Money(pence: 11_864)
  var facts = AccountFacts(reference: reference, tenure: .secure, status: .current, charge: charge)
  facts.people = [Person(name: name)]
  facts.address = "14 Hazel Walk"
  facts.postcode = "ZZ1 1AL"
  facts.patch = patch
  facts.officerCode = "ABR"
  facts.officerName = "Alison Brackley"
  facts.landlordBalance = balance.map { Money(pence: $0) }
  facts.landlordBalanceAsAt = balance == nil ? nil : day("2026-11-21")
  return facts
}

/// A posting of an extract; known on its effective date unless said otherwise.
func posting(_ id: String, _ type: PostingType, _ pence: Int64, _ effective: String, known: String? = nil)
  -> Posting
{
  Posting(
    id: id, type: type, amount: Money(pence: pence), effective: day(effective),
    known: day(known ?? effective),
    recorded: .first, source: "")
}

/// A directory on the real disk that is gone afterwards.
final class ScratchDirectory {
  let path: String

  init() throws {
    var template = Array("/tmp/casebook-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(operation: "make", path: "/tmp", reason: .io) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { remove(path) }

  private func remove(_ path: String) {
    let files = RealFileSystem()
    chmod(path, 0o755)
    for name in (try? files.list(path)) ?? [] {
      if (try? files.remove("\(path)/\(name)")) == nil { remove("\(path)/\(name)") }
    }
    rmdir(path)
  }
}
