import Casebook

/// What became of a change that the desk asked for.
public enum RecordResult: Hashable, Sendable {
  /// It is durable, as the transaction of that number, since that time of the day (`10:19:41`).
  case saved(sequence: UInt64, time: String)
  /// Nothing was changed, and this sentence says why and what to do.
  case refused(String)
}

/// A change that the desk asked for, and what became of it.
public struct Recorded: Hashable, Sendable {
  /// The change, as the screen asked for it.
  public var command: Command
  /// What became of it.
  public var result: RecordResult

  /// A change and its result.
  public init(_ command: Command, _ result: RecordResult) {
    self.command = command
    self.result = result
  }
}
