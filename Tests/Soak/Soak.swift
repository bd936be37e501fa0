import Glibc
import Journal
import JournalSimulation
import Synchronization

/// Runs the simulations that prove the promises: `patchbook-soak` all of them at the counts of `make test`,
/// `patchbook-soak --minutes 60` more with seeds of its own, `patchbook-soak P6 17` one run again.
@main
struct Soak {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if let first = arguments.first, let promise = Promise.all.first(where: { $0.name == first }),
      arguments.count == 2, let seed = UInt64(arguments[1])
    {
      exit(replay(promise, seed) ? 0 : 1)
    }
    if arguments.first == "mutants" { exit(Mutants.run() ? 0 : 1) }
    if arguments.first == "corpus", arguments.count == 2 {
      let text = text(of: arguments[1])
      exit(Corpus.replay(text) ? 0 : 1)
    }
    var minutes: Double?
    if arguments.first == "--minutes", arguments.count > 1 {
      minutes = Double(arguments[1])
      arguments.removeFirst(2)
    }
    let chosen = arguments.isEmpty ? Promise.all : Promise.all.filter { arguments.contains($0.name) }
    var isGood = true
    if let minutes { isGood = soak(chosen, minutes: minutes) } else { isGood = prove(chosen) }
    exit(isGood ? 0 : 1)
  }

  /// Whether times and details are told.
  static var isTold: Bool { getenv("PATCHBOOK_SOAK_TIMES") != nil }

  private static func text(of path: String) -> String {
    let files = RealFileSystem()
    guard let file = try? files.open(path, .read), let length = try? files.status(file).length else {
      return ""
    }
    defer { files.close(file) }
    var bytes = [UInt8](repeating: 0, count: length)
    let got = bytes.withUnsafeMutableBytes { (try? files.read(file, into: $0, at: 0)) ?? 0 }
    return String(decoding: bytes.prefix(got), as: UTF8.self)
  }

  /// Each promise at its count.
  static func prove(_ promises: [Promise]) -> Bool {
    var isGood = true
    for promise in promises {
      let start = seconds()
      let tally = Workers.run(promise, seeds: (1...UInt64(promise.runs)).map { $0 })
      print(promise.line(tally))
      fflush(nil)
      if isTold {
        let time = seconds() - start
        print("  \(Int(time * 1000)) ms, \(grouped(Int(Double(tally.cases) / time))) cases a second")
      }
      for failure in tally.failures.prefix(5) { print("  \(failure)") }
      if !tally.failures.isEmpty { isGood = false }
    }
    return isGood
  }

  /// Random seeds until the time is over.
  static func soak(_ promises: [Promise], minutes: Double) -> Bool {
    let end = seconds() + minutes * 60
    var totals: [String: Tally] = [:]
    var first = RealFileSystem().random() % 1_000_000_000
    print("seeds from \(first) on")
    var isGood = true
    while seconds() < end {
      for promise in promises where seconds() < end {
        let seeds = (0..<4).map { first &+ $0 }
        let tally = Workers.run(promise, seeds: seeds)
        totals[promise.name] = (totals[promise.name] ?? Tally()) + tally
        for failure in tally.failures.prefix(5) { print("  \(promise.name) \(failure)") }
        if !tally.failures.isEmpty { isGood = false }
      }
      first &+= 4
    }
    print("seeds to \(first &- 1)")
    for promise in promises { print(promise.line(totals[promise.name] ?? Tally())) }
    return isGood
  }

  static func replay(_ promise: Promise, _ seed: UInt64) -> Bool {
    let tally = Workers.run(promise, seeds: [seed])
    print(promise.line(tally))
    for failure in tally.failures { print("  \(failure)") }
    return tally.failures.isEmpty
  }

  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Threads that share the runs of a promise among them.
enum Workers {
  private final class Shared: Sendable {
    let promise: Promise
    let seeds: [UInt64]
    let next = Mutex(0)
    let tally = Mutex(Tally())
    init(_ promise: Promise, _ seeds: [UInt64]) {
      self.promise = promise
      self.seeds = seeds
    }

    func work() {
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard index < seeds.count else { return }
        let seed = seeds[index]
        var one = Tally()
        do { one = try promise.run(seed) } catch { one.failures = ["\(error)"] }
        one.failures = one.failures.map { "\(promise.name) \(seed): \($0)" }
        let done = one
        tally.withLock { $0 = $0 + done }
      }
    }
  }

  static func run(_ promise: Promise, seeds: [UInt64]) -> Tally {
    let shared = Shared(promise, seeds)
    let count = min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), seeds.count)
    var threads: [pthread_t] = []
    for _ in 1..<max(1, count) {
      var thread = pthread_t()
      let pointer = Unmanaged.passRetained(shared)
      let failure = pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer else { return nil }
          Unmanaged<Shared>.fromOpaque(pointer).takeRetainedValue().work()
          return nil
        }, pointer.toOpaque())
      if failure == 0 { threads.append(thread) } else { pointer.release() }
    }
    shared.work()
    for thread in threads { pthread_join(thread, nil) }
    return shared.tally.withLock { $0 }
  }
}
