import Journal
import Rents
import Synchronization

/// What is being typed, kept under `drafts/` in the book: not the record, one small append-only file each (decision 9).
///
/// A field is durable when ``keep(_:field:text:)`` returns: it is called when the field is left, and where somebody pauses
/// in the middle of it after 250 ms of rest (``DraftRest``). Calls go to the disk, so they are made on the thread that writes.
///
/// ```swift
/// let draft = try drafts.begin(kind: "note", account: "40218863")
/// try drafts.keep(draft.id, field: "text", text: "Rang, will p")
/// try book.perform(.note(account: "40218863", text: "Rang, will pay Friday"), finishing: draft.id)   // and it is gone
/// for draft in drafts.all() { offer(draft) }          // at the next start
/// ```
public final class Drafts: Sendable {
  private struct Known {
    var draft: Draft
    /// When it was begun, in nanoseconds since 1970.
    var begun: Int64
    /// The last transaction then: what it was for was recorded after it.
    var after: UInt64
    var length: Int
    var isClean: Bool
  }

  private let path: String
  /// Where the files stand: a desk watches it to learn what another one of the same officer types. There with the first draft.
  public let directory: String
  private let user: String
  private let files: any FileSystem
  private let isFinished: @Sendable (_ draft: String, _ since: UInt64) -> Bool
  private let sequence: @Sendable () -> UInt64
  private let open = Mutex<[String: Known]>([:])

  /// The longest text of a field, in bytes: what is beyond is not kept.
  static let longest = 200_000
  /// A file that has grown so long is written anew with what still counts.
  static let roomy = 1 << 20
  /// The most drafts of an officer that are looked at.
  static let most = 200

  init(
    book path: String, user: String, files: any FileSystem, sequence: @escaping @Sendable () -> UInt64,
    isFinished: @escaping @Sendable (String, UInt64) -> Bool
  ) {
    self.path = path
    directory = path + "/drafts"
    self.user = user
    self.files = files
    self.sequence = sequence
    self.isFinished = isFinished
  }

  /// Begins a draft: its file is there when this returns.
  /// - Throws: ``CasebookError`` where the host refuses. Typing can go on; it is only not kept.
  public func begin(kind: String, account: String) throws(CasebookError) -> Draft {
    let id = SideFile.name(user) + "." + hexadecimal(files.random())
    let begun = files.now()
    let draft = Draft(
      id: id, user: user, since: LondonClock.stamp(ofNanoseconds: begun), kind: kind, account: account,
      fields: [:])
    var known = Known(draft: draft, begun: begun, after: sequence(), length: 0, isClean: true)
    let head = Drafts.head(known)
    known.length = 17 + head.count + 1
    do throws(FileError) {
      try files.makeDirectory(directory)
      try files.synchroniseDirectory(path)
      try file(id).replace([head], in: directory)
    } catch { throw Drafts.refusal(error) }
    let begunDraft = known
    open.withLock { $0[id] = begunDraft }
    return draft
  }

  /// Keeps what stands in a field: durable when it returns.
  /// - Throws: ``CasebookError`` where the host refuses, or the draft is finished. Typing can go on.
  public func keep(_ id: String, field: String, text: String) throws(CasebookError) {
    guard var known = known(id) else {
      throw .refused("The draft is finished or gone. Nothing was lost that was recorded. Begin another.")
    }
    let text = Drafts.cut(text)
    if known.draft.fields[field] == text { return }
    known.draft.fields[field] = text
    var fields = FieldWriter()
    fields.named("field", field)
    fields.named("text", text)
    do throws(FileError) {
      if known.length + fields.bytes.count > Drafts.roomy {
        let lines = [Drafts.head(known)] + Drafts.lines(known.draft)
        try file(id).replace(lines, in: directory)
        known.length = lines.reduce(0) { $0 + $1.count + 18 }
      } else {
        try file(id).append([fields.bytes], at: known.length, isClean: known.isClean)
        known.length += fields.bytes.count + 18 + (known.isClean ? 0 : 1)
      }
    } catch {
      // What was written of it is not known: it is looked at again the next time.
      open.withLock { $0[id] = nil }
      throw Drafts.refusal(error)
    }
    known.isClean = true
    let now = known
    open.withLock { $0[id] = now }
  }

  /// Whether a draft still waits: what was recorded or thrown away, here or at another desk of the officer's, does not.
  public func isThere(_ id: String) -> Bool { isOwn(id) && read(id) != nil }

  /// Whether a draft no longer waits although the drafts can be read: it was recorded or thrown away. Where the whole book
  /// is not where it was, nothing is known of its drafts.
  public func isGone(_ id: String) -> Bool { !isThere(id) && (try? files.list(directory)) != nil }

  /// Gives a draft up, or says that what it was for is recorded. One that is gone already is no fault.
  public func remove(_ id: String) {
    open.withLock { $0[id] = nil }
    guard isOwn(id) else { return }
    try? files.remove(directory + "/" + id)
    try? files.synchroniseDirectory(directory)
  }

  /// The officer's drafts that were not finished, the oldest first; empty ones are not worth a word. Files that cannot be
  /// read are passed over. What a program that was killed left half written beside them is removed.
  public func all() -> [Draft] {
    var drafts: [Known] = []
    let names = (try? files.list(directory)) ?? []
    for name in names where name.hasSuffix(SideFile.beside) && isOwn(String(name.dropLast(4))) {
      file(name).sweep()
    }
    for name in names.filter(isOwn).prefix(Drafts.most) {
      guard let known = read(name) else { continue }
      // The power went between the record and the removal: it was recorded, so it is finished.
      if isFinished(name, known.after) {
        remove(name)
      } else if !known.draft.isEmpty {
        drafts.append(known)
      }
    }
    return drafts.sorted { ($0.begun, $0.draft.id) < ($1.begun, $1.draft.id) }.map(\.draft)
  }

  // MARK: Files

  private func isOwn(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0] == SideFile.name(user) && parts[1].utf8.count == 16
  }

  private func file(_ id: String) -> SideFile { SideFile(path: directory + "/" + id, files: files) }

  private func known(_ id: String) -> Known? {
    if let known = open.withLock({ $0[id] }) { return known }
    guard isOwn(id) else { return nil }
    return read(id)
  }

  private func read(_ id: String) -> Known? {
    let (lines, length, isClean) = file(id).read()
    guard let first = lines.first else { return nil }
    var draft = Draft(id: id, user: user, since: "", kind: "", account: "", fields: [:])
    var (begun, after): (Int64, UInt64) = (0, 0)
    first.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      while let (name, value) = reader.named() {
        switch String(decoding: name, as: UTF8.self) {
        case "since": draft.since = FieldReader.text(value)
        case "kind": draft.kind = FieldReader.text(value)
        case "account": draft.account = FieldReader.text(value)
        case "begun": begun = FieldReader.number(value) ?? 0
        case "seq": after = UInt64(clamping: FieldReader.number(value) ?? 0)
        default: break
        }
      }
    }
    guard !draft.kind.isEmpty else { return nil }
    for line in lines.dropFirst() {
      line.withUnsafeBufferPointer { bytes in
        var (field, text) = ("", "")
        var reader = FieldReader(bytes)
        while let (name, value) = reader.named() {
          switch String(decoding: name, as: UTF8.self) {
          case "field": field = FieldReader.text(value)
          case "text": text = FieldReader.text(value)
          default: break
          }
        }
        draft.fields[field] = text
      }
    }
    return Known(draft: draft, begun: begun, after: after, length: length, isClean: isClean)
  }

  private static func head(_ known: Known) -> [UInt8] {
    var fields = FieldWriter()
    fields.named("draft", 1)
    fields.named("kind", known.draft.kind)
    fields.named("account", known.draft.account)
    fields.named("since", known.draft.since)
    fields.named("begun", Int(clamping: known.begun))
    fields.named("seq", Int(clamping: known.after))
    return fields.bytes
  }

  private static func lines(_ draft: Draft) -> [[UInt8]] {
    draft.fields.sorted { $0.key < $1.key }.map { field, text in
      var fields = FieldWriter()
      fields.named("field", field)
      fields.named("text", text)
      return fields.bytes
    }
  }

  static func cut(_ text: String) -> String {
    text.utf8.count <= longest ? text : String(decoding: Array(text.utf8.prefix(longest)), as: UTF8.self)
  }

  static func refusal(_ error: FileError) -> CasebookError {
    // The reason first: a line of the desk may have no room for more.
    let why =
      switch error.reason {
      case .full: "The disk is full."
      case .denied: "No write permission, or a read-only disk."
      case .missing: "The book is not where it was."
      default: "The disk refuses it."
      }
    return .refused(
      "\(why) What is being typed cannot be kept beside the book (\(error)). Nothing that was recorded is touched. "
        + "Go on, and record it soon.")
  }

  private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
  }
}

/// When what is half typed has to be kept: after a quarter of a second of rest (decision 9). A value without a clock.
///
/// ```swift
/// rest.typed(at: now)                      // each key
/// loop.wakes(at: rest.wakesAt)
/// if rest.isDue(at: now) { keep(); rest.kept() }
/// ```
public struct DraftRest: Hashable, Sendable {
  /// A quarter of a second, in nanoseconds.
  public static let quiet: Int64 = 250_000_000

  /// When to keep it; nil where all is kept.
  public private(set) var wakesAt: Int64?

  /// Nothing typed.
  public init() {}

  /// Something was typed.
  public mutating func typed(at now: Int64) {
    wakesAt = now.addingReportingOverflow(DraftRest.quiet).partialValue
  }

  /// Whether it has to be kept now.
  public func isDue(at now: Int64) -> Bool { wakesAt.map { now >= $0 } ?? false }

  /// It was kept, or the field was left and kept with it.
  public mutating func kept() { wakesAt = nil }
}
