/// One key as the user pressed it, whatever bytes the terminal sent for it.
public struct Key: Hashable, Sendable {
  /// What is engraved on the key.
  public enum Code: Hashable, Sendable {
    /// A character: what the keyboard layout made of the key and Shift.
    case character(Unicode.Scalar)
    /// The Enter or Return key.
    case enter
    /// The Escape key.
    case escape
    /// The Tab key.
    case tab
    /// The key that rubs out to the left.
    case backspace
    /// The key that rubs out to the right.
    case delete
    /// The Insert key.
    case insert
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// The Home key.
    case home
    /// The End key.
    case end
    /// The Page Up key.
    case pageUp
    /// The Page Down key.
    case pageDown
    /// F1 and its neighbours: 1 to 24.
    case function(Int)
  }

  /// Keys held down with another.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits, as xterm numbers them.
    public let rawValue: UInt8
    /// The modifiers with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue & 7 }
    /// Shift, told apart only on keys that are not characters.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt or Meta.
    public static let alt = Modifiers(rawValue: 2)
    /// Control.
    public static let control = Modifiers(rawValue: 4)
  }

  /// What is engraved on the key.
  public let code: Code
  /// What was held down with it.
  public let modifiers: Modifiers

  /// A key; chords that terminals cannot tell from a plainer key become that key (Ctrl-M is Enter, Ctrl-I is Tab,
  /// Ctrl-H is Backspace, Ctrl-[ is Esc, Ctrl-S is Ctrl-s), so that equal bytes make equal keys.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    guard case .character(let scalar) = code else {
      self.code = code
      self.modifiers = modifiers
      return
    }
    var held = modifiers.subtracting(.shift)
    guard held.contains(.control) else {
      switch scalar.value {
      case 0x0D: self.code = .enter
      case 0x09: self.code = .tab
      case 0x1B: self.code = .escape
      case 0x08, 0x7F: self.code = .backspace
      case 0x00...0x1F:
        self.code = .character(Key.controlled(scalar))
        held.insert(.control)
      default: self.code = code
      }
      self.modifiers = held
      return
    }
    let plain = Key.lowercased(scalar)
    let rest = held.subtracting(.control)
    switch plain {
    case "m":
      self.code = .enter
      self.modifiers = rest
    case "i":
      self.code = .tab
      self.modifiers = rest
    case "h", "?":
      self.code = .backspace
      self.modifiers = rest
    case "[":
      self.code = .escape
      self.modifiers = rest
    case "@":
      self.code = .character(" ")
      self.modifiers = held
    default:
      self.code = .character(plain)
      self.modifiers = held
    }
  }

  /// The key that types `scalar`.
  public init(_ scalar: Unicode.Scalar) { self.init(.character(scalar)) }

  /// Enter.
  public static let enter = Key(.enter)
  /// Escape.
  public static let escape = Key(.escape)
  /// Tab.
  public static let tab = Key(.tab)
  /// Shift with Tab.
  public static let shiftTab = Key(.tab, .shift)
  /// The space bar.
  public static let space = Key(.character(" "))
  /// Rub out to the left.
  public static let backspace = Key(.backspace)
  /// Rub out to the right.
  public static let delete = Key(.delete)
  /// Arrow up.
  public static let up = Key(.up)
  /// Arrow down.
  public static let down = Key(.down)
  /// Arrow left.
  public static let left = Key(.left)
  /// Arrow right.
  public static let right = Key(.right)
  /// Home.
  public static let home = Key(.home)
  /// End.
  public static let end = Key(.end)
  /// Page Up.
  public static let pageUp = Key(.pageUp)
  /// Page Down.
  public static let pageDown = Key(.pageDown)
  /// The key that types `scalar`.
  public static func character(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar)) }
  /// Control held with the key of `scalar`.
  public static func control(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .control) }
  /// Alt held with the key of `scalar`.
  public static func alt(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .alt) }
  /// The function key `number`, 1 to 24.
  public static func function(_ number: Int) -> Key { Key(.function(number)) }

  /// The character that the key types into a text field; nil for every other key and for chords.
  public var typed: Unicode.Scalar? {
    guard modifiers.isEmpty, case .character(let scalar) = code else { return nil }
    return scalar
  }

  /// The printable key of a control byte: 1 is a, 28 is \.
  private static func controlled(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value == 0 { return " " }
    return lowercased(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value | 0x40)))
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0x41...0x5A).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value | 0x20))
  }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  /// The key that types the character: `"n"`.
  public init(unicodeScalarLiteral value: Unicode.Scalar) { self.init(value) }
}

// MARK: - The written form (decision 19)

extension Key: CustomStringConvertible, LosslessStringConvertible {
  /// The names of keys that are not characters, as they are written.
  private static let named: [(name: String, code: Code)] = [
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("Backspace", .backspace), ("Delete", .delete),
    ("Insert", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home),
    ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Space", .character(" ")),
  ]

  /// The names of keys that are not characters, as ``description`` writes them, but for the function keys.
  public static let names = named.map(\.name)

  /// Other spellings that are read but never written.
  private static let otherNames: [(name: String, code: Code)] = [
    ("return", .enter), ("escape", .escape), ("pageup", .pageUp), ("pagedown", .pageDown), ("del", .delete),
    ("ins", .insert), ("bs", .backspace),
  ]

  /// How the key is written on the help screen and in `--keys`: `Enter`, `Shift-Tab`, `F1`, `Ctrl-S`, `Alt-x`, `é`.
  public var description: String {
    var text = ""
    if modifiers.contains(.control) { text += "Ctrl-" }
    if modifiers.contains(.alt) { text += "Alt-" }
    if modifiers.contains(.shift) { text += "Shift-" }
    if let name = Key.named.first(where: { $0.code == code })?.name { return text + name }
    switch code {
    case .function(let number): return text + "F\(number)"
    case .character(let scalar):
      let shown = String(Character(scalar))
      return text + (modifiers.contains(.control) ? shown.uppercased() : shown)
    default: return text
    }
  }

  /// Reads one key as ``description`` writes it; nil if it is none. Names are read in any case, characters as they are.
  public init?(_ description: String) {
    var rest = Substring(description)
    var held: Modifiers = []
    while rest.unicodeScalars.count > 1 {
      if let after = Key.stripping("ctrl-", from: rest) {
        (held, rest) = (held.union(.control), after)
      } else if let after = Key.stripping("alt-", from: rest) {
        (held, rest) = (held.union(.alt), after)
      } else if let after = Key.stripping("shift-", from: rest) {
        (held, rest) = (held.union(.shift), after)
      } else {
        break
      }
    }
    let scalars = rest.unicodeScalars
    if scalars.count == 1, let only = scalars.first {
      guard only.value > 0x20, only.value != 0x7F else { return nil }
      if held.contains(.shift) { return nil }
      self.init(.character(only), held)
      return
    }
    let lowered = rest.lowercased()
    if let named = (Key.named + Key.otherNames).first(where: { $0.name.lowercased() == lowered }) {
      self.init(named.code, held)
      return
    }
    if lowered.first == "f", let number = Int(lowered.dropFirst()), (1...24).contains(number) {
      self.init(.function(number), held)
      return
    }
    return nil
  }

  private static func stripping(_ prefix: String, from text: Substring) -> Substring? {
    guard text.count > prefix.count, text.prefix(prefix.count).lowercased() == prefix else { return nil }
    return text.dropFirst(prefix.count)
  }
}
