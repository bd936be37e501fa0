import Interchange
import Journal
import Rents
import Synchronization

/// The host's files under a clock that stands and with randomness that is drawn from the demo's seed, so that the same
/// arguments make the same book to the byte.
final class DemoFileSystem: FileSystem {
  private let host = RealFileSystem()
  private let state: Mutex<State>

  private struct State {
    var now: Int64
    var random: UInt64
  }

  /// - Parameters:
  ///   - day: the day on which the clock stands, at 06:00 UTC, which is the same day in London all the year round.
  ///   - parameters: what the book is made from; the randomness follows from it and the day.
  init(day: CivilDate, parameters: DemoParameters) {
    var seed = parameters.seed
    let figures = [
      parameters.accounts, parameters.years, parameters.patches ?? 0, Int(day.dayNumber),
    ]
    for figure in figures {
      seed = DemoFileSystem.mixed(seed &+ DemoFileSystem.step) ^ UInt64(bitPattern: Int64(figure))
    }
    state = Mutex(State(now: (Int64(day.dayNumber) * 86_400 + 6 * 3_600) * 1_000_000_000, random: seed))
  }

  // SplitMix64 (Steele, Lea and Flood 2014).
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  func now() -> Int64 { state.withLock { $0.now } }

  // Whoever waits for something must see time go by.
  func sleep(nanoseconds: Int64) {
    host.sleep(nanoseconds: nanoseconds)
    state.withLock { $0.now += max(0, nanoseconds) }
  }

  func random() -> UInt64 {
    state.withLock {
      $0.random &+= DemoFileSystem.step
      return DemoFileSystem.mixed($0.random)
    }
  }

  func openOnce(_ path: String, _ mode: OpenMode) throws(FileError) -> FileDescriptor {
    try host.openOnce(path, mode)
  }
  func close(_ file: FileDescriptor) { host.close(file) }
  func readOnce(_ file: FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int)
    throws(FileError) -> Int
  { try host.readOnce(file, into: buffer, at: offset) }
  func writeOnce(_ file: FileDescriptor, _ buffer: UnsafeRawBufferPointer, at offset: Int) throws(FileError)
    -> Int
  { try host.writeOnce(file, buffer, at: offset) }
  func synchronise(_ file: FileDescriptor, _ site: Safeguard) throws(FileError) {
    try host.synchronise(file, site)
  }
  func synchroniseDirectory(_ path: String, _ site: Safeguard) throws(FileError) {
    try host.synchroniseDirectory(path, site)
  }
  func truncate(_ file: FileDescriptor, to length: Int) throws(FileError) {
    try host.truncate(file, to: length)
  }
  func protect(_ file: FileDescriptor) { host.protect(file) }
  func rename(_ from: String, to: String) throws(FileError) { try host.rename(from, to: to) }
  func remove(_ path: String) throws(FileError) { try host.remove(path) }
  func makeDirectory(_ path: String) throws(FileError) { try host.makeDirectory(path) }
  func list(_ path: String) throws(FileError) -> [String] { try host.list(path) }
  func resolve(_ path: String) throws(FileError) -> String { try host.resolve(path) }
  func status(_ file: FileDescriptor) throws(FileError) -> FileStatus { try host.status(file) }
  func lockOnce(_ file: FileDescriptor, exclusive: Bool, _ site: Safeguard) throws(FileError) -> Bool {
    try host.lockOnce(file, exclusive: exclusive, site)
  }
  func unlock(_ file: FileDescriptor) { host.unlock(file) }
  var process: Int32 { host.process }
  func isNetwork(_ path: String) -> Bool { host.isNetwork(path) }
  func watch(_ path: String) -> Int32? { host.watch(path) }
  func drainWatch(_ descriptor: Int32) { host.drainWatch(descriptor) }
  func closeWatch(_ descriptor: Int32) { host.closeWatch(descriptor) }
}
