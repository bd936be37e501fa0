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

  /// The look with eight colours: bright ink is the plain colour in bold, a bright ground the plain one; where the two
  /// then cannot be read, the ink is black or white.
  ///
  /// - Parameter paper: the ground of ordinary text with sixteen colours; nil where that is the terminal's own.
  func inEightColours(onPaper paper: UInt8?) -> Look {
    var look = self
    if let ink, ink >= 8 {
      look.ink = ink - 8
      look.attributes.insert(.bold)
    }
    if let ground, ground >= 8 { look.ground = ground - 8 }
    if let ink = look.ink, let ground = look.ground ?? paper.map({ $0 % 8 }),
      !Look.isReadable(ink, on: ground)
    {
      look.ink = Look.isReadable(0, on: ground) ? 0 : 7
    }
    return look
  }

  /// The look with the first sixteen colours: the nearest pair that can be read. Ink on a ground that is not known stays
  /// the terminal's own, in bold, because none of the sixteen can be read on black and on white.
  ///
  /// - Parameter paper: the ground of ordinary text; nil where that is the terminal's own.
  func inSixteenColours(onPaper paper: UInt8?) -> Look {
    var look = self
    switch (ink, ground ?? paper) {
    case (nil, nil): break
    case (_?, nil):
      look.ink = nil
      look.attributes.insert(.bold)
    case (let ink, let ground?):
      let wanted = (ink: Palette.colour(ink ?? Palette.white), ground: Palette.colour(ground))
      var best: (distance: Int, ink: UInt8, ground: UInt8)?
      // The paper is the same for every role, so only the ink is chosen for what lies on it.
      let isPaper = self.ground == nil || self.ground == paper
      let grounds = isPaper ? [Look.nearestPaper(ground)] : Array(UInt8(0)..<16)
      for ground in grounds {
        for ink in UInt8(0)..<16 where Look.isReadable(ink, on: ground) {
          let distance =
            Palette.distance(wanted.ink, Palette.colour(ink))
            + Palette.distance(wanted.ground, Palette.colour(ground))
          if distance < best?.distance ?? .max { best = (distance, ink, ground) }
        }
      }
      look.ink = best?.ink
      look.ground = self.ground == nil ? nil : best?.ground
    }
    return look
  }

  /// Black or bright white, whichever is nearer: what the sixteen colours have for a whole screen.
  private static func nearestPaper(_ ground: UInt8) -> UInt8 {
    let colour = Palette.colour(ground)
    return Palette.distance(colour, Palette.colour(0)) <= Palette.distance(colour, Palette.colour(15))
      ? 0 : 15
  }

  private static func isReadable(_ ink: UInt8, on ground: UInt8) -> Bool {
    Palette.contrast(Palette.colour(ink), Palette.colour(ground)) >= Palette.readable
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
