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
  static func run(_ options: BookOptions) throws {
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
    let casebook = try options.open(.readOnly, sitting: sitting)
    let (path, user, day) = (options.path, Environment.user, try options.day())
    let drafts = casebook.drafts.all().filter { $0.kind == "note" && !$0.account.isEmpty }
    let writer = Writer(
      drafts: Dictionary(drafts.map { ($0.account, $0.id) }, uniquingKeysWith: { _, last in last })
    ) {
      try Casebook.open(at: path, user: user, today: day, access: .readWrite, sitting: sitting)
    }
    let importDesk = ImportDesk(path: path) { access in
      try Casebook.open(
        at: path, user: user, today: day, access: access == .writing ? .readWrite : .readOnly)
    }
    let settings = DeskSettings.read(book: casebook.path)
    let session: TerminalSession
    do {
      session = try TerminalSession(
        .init(theme: settings.theme, mouse: settings.mouse, errorLog: log()))
    } catch {
      throw Failure(.wrongCall, "\(error)")
    }
    var application = DeskApplication(
      casebook: casebook, writer: writer, importDesk: importDesk, settings: settings,
      drafts: drafts.map(NoteDraft.init),
      isASCIIOnly: !session.isUTF8)
    let code = session.run(&application)
    let unsaved = writer.finish(within: longestWait)
    if unsaved > 0 {
      StandardError.say(
        "patchbook: \(unsaved) changes were not saved within \(longestWait / 1000) seconds. What was called saved is safe. Look with: patchbook journal"
      )
    }
    // Whoever lost the line learns from the program's last words what no later sitting will offer.
    var unkept: [String: String] = [:]
    for case .drafted(let result) in writer.takeReports() {
      switch result {
      case .kept(let draft): unkept[draft.account] = nil
      case .refused(let draft, let reason): unkept[draft.account] = reason
      }
    }
    for (account, reason) in unkept.sorted(by: { $0.key < $1.key }) {
      StandardError.say("patchbook: the note on \(account) is kept nowhere. \(reason)")
    }
    if let remark = session.remark { StandardError.say("patchbook: \(remark)") }
    exit(code)
  }

  /// Where standard error goes while the screen is up, so that nothing spoils it; nil where no such place can be had.
  private static func log() -> String? {
    let folder = Directories.state
    return Environment.makeDirectories(folder) ? folder + "/desk.log" : nil
  }
}

extension NoteDraft {
  /// A draft that an earlier sitting left behind.
  fileprivate init(_ draft: Draft) {
    var since = ""
    if let begun = LondonClock.nanoseconds(ofStamp: draft.since) {
      let day = LondonClock.day(ofNanoseconds: begun)
      let isToday = day == LondonClock.day(ofNanoseconds: Writer.now)
      since =
        (isToday ? "" : day.text(.weekdayDayMonth) + " ") + LondonClock.time(ofNanoseconds: begun).prefix(5)
    }
    self.init(account: draft.account, fields: draft.fields, since: since)
  }
}
