/// How text is shown: numbers of the terminal's palette, and attributes.
public struct Look: Hashable, Sendable {
  /// What a terminal can do to text besides colouring it.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits, as CNcurses knows them.
    public let rawValue: UInt8
    /// The attributes with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue & 15 }
    /// Heavier.
    public static let bold = Attributes(rawValue: 1)
    /// Weaker.
    public static let dim = Attributes(rawValue: 2)
    /// Underlined.
    public static let underline = Attributes(rawValue: 4)
    /// Ground and ink exchanged.
    public static let reverse = Attributes(rawValue: 8)
  }

  /// The ink: 0 to 255, or nil for the terminal's own.
  public var ink: UInt8?
  /// The ground: 0 to 255, or nil for the terminal's own.
  public var ground: UInt8?
  /// What is done besides.
  public var attributes: Attributes

  /// Text of these colours and attributes.
  public init(_ ink: UInt8? = nil, on ground: UInt8? = nil, _ attributes: Attributes = []) {
    self.ink = ink
    self.ground = ground
    self.attributes = attributes
  }

  /// The select-graphic-rendition sequence that shows this look after a reset: `ESC [ 0 ; 1 ; 38 ; 5 ; 29 m`.
  var sequence: String {
    var numbers = ["0"]
    if attributes.contains(.bold) { numbers.append("1") }
    if attributes.contains(.dim) { numbers.append("2") }
    if attributes.contains(.underline) { numbers.append("4") }
    if attributes.contains(.reverse) { numbers.append("7") }
    if let ink { numbers.append(Look.number(ink, base: 30)) }
    if let ground { numbers.append(Look.number(ground, base: 40)) }
    return "\u{1B}[" + numbers.joined(separator: ";") + "m"
  }

  private static func number(_ colour: UInt8, base: Int) -> String {
    switch colour {
    case 0..<8: String(base + Int(colour))
    case 8..<16: String(base + 60 + Int(colour) - 8)
    default: "\(base + 8);5;\(colour)"
    }
  }
}
