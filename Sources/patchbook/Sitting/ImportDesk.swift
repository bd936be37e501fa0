import Casebook
import Desk
import Glibc
import Journal
import Interchange
import Synchronization
import Terminal

/// Does what the import screen asks about the landlord's files, beside the event loop: everybody goes on working, here and at
/// other desks, until the one transaction that adopts the rows.
///
/// One thing is done at a time. How far it is stands in an `ImportWork`, which the desk is given whenever it came further.
final class ImportDesk: Sendable {
  /// How the book is opened.
  enum Access: Sendable {
    case reading, writing
  }

  private struct State {
    var work = ImportWork()
    /// ``work`` has changed since the desk took it.
    var isNews = false
    /// A thread is at work.
    var isBusy = false
    /// What is done next.
    var next: ImportRequest?
    /// When the desk was told last, in milliseconds.
    var told = Int64.min
    var waker: Waker?
  }

  private let state = Mutex(State())
  private let isCancelled = Atomic(false)
  private let path: String
  private let open: @Sendable (Access) throws -> Casebook

  /// A desk for the book at `path`, opened so.
  init(path: String, open: @escaping @Sendable (Access) throws -> Casebook) {
    self.path = path
    self.open = open
  }

  /// Hands a request over; `waker` is woken whenever there is news.
  func add(_ request: ImportRequest, waker: Waker) {
    switch request {
    case .cancel: return isCancelled.store(true, ordering: .relaxed)
    case .complete(let typed):
      // Beside everything else: a name is typed while files are read.
      state.withLock { $0.waker = waker }
      return BackgroundThread.run { self.complete(typed) }
    case .look, .take, .readStanding: break
    }
    let needsThread = state.withLock { state in
      state.waker = waker
      // Rows on their way into the book are not left for other files; a trial is.
      if case .taking = state.work.stage { return false }
      if case .look = request, state.isBusy { isCancelled.store(true, ordering: .relaxed) }
      state.next = request
      defer { state.isBusy = true }
      return !state.isBusy
    }
    if needsThread { BackgroundThread.run { self.run() } }
  }

  /// What has become of the files since this was last asked; nil where nothing has.
  func takeNews() -> ImportWork? {
    state.withLock { state in
      guard state.isNews else { return nil }
      state.isNews = false
      return state.work
    }
  }

  /// Does a request here and now, for a desk without an event loop.
  func perform(_ request: ImportRequest) -> ImportWork {
    if case .complete(let typed) = request { complete(typed) } else { carryOut(request) }
    return state.withLock { $0.work }
  }

  private func run() {
    while true {
      let request = state.withLock { state -> ImportRequest? in
        defer { state.next = nil }
        if state.next == nil { state.isBusy = false }
        return state.next
      }
      guard let request else { return }
      carryOut(request)
    }
  }

  private func carryOut(_ request: ImportRequest) {
    isCancelled.store(false, ordering: .relaxed)
    switch request {
    case .look(let typed): look(typed)
    case .take(let allOrNothing): take(allOrNothing ? .allOrNothing : .goodRows)
    case .readStanding: readStanding()
    case .cancel, .complete: break
    }
  }

  // MARK: Looking and taking

  private func look(_ typed: String) {
    change {
      let standing = $0.standing
      $0 = ImportWork()
      $0.path = typed
      $0.standing = standing
      $0.stage = .looking
    }
    attempt {
      let importer = try importer(.dryRun)
      let paths = [PathCompletion.expanded(typed)]
      let preview = try importer.preview(paths)
      change { $0.take(preview) }
      guard !preview.files.isEmpty else {
        throw Stop(
          "No map recognises \(HarmlessText.printable(typed, limit: 200)). Nothing was changed. The list says why."
        )
      }
      let summary = try run(importer, paths) { .trying($0) }
      change {
        $0.take(summary)
        $0.stage = .tried
      }
    }
    readStanding()
  }

  private func take(_ mode: Intake.Mode) {
    let typed = state.withLock { $0.work.path }
    change {
      $0.lines = []
      $0.unlisted = 0
      $0.stage = .taking(ImportAdvance(doing: "opening the book", done: 0, whole: 0))
    }
    attempt {
      let importer = try importer(mode)
      let summary = try run(importer, [PathCompletion.expanded(typed)]) { .taking($0) }
      let isHeldBack = mode == .allOrNothing && summary.hasRejections
      change {
        $0.take(summary)
        $0.stage =
          isHeldBack
          ? .stopped("Nothing was taken, because rows were rejected: 3 shows them.")
          : .taken(sequence: summary.sequence)
      }
    }
    readStanding()
  }

  private func importer(_ mode: Intake.Mode) throws -> Importer {
    let folders = ProgramData(book: path).folders("maps")
    let maps = try BookGroup.entered { () throws(ImportError) in try MapShelf(directories: folders) }
    return Importer(casebook: try open(.writing), maps: maps, options: .init(mode: mode))
  }

  private func run(
    _ importer: Importer, _ paths: [String], stage: @escaping (ImportAdvance) -> ImportWork.Stage
  ) throws -> ImportSummary {
    try importer.run(
      paths, report: { line in self.change(tells: false) { $0.take(line) } },
      progress: { progress in
        let doing = progress.phase == .reading ? "reading \(progress.file)" : "holding rows against the book"
        let advance = ImportAdvance(doing: doing, done: progress.done, whole: progress.whole)
        self.change(now: false) { $0.stage = stage(advance) }
      }, isCancelled: { self.isCancelled.load(ordering: .relaxed) })
  }

  private func readStanding() {
    // What cannot be read now is said by the screens that show the book; here the tabs stay without figures.
    guard let standing = try? BookStanding(open(.reading).view) else { return }
    change { $0.standing = standing }
  }

  /// Why nothing more is done, in a sentence.
  private struct Stop: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private func attempt(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      let reason = "\(error)"
      change { $0.stage = .stopped(reason) }
    }
  }

  private func complete(_ typed: String) {
    let names = PathCompletion.names(for: typed)
    change {
      $0.completions = names
      $0.completed = typed
    }
  }

  // MARK: Telling

  /// Changes what the desk shall know, and wakes it: at once, or a few times a second while a run is on its way.
  private func change(now: Bool = true, tells: Bool = true, _ body: (inout ImportWork) -> Void) {
    let waker = state.withLock { state -> Waker? in
      body(&state.work)
      guard tells else { return nil }
      let time = ImportDesk.milliseconds
      guard now || time - state.told >= 100 else { return nil }
      state.told = time
      state.isNews = true
      return state.waker
    }
    waker?.wake()
  }

  private static var milliseconds: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
  }
}
