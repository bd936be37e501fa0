import Casebook
import JournalSimulation
import Rents
import Terminal

@testable import Desk

/// A sitting at the form of Kelly Marsh, in a book on a simulated disk: what is typed goes through the drafts of a casebook,
/// as in the program.
struct FormSitting {
  static let account = "40218863"

  /// The disk that everybody at this book shares.
  let disk: SimulatedDisk
  let process: SimulatedFileSystem
  let casebook: Casebook
  private(set) var book: CasebookDeskBook
  var session: DeskSession
  /// False leaves what is to be kept where it is, as a disk that does not answer.
  var keeps = true
  /// What is half typed is kept only after a rest: until then it is here.
  private(set) var resting: FormChange?
  private var waiting: [FormChange] = []

  /// - Parameters:
  ///   - disk: the disk of another sitting, whose book is opened; nil makes a book.
  init(
    size: Size = sizes[0], user: String = "kosei", on disk: SimulatedDisk? = nil,
    options: DeskOptions = DeskOptions()
  ) throws {
    let shared = disk ?? SimulatedDisk()
    process = shared.process()
    self.disk = shared
    casebook =
      try disk == nil
      ? InventedBook.make(on: process)
      : Casebook.open(at: "book", user: user, today: InventedPatch.today, files: process)
    book = CasebookDeskBook(casebook, statementRules: FormSitting.rules)
    session = DeskSession(
      book: book, start: .statement(reference: FormSitting.account), size: size, options: options,
      clock: { "10:19:41" })
    work()
  }

  /// The lines and figures of `data/statement`, read once.
  static let rules = StatementRulesSource(membershipCode: "") {
    func file(_ name: String) -> StatementSources.File {
      StatementSources.File(name: name, bytes: Data.bytes("statement/" + name))
    }
    return StatementSources(
      format: file("income-and-expenditure.toml"), thresholds: file("thresholds.toml"))
  }

  /// Presses keys, as `show --keys` writes them.
  mutating func press(_ keys: String) throws {
    for step in try KeyScript(keys).steps {
      guard let event = step.event else { continue }
      handle(event)
    }
  }

  mutating func handle(_ event: Event) {
    let command = session.handle(event)
    work()
    if case .record(let change, _)? = command { record(change) }
  }

  private mutating func record(_ command: Command) {
    do {
      let receipt = try casebook.perform(command)
      refresh()
      _ = session.take(RecordResult.saved(sequence: receipt.sequence, time: "10:19:41"))
    } catch {
      _ = session.take(RecordResult.refused("\(error)"))
    }
    work()
  }

  /// Takes in what was recorded, here or elsewhere.
  mutating func refresh() {
    _ = try? casebook.refresh()
    book = book.renewed(from: casebook)
    session.take(book)
  }

  /// The form that is seen.
  var form: StatementScreen? { session.screen as? StatementScreen }

  /// Does what is wanted about forms, as the program's writer does; what is half typed waits for ``rest()``.
  mutating func work() {
    for _ in 0..<10 {
      let changes = session.takeFormChanges()
      if changes.isEmpty { return }
      for change in changes {
        if case .half = change.kind {
          resting = change
          continue
        }
        switch change.kind {
        case .keep, .giveUp: resting = nil
        default: break
        }
        waiting.append(change)
      }
      if keeps { answer() }
    }
  }

  /// The disk answers.
  mutating func answer() {
    while !waiting.isEmpty {
      let change = waiting.removeFirst()
      if let news = change.make(in: casebook.forms, time: { "10:19:41" }) { session.take(news) }
    }
  }

  /// A quarter of a second in which nothing is typed.
  mutating func rest() {
    guard let change = resting else { return }
    resting = nil
    waiting.append(change)
    if keeps { answer() }
  }

  /// What somebody else did shows.
  mutating func look() { session.take(.seen(casebook.forms.look(at: FormSitting.account))) }

  var text: String { session.canvas().text() }
}
