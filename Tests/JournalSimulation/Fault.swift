import Journal

extension SimulatedDisk {
  /// What the disk does wrong on purpose.
  public enum Fault: Sendable, Equatable {
    /// The operation (a call that changes something) of this number fails for this reason; with `forEver`, all later
    /// ones too.
    case fail(operation: Int, reason: FileError.Reason, forEver: Bool)
    /// The same, counting all calls, those that only look included.
    case failCall(Int, reason: FileError.Reason, forEver: Bool)
    /// The flush of a file of this number fails, in one of the ways of file systems.
    case failFlush(Int, FailedFlush)
    /// Flushes do nothing, though they say so.
    case flushesLie
    /// Flushes of directories do nothing.
    case directoryFlushesLie
    /// The process of this number ends as by `kill -9` at the call of this number; where that is a write, after a first
    /// part of it.
    case kill(process: Int32, call: Int)
  }

  /// What file systems do when a flush fails (Rebello and others, ATC 2020).
  public enum FailedFlush: CaseIterable, Sendable {
    /// The pages count as clean, and show what was written as long as nobody drops them (ext4, XFS).
    case clean
    /// The same, and the next file that is to be made cannot be.
    case stubborn
    /// The pages show again what was there before (Btrfs).
    case reverted
    /// The flush says that all is well, and the next flush of the file fails (ext4 that journals data).
    case late
  }

  /// What the clock does.
  package enum ClockFault: Sendable, CaseIterable {
    /// It goes.
    case none
    /// It stands.
    case stuck
    /// It goes backwards.
    case backwards
    /// It jumps by days, both ways.
    case jumping
    /// Each process has its own.
    case apart
  }
}
