/// What a piece of text *is*, from which a ``Theme`` makes colours and attributes.
///
/// Screens never name a colour: they name a role, and may add emphasis. What a role tells must also be told by a
/// word, a letter or a place, because colour may be absent.
public struct Style: Hashable, Sendable {
  /// The kinds of text that a screen shows.
  public enum Role: UInt8, CaseIterable, Sendable {
    /// Ordinary text.
    case normal
    /// Text that matters less: hints, units, withdrawn things.
    case dim
    /// Ordinary text that must be found first.
    case bold
    /// Ordinary text with its ground and ink exchanged.
    case reverse
    /// The line at the top of a screen.
    case title
    /// The heads of a table's columns.
    case header
    /// The row or field on which keys act.
    case selected
    /// Something is wrong, broken or overdue.
    case bad
    /// Something went well or was kept.
    case good
    /// Something needs care.
    case warning
    /// News that asks for nothing.
    case information
    /// The name of a key.
    case key
    /// What a key does, or the ground of the bar at the bottom.
    case bar
    /// An action that cannot be taken now.
    case disabled
    /// A box and its lines.
    case border
    /// Text that is being typed.
    case field
    /// The part of a text that a filter matched.
    case match
    /// A row that the user marked.
    case marked
    /// A total or subtotal.
    case total
    /// A reference or link that can be opened.
    case link

    /// The word by which a file of settings calls it.
    public var name: String {
      switch self {
      case .normal: "normal"
      case .dim: "dim"
      case .bold: "bold"
      case .reverse: "reverse"
      case .title: "title"
      case .header: "header"
      case .selected: "selected"
      case .bad: "bad"
      case .good: "good"
      case .warning: "warning"
      case .information: "information"
      case .key: "key"
      case .bar: "bar"
      case .disabled: "disabled"
      case .border: "border"
      case .field: "field"
      case .match: "match"
      case .marked: "marked"
      case .total: "total"
      case .link: "link"
      }
    }
  }

  /// What is laid over a role.
  public struct Emphasis: OptionSet, Hashable, Sendable {
    /// The bits, of which five are used.
    public let rawValue: UInt8
    /// The emphasis with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue & 31 }
    /// Heavier.
    public static let bold = Emphasis(rawValue: 1)
    /// Underlined.
    public static let underline = Emphasis(rawValue: 2)
    /// Ground and ink exchanged.
    public static let reverse = Emphasis(rawValue: 4)
    /// On the ground of the selected row, whatever the role.
    public static let selected = Emphasis(rawValue: 8)
    /// Weaker.
    public static let dim = Emphasis(rawValue: 16)
  }

  /// What the text is.
  public var role: Role
  /// What is laid over it.
  public var emphasis: Emphasis

  /// Text of `role`, with `emphasis` laid over it.
  public init(_ role: Role, _ emphasis: Emphasis = []) {
    self.role = role
    self.emphasis = emphasis
  }

  /// Ordinary text.
  public static let normal = Style(.normal)
  /// Text that matters less.
  public static let dim = Style(.dim)
  /// Ordinary text that must be found first.
  public static let bold = Style(.bold)
  /// Ground and ink exchanged.
  public static let reverse = Style(.reverse)
  /// The line at the top of a screen.
  public static let title = Style(.title)
  /// The heads of a table's columns.
  public static let header = Style(.header)
  /// The row or field on which keys act.
  public static let selected = Style(.selected)
  /// Something is wrong, broken or overdue.
  public static let bad = Style(.bad)
  /// Something went well or was kept.
  public static let good = Style(.good)
  /// Something needs care.
  public static let warning = Style(.warning)
  /// News that asks for nothing.
  public static let information = Style(.information)
  /// The name of a key.
  public static let key = Style(.key)
  /// What a key does, or the ground of the bar at the bottom.
  public static let bar = Style(.bar)
  /// An action that cannot be taken now.
  public static let disabled = Style(.disabled)
  /// A box and its lines.
  public static let border = Style(.border)
  /// Text that is being typed.
  public static let field = Style(.field)
  /// The part of a text that a filter matched.
  public static let match = Style(.match)
  /// A row that the user marked.
  public static let marked = Style(.marked)
  /// A total or subtotal.
  public static let total = Style(.total)
  /// A reference or link that can be opened.
  public static let link = Style(.link)

  /// The same role, heavier.
  public var bolder: Style { Style(role, emphasis.union(.bold)) }
  /// The same role, underlined.
  public var underlined: Style { Style(role, emphasis.union(.underline)) }
  /// The same role on the ground of the selected row.
  public var onSelection: Style { Style(role, emphasis.union(.selected)) }

  /// How many different styles there can be: indices run below this.
  static let indexLimit = 1024

  /// A number for the style, below ``indexLimit``; cells carry it.
  var index: UInt16 { UInt16(role.rawValue) | UInt16(emphasis.rawValue) << 5 }

  /// The style of an index; ordinary text where there is no such role.
  init(index: UInt16) {
    role = Role(rawValue: UInt8(truncatingIfNeeded: index & 31)) ?? .normal
    emphasis = Emphasis(rawValue: UInt8(truncatingIfNeeded: index >> 5))
  }

  /// One letter for snapshots: the role in small letters, in capitals on the selected ground or when selected.
  var letter: Character {
    let small: Character =
      switch role {
      case .normal: "."
      case .dim: "d"
      case .bold: "b"
      case .reverse: "r"
      case .title: "t"
      case .header: "h"
      case .selected: "s"
      case .bad: "x"
      case .good: "g"
      case .warning: "w"
      case .information: "i"
      case .key: "k"
      case .bar: "a"
      case .disabled: "e"
      case .border: "o"
      case .field: "f"
      case .match: "m"
      case .marked: "n"
      case .total: "u"
      case .link: "l"
      }
    guard emphasis.contains(.selected) || role == .selected else { return small }
    return role == .normal ? "S" : Character(small.uppercased())
  }
}
