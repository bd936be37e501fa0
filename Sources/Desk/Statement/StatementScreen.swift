import Casebook
import Rents
import Terminal

/// The income and expenditure form of one account: filled in while the tenant is on the telephone, in any order, with what is
/// left in sight at all times.
///
/// What is typed is in ``work``; what is on the disk is in ``draft``. A field that is left goes to the disk at once, and until
/// it is there it stands in ``pending``: the screen says "saved" only where that is empty.
struct StatementScreen: DeskScreen {
  /// What the keys act on.
  enum Mode: Hashable, Sendable {
    /// The form itself.
    case form
    /// A finished form that is looked at, by its place among the versions.
    case finished(Int)
    /// The list of sections, at one of them.
    case sections(Int)
    /// The offers, at one of them.
    case offers(Int)
    /// The form is gone through before it is recorded; scrolled so far.
    case review(Int)
    /// The path of the printed summary is typed.
    case print(StatementPrintPrompt)
  }

  /// A text that was handed over to be kept and is not known to be durable.
  struct Pending: Hashable, Sendable {
    var ticket: Int
    var field: StatementField
    var text: String
    /// It was accepted; false for what is half typed.
    var isAccepted: Bool
    /// The host refused it: it is tried again with the next.
    var hasFailed = false
  }

  let reference: String
  /// Who sits at the desk.
  var user = DeskUser(name: "")
  /// The day on which the desk looks.
  var today: CivilDate
  var page: StatementPage?
  /// The account, for its name in the title.
  var account: AccountPage?
  var draft: FormDraft
  var work: StatementWork?
  var reckoning: StatementReckoning?
  /// What the form as it was gone through last came to.
  var previousReckoning: StatementReckoning?
  /// The form to which ``previousReckoning`` belongs.
  private var reckonedBefore: StatementForm?
  var mode = Mode.form
  var message = MessageLine()
  var fault: DeskFault?
  var loaded: DeskState?
  /// The first row of the form that is seen.
  var top = 0
  /// At 80 columns: the last form stands where the weekly figures are.
  var showsPrevious = false
  var pending: [Pending] = []
  /// The time of the day at which the last field was durable.
  var savedAt = ""
  /// The program was told that somebody is in the form here.
  var isEntered = false
  /// The ticket of the correction that is being begun.
  var beginning: Int?
  /// The ticket of the giving up that is on its way.
  var givingUp: Int?
  /// The ticket of the bringing back that is on its way.
  var isBringingBack: Int?
  /// The form was given up here, and can be brought back.
  var wasGivenUp = false
  /// The key that gives up was pressed once.
  var asksToGiveUp = false
  /// The fields of which it was said that two officers typed in them.
  var toldConflicts: Set<StatementField> = []
  /// Which of the finished forms was looked at last.
  var lastShown = 0
  /// The form is being recorded.
  var isRecording = false

  init(reference: String, today: CivilDate) {
    self.reference = reference
    self.today = today
    draft = FormDraft(account: reference)
  }

  var title: String { "form \(reference)" }

  var accountAtHand: String? { page == nil ? nil : reference }

  var said: MessageLine.Message? { message.current }

  var places: [String] {
    switch mode {
    case .finished: return [DeskPlace.finishedStatement, DeskPlace.list, DeskPlace.everywhere]
    case .sections: return [DeskPlace.statementSections]
    case .offers: return [DeskPlace.statementOffers]
    case .review: return [DeskPlace.statementReview]
    case .print: return [DeskPlace.printEntry]
    case .form:
      guard let work else { return [DeskPlace.statement] }
      if work.jump != nil { return [DeskPlace.statementJump] }
      let isTypingWords = work.entry != nil && work.cell?.isFigure != true
      if isTypingWords { return [DeskPlace.statement] }
      return work.entry != nil
        ? [DeskPlace.statementSigns, DeskPlace.statement]
        : [DeskPlace.statementField, DeskPlace.statementSigns, DeskPlace.statement]
    }
  }

  func availability(_ action: Action) -> Availability {
    switch DeskAction(rawValue: action.name) {
    case .statementAsLast? where work?.previous == nil: .hidden
    case .statementPrevious? where work?.previous == nil:
      .disabled(reason: "there is no form before this one")
    case .statementRestNone? where work?.section?.group == nil: .hidden
    case .statementMine? where conflicts.isEmpty, .statementTheirs? where conflicts.isEmpty:
      .disabled(reason: "in no field did two officers type past each other")
    default: .available
    }
  }

  // MARK: Filling

  /// Reads what the account knows, and at first the form as it was left.
  private mutating func load(_ context: DeskContext) {
    let isFirst = loaded == nil
    loaded = context.state
    (user, today) = (context.book.user, context.book.today)
    do throws(DeskFault) {
      page = try context.book.statement(of: reference)
      account = try context.book.account(reference, asAt: .now)
      fault = nil
    } catch {
      fault = error
    }
    guard page != nil else { return }
    if isFirst {
      draft = context.book.statementDraft(of: reference)
      if !draft.isBegun, !versions.isEmpty { mode = .finished(0) }
      open(context)
    } else {
      renew(context)
    }
  }

  /// The finished forms, the newest first.
  var versions: [StatementVersion] { page?.versions.filter { !$0.isWithdrawn } ?? [] }

  /// The finished form beside which this one stands: the one that it corrects, else the newest that counts.
  var compared: StatementVersion? {
    if case .finished(let index) = mode {
      guard versions.indices.contains(index) else { return nil }
      let shown = versions[index]
      if !shown.replaces.isEmpty { return versions.first { $0.id == shown.replaces } }
      return versions.dropFirst(index + 1).first { $0.stands }
    }
    if draft.isBegun, !draft.corrects.isEmpty { return versions.first { $0.id == draft.corrects } }
    return versions.first { $0.stands }
  }

  /// The texts of a finished form by their fields; fields of a format that is no more are not shown.
  static func form(_ fields: [String: String]) -> StatementForm {
    StatementForm(
      Dictionary(
        fields.compactMap { name, text in StatementField(name: name).map { ($0, text) } },
        uniquingKeysWith: { first, _ in first }))
  }

  /// What was accepted in the form: what the disk has, and over it what is on its way there.
  var accepted: StatementForm {
    var form = StatementScreen.form(draft.fields)
    for text in pending where text.isAccepted { form[text.field] = text.text }
    return form
  }

  /// Opens the form or the finished one that is shown.
  mutating func open(_ context: DeskContext) {
    guard let page else { return }
    switch mode {
    case .finished(let index):
      guard versions.indices.contains(index) else { return }
      lastShown = index
      let version = versions[index]
      // As it was recorded: nothing is filled in now.
      var facts = page.facts
      facts.day = version.day
      facts.fillsIn = false
      work = StatementWork(
        format: page.rules.format, facts: facts, form: StatementScreen.form(version.fields),
        previous: compared.map { StatementScreen.form($0.fields) })
      leaveForm(context)
    default:
      if !draft.isBegun { savedAt = "" }
      let position = draft.position(for: context.book.user.account)
      work = StatementWork(
        format: page.rules.format, facts: page.facts, form: accepted,
        previous: compared.map { StatementScreen.form($0.fields) },
        at: position.flatMap { StatementField(name: $0.field) })
      if !isEntered {
        isEntered = true
        context.forms.add(.enter, account: reference)
      }
      resumeHalfTyped(context)
    }
    top = 0
    reckon()
  }

  /// What this officer had half typed when the line dropped is typed on; what somebody else had is told.
  private mutating func resumeHalfTyped(_ context: DeskContext) {
    let own = draft.halfTyped.last { $0.user == context.book.user.account }
    if let own, let field = StatementField(name: own.field) {
      work?.resume(field, text: own.text)
    }
    guard draft.isBegun, let last = draft.lastTyped else { return }
    let whose = name(of: last.user)
    let when = time(last.at)
    message.show(
      .information,
      own == nil
        ? "The form goes on: \(whose) typed last, \(when)."
        : "The form goes on, with the half-typed field: \(whose) typed last, \(when).")
  }

  /// Takes a newer state of the book in: the facts may be others, and there may be another finished form.
  private mutating func renew(_ context: DeskContext) {
    guard let page else { return }
    if case .finished(let index) = mode {
      mode = versions.isEmpty ? .form : .finished(min(index, versions.count - 1))
      open(context)
      return
    }
    let previous = compared.map { StatementScreen.form($0.fields) }
    work?.facts = page.facts
    work?.previous = previous
    reckon()
  }

  /// Works out what follows from the form as it stands, with what is being typed.
  mutating func reckon() {
    guard let page, let work else { return }
    reckoning = StatementReckoning(work.live, facts: work.facts, rules: page.rules)
    // The form of before does not move with the keys.
    guard work.previous != reckonedBefore || previousReckoning == nil else { return }
    reckonedBefore = work.previous
    previousReckoning = work.previous.map { previous in
      var facts = page.facts
      facts.day = compared?.day ?? facts.day
      facts.fillsIn = false
      return StatementReckoning(previous, facts: facts, rules: page.rules)
    }
  }

  // MARK: Events

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if loaded != context.state { load(context) }
    if let result = context.result { take(result, context) }
    if let news = context.formNews, news.account == reference { take(news, context) }
    guard page != nil, work != nil, fault == nil else { return withoutForm(event) }
    if event == .hangUp || event == .terminate {
      // Half typed words go to the disk as such: the form opens with them.
      hand(work?.takeChanges() ?? [], context)
      return .stay
    }
    let before = rows(size)
    let outcome = respond(to: event, context, size)
    hand(work?.takeChanges() ?? [], context)
    reckon()
    reveal(before, size)
    if case .pop = outcome { leaveForm(context) }
    return outcome
  }

  /// Without a form there is nothing but the way back.
  private func withoutForm(_ event: Event) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    let places = [DeskPlace.finishedStatement, DeskPlace.statement, DeskPlace.everywhere]
    switch DeskActions.table.deskAction(for: key, in: places) {
    case .backFromStatement?, .statementLeave?: return .pop
    case .refresh?: return .perform(.refresh)
    case .suspend?: return .perform(.suspend)
    default: return .ignored
    }
  }

  private mutating func respond(to event: Event, _ context: DeskContext, _ size: Size) -> DeskOutcome {
    let wasAsking = asksToGiveUp
    if case .key(let key) = event {
      message.keyPressed()
      asksToGiveUp = false
      if key == .escape, message.current?.kind == .error, message.dismiss() { return .stay }
    }
    // Nothing is changed that nobody sees.
    if DeskFrame.isTooSmall(size), event != .key(.escape) { return .stay }
    switch mode {
    case .form: break
    case .finished: return inFinished(event, context)
    case .sections(let chosen): return inSections(event, chosen)
    case .offers(let chosen): return inOffers(event, chosen)
    case .review(let top): return inReview(event, top, context, size)
    case .print(let prompt): return inPrint(event, prompt, context)
    }
    if work?.jump != nil { return inJump(event, context) }
    return inForm(event, wasAsking, context)
  }

  private mutating func inForm(_ event: Event, _ wasAsking: Bool, _ context: DeskContext) -> DeskOutcome {
    if case .key(let key) = event,
      let action = DeskActions.table.deskAction(for: key, in: places + [DeskPlace.everywhere]),
      // Signs and letters mean something here only where this place says so.
      key.typed == nil || DeskActions.table.deskAction(for: key, in: places) != nil
    {
      if action == .statementGiveUp {
        return giveUp(key, wasAsking, context)
      }
      return act(action, context)
    }
    if !context.book.user.isKnown { return readOnly() }
    return type(event)
  }

  private mutating func readOnly() -> DeskOutcome {
    message.show(.warning, "Nothing is typed: \(DeskUser.mayOnlyRead).")
    return .stay
  }

  /// A letter, a figure, a paste, a key of the line editor.
  private mutating func type(_ event: Event) -> DeskOutcome {
    guard var work else { return .stay }
    defer { self.work = work }
    if work.entry != nil { return work.type(event) ? .stay : TypedEvent.unknown(event) }
    switch event {
    case .paste(let text):
      guard work.field != nil, !text.isEmpty else { return .stay }
      work.begin(text)
      return .stay
    case .mouse(let mouse):
      switch mouse.kind {
      case .wheelUp: work.moveLines(by: -3)
      case .wheelDown: work.moveLines(by: 3)
      default: break
      }
      return .stay
    default: break
    }
    guard case .key(let key) = event, let scalar = key.typed else { return TypedEvent.unknown(event) }
    guard let cell = work.cell else {
      if Character(scalar).isLetter {
        work.beginJump(Character(scalar))
      } else if key == .space, case .head(let id) = work.place {
        work.unfold(id)
      } else {
        message.show(.information, "The section is folded: Enter opens it.")
      }
      return .stay
    }
    if !cell.isFigure {
      if key != .space { work.begin(String(Character(scalar))) }
      return .stay
    }
    switch scalar {
    case "0"..."9", "-", "(", ".", "£": work.begin(String(Character(scalar)))
    case "+", "*", "/":
      // What stands there is gone on with: another job, a frequency.
      guard let field = work.field, !work.text(field).isEmpty, work.text(field) != "-" else {
        message.show(.information, "An amount begins with a figure; \(Character(scalar)) goes on with one.")
        return .stay
      }
      work.begin(work.text(field) + String(Character(scalar)))
    case _ where Character(scalar).isLetter: work.beginJump(Character(scalar))
    default: return .ignored
    }
    return .stay
  }

  private mutating func act(_ action: DeskAction, _ context: DeskContext) -> DeskOutcome {
    if !context.book.user.isKnown, StatementScreen.changing.contains(action) { return readOnly() }
    if action == .statementUndo, bringBack(context) { return .stay }
    guard var work else { return .stay }
    defer { self.work = work }
    switch action {
    case .statementNext: work.next()
    case .statementNextBlank:
      if !work.nextBlank() {
        message.show(.done, "Everything was asked. Ctrl-S goes through it and records it.")
      }
    case .statementBack: work.back()
    case .statementUp: work.moveLines(by: -1)
    case .statementDown: work.moveLines(by: 1)
    case .statementSectionUp: work.moveSections(by: -1)
    case .statementSectionDown: work.moveSections(by: 1)
    case .statementFirst: work.moveToEnd(false)
    case .statementLast: work.moveToEnd(true)
    case .statementLeft: if !work.moveColumns(by: -1) { work.fold() }
    case .statementRight:
      if case .head(let id) = work.place {
        work.unfold(id)
      } else if !work.moveColumns(by: 1), let field = work.field {
        work.begin(work.text(field))
      }
    case .statementEdit:
      guard let field = work.field else { return .stay }
      work.begin(String(work.text(field).dropLast()))
    case .statementClear: clear(&work)
    case .statementAsLast: asLast(&work)
    case .statementRestNone: restNone(&work)
    case .statementNote:
      if !work.closeDetails(), !work.openDetails() {
        message.show(.information, "This line has no note of its own: the form's notes are under Agreement.")
      }
    case .statementRefuses: stand(.refused, &work)
    case .statementWillSend: stand(.willSend, &work)
    case .statementJump: work.beginJump()
    case .statementUndo:
      let undone = work.undo()
      message.show(
        undone == nil ? .information : .done,
        undone.map { "Undid: \($0)." } ?? "Nothing of this sitting is left to take back in the form.")
    case .statementMine, .statementTheirs: settle(action == .statementMine ? 0 : 1, &work)
    case .statementSections:
      work.accept()
      mode = .sections(work.sheet.sections.firstIndex { $0.id == work.section?.id } ?? 0)
    case .statementOffers:
      work.accept()
      mode = .offers(0)
    case .statementPrevious: turnPrevious(work)
    case .statementFinish:
      work.accept()
      self.work = work
      return askToFinish(context)
    case .statementPrint:
      work.accept()
      mode = .print(StatementPrintPrompt(account: reference, day: context.book.today))
    case .statementLeave: return leave(&work)
    case .refresh: return .perform(.refresh)
    case .suspend: return .perform(.suspend)
    default: return .ignored
    }
    return .stay
  }

  /// What changes the form, which whoever may only read cannot do.
  private static let changing: Set<DeskAction> = [
    .statementAsLast, .statementRestNone, .statementRefuses, .statementWillSend, .statementEdit,
    .statementClear, .statementUndo, .statementMine, .statementTheirs, .statementFinish,
  ]

  /// Esc: what is half typed goes; then the note that is open closes; then the form is left, and kept.
  private mutating func leave(_ work: inout StatementWork) -> DeskOutcome {
    if work.revert() {
      message.show(.information, "As it was before.")
      return .stay
    }
    if work.closeDetails() { return .stay }
    return .pop
  }

  // MARK: Answers in one key

  private mutating func clear(_ work: inout StatementWork) {
    let count = work.clearLine()
    message.show(
      .information,
      count == 0
        ? "Nothing was typed on this line." : "Cleared: not asked again. \(undoKey) brings it back.")
  }

  var undoKey: String {
    DeskActions.table.action(named: DeskAction.statementUndo.rawValue)?.keys.first?.description ?? "Undo"
  }

  private mutating func asLast(_ work: inout StatementWork) {
    guard let text = work.asLast() else {
      message.show(
        .information,
        work.previous == nil ? "There is no form before this one." : "Nothing was said of it last time.")
      return
    }
    message.show(.done, "As last time: \(text == "-" ? "none" : text).")
  }

  private mutating func restNone(_ work: inout StatementWork) {
    let title = work.section?.title ?? ""
    let count = work.restNone()
    message.show(
      count == 0 ? .information : .done,
      count == 0
        ? "Nothing of this section is left to ask."
        : "None on \(count) line\(count == 1 ? "" : "s") of \(title). \(undoKey) takes it back.")
  }

  private mutating func stand(_ standing: StatementStanding, _ work: inout StatementWork) {
    let name = work.line?.label ?? ""
    guard work.stand(standing) else {
      message.show(.information, "That is said of lines with an amount.")
      return
    }
    message.show(.done, "\(name): \(standing.wording).")
  }

  private mutating func turnPrevious(_ work: StatementWork) {
    guard work.previous != nil else {
      message.show(.information, "There is no form before this one.")
      return
    }
    showsPrevious.toggle()
    message.show(
      .information,
      showsPrevious ? "The last form stands beside; * marks what changed." : "The weekly figures again.")
  }

  // MARK: Jumping

  private mutating func inJump(_ event: Event, _ context: DeskContext) -> DeskOutcome {
    guard case .key(let key) = event, let jump = work?.jump else {
      if case .paste = event { work?.endJump(back: false) }
      return .stay
    }
    switch DeskActions.table.deskAction(for: key, in: [DeskPlace.statementJump]) {
    case .statementJumpTake?: work?.endJump(back: false)
    case .statementJumpBack?: work?.endJump(back: true)
    case .statementJumpNext?: work?.moveJump(by: 1)
    case .statementJumpBefore?: work?.moveJump(by: -1)
    default:
      if key == .backspace {
        work?.rubOutJump()
      } else if let scalar = key.typed, Character(scalar).isLetter || (key == .space && !jump.query.isEmpty) {
        work?.typeJump(Character(scalar))
      } else {
        // A figure, a sign, any other key: the line is found, and the key means there what it always does.
        work?.endJump(back: false)
        return inForm(event, false, context)
      }
    }
    return .stay
  }
}
