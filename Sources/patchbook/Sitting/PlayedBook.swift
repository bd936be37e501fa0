import Casebook
import Desk

/// The book that `patchbook show` plays its keys on: what they record goes into the book itself only when that is asked
/// for, else into a passing copy, which is made with the first change and goes when the screen was shown.
final class PlayedBook {
  private let options: BookOptions
  private let keeps: Bool
  private var written: Casebook?
  private var passing: PassingDirectory?
  private var importDesk: ImportDesk?
  private var shown: CasebookDeskBook

  /// A book opened for reading, of which `shown` is what the screens see.
  init(_ options: BookOptions, showing shown: CasebookDeskBook, keeps: Bool) {
    self.options = options
    self.shown = shown
    self.keeps = keeps
  }

  /// Makes a change; gives what became of it and the book after it.
  func record(_ command: Command) -> (result: RecordResult, book: (any DeskBook)?) {
    do {
      let casebook = try written ?? open()
      written = casebook
      let receipt = try casebook.perform(command)
      shown = shown.renewed(from: casebook)
      return (.saved(sequence: receipt.sequence, time: Writer.timeOfDay), shown)
    } catch {
      return (.refused("\(error)"), nil)
    }
  }

  /// Does what is asked about the landlord's files; gives what came of it and the book after it.
  func importing(_ request: ImportRequest) -> (work: ImportWork, book: (any DeskBook)?) {
    let desk: ImportDesk
    do {
      let casebook = try written ?? open()
      written = casebook
      desk = importDesk ?? ImportDesk(path: options.path) { [casebook] _ in casebook }
      importDesk = desk
      let work = desk.perform(request)
      _ = try casebook.refresh()
      shown = shown.renewed(from: casebook)
      return (work, shown)
    } catch {
      var work = ImportWork()
      work.stage = .stopped("\(error)")
      return (work, nil)
    }
  }

  /// Does what is to be done about a form beside the book; gives what came of it.
  func forms(_ change: FormChange) -> FormNews? {
    do {
      let casebook = try written ?? open()
      written = casebook
      return change.make(in: casebook.forms) { Writer.timeOfDay }
    } catch {
      return .refused(ticket: change.ticket, account: change.account, reason: "\(error)")
    }
  }

  private func open() throws -> Casebook {
    let day = try options.day()
    if keeps {
      return try Casebook.open(at: options.path, user: Environment.user, today: day, access: .readWrite)
    }
    let passing = try PassingDirectory()
    self.passing = passing
    let path = passing.path + "/book"
    let original = try Casebook.open(at: options.path, user: Environment.user, today: day, access: .readOnly)
    try original.backup(to: path)
    return try Casebook.open(at: path, user: Environment.user, today: day, access: .readWrite)
  }
}
