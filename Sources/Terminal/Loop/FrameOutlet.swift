import CNcurses
import Glibc

/// The way of the frames to the terminal. It never makes the program wait: what the line does not take at once is kept,
/// and sent when there is room.
final class FrameOutlet {
  /// Where it goes.
  let descriptor: Int32
  private let isOwn: Bool
  private var kept: [UInt8] = []
  private var start = 0
  /// What the terminal has shown of what was sent, as far as it says so.
  private(set) var pace = LinePace()
  /// Whether the terminal may be asked: one that speaks another language than `CSI` may not.
  var mayAsk = true
  /// Bytes that the line took, and the calls in which it took them.
  private(set) var bytes = 0
  private(set) var writes = 0

  /// A way to the terminal of a descriptor. Where the host allows it, it is opened anew: what is set on the descriptor that
  /// the shell gave us is set for the shell too.
  init(to output: Int32) {
    let own = cn_output_open(output)
    isOwn = own >= 0
    descriptor = isOwn ? own : output
  }

  deinit { if isOwn { _ = Glibc.close(descriptor) } }

  /// The descriptor that takes more when it polls writable; nil while nothing is kept.
  var waitsFor: Int32? { kept.isEmpty ? nil : descriptor }

  /// Until when the next frame has to wait for the terminal; nil when it need not.
  func waits(at now: UInt64) -> UInt64? { pace.waits(at: now) }

  /// Sends a frame, and asks when it was shown.
  func sendFrame(_ frame: UnsafeBufferPointer<UInt8>) throws(TerminalError) {
    guard !frame.isEmpty else { return }
    let now = Monotonic.now
    kept.append(contentsOf: frame)
    if mayAsk {
      pace.composed(at: now)
      if pace.send(frame.count, at: now) { kept += LinePace.asking }
    }
    try flush()
  }

  /// Sends other bytes behind what is kept.
  func send(_ bytes: some Sequence<UInt8>) throws(TerminalError) {
    kept.append(contentsOf: bytes)
    try flush()
  }

  /// The terminal has answered.
  func answered() throws(TerminalError) {
    if pace.answered(at: Monotonic.now) { try send(LinePace.asking) }
  }

  /// Sends what the line takes now.
  func flush() throws(TerminalError) {
    while start < kept.count {
      let taken = kept[start...].withUnsafeBufferPointer {
        cn_write_some(descriptor, $0.baseAddress, $0.count)
      }
      if taken < 0 { throw .gone }
      writes += 1
      if taken == 0 { return }
      start += taken
      bytes += taken
    }
    kept.removeAll(keepingCapacity: kept.capacity < 1 << 18)
    start = 0
  }

  /// Waits until all is sent, at most so many milliseconds.
  /// - Returns: whether it is.
  @discardableResult
  func finish(within milliseconds: Int) -> Bool {
    let limit = Monotonic.now &+ UInt64(max(0, milliseconds)) * 1_000_000
    while !kept.isEmpty, (try? flush()) != nil, !kept.isEmpty {
      let now = Monotonic.now
      guard now < limit else { return false }
      var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&polled, 1, Int32((limit - now) / 1_000_000 + 1))
    }
    return kept.isEmpty
  }

  /// Gives up what is kept, in the middle of a sequence perhaps: the terminal is told to forget that one (CAN).
  func drop() {
    guard !kept.isEmpty else { return }
    kept = [0x18]
    start = 0
  }

  /// The terminal was, or will be, somebody else's: what it owes is not waited for.
  func forget() { pace.forget() }
}
