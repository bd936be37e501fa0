import Glibc
import Rents

/// A row, or a word about one, on its way from the thread that reads files to the thread that takes rows in.
enum ReadItem: Sendable {
  case posting(Posting, account: String, file: Int, line: Int)
  indirect case facts(AccountFacts, file: Int, line: Int)
  indirect case action(CaseAction, account: String, file: Int, line: Int)
  indirect case arrangement(Arrangement, account: String, file: Int, line: Int)
  indirect case instalment(Instalment, account: String, file: Int, line: Int)
  case rejected(file: Int, line: Int)
  indirect case report(ImportLine)
}

/// Items that were read together.
struct ReadBatch: Sendable {
  var items: [ReadItem]
  /// The file at hand, and the bytes of all files read so far.
  var file: Int
  var bytesRead: Int
}

/// Reads files on a thread of its own, so that cutting and reading rows costs the taking in no time where the host
/// has a second core. At most a few batches wait: memory stays bounded, and a slow taker slows the reader.
///
/// Everything shared is held under one lock; that is why it may be sent between threads.
final class ReadingThread: @unchecked Sendable {
  /// Items of one batch, and batches that may wait.
  private static let batchSize = 1024
  private static let waitingBatches = 4

  private let files: [RecognisedFile]
  private let today: CivilDate
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var waiting: [ReadBatch] = []
  private var isDone = false
  private var isStopped = false
  private var failure: (any Error)?
  private var results: [FileImport.Result] = []

  init(_ files: [RecognisedFile], today: CivilDate) {
    self.files = files
    self.today = today
    lock = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  /// Reads every file and hands what it gave to `take`, in the order of reading, on the calling thread. The thread
  /// has ended when this returns or throws.
  /// - Returns: what was read of each file.
  /// - Throws: the first error of reading or of `take`.
  func run(_ take: (ReadBatch) throws -> Void) throws -> [FileImport.Result] {
    var thread = pthread_t()
    let retained = Unmanaged.passRetained(self)
    let status = pthread_create(&thread, nil, ReadingThread.start, retained.toOpaque())
    guard status == 0 else {
      retained.release()
      throw ImportError.unreadable(path: "The files", reason: SystemFailure.text(status))
    }
    defer { pthread_join(thread, nil) }
    while let batch = next() {
      do {
        try take(batch)
      } catch {
        stop()
        throw error
      }
    }
    return try held {
      if let failure { throw failure }
      return results
    }
  }

  private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { box in
    if let box { Unmanaged<ReadingThread>.fromOpaque(box).takeRetainedValue().readFiles() }
    return nil
  }

  // MARK: The taker's side

  private func next() -> ReadBatch? {
    held {
      while waiting.isEmpty, !isDone { pthread_cond_wait(changed, lock) }
      guard !waiting.isEmpty else { return nil }
      let batch = waiting.removeFirst()
      pthread_cond_broadcast(changed)
      return batch
    }
  }

  private func stop() {
    held {
      isStopped = true
      waiting = []
      pthread_cond_broadcast(changed)
    }
  }

  // MARK: The reader's side

  private func readFiles() {
    var read: [FileImport.Result] = []
    var error: (any Error)?
    do {
      var before = 0
      for (number, file) in files.enumerated() {
        let source = try ByteSource(path: file.path)
        let sink = BatchingSink(file: number) { [unowned self] in try put($0) }
        let reading = try FileImport(
          file, number: number, today: today, source: source, sink: sink, report: { sink.report($0) })
        sink.bytesRead = { [unowned reading] in before + reading.bytesRead }
        read.append(try reading.run())
        try sink.flush()
        before += source.length
      }
    } catch let thrown {
      error = thrown
    }
    held {
      results = read
      failure = error
      isDone = true
      pthread_cond_broadcast(changed)
    }
  }

  private func put(_ batch: ReadBatch) throws {
    let mayGoOn = held {
      while waiting.count >= ReadingThread.waitingBatches, !isStopped { pthread_cond_wait(changed, lock) }
      guard !isStopped else { return false }
      waiting.append(batch)
      pthread_cond_broadcast(changed)
      return true
    }
    if !mayGoOn { throw Stopped() }
  }

  private func held<Value>(_ body: () throws -> Value) rethrows -> Value {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body()
  }

  /// The taker gave up; nobody sees this.
  private struct Stopped: Error {}

  /// Gathers the rows of one file into batches.
  private final class BatchingSink: RowSink {
    private let file: Int
    private let put: (ReadBatch) throws -> Void
    private var items: [ReadItem] = []
    private var isStopped = false
    var bytesRead: () -> Int = { 0 }

    init(file: Int, put: @escaping (ReadBatch) throws -> Void) {
      self.file = file
      self.put = put
      items.reserveCapacity(ReadingThread.batchSize)
    }

    func add(_ facts: AccountFacts, file: Int, line: Int) throws {
      try add(.facts(facts, file: file, line: line))
    }
    func add(_ posting: Posting, account: String, file: Int, line: Int) throws {
      try add(.posting(posting, account: account, file: file, line: line))
    }
    func add(_ action: CaseAction, account: String, file: Int, line: Int) throws {
      try add(.action(action, account: account, file: file, line: line))
    }
    func add(_ arrangement: Arrangement, account: String, file: Int, line: Int) throws {
      try add(.arrangement(arrangement, account: account, file: file, line: line))
    }
    func add(_ instalment: Instalment, account: String, file: Int, line: Int) throws {
      try add(.instalment(instalment, account: account, file: file, line: line))
    }
    func rejected(file: Int, line: Int) { gather(.rejected(file: file, line: line)) }
    func report(_ line: ImportLine) { gather(.report(line)) }

    /// Hands on what was gathered.
    func flush() throws {
      guard !items.isEmpty else { return }
      let batch = ReadBatch(items: items, file: file, bytesRead: bytesRead())
      items = []
      items.reserveCapacity(ReadingThread.batchSize)
      try put(batch)
    }

    private func add(_ item: ReadItem) throws {
      gather(item)
      if isStopped { throw Stopped() }
    }

    private func gather(_ item: ReadItem) {
      guard !isStopped else { return }
      items.append(item)
      guard items.count >= ReadingThread.batchSize else { return }
      do { try flush() } catch { isStopped = true }
    }
  }
}
