import Casebook
import Desk
import Glibc
import Synchronization
import Terminal

/// The one thread that records, with a queue: the desk hands a change over and never waits for the disk.
///
/// The thread lives as long as there is something to record; the book is opened for writing with the first change and
/// stays open. Results come in the order in which the changes were handed over, and wake the event loop.
final class Writer: Sendable {
  /// Something to do, in the order in which it was asked for.
  enum Job: Sendable {
    /// Make a change; that draft goes with it.
    case record(Command, finishing: DeskDraft.Key?)
    /// Keep what was typed beside the book (decision 9).
    case keep(DeskDraft)
    /// Give a draft up.
    case drop(DeskDraft.Key)
    /// Keep what was typed in a form, and all else that is to be done about it.
    case form(FormChange)
  }

  /// What came of it.
  enum Report: Sendable {
    /// What became of a change.
    case recorded(RecordResult)
    /// What became of keeping what was typed.
    case drafted(DraftResult)
    /// What became of a form that is being filled in.
    case formed(FormNews)
  }

  private struct State {
    var queue: [Job] = []
    var reports: [Report] = []
    var isRunning = false
    /// Wakes the event loop; known from the first change on.
    var waker: Waker?
  }

  /// What only the thread that writes knows.
  private struct Book {
    var casebook: Casebook?
    /// The drafts of this sitting and of those before, as the book names them.
    var drafts: [DeskDraft.Key: String]
  }

  /// Learns of drafts that another desk of the officer's began: going on with one, this desk writes into the same.
  func know(_ drafts: [DeskDraft.Key: String]) {
    book.withLock { book in
      for (key, id) in drafts where book.drafts[key] == nil { book.drafts[key] = id }
    }
  }

  private let state = Mutex(State())
  private let book: Mutex<Book>
  private let open: @Sendable () throws -> Casebook

  /// A writer that opens the book so. `drafts` are those that were found, as the book names them.
  init(drafts: [DeskDraft.Key: String] = [:], open: @escaping @Sendable () throws -> Casebook) {
    book = Mutex(Book(drafts: drafts))
    self.open = open
  }

  /// Hands something over; `waker` is woken when there is a report.
  func add(_ job: Job, waker: Waker) {
    let needsThread = state.withLock { state in
      state.queue.append(job)
      state.waker = waker
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard needsThread else { return }
    BackgroundThread.run { self.run() }
  }

  /// What has come of it since this was last asked, the oldest first.
  func takeReports() -> [Report] {
    state.withLock { state in
      defer { state.reports = [] }
      return state.reports
    }
  }

  /// Waits until everything is recorded, at most so many milliseconds.
  /// - Returns: how many changes are not known to be recorded.
  func finish(within milliseconds: Int) -> Int {
    var left = milliseconds
    while left > 0, state.withLock({ $0.isRunning }) {
      usleep(5_000)
      left -= 5
    }
    return state.withLock { state in
      state.queue.count { if case .record = $0 { true } else { false } }
    }
  }

  /// Does what is in the queue, and ends with it.
  private func run() {
    while true {
      let job = state.withLock { state -> Job? in
        guard let job = state.queue.first else {
          state.isRunning = false
          return nil
        }
        return job
      }
      guard let job else { return }
      let report = book.withLock { perform(job, &$0) }
      let waker = state.withLock { state in
        state.queue.removeFirst()
        if let report { state.reports.append(report) }
        return state.waker
      }
      if report != nil { waker?.wake() }
    }
  }

  private func perform(_ job: Job, _ book: inout Book) -> Report? {
    switch job {
    // Nothing was kept of it: there is nothing to do, also where nothing can be written.
    case .keep(let draft) where draft.isEmpty && book.drafts[draft.key] == nil:
      return .drafted(.kept(draft))
    case .drop(let key) where book.drafts[key] == nil: return nil
    default: break
    }
    do {
      let casebook = try book.casebook ?? open()
      book.casebook = casebook
      switch job {
      case .record(let command, let key):
        let receipt = try casebook.perform(command, finishing: key.flatMap { book.drafts[$0] })
        if let key { book.drafts[key] = nil }
        return .recorded(.saved(sequence: receipt.sequence, time: Writer.timeOfDay))
      case .keep(let draft):
        try keep(draft, in: casebook, &book)
        return .drafted(.kept(draft))
      case .drop(let key):
        if let id = book.drafts.removeValue(forKey: key) { casebook.drafts.remove(id) }
      case .form(let change):
        return change.make(in: casebook.forms) { Writer.timeOfDay }.map { .formed($0) }
      }
      return nil
    } catch {
      switch job {
      case .record(_, let key):
        // What another desk has dealt with is asked about once; after that these words are a note of their own.
        if let key, let id = book.drafts[key], book.casebook?.drafts.isGone(id) == true {
          book.drafts[key] = nil
        }
        return .recorded(.refused("\(error)"))
      case .keep(let draft): return .drafted(.refused(draft, reason: "\(error)"))
      // Thrown away in this sitting; where the file stays, the next one offers it again.
      case .drop: return nil
      case .form(let change):
        return .formed(.refused(ticket: change.ticket, account: change.account, reason: "\(error)"))
      }
    }
  }

  /// Keeps every field of a draft; one that is begun for it and cannot be filled is not left behind empty.
  private func keep(_ draft: DeskDraft, in casebook: Casebook, _ book: inout Book) throws {
    let known = book.drafts[draft.key].flatMap { casebook.drafts.isThere($0) ? $0 : nil }
    let id = try known ?? casebook.drafts.begin(kind: draft.key.kind.rawValue, account: draft.account).id
    book.drafts[draft.key] = id
    var hasWords = false
    do {
      for (field, text) in draft.keptFields.sorted(by: { $0.key < $1.key }) {
        try casebook.drafts.keep(id, field: field, text: text)
        if !text.isEmpty { hasWords = true }
      }
    } catch {
      if known == nil, !hasWords {
        casebook.drafts.remove(id)
        book.drafts[draft.key] = nil
      }
      throw error
    }
  }

  /// Now by the host's clock, in nanoseconds since 1970.
  static var now: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000_000
  }

  /// The time of the day on the host's clock, in London: `10:19:41`.
  static var timeOfDay: String { LondonClock.time(ofNanoseconds: now) }
}
