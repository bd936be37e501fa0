/// How the desk is drawn, whatever it shows.
public struct DeskOptions: Hashable, Sendable {
  /// True where the terminal can show ASCII only: trends are drawn with letters.
  public var isASCIIOnly = false

  /// Whether the mouse is heard.
  public var hasMouse = true

  /// From when an account is in the built-in views.
  public var thresholds = ViewThresholds.shipped

  /// The usual way.
  public init() {}
}
