import Casebook
import Desk
import Journal
import Synchronization
import Terminal

/// What the event loop runs: a sitting at the desk, and the book under it, which others may change meanwhile.
struct DeskApplication: Application {
  private let casebook: Casebook
  private let writer: Writer
  private let importDesk: ImportDesk
  private var book: CasebookDeskBook
  private var session: DeskSession
  private let actions: ActionTable
  private var today: String
  /// What was typed and is kept once nothing was typed for a quarter of a second.
  private var resting: DeskDraft?
  /// The draft that goes with the change that is asked for next.
  private var finishing: DeskDraft.Key?
  /// What the officer's own editor made of a text, once it ended.
  private let edited = Edited()
  /// Becomes readable when a draft is written; nil where the host cannot tell.
  private var draftsWatch: Int32?
  /// What was typed in a form and is kept once nothing was typed for a quarter of a second.
  private var restingForm: FormChange?
  /// The accounts whose forms are open here, with what was told of each last: others may type in them too.
  private var forms: [String: (number: Int, present: [FormPresence])] = [:]

  /// What an editor leaves behind, across the threads.
  private final class Edited: Sendable {
    private let state = Mutex<EditedText?>(nil)

    func withLock<Value: Sendable>(_ body: (inout EditedText?) -> Value) -> Value {
      state.withLock { body(&$0) }
    }
  }

  /// The names of the timers.
  private enum Timer {
    static let poll = "poll"
    static let midnight = "midnight"
    static let draft = "draft"
    static let form = "form"
    static let formNews = "form-news"
    static let search = "search"
    static let waiting = "waiting"
  }

  init(
    casebook: Casebook, writer: Writer, importDesk: ImportDesk, settings: DeskSettings, drafts: [DeskDraft],
    start: DeskStart = .home, remark: String?, isASCIIOnly: Bool
  ) {
    self.casebook = casebook
    self.writer = writer
    self.importDesk = importDesk
    book = CasebookDeskBook(casebook, statementRules: StatementRulesSource(casebook))
    var options = DeskOptions()
    options.isASCIIOnly = isASCIIOnly
    options.hasMouse = settings.mouse
    options.thresholds = settings.thresholds
    actions = settings.actions
    today = casebook.today.iso
    session = DeskSession(
      book: book, start: start, size: Size(columns: 80, rows: 24), options: options,
      remarks: (remark.map { [$0] } ?? []) + casebook.remarks + settings.reports.map(\.remark),
      drafts: drafts,
      memory: CaseloadMemory(settings: casebook.settings, aside: Aside.run),
      clock: { Writer.timeOfDay })
  }

  mutating func handle(_ event: Event, _ loop: inout LoopControl) {
    DeskActions.using(actions) { take(event, &loop) }
  }

  private mutating func take(_ event: Event, _ loop: inout LoopControl) {
    switch event {
    case .resize where loop.statistics.frames == 0:
      watch(&loop)
      perform(session.handle(event), &loop)
    case .readable(let descriptor) where descriptor == casebook.changeDescriptor: takeChanges()
    case .readable(let descriptor) where descriptor == draftsWatch:
      RealFileSystem().drainWatch(descriptor)
      takeDrafts()
    case .wake:
      takeResults(&loop)
      takeImport(&loop)
    case .timer(Timer.poll):
      takeChanges()
      loop.setTimer(Timer.poll, after: 1_000)
    case .timer(Timer.midnight):
      takeNewDay()
      loop.setTimer(Timer.midnight, after: 30_000)
    case .resumed:
      takeEdited(&loop)
      // Whoever stopped the program for a night sees the book as it is now.
      takeChanges()
      takeNewDay()
      perform(session.handle(event), &loop)
    case .terminate, .hangUp:
      // The loop ends by itself, with the exit status that such an end has.
      _ = session.handle(event)
      keepDrafts(&loop)
      keepForms(&loop)
      keepRestingForm(loop)
    case .timer(Timer.draft): keepResting(&loop)
    case .timer(Timer.form): keepRestingForm(loop)
    case .timer(Timer.formNews): lookAtForms(&loop)
    case .timer(Timer.waiting): sayWhoIsWaitedFor(&loop)
    case .timer(Timer.search): BackgroundThread.run { [book] in book.prepareSearch() }
    default: perform(session.handle(event), &loop)
    }
    if session.takeQuestion() { loop.discardTypeAhead() }
    askForStanding(loop)
  }

  /// Asks for what the screen that is seen shows of an older state of the book.
  private func askForStanding(_ loop: LoopControl) {
    if session.wantsStanding { importDesk.add(.readStanding, waker: loop.waker) }
  }

  func draw(on canvas: inout Canvas) {
    DeskActions.using(actions) { session.draw(on: &canvas) }
  }

  /// Asks to be told of changes: by the book's descriptor, and once a second where the host has none.
  private mutating func watch(_ loop: inout LoopControl) {
    if let descriptor = casebook.changeDescriptor {
      loop.watch(descriptor)
    } else {
      loop.setTimer(Timer.poll, after: 1_000)
    }
    watchDrafts(&loop)
    if casebook.isTodayTheHosts { loop.setTimer(Timer.midnight, after: 30_000) }
    loop.setTimer(Timer.search, after: DeskApplication.searchDelay)
  }

  /// Asks to be told of drafts; their directory is there with the first of them.
  private mutating func watchDrafts(_ loop: inout LoopControl) {
    guard draftsWatch == nil, let watch = RealFileSystem().watch(casebook.drafts.directory) else { return }
    draftsWatch = watch
    loop.watch(watch)
  }

  /// How long after the first frame the searched texts are read, in milliseconds: it competes with nothing then, and who
  /// goes straight to the search waits for what is left of it at most.
  private static let searchDelay = 1_000

  private mutating func perform(_ command: DeskCommand?, _ loop: inout LoopControl) {
    keepDrafts(&loop)
    keepForms(&loop)
    switch command {
    case .leave?:
      keepRestingForm(loop)
      loop.quit()
    case .suspend?: loop.suspend()
    case .refresh?: takeChanges()
    case .redraw?: loop.repaint()
    case .mouse(let isOn)?: loop.hearMouse(isOn)
    case .record(let command, _)?:
      writer.add(.record(command, finishing: finishing), waker: loop.waker)
      finishing = nil
      loop.setTimer(Timer.waiting, after: DeskApplication.unnoticed)
    case .importing(let request)?: importDesk.add(request, waker: loop.waker)
    case .write(let file)?: session.take(NewTextFile.write(file))
    case .edit(let text)?: edit(text, &loop)
    case .print(let summary)?: session.take(NewTextFile.write(summary.file))
    case nil: break
    }
  }

  /// Hands the terminal to the officer's own editor; where there is none, that is said at once.
  private mutating func edit(_ text: String, _ loop: inout LoopControl) {
    guard ExternalEditor.command != nil else {
      session.take(edited: ExternalEditor.edit(text))
      return
    }
    let box = edited
    loop.handOver { box.withLock { $0 = ExternalEditor.edit(text) } }
  }

  private mutating func takeEdited(_ loop: inout LoopControl) {
    let result = edited.withLock { edited in
      defer { edited = nil }
      return edited
    }
    guard let result else { return }
    session.take(edited: result)
    keepDrafts(&loop)
  }

  /// Keeps what is typed: a field that was left at once, a half-typed one after a rest.
  private mutating func keepDrafts(_ loop: inout LoopControl) {
    for change in session.takeDraftChanges() {
      switch change {
      case .typed(let draft):
        if let resting, resting.key != draft.key { keepResting(&loop) }
        resting = draft
        loop.setTimer(Timer.draft, after: DeskApplication.rest)
      case .left(let draft):
        resting = nil
        writer.add(.keep(draft), waker: loop.waker)
      case .finishing(let key):
        resting = nil
        finishing = key
      case .dropped(let key):
        if resting?.key == key { resting = nil }
        writer.add(.drop(key), waker: loop.waker)
      }
    }
  }

  private mutating func keepResting(_ loop: inout LoopControl) {
    guard let resting else { return }
    self.resting = nil
    writer.add(.keep(resting), waker: loop.waker)
  }

  /// Hands over what is to be done about forms: a field that was left at once, a half-typed one after a rest.
  private mutating func keepForms(_ loop: inout LoopControl) {
    for change in session.takeFormChanges() {
      if case .half = change.kind {
        if let restingForm, restingForm.account != change.account { keepRestingForm(loop) }
        restingForm = change
        loop.setTimer(Timer.form, after: DeskApplication.rest)
        continue
      }
      switch change.kind {
      case .enter:
        if forms.isEmpty { loop.setTimer(Timer.formNews, after: DeskApplication.neighbour) }
        forms[change.account] = (0, [])
      case .leave:
        keepRestingForm(loop)
        forms[change.account] = nil
      // What was half typed is in it, or was taken back with it.
      case .keep, .giveUp: if restingForm?.account == change.account { restingForm = nil }
      case .half, .correct, .bringBack: break
      }
      writer.add(.form(change), waker: loop.waker)
    }
  }

  private mutating func keepRestingForm(_ loop: LoopControl) {
    guard let restingForm else { return }
    self.restingForm = nil
    writer.add(.form(restingForm), waker: loop.waker)
  }

  /// Looks at the forms that are open here: what somebody else typed shows, wherever the cursor is. Only what is new is read.
  private mutating func lookAtForms(_ loop: inout LoopControl) {
    for (account, told) in forms {
      let form = casebook.forms.look(at: account)
      guard form.number != told.number || form.present != told.present else { continue }
      forms[account] = (form.number, form.present)
      session.take(.seen(form))
    }
    if !forms.isEmpty { loop.setTimer(Timer.formNews, after: DeskApplication.neighbour) }
  }

  /// How often a form that is open is looked at, in milliseconds: what a neighbour typed shows within 300 (decision 21).
  private static let neighbour = 200

  /// Decision 9: a half-typed field is durable after so many milliseconds of rest.
  private static let rest = 250

  /// Takes in what the writer has recorded, or could not: first the book, so that the screen shows what it says.
  private mutating func takeResults(_ loop: inout LoopControl) {
    let reports = writer.takeReports()
    if reports.contains(where: { if case .recorded = $0 { true } else { false } }) { takeChanges() }
    for report in reports {
      switch report {
      case .recorded(let result): perform(session.take(result), &loop)
      case .drafted(let result):
        watchDrafts(&loop)
        perform(session.take(result), &loop)
      case .formed(let news): session.take(news)
      }
    }
  }

  /// Takes in how far the landlord's files are.
  private mutating func takeImport(_ loop: inout LoopControl) {
    guard let work = importDesk.takeNews() else { return }
    if !work.isRunning { takeChanges() }
    session.take(work)
  }

  /// Saving takes longer than a hand notices, in milliseconds.
  private static let unnoticed = 1_000

  /// Names whoever holds the book while something waits to be saved: a desk that was stopped, an import on a slow disk.
  private mutating func sayWhoIsWaitedFor(_ loop: inout LoopControl) {
    guard session.unsaved > 0 else { return }
    if let holder = try? casebook.writer() { session.saveWaits(for: holder) }
    loop.setTimer(Timer.waiting, after: DeskApplication.unnoticed)
  }

  private mutating func takeChanges() {
    // A book that can no longer be read says so on the screen that next asks it; what is shown stays.
    guard let changes = try? casebook.refresh(), changes.from != changes.to else { return }
    renew()
    takeDrafts()
  }

  /// Looks which drafts wait: another desk of this officer's may have begun one, or dealt with one.
  private mutating func takeDrafts() {
    let waiting = DeskDraft.waiting(in: casebook.drafts)
    writer.know(waiting.names)
    session.take(drafts: waiting.drafts)
  }

  private mutating func renew() {
    book = book.renewed(from: casebook)
    session.take(book)
  }

  /// At midnight the day of every view turns.
  private mutating func takeNewDay() {
    let day = casebook.today.iso
    guard day != today else { return }
    today = day
    renew()
    // Nothing was recorded, so the screens must be told that they show yesterday.
    _ = session.handle(.wake)
  }
}
