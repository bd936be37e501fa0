/// One thing that the user can do: its stable name, its keys, where it is valid, and the words for it.
public struct Action: Hashable, Sendable {
  /// The stable name, by which configuration, palette and tests call it: `open-account`.
  public var name: String
  /// A word or two for the bar at the bottom: `Open`.
  public var title: String
  /// The keys that do it; the first is shown in the bar.
  public var keys: [Key]
  /// Where it is valid: the name of a screen, list or mode, as the program chooses.
  public var context: String
  /// The heading under which help shows it.
  public var group: String
  /// Its place in the bar: the lowest stand first, and only what fits is shown. Nil keeps it out of the bar.
  public var priority: Int?
  /// What it does, in one sentence, for the help screen and the manual.
  public var help: String

  /// An action; without a group, help shows it under its context.
  public init(
    name: String, title: String, keys: [Key], context: String, group: String? = nil, priority: Int? = nil,
    help: String
  ) {
    self.name = name
    self.title = title
    self.keys = keys
    self.context = context
    self.group = group ?? context
    self.priority = priority
    self.help = help
  }
}

/// Whether an action can be taken now.
public enum Availability: Hashable, Sendable {
  /// It can.
  case available
  /// It cannot, and this is why; it is shown dimmed and pressing its key says so.
  case disabled(reason: String)
  /// It makes no sense here and is not shown.
  case hidden
}
