/// What a line between a program and its terminal does to bytes: it takes its time, lets through only so many a second,
/// and now and then loses a packet, which comes again later with all that came after it waiting behind. Nothing is lost
/// or changes its order, as on a line that repeats what was lost.
public struct SlowLine: Sendable {
  /// How long each way takes, in milliseconds.
  public var delay: Int
  /// How many bytes a second come from the program to the terminal; nil for as many as there are.
  public var bytesPerSecond: Int?
  /// One packet of so many is lost; 0 for none.
  public var lossOneIn: Int
  /// How long it takes until a lost packet comes again, in milliseconds.
  public static let repeatTime = 260

  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var lastDue: Int64 = 0

  /// A line; its losses are the same each time.
  public init(delay: Int = 0, bytesPerSecond: Int? = nil, lossOneIn: Int = 0) {
    self.delay = delay
    self.bytesPerSecond = bytesPerSecond
    self.lossOneIn = lossOneIn
  }

  /// Holds up all that comes next.
  mutating func hold(_ milliseconds: Int) { lastDue += Int64(milliseconds) * 1_000_000 }

  /// When a packet that is sent now arrives, in nanoseconds of the monotonic clock; never before the one sent before it.
  mutating func arrival(of now: Int64) -> Int64 {
    var due = now + Int64(delay) * 1_000_000
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    if lossOneIn > 0, state >> 33 % UInt64(lossOneIn) == 0 { due += Int64(SlowLine.repeatTime) * 1_000_000 }
    lastDue = max(lastDue, due)
    return lastDue
  }
}
