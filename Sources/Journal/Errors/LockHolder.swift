/// Who holds the book's lock for writing.
public struct LockHolder: Sendable, Equatable, CustomStringConvertible {
  /// The name that the process gave at opening.
  public var name: String
  /// Its process id.
  public var process: Int32
  /// When it took the lock: seconds since 1970-01-01 UTC.
  public var since: Int64

  /// "J Patel, pid 4312, since 09:14 UTC".
  public var description: String {
    let minutes = ((since % 86_400) + 86_400) % 86_400 / 60
    let hour = String(minutes / 60), minute = String(minutes % 60)
    let clock = "\(hour.count < 2 ? "0" : "")\(hour):\(minute.count < 2 ? "0" : "")\(minute)"
    return "\(name.isEmpty ? "another process" : name), pid \(process), since \(clock) UTC"
  }
}
