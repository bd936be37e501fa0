import Journal
import Rents
import Synchronization

/// The forms that are being filled in, one for each account, shared by every officer of the book: `drafts/form.<account>`,
/// an append-only file (decision 9).
///
/// A field is durable when ``keep(_:field:text:next:)`` returns. Whoever keeps a text says, with the value of the form that
/// they show, what they have seen: what they had not seen stays beside it, and every desk sees the same conflict
/// (``FormDraft/conflicts``). Who may not write in the book looks only. A text that is not accepted yet is kept apart (``rest(_:field:text:)``). Nothing of it is the
/// record: that is ``Command/finishStatement(account:finish:)``. Calls go to the disk, so they are made on the thread that
/// writes; ``look(at:)`` alone waits for nobody.
///
/// ```swift
/// var form = forms.look(at: "40218863")                                     // as it was left, by whomever
/// try forms.enter("40218863")                                               // others see who is in it
/// try forms.rest(form, field: "amount.rent", text: "118.6")                 // half typed: apart from what was accepted
/// form = try forms.keep(form, field: "amount.rent", text: "118.64w", next: "amount.gas")
/// if let texts = form.conflicts["amount.rent"] { show(texts) }              // typed past each other
/// form = try forms.keep(form, field: "amount.rent", text: "118.64w")        // who has seen both settles it
/// ```
public final class FormDrafts: Sendable {
  /// A form's file as far as it was read.
  struct Known {
    var draft: FormDraft
    /// Where the next line begins that was not taken in.
    var offset = 0
    /// Which file it was: another one of that name is another form, or the same written anew.
    var identity: UInt64 = 0
    /// Whether its name is known to be durable: whoever made it may not have come so far.
    var isNamed = false
    /// How long it was when it was last written anew here.
    var wholeLength = 0
  }

  private struct State {
    var known: [String: Known] = [:]
    /// The files that say that this sitting is in a form, by account; who has one open has its lock.
    var entered: [String: FileDescriptor] = [:]
  }

  private let path: String
  private let directory: String
  private let user: String
  private let sitting: String
  private let files: any FileSystem
  /// Why the user may not type in forms; nil where they may.
  private let objection: CasebookError?
  private let sequence: @Sendable () -> UInt64
  private let isFinished: @Sendable (_ account: String, _ form: String, _ since: UInt64) -> Bool
  private let state = Mutex(State())

  /// A file that has grown so long is written anew with what still counts.
  static let roomy = 1 << 20
  /// The most that is read of a file.
  static let longest = 64 << 20
  /// How long somebody may write at the same moment, in nanoseconds: much longer than any disk takes.
  private static let patience: Int64 = 3_000_000_000

  init(
    book path: String, user: String, sitting: String, objection: CasebookError?, files: any FileSystem,
    sequence: @escaping @Sendable () -> UInt64,
    isFinished: @escaping @Sendable (_ account: String, _ form: String, _ since: UInt64) -> Bool
  ) {
    self.path = path
    directory = path + "/drafts"
    self.user = user
    self.sitting = sitting
    self.objection = objection
    self.files = files
    self.sequence = sequence
    self.isFinished = isFinished
  }

  deinit {
    for account in state.withLock({ $0.entered.keys }) { leave(account) }
  }

  // MARK: Looking

  /// The form of an account as it stands, with who is in it; one that is not begun where there is none. Waits for nobody,
  /// reads only what is new, and what cannot be read is not there.
  public func look(at account: String) -> FormDraft {
    var known = state.withLock { $0.known[account] } ?? Known(draft: FormDraft(account: account))
    guard let file = try? files.open(place(account), .read) else {
      state.withLock { $0.known[account] = nil }
      return unbegun(account)
    }
    defer { files.close(file) }
    guard (try? read(file, into: &known)) != nil, known.draft.isBegun else { return unbegun(account) }
    let read = known
    state.withLock { state in
      // Another thread may have read further.
      if let other = state.known[account], other.identity == read.identity, other.offset > read.offset {
        return
      }
      state.known[account] = read
    }
    if isFinished(account, known.draft.id, known.draft.after) { return unbegun(account) }
    known.draft.present = present(in: account)
    return known.draft
  }

  /// The forms that wait to be finished, the one that was typed in last first.
  public func waiting() -> [FormDraft] {
    var forms: [FormDraft] = []
    for name in (try? files.list(directory)) ?? [] {
      guard let account = account(ofFile: name) else { continue }
      let form = look(at: account)
      if form.isBegun, !form.isEmpty { forms.append(form) }
    }
    return forms.sorted {
      ($0.lastTyped?.at ?? $0.since, $1.account) > ($1.lastTyped?.at ?? $1.since, $0.account)
    }
  }

  private func unbegun(_ account: String) -> FormDraft {
    var draft = FormDraft(account: account)
    draft.present = present(in: account)
    return draft
  }

  // MARK: Typing

  /// Begins a form: its file is there, with these texts in it, when this returns.
  ///
  /// - Parameters:
  ///   - version: the finished form that it corrects; its texts stand in it with whose they are.
  /// - Returns: the form. Where somebody began one of their own at the same moment, and this corrects nothing, that one.
  /// - Throws: ``CasebookError`` where a form is being filled in already and this would correct a finished one, or where the
  ///   host refuses.
  public func begin(_ account: String, correcting version: StatementVersion? = nil) throws(CasebookError)
    -> FormDraft
  {
    if let objection { throw objection }
    var draft = FormDraft(account: account)
    draft.id = FormDrafts.hexadecimal(files.random())
    draft.begunBy = user
    draft.since = LondonClock.stamp(ofNanoseconds: files.now())
    draft.after = sequence()
    draft.corrects = version?.id ?? ""
    for (field, text) in (version?.fields ?? [:]).sorted(by: { $0.key < $1.key }) {
      var line = FormLine(
        number: draft.number + 1, kind: .accepted, user: version?.user ?? user,
        at: version?.at ?? draft.since,
        sitting: "")
      (line.field, line.text) = (field, text)
      draft.take(line)
    }
    draft.positions = []
    draft.history = []
    do throws(FileError) {
      try files.makeDirectory(directory)
      try files.synchroniseDirectory(path)
    } catch { throw Drafts.refusal(error) }
    // Two who begin at the same moment begin one form: nobody but whoever has this lock makes a form's file.
    let gate = try opened(directory + "/forms.lock", .create)
    defer { files.close(gate) }
    try waitForLock(gate)
    let before = look(at: account)
    if before.isBegun {
      if version == nil { return before }
      throw .conflict(
        "A form of this account is being filled in already: \(FormDrafts.name(before.begunBy)) began it. Nothing was "
          + "changed. Finish it or give it up, and correct the finished one then.")
    }
    do throws(FileError) {
      try write(draft)
    } catch { throw Drafts.refusal(error) }
    return look(at: account)
  }

  /// Keeps the text of a field that is left: durable when it returns. The first text begins the form.
  ///
  /// - Parameters:
  ///   - draft: the form as it is shown: what is in it was seen, and the text takes its place.
  ///   - next: the field to which the cursor goes.
  /// - Returns: the form with it, and with what others typed meanwhile.
  /// - Throws: ``CasebookError`` where the host refuses, or the form was finished or given up at another desk. Typing can go
  ///   on; it is only not kept.
  public func keep(_ draft: FormDraft, field: String, text: String, next: String = "") throws(CasebookError)
    -> FormDraft
  {
    try add(to: draft) { form in
      var line = FormDrafts.line(.accepted, field, text)
      line.over = form.replaced(in: field, seen: draft.number, by: sitting)
      line.next = next
      return line
    }
  }

  /// Keeps what is half typed in a field: beside what was accepted there, and durable when it returns. Blank: nothing is.
  /// - Returns: the form with it, and with what others typed meanwhile.
  /// - Throws: ``CasebookError`` as ``keep(_:field:text:next:)`` does.
  public func rest(_ draft: FormDraft, field: String, text: String) throws(CasebookError) -> FormDraft {
    try add(to: draft) { form in
      // That nothing is half typed is not worth a line where nothing was.
      if text.isEmpty, !form.halfTyped.contains(where: { $0.sitting == sitting }) { return nil }
      return FormDrafts.line(.half, field, text)
    }
  }

  /// Keeps where the cursor is, so that the form opens there. Lost with the power at most: the place of the last text is not.
  public func move(_ draft: FormDraft, to field: String) {
    guard draft.isBegun else { return }
    _ = try? add(to: draft, isDurable: false) { form in
      if form.positions.last(where: { $0.user == user })?.field == field { return nil }
      var line = FormDrafts.line(.moved, "", "")
      line.next = field
      return line
    }
  }

  /// Gives a form up: nothing of it comes to the record. It can be brought back until another of the account is given up
  /// or finished.
  /// - Throws: ``CasebookError`` where somebody typed in it what is not in `draft`, or where the host refuses. One that is gone
  ///   already is no fault.
  public func giveUp(_ draft: FormDraft) throws(CasebookError) {
    guard draft.isBegun else { return }
    if let objection { throw objection }
    try locked(draft.account) { (_, known) throws(CasebookError) in
      guard known.draft.id == draft.id else { return }
      try requireSeen(draft, known.draft, "given up")
      do throws(FileError) {
        try files.rename(place(draft.account), to: place(draft.account, of: "given-up."))
        try files.synchroniseDirectory(directory)
      } catch { throw Drafts.refusal(error) }
      known = Known(draft: FormDraft(account: draft.account))
    }
  }

  /// Brings back the form of an account that was given up last.
  /// - Returns: the form; one that is not begun where none was given up.
  /// - Throws: ``CasebookError`` where another is being filled in, or the host refuses.
  public func bringBack(_ account: String) throws(CasebookError) -> FormDraft {
    if let objection { throw objection }
    guard let gate = try? files.open(directory + "/forms.lock", .create) else { return unbegun(account) }
    defer { files.close(gate) }
    try waitForLock(gate)
    guard !look(at: account).isBegun else {
      throw .conflict(
        "Another form of this account is being filled in. Nothing was changed. Finish it or give it up first."
      )
    }
    do throws(FileError) {
      try files.rename(place(account, of: "given-up."), to: place(account))
      try files.synchroniseDirectory(directory)
    } catch {
      if error.reason == .missing { return unbegun(account) }
      throw Drafts.refusal(error)
    }
    return look(at: account)
  }

  /// Lets a form be recorded while nobody can type in it, and removes it when it was.
  ///
  /// - Throws: ``CasebookError`` where it is gone, where somebody typed in it what `seen` does not reach, where texts in it
  ///   are not settled, and what `body` throws: then it stays.
  func finishing<Value>(
    _ id: String, of account: String, seen: Int, _ body: () throws(CasebookError) -> Value
  ) throws(CasebookError) -> Value {
    var shown = FormDraft(account: account)
    (shown.id, shown.number) = (id, seen)
    let value = try locked(account) { (_, known) throws(CasebookError) -> Value in
      guard known.draft.id == id else { throw FormDrafts.gone }
      try requireSeen(shown, known.draft, "finished")
      if let field = known.draft.conflicts.keys.min() {
        throw .conflict(
          "Two officers typed different texts in the field \(field) and nobody has settled it. Nothing was recorded. Choose "
            + "one of them, and finish the form again.")
      }
      let value = try body()
      // Where the file stays, the record says that it was finished.
      try? files.remove(place(account))
      try? files.remove(place(account, of: "given-up."))
      try? files.synchroniseDirectory(directory)
      known = Known(draft: FormDraft(account: account))
      return value
    }
    guard let value else { throw FormDrafts.gone }
    return value
  }

  private static let gone = CasebookError.conflict(
    "This form was finished or given up at another desk. What was recorded stands, and nothing was changed. Look at the "
      + "account; what is typed now begins another form.")

  private func requireSeen(_ shown: FormDraft, _ form: FormDraft, _ what: String) throws(CasebookError) {
    let unseen = form.entries.values.joined().filter { $0.number > shown.number && $0.sitting != sitting }
    guard let last = unseen.max(by: { $0.number < $1.number }) else { return }
    throw .conflict(
      "\(FormDrafts.name(last.user)) typed in this form since. Nothing was \(what). Look at it, and do it again if it is "
        + "right.")
  }

  private static func name(_ user: String) -> String { HarmlessText.printable(user, limit: 40) }

  // MARK: Who is in it

  /// Says that this sitting is in a form. It ends with ``leave(_:)``, and with the process however that ends: what says so is
  /// a lock, which the system lets go by itself, so that nobody is left in it by a kill or by any clock.
  /// - Throws: ``CasebookError`` where the host refuses.
  public func enter(_ account: String) throws(CasebookError) {
    if state.withLock({ $0.entered[account] != nil }) { return }
    var fields = FieldWriter()
    fields.named("user", user)
    fields.named("at", LondonClock.stamp(ofNanoseconds: files.now()))
    fields.named("in", sitting)
    let content = SideFile.line(fields.bytes)
    do throws(FileError) {
      try files.makeDirectory(directory)
      do throws(FileError) {
        try enter(account, content)
      } catch  where error.reason == .missing {
        // Somebody who looked took what was not locked yet for a dead one's.
        try enter(account, content)
      }
    } catch { throw Drafts.refusal(error) }
  }

  private func enter(_ account: String, _ content: [UInt8]) throws(FileError) {
    let path = presence(account)
    let file = try files.open(path + SideFile.beside, .create)
    do throws(FileError) {
      // Locked before it has its name: under that name a file without a lock is a dead one.
      guard try files.lock(file, exclusive: true) else {
        throw FileError(operation: "lock", path: path, reason: .missing)
      }
      try content.withUnsafeBufferPointer { (bytes) throws(FileError) in
        try files.write(file, UnsafeRawBufferPointer(bytes), at: 0)
      }
      try files.rename(path + SideFile.beside, to: path)
    } catch {
      files.close(file)
      try? files.remove(path + SideFile.beside)
      throw error
    }
    state.withLock { $0.entered[account] = file }
  }

  /// Says that this sitting has left a form. Not to have been in it is no fault.
  public func leave(_ account: String) {
    guard let file = state.withLock({ $0.entered.removeValue(forKey: account) }) else { return }
    try? files.remove(presence(account))
    files.close(file)
  }

  /// Who else is in a form now, the first to come first. What a killed program left behind is removed on the way.
  public func present(in account: String) -> [FormPresence] {
    let begin = "in.\(FormDrafts.fileName(account))."
    var present: [FormPresence] = []
    for name in (try? files.list(directory)) ?? [] where name.hasPrefix(begin) {
      let path = directory + "/" + name
      if path == presence(account) { continue }
      if name.hasSuffix(SideFile.beside) {
        SideFile(path: path, files: files).sweep()
        continue
      }
      guard let file = try? files.open(path, .read) else { continue }
      defer { files.close(file) }
      // Whoever is in it has the lock for themselves; who only looks shares it, and is never taken for them.
      guard let isDead = try? files.lock(file, exclusive: false) else { continue }
      if isDead {
        try? files.remove(path)
      } else if let line = SideFile(path: path, files: files).read().lines.first {
        present.append(FormDrafts.presence(line))
      }
    }
    return present.sorted { ($0.since, $0.user) < ($1.since, $1.user) }
  }

  private static func presence(_ line: [UInt8]) -> FormPresence {
    var presence = FormPresence(user: "", since: "")
    line.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      while let (name, value) = reader.named() {
        switch String(decoding: name, as: UTF8.self) {
        case "user": presence.user = FieldReader.text(value)
        case "at": presence.since = FieldReader.text(value)
        default: break
        }
      }
    }
    return presence
  }

  // MARK: Files

  private func place(_ account: String, of kind: String = "form.") -> String {
    directory + "/" + kind + FormDrafts.fileName(account)
  }

  private func presence(_ account: String) -> String {
    directory + "/in.\(FormDrafts.fileName(account)).\(SideFile.name(sitting))"
  }

  /// An account's reference as a file's name. Long ones are told apart by a checksum; the file names its account besides.
  private static func fileName(_ account: String) -> String {
    let name = SideFile.name(account)
    return account.utf8.count <= 60 ? name : name + "-" + SideFile.checksum(account.utf8)
  }

  /// The account of a form's file: as its first line says, where the name agrees.
  private func account(ofFile name: String) -> String? {
    guard name.hasPrefix("form."), !name.hasSuffix(SideFile.beside),
      let file = try? files.open(directory + "/" + name, .read)
    else { return nil }
    defer { files.close(file) }
    guard let bytes = try? bytes(file, from: 0, to: 4_096) else { return nil }
    for line in bytes.split(separator: 10) {
      guard let content = SideFile.content(line) else { continue }
      return content.withUnsafeBufferPointer { bytes in
        var reader = FieldReader(bytes)
        while let (field, value) = reader.named() {
          guard FieldReader.same(field, "account") else { continue }
          let account = FieldReader.text(value)
          return name == "form." + FormDrafts.fileName(account) ? account : nil
        }
        return nil
      }
    }
    return nil
  }

  /// Adds a line to a form, and begins it where it is not begun.
  ///
  /// - Parameter make: the line for the form as it is under the lock; nil where none is worth it.
  private func add(
    to shown: FormDraft, isDurable: Bool = true, _ make: (FormDraft) -> FormLine?
  ) throws(CasebookError) -> FormDraft {
    if let objection { throw objection }
    let account = shown.account
    // Who shows a form that nobody has begun begins one; at the third time somebody gives up what this one begins.
    for _ in 0..<3 {
      let added = try locked(account) { (file, known) throws(CasebookError) -> FormDraft in
        guard !shown.isBegun || known.draft.id == shown.id else { throw FormDrafts.gone }
        if var line = make(known.draft) {
          line.number = known.draft.number + 1
          line.user = user
          line.at = LondonClock.stamp(ofNanoseconds: files.now())
          line.sitting = sitting
          do throws(FileError) {
            try append(line, file, &known, isDurable: isDurable)
          } catch { throw Drafts.refusal(error) }
        }
        return known.draft
      }
      if var added {
        added.present = present(in: account)
        return added
      }
      if shown.isBegun { throw FormDrafts.gone }
      _ = try begin(account)
    }
    throw FormDrafts.gone
  }

  private static func line(_ kind: FormLine.Kind, _ field: String, _ text: String) -> FormLine {
    var line = FormLine(number: 0, kind: kind, user: "", at: "", sitting: "")
    (line.field, line.text) = (field, Drafts.cut(text))
    return line
  }

  /// Runs a body with the form's file and everything in it, while nobody else can write there. nil where there is no file.
  private func locked<Value>(
    _ account: String, _ body: (FileDescriptor, inout Known) throws(CasebookError) -> Value
  ) throws(CasebookError) -> Value? {
    while true {
      let file: FileDescriptor
      do throws(FileError) {
        file = try files.open(place(account), .write)
      } catch {
        if error.reason == .missing { return nil }
        throw Drafts.refusal(error)
      }
      defer { files.close(file) }
      try waitForLock(file)
      var known = state.withLock { $0.known[account] } ?? Known(draft: FormDraft(account: account))
      do throws(FileError) {
        // Written anew, finished or given up while we waited: then this is not the file any more.
        guard try isPlace(of: account, file) else { continue }
        try read(file, into: &known, isLocked: true)
      } catch { throw Drafts.refusal(error) }
      if !known.draft.isBegun || isFinished(account, known.draft.id, known.draft.after) {
        // The power went between the record and the removal; or nothing can be made of it, and it stands in the way.
        if known.draft.isBegun {
          try? files.remove(place(account))
        } else {
          try? files.rename(place(account), to: place(account, of: "damaged."))
        }
        try? files.synchroniseDirectory(directory)
        state.withLock { $0.known[account] = nil }
        return nil
      }
      if !known.isNamed {
        do throws(FileError) {
          try files.synchroniseDirectory(path)
          try files.synchroniseDirectory(directory)
        } catch { throw Drafts.refusal(error) }
        known.isNamed = true
      }
      // What was written of it is not known where the body throws: it is read again the next time.
      state.withLock { $0.known[account] = nil }
      let value = try body(file, &known)
      let now = known
      state.withLock { $0.known[account] = now.draft.isBegun ? now : nil }
      return value
    }
  }

  private func isPlace(of account: String, _ file: FileDescriptor) throws(FileError) -> Bool {
    guard let other = try? files.open(place(account), .read) else { return false }
    defer { files.close(other) }
    return try files.status(other).identity == files.status(file).identity
  }

  private func opened(_ path: String, _ mode: OpenMode) throws(CasebookError) -> FileDescriptor {
    do { return try files.open(path, mode) } catch { throw Drafts.refusal(error) }
  }

  private func waitForLock(_ file: FileDescriptor) throws(CasebookError) {
    var waited: Int64 = 0
    do throws(FileError) {
      while try !files.lock(file, exclusive: true) {
        guard waited < FormDrafts.patience else {
          throw FileError(operation: "lock", path: directory, reason: .exists)
        }
        let pause: Int64 = waited < 20_000_000 ? 500_000 : 5_000_000
        files.sleep(nanoseconds: pause)
        waited += pause
      }
    } catch {
      if error.reason != .exists { throw Drafts.refusal(error) }
      throw .refused(
        "Another desk writes in this form and does not end. What is typed here is not kept yet, and nothing that was "
          + "recorded is touched. Go on: it is tried again.")
    }
  }

  /// Takes in what a file has more than was read of it.
  private func read(_ file: FileDescriptor, into known: inout Known, isLocked: Bool = false) throws(FileError)
  {
    let status = try files.status(file)
    if status.identity != known.identity || status.length < known.offset || !known.draft.isBegun {
      known = Known(draft: FormDraft(account: known.draft.account), identity: status.identity)
    }
    let bytes = try bytes(file, from: known.offset, to: min(status.length, FormDrafts.longest))
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10)
      guard let content = SideFile.content(bytes[start..<(end ?? bytes.count)]) else {
        // What has no end yet and is not whole is being written, or torn.
        guard let end else { break }
        start = end + 1
        continue
      }
      start = end.map { $0 + 1 } ?? bytes.count
      if known.draft.isBegun {
        if let line = FormLine(content) { known.draft.take(line) }
      } else if let draft = FormDraft(head: content, account: known.draft.account) {
        known.draft = draft
      } else if let line = FormLine(content) {
        // The first line was damaged: what was typed counts all the same.
        known.draft.id = "without-head-" + SideFile.checksum(content)
        (known.draft.begunBy, known.draft.since) = (line.user, line.at)
        known.draft.take(line)
      }
    }
    // Where nobody else can be writing it, it is torn; every line begins with an end.
    known.offset += isLocked ? bytes.count : start
  }

  private func bytes(_ file: FileDescriptor, from start: Int, to end: Int) throws(FileError) -> [UInt8] {
    guard end > start else { return [] }
    var buffer = [UInt8](repeating: 0, count: end - start)
    let count = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(FileError) in
      try files.read(file, into: UnsafeMutableRawBufferPointer(bytes), at: start)
    }
    return Array(buffer.prefix(count))
  }

  private func append(
    _ line: FormLine, _ file: FileDescriptor, _ known: inout Known, isDurable: Bool
  ) throws(FileError) {
    if known.offset > max(FormDrafts.roomy, 2 * known.wholeLength) {
      known.draft.take(line)
      try write(known.draft)
      let file = try files.open(place(known.draft.account), .read)
      defer { files.close(file) }
      known = Known(draft: FormDraft(account: known.draft.account))
      try read(file, into: &known)
      known.wholeLength = known.offset
      return
    }
    // Whatever is torn before it ends where it begins: also what a flush that failed left of a line.
    let bytes = [10] + SideFile.line(line.bytes)
    try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
      try files.write(file, UnsafeRawBufferPointer(bytes), at: known.offset)
    }
    if isDurable { try files.synchronise(file) }
    known.offset += bytes.count
    known.draft.take(line)
  }

  /// Writes a form's whole file in the place of what is there.
  private func write(_ draft: FormDraft) throws(FileError) {
    try SideFile(path: place(draft.account), files: files)
      .replace([draft.head] + draft.lines.map(\.bytes), in: directory)
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
  }
}
