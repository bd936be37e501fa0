import Casebook
import Desk
import Glibc
import Terminal

/// The desk on a real terminal: the book, the screens and the event loop put together.
enum DeskProgram {
  /// How long leaving waits for what is being saved, in milliseconds.
  private static let longestWait = 10_000

  /// Opens the desk and stays until the officer leaves.
  /// - Throws: ``Failure`` where there is no terminal or no book; the terminal is then as it was.
  static func run(_ given: BookOptions) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure(
        .wrongCall,
        """
        The desk needs a terminal for both input and output. Without one, patchbook show prints a screen, and
        accounts, balance and ledger print lists; patchbook --help names every command.
        """)
    }
    // The desk looks; what it records goes through a writer of its own, which opens the book when it has to.
    // Both are one sitting: what the one records the other may list as one's own to take back.
    let sitting = String(UInt64.random(in: .min ... .max), radix: 16)
    var options = given
    var start = DeskStart.home
    var opened = try open(options, sitting)
    while opened == nil {
      switch try firstStart(options) {
      case .left: return
      case .open(let path, let importing):
        options.data = path
        if importing { start = .importing(path: nil) }
        opened = try open(options, sitting, isChosen: true)
      }
    }
    guard let casebook = opened else { return }
    let (path, user, day) = (options.path, Environment.user, try options.day())
    let drafts = DeskDraft.waiting(in: casebook.drafts)
    let writer = Writer(drafts: drafts.names) {
      try Casebook.open(at: path, user: user, today: day, access: .readWrite, sitting: sitting)
    }
    let importDesk = ImportDesk(path: path) { access in
      try Casebook.open(
        at: path, user: user, today: day, access: access == .writing ? .readWrite : .readOnly)
    }
    let settings = DeskSettings.read(book: casebook.path)
    let session = try takeTerminal(settings)
    var application = DeskApplication(
      casebook: casebook, writer: writer, importDesk: importDesk, settings: settings,
      drafts: drafts.drafts, start: start, remark: session.remark,
      isASCIIOnly: !session.isUTF8)
    let code = session.run(&application)
    let unsaved = writer.finish(within: longestWait)
    if unsaved > 0 {
      StandardError.say(
        "patchbook: \(unsaved) changes were not saved within \(longestWait / 1000) seconds. What was called saved is safe. Look with: patchbook journal"
      )
    }
    // Whoever lost the line learns from the program's last words what no later sitting will offer.
    var unkept: [DeskDraft.Key: String] = [:]
    for case .drafted(let result) in writer.takeReports() {
      switch result {
      case .kept(let draft): unkept[draft.key] = nil
      case .refused(let draft, let reason): unkept[draft.key] = reason
      }
    }
    for (key, reason) in unkept.sorted(by: { $0.key < $1.key }) {
      StandardError.say("patchbook: \(key.wording) is kept nowhere. \(reason)")
    }
    if let remark = session.remark { StandardError.say("patchbook: \(remark)") }
    exit(code)
  }

  /// The book of the options; nil where there is none, or none with an account unless that was chosen: then the first screen
  /// says so.
  private static func open(_ options: BookOptions, _ sitting: String, isChosen: Bool = false) throws
    -> Casebook?
  {
    guard case .book = BookPlace(options.path) else { return nil }
    let casebook = try options.open(.readOnly, sitting: sitting)
    return isChosen || casebook.view.sequence > 0 ? casebook : nil
  }

  /// The first screen, on a terminal of its own.
  private static func firstStart(_ options: BookOptions) throws -> FirstStartApplication.Ending {
    let situation: FirstStart.Situation =
      switch BookPlace(options.path) {
      case .book: .empty
      case .nothing: .nothing
      case .other(let sentence): .fault(sentence)
      }
    let settings = DeskSettings.read(book: options.path)
    let session = try takeTerminal(settings)
    var application = FirstStartApplication(options, situation)
    let code = DeskActions.using(settings.actions) { session.run(&application) }
    if code != 0 { exit(code) }
    return application.ending
  }

  /// Takes the terminal.
  /// - Throws: ``Failure`` with the plain way, where there is no full screen.
  private static func takeTerminal(_ settings: DeskSettings) throws(Failure) -> TerminalSession {
    do {
      return try TerminalSession(
        .init(theme: settings.theme, mouse: settings.mouse, errorLog: log()))
    } catch {
      throw Failure(
        .wrongCall,
        """
        \(error)
        Without a full screen: patchbook show caseload prints what the desk would show, patchbook show account:REF an
        account, patchbook ledger REF its ledger; patchbook --help names every command.
        """)
    }
  }

  /// Where standard error goes while the screen is up, so that nothing spoils it; nil where no such place can be had.
  private static func log() -> String? {
    let folder = Directories.state
    return Environment.makeDirectories(folder) ? folder + "/desk.log" : nil
  }
}
