import Rents
import Terminal

/// The form that is being filled in: what stands in its fields, where the cursor is, what is typed, what is folded.
///
/// A pure value: keys change it, and what has to be kept of them is in ``changes``. Nothing in it moves by itself, and nothing
/// that is wrong in a field keeps the cursor there.
struct StatementWork: Hashable, Sendable {
  /// Something to keep beside the book, in the order in which it happened.
  enum Change: Hashable, Sendable {
    /// The field was left with that text; the cursor stands in `next`.
    case accepted(StatementField, text: String, next: StatementField?)
    /// So much was typed, and the field was not left.
    case half(StatementField, text: String)
  }

  /// What one undo takes back: the fields that one key changed, with what stood there and what it put there.
  struct Step: Hashable, Sendable {
    var field: StatementField
    var before: String
    var after: String
  }

  let format: StatementFormat
  let today: CivilDate
  /// What the account fills in.
  var facts: StatementFacts { didSet { layOut() } }
  /// The form as it was gone through last; nil where it never was.
  var previous: StatementForm?
  /// What was accepted in each field.
  private(set) var form: StatementForm
  private(set) var sheet: StatementSheet
  private(set) var place: StatementPlace
  /// What is typed and not accepted.
  private(set) var entry: StatementEntry?
  /// The line that is being found.
  private(set) var jump: LineJump?
  /// The sections that are shown as one line.
  private(set) var folded: Set<String> = []
  /// The line whose note and evidence are open, by its first field.
  private(set) var details: StatementField?
  private(set) var undoable: [[Step]] = []
  /// What was changed since this was last taken.
  private(set) var changes: [Change] = []
  /// Where the cursor was before each leap, the last at the end.
  private var trail: [StatementPlace] = []

  private static let longestTrail = 50
  private static let mostUndone = 500

  init(
    format: StatementFormat, facts: StatementFacts, form: StatementForm = StatementForm(),
    previous: StatementForm? = nil, at field: StatementField? = nil
  ) {
    self.format = format
    self.facts = facts
    self.form = form
    self.previous = previous
    today = facts.day
    sheet = StatementSheet(format, form)
    let first =
      sheet.sections.first { $0.group != nil }?.lines.first?.first ?? sheet.sections.first?.lines.first?.first
    place = first.map { .field($0) } ?? .head(StatementSheet.householdID)
    layOut()
    if let field {
      if sheet.place(of: field) == nil { openDetails(holding: field) }
      if sheet.place(of: field) != nil { place = .field(field) }
    }
    for section in sheet.sections where isComplete(section) && section.id != self.section?.id {
      folded.insert(section.id)
    }
  }

  // MARK: Texts

  /// The field that the cursor stands in; nil on the head of a folded section.
  var field: StatementField? { if case .field(let field) = place { field } else { nil } }

  /// The cell of the cursor.
  var cell: StatementCell? { field.flatMap(sheet.cell) }

  /// The line of the cursor.
  var line: StatementLine? { field.flatMap(sheet.line) }

  /// The section of the cursor.
  var section: StatementSection? {
    switch place {
    case .field(let field): sheet.section(of: field)
    case .head(let id): sheet.section(id)
    }
  }

  /// What stands in a field: what was typed there, else what the account fills in.
  func text(_ field: StatementField) -> String {
    let typed = form[field]
    return typed.isEmpty ? filled[field] : typed
  }

  /// The form with what the account fills in.
  private(set) var filled = StatementForm()

  /// The same with what is being typed, for the figures that move while one types.
  var live: StatementForm {
    guard let entry else { return filled }
    var form = form
    form[entry.field] = entry.editor.text
    return facts.filled(form)
  }

  /// Whether the text of a field is the account's and not typed.
  func isFromAccount(_ field: StatementField) -> Bool {
    form[field].isEmpty && !filled[field].isEmpty
  }

  /// Whether a line was asked: an amount, none, refused or to be sent; in other lines, something in the first field.
  func isAnswered(_ line: StatementLine) -> Bool {
    if let id = line.id, line.kind == .amount { return filled.answer(line: id).isAnswered }
    guard let first = line.cells.first else { return true }
    return !text(first.field).isEmpty
  }

  /// Whether a line is one that has to be asked: not the empty row for one more, not a note.
  func isAsked(_ line: StatementLine) -> Bool {
    switch line.kind {
    case .amount, .part: return true
    case .deduction, .table, .detail: return false
    case .single:
      guard case .single(let single)? = line.first else { return false }
      return StatementWork.wanted.contains(single)
    }
  }

  /// The fields of which a form without them is not done.
  private static let wanted: Set<StatementField.Single> = [
    .savings, .savingsConsidered, .assetsConsidered, .agreedHow, .review,
  ]

  /// How much of a section was asked, and how many of its lines have none.
  func progress(_ section: StatementSection) -> (asked: Int, none: Int, of: Int) {
    var counts = (asked: 0, none: 0, of: 0)
    for line in section.lines where isAsked(line) {
      counts.of += 1
      if isAnswered(line) { counts.asked += 1 }
      if let id = line.id, line.kind == .amount, filled.answer(line: id) == .none { counts.none += 1 }
    }
    return counts
  }

  /// How much of the whole form was asked.
  var progress: (asked: Int, of: Int) {
    sheet.sections.reduce(into: (asked: 0, of: 0)) { sum, section in
      let counts = progress(section)
      sum.asked += counts.asked
      sum.of += counts.of
    }
  }

  func isComplete(_ section: StatementSection) -> Bool {
    let counts = progress(section)
    return counts.of > 0 && counts.asked == counts.of
  }

  private mutating func layOut() {
    filled = facts.filled(form)
    sheet = StatementSheet(format, filled, details: details)
    // What the cursor stood on may be gone: the nearest of what is left is taken.
    if case .field(let field) = place, sheet.place(of: field) == nil {
      place = sheet.sections.first.flatMap { $0.lines.first?.first }.map { .field($0) } ?? place
    }
  }

  // MARK: Changing

  /// Takes what is to be kept.
  mutating func takeChanges() -> [Change] {
    defer { changes = [] }
    return changes
  }

  /// Puts texts into fields as one step that can be undone.
  private mutating func put(_ texts: [(field: StatementField, text: String)], isUndo: Bool = false) {
    var step: [Step] = []
    for (field, text) in texts where form[field] != text {
      step.append(Step(field: field, before: form[field], after: text))
      form[field] = text
      changes.append(.accepted(field, text: text, next: nil))
    }
    guard !step.isEmpty else { return }
    if !isUndo {
      undoable.append(step)
      if undoable.count > StatementWork.mostUndone { undoable.removeFirst() }
    }
    layOut()
  }

  /// Accepts what is typed: the field is left.
  mutating func accept() {
    guard let entry else { return }
    self.entry = nil
    let cell = sheet.cell(of: entry.field)
    let text = cell?.kept(entry.editor.text, today: today) ?? entry.editor.text
    if form[entry.field] == text {
      // What was half typed is no longer there.
      changes.append(.accepted(entry.field, text: text, next: nil))
    } else {
      put([(entry.field, text)])
    }
  }

  /// What is typed goes, and the field is as it was; false where nothing was being typed.
  mutating func revert() -> Bool {
    guard let entry else { return false }
    self.entry = nil
    changes.append(.accepted(entry.field, text: form[entry.field], next: nil))
    return true
  }

  /// Takes the last change back.
  /// - Returns: in words what was taken back; nil where there is nothing.
  mutating func undo() -> String? {
    if let field = entry?.field, revert() { return name(of: field) }
    while let step = undoable.popLast() {
      // What somebody else typed over it since is theirs.
      let own = step.filter { form[$0.field] == $0.after }
      guard let first = own.first else { continue }
      put(own.map { ($0.field, $0.before) }, isUndo: true)
      show(first.field)
      return own.count == 1 ? name(of: first.field) : "\(own.count) fields"
    }
    return nil
  }

  /// What a field is called in a sentence.
  func name(of field: StatementField) -> String {
    guard let line = sheet.line(of: field) else {
      if let id = field.line, let label = format.line(id)?.line.label {
        switch field {
        case .standing: return "\(label), standing"
        case .note: return "\(label), note"
        default: return label
        }
      }
      return field.name
    }
    guard line.cells.count > 1, let cell = line.cells.first(where: { $0.field == field }),
      !cell.heading.isEmpty
    else {
      if line.kind == .detail, let id = field.line, let label = format.line(id)?.line.label {
        return "\(label), \(line.label)"
      }
      return line.label
    }
    return "\(line.label), \(cell.heading)"
  }

  /// Takes in what others did, or what this sitting did and the disk now has: the field that is typed in is not touched.
  mutating func take(_ new: StatementForm) {
    guard new != form else { return }
    form = new
    layOut()
  }

  /// Says which of two texts stands in a field: it is kept even where it stands there already.
  mutating func settle(_ field: StatementField, text: String) {
    if entry?.field == field { entry = nil }
    if form[field] == text {
      changes.append(.accepted(field, text: text, next: nil))
    } else {
      put([(field, text)])
    }
  }

  /// Puts a text into a field, as one step that can be undone.
  mutating func put(_ text: String, into field: StatementField) {
    if entry?.field == field { entry = nil }
    put([(field, text)])
  }

  // MARK: Typing

  /// Begins to type in the field of the cursor.
  mutating func begin(_ text: String) {
    guard let field else { return }
    entry = StatementEntry(field, text: "", before: form[field])
    _ = entry?.editor.handle(.paste(text))
    changes.append(.half(field, text: entry?.editor.text ?? ""))
  }

  /// Gives an event to what is being typed; false where it means nothing there.
  mutating func type(_ event: Event) -> Bool {
    guard var entry else { return false }
    let before = entry.editor.text
    guard entry.editor.handle(event) else { return false }
    self.entry = entry
    if entry.editor.text != before { changes.append(.half(entry.field, text: entry.editor.text)) }
    return true
  }

  /// Takes the words that somebody had half typed before the line dropped: they are typed again.
  mutating func resume(_ field: StatementField, text: String) {
    guard sheet.place(of: field) != nil else { return }
    show(field)
    entry = StatementEntry(field, text: text, before: form[field])
  }

  // MARK: Moving

  /// The fields in the order of the form that Enter goes through: those of folded sections left out, and of a row for one
  /// more only its first.
  private var stops: [StatementField] {
    sheet.sections.filter { !folded.contains($0.id) }.flatMap { $0.lines.flatMap(stops) }
  }

  private func stops(_ line: StatementLine) -> [StatementField] {
    guard line.kind == .table || line.kind == .deduction, let first = line.first, text(first).isEmpty,
      entry?.field != first
    else { return line.cells.map(\.field) }
    // Once anything stands on it, all of it is there.
    return line.cells.contains { !text($0.field).isEmpty } ? line.cells.map(\.field) : [first]
  }

  /// Goes to a field, whose section opens.
  mutating func show(_ field: StatementField) {
    if sheet.place(of: field) == nil { openDetails(holding: field) }
    guard let section = sheet.section(of: field) else { return }
    folded.remove(section.id)
    move(to: .field(field))
  }

  /// Goes to a place; what is typed is accepted, and a section that is done folds behind the cursor.
  private mutating func move(to new: StatementPlace, isLeap: Bool = false) {
    let left = section?.id
    accept()
    if isLeap, place != new {
      trail.append(place)
      if trail.count > StatementWork.longestTrail { trail.removeFirst() }
    }
    place = new
    if let details, !isInDetails { close(details) }
    if let left, left != section?.id, let before = sheet.section(left), isComplete(before) {
      folded.insert(left)
    }
    if let field = self.field, case .accepted(let changed, let text, nil)? = changes.last {
      changes[changes.count - 1] = .accepted(changed, text: text, next: field)
    }
  }

  /// Enter: accepts, and goes to the next field. From a note it goes back to its line.
  mutating func next() {
    if let details, isInDetails, field != details {
      move(to: .field(details))
      close(details)
      return
    }
    if case .head(let id) = place {
      unfold(id)
      return
    }
    accept()
    guard let field else { return }
    let stops = stops
    guard let index = stops.firstIndex(of: field) else { return }
    if index + 1 < stops.count { move(to: .field(stops[index + 1])) } else { move(to: place) }
  }

  /// The places that the arrows go through: lines, and heads of folded sections.
  private var shownLines: [[StatementPlace]] {
    sheet.sections.flatMap { section in
      folded.contains(section.id)
        ? [[.head(section.id)]] : section.lines.map { stops($0).map { .field($0) } }
    }
  }

  /// Up or down by so many lines, in the same column where there is one.
  mutating func moveLines(by count: Int) {
    accept()
    let lines = shownLines
    guard let at = lines.firstIndex(where: { $0.contains(place) }),
      let column = lines[at].firstIndex(of: place)
    else { return }
    let to = lines[min(max(at + count, 0), lines.count - 1)]
    guard !to.isEmpty else { return }
    move(to: to[min(column, to.count - 1)])
  }

  /// To the first or last line.
  mutating func moveToEnd(_ isLast: Bool) {
    let lines = shownLines
    guard let to = (isLast ? lines.last : lines.first)?.first else { return }
    move(to: to, isLeap: true)
  }

  /// A field to the left or right on a line with several; false where there is none.
  mutating func moveColumns(by step: Int) -> Bool {
    guard let line, let field, let at = stops(line).firstIndex(of: field),
      stops(line).indices.contains(at + step)
    else { return false }
    move(to: .field(stops(line)[at + step]))
    return true
  }

  /// Tab: to the next line that was not asked, round the end to the first.
  /// - Returns: false where everything was asked.
  mutating func nextBlank() -> Bool {
    accept()
    let lines = sheet.sections.flatMap(\.lines)
    let at = lines.firstIndex { line in line.cells.contains { $0.field == field } }
    let start = (at ?? sectionStart(lines)) + (at == nil ? 0 : 1)
    for offset in 0..<lines.count {
      let line = lines[(start + offset) % max(1, lines.count)]
      guard isAsked(line), !isAnswered(line), let first = line.first else { continue }
      leap(to: first)
      return true
    }
    return false
  }

  /// Where the lines of the folded section under the cursor begin.
  private func sectionStart(_ lines: [StatementLine]) -> Int {
    guard let first = section?.lines.first?.first else { return 0 }
    return lines.firstIndex { $0.first == first } ?? 0
  }

  private mutating func leap(to field: StatementField) {
    if sheet.place(of: field) == nil { openDetails(holding: field) }
    if let section = sheet.section(of: field) { folded.remove(section.id) }
    move(to: .field(field), isLeap: true)
  }

  /// Shift-Tab: back to where the cursor was before it leapt, else to the field before.
  mutating func back() {
    accept()
    while let before = trail.popLast() {
      guard before != place else { continue }
      switch before {
      case .field(let field) where sheet.place(of: field) != nil:
        show(field)
        return
      case .head(let id) where folded.contains(id):
        move(to: before)
        return
      default: continue
      }
    }
    guard let field else { return moveLines(by: -1) }
    let stops = stops
    guard let index = stops.firstIndex(of: field), index > 0 else { return }
    move(to: .field(stops[index - 1]))
  }

  /// To the next section, or the one before: to what is not asked there, else to its first line.
  mutating func moveSections(by step: Int) {
    guard let id = section?.id, let at = sheet.sections.firstIndex(where: { $0.id == id }) else { return }
    // Back first goes to the beginning of this one.
    if step < 0, let first = sheet.sections[at].lines.first?.first, !folded.contains(id), field != first {
      move(to: .field(first), isLeap: true)
      return
    }
    let to = at + step
    guard sheet.sections.indices.contains(to) else { return }
    go(to: sheet.sections[to])
  }

  /// To a section, which opens unless it is done.
  mutating func go(to section: StatementSection, opening: Bool = false) {
    accept()
    if folded.contains(section.id), !opening {
      move(to: .head(section.id), isLeap: true)
      return
    }
    let blank = section.lines.first { isAsked($0) && !isAnswered($0) }?.first
    if let first = blank ?? section.lines.first?.first { leap(to: first) }
  }

  // MARK: Folding

  /// Folds the section of the cursor.
  mutating func fold() {
    accept()
    guard let section else { return }
    folded.insert(section.id)
    move(to: .head(section.id))
  }

  /// Opens a section that is folded, at what is not asked or its first line.
  mutating func unfold(_ id: String) {
    guard let section = sheet.section(id) else { return }
    folded.remove(id)
    let blank = section.lines.first { isAsked($0) && !isAnswered($0) }?.first
    if let first = blank ?? section.lines.first?.first { move(to: .field(first)) }
  }

  // MARK: Notes on a line

  /// Whether the cursor is on the line whose details are open, or in them.
  private var isInDetails: Bool {
    guard let details, let field else { return false }
    if field == details { return true }
    return sheet.line(of: field)?.kind == .detail
      || sheet.line(of: details)?.cells.contains { $0.field == field } == true
  }

  /// Opens the note and evidence of the cursor's line and goes to its note.
  /// - Returns: false where the line has none.
  mutating func openDetails() -> Bool {
    accept()
    guard let line, let first = line.first, line.kind != .detail, let note = StatementSheet.note(of: line)
    else { return false }
    details = first
    layOut()
    move(to: .field(note))
    return true
  }

  /// Closes the notes that are open; false where none are.
  mutating func closeDetails() -> Bool {
    guard let details else { return false }
    accept()
    place = .field(details)
    close(details)
    return true
  }

  private mutating func close(_ field: StatementField) {
    details = nil
    layOut()
  }

  private mutating func openDetails(holding field: StatementField) {
    let owner: StatementField? =
      switch field {
      case .note(let line), .evidence(let line), .payee(let line), .nextPayday(let line), .standing(let line):
        .amount(line: line)
      case .priorityDebt(let number, .note): .priorityDebt(number, .creditor)
      case .debt(let number, .note): .debt(number, .creditor)
      default: nil
      }
    guard let owner, sheet.place(of: owner) != nil else { return }
    details = owner
    layOut()
  }

  // MARK: Answers in one key

  /// Says of every line of the section that was not asked that there is none.
  /// - Returns: how many.
  mutating func restNone() -> Int {
    accept()
    guard let section, section.group != nil else { return 0 }
    let blank = section.lines.filter { $0.kind == .amount && isAsked($0) && !isAnswered($0) }
      .compactMap(\.first)
      // What cannot be read was answered, though not well.
      .filter { form[$0].isEmpty }
    put(blank.map { ($0, "-") })
    if let id = sheet.sections.firstIndex(where: { $0.id == section.id }), isComplete(sheet.sections[id]),
      sheet.sections.indices.contains(id + 1)
    {
      moveOn(after: id)
    }
    return blank.count
  }

  private mutating func moveOn(after section: Int) {
    let following = sheet.sections[(section + 1)...].first { !folded.contains($0.id) }
    let blank = following?.lines.first { isAsked($0) && !isAnswered($0) }?.first
    if let first = blank ?? following?.lines.first?.first { move(to: .field(first), isLeap: true) }
  }

  /// Puts the text of last time into the field and goes on.
  /// - Returns: the text; nil where nothing was said last time.
  mutating func asLast() -> String? {
    guard let field else { return nil }
    var texts: [StatementField: String] = [:]
    if case .amount(let line) = field, let previous {
      texts = form.asLastTime(line: line, in: previous, on: today)
    } else if let text = lastText(field) {
      texts = [field: text]
    }
    guard let text = texts[field], !text.isEmpty else { return nil }
    entry = nil
    put(texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    next()
    return text
  }

  /// What stood in a field last time: the previous form, else for a person of the household whom the account names.
  func lastText(_ field: StatementField) -> String? {
    if let text = previous?[field], !text.isEmpty { return text }
    guard case .person(let number, let part) = field, facts.people.indices.contains(number - 1) else {
      return nil
    }
    let person = facts.people[number - 1]
    switch part {
    case .name: return person.name
    case .born: return person.dateOfBirth.map { $0.text(.dayMonthYear) }
    case .relation: return number == 1 ? "client" : nil
    case .works: return nil
    }
  }

  /// Says of the cursor's line that they refuse, or will send papers; once more takes that back.
  /// - Returns: false where the line has no standing.
  mutating func stand(_ standing: StatementStanding) -> Bool {
    guard let id = line?.id, line?.kind == .amount else { return false }
    accept()
    let field = StatementField.standing(line: id)
    let isSame = form[field] == standing.rawValue
    put([(field, isSame ? "" : standing.rawValue)])
    if !isSame { next() }
    return true
  }

  /// Empties every field of the cursor's line.
  /// - Returns: how many there were.
  mutating func clearLine() -> Int {
    guard let line else { return 0 }
    entry = nil
    var fields = line.cells.map(\.field)
    if let id = line.id, line.kind == .amount { fields.append(.standing(line: id)) }
    switch line.first {
    case .priorityDebt(let number, _)?: fields.append(.priorityDebt(number, .note))
    case .debt(let number, _)?: fields.append(.debt(number, .note))
    default: break
    }
    let full = fields.filter { !form[$0].isEmpty }
    put(full.map { ($0, "") })
    return full.count
  }

  // MARK: Jumping

  /// Begins to find a line by its name.
  mutating func beginJump(_ letter: Character? = nil) {
    accept()
    jump = LineJump(from: place)
    if let letter { typeJump(letter) }
  }

  /// Types a letter of the name.
  mutating func typeJump(_ letter: Character) {
    guard var jump else { return }
    jump.type(letter, among: targets)
    self.jump = jump
    follow()
  }

  /// Takes the last letter of the name away; the cursor goes back once there is none.
  mutating func rubOutJump() {
    guard var jump else { return }
    if jump.rubOut(among: targets) {
      self.jump = jump
      follow()
    } else {
      endJump(back: true)
    }
  }

  /// The next line of that name, or the one before.
  mutating func moveJump(by step: Int) {
    jump?.move(by: step)
    follow()
  }

  /// Ends the search, at what was found or where it began.
  mutating func endJump(back: Bool) {
    guard let jump else { return }
    self.jump = nil
    if back {
      if let opened = jump.opened { folded.insert(opened) }
      place = jump.origin
    } else if jump.origin != place {
      trail.append(jump.origin)
    }
    if back, case .field(let field) = place, sheet.place(of: field) == nil { layOut() }
  }

  private mutating func follow() {
    guard let jump else { return }
    guard let target = jump.target else {
      if jump.query.isEmpty { place = jump.origin }
      return
    }
    switch target.place {
    case .field(let field):
      if let section = sheet.section(of: field) { open(section.id, by: jump) }
      place = target.place
    case .head(let id):
      guard let section = sheet.section(id) else { return }
      open(id, by: jump)
      let blank = section.lines.first { isAsked($0) && !isAnswered($0) }?.first
      if let first = blank ?? section.lines.first?.first { place = .field(first) }
    }
  }

  /// Opens a section for what was found; those that it opened before, for what was not meant, fold again.
  private mutating func open(_ id: String, by jump: LineJump) {
    if let before = jump.opened, before != id { folded.insert(before) }
    if folded.remove(id) != nil {
      self.jump?.opened = id
    } else if jump.opened != id {
      self.jump?.opened = nil
    }
  }

  /// Everything that has a name.
  private var targets: [LineJump.Target] {
    sheet.sections.flatMap { section in
      [LineJump.Target(.head(section.id), section.title, others: [section.short], isSection: true)]
        + section.lines.compactMap { line in
          guard line.kind != .detail, let first = line.first else { return nil }
          return LineJump.Target(
            .field(first), line.label, others: [line.short, line.id ?? ""], isBlank: !isAnswered(line))
        }
    }
  }
}
