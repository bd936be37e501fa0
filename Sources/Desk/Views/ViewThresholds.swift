/// From when an account is in the built-in views: a landlord's practice, read from `views/thresholds.toml`.
public struct ViewThresholds: Hashable, Sendable {
  /// High arrears are more than so many pounds.
  public var pounds = 500
  /// High arrears are at least so many weeks of the full charge.
  public var weeks = 4
  /// No contact is one of more than so many days ago, or none.
  public var days = 28

  /// Those of the file that comes with the program.
  public static let shipped = ViewThresholds()
}
