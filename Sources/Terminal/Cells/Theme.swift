/// What each role of a ``Style`` looks like, for every number of colours.
public struct Theme: Hashable, Sendable {
  /// The looks of one role.
  public struct Entry: Hashable, Sendable {
    /// Without colour.
    public var plain: Look.Attributes
    /// With the terminal's first sixteen colours.
    public var sixteen: Look
    /// With 256 colours.
    public var full: Look

    /// The looks of a role.
    public init(plain: Look.Attributes, sixteen: Look, full: Look) {
      self.plain = plain
      self.sixteen = sixteen
      self.full = full
    }

    /// The looks of a role of which only that with 256 colours was chosen, on ordinary text's ground (nil is the terminal's
    /// own). With sixteen colours the nearest are taken that can be read; without colour the role looks as in the standard
    /// theme.
    public init(_ role: Style.Role, full: Look, onPaper paper: UInt8?) {
      self.init(
        plain: Theme.standardEntry(role).plain, sixteen: full.inSixteenColours(onPaper: paper), full: full)
    }
  }

  /// The name by which it is chosen.
  public var name: String
  private var entries: [Entry]

  /// A theme; roles that `entries` lacks look as in the standard theme.
  public init(name: String, _ entries: [Style.Role: Entry]) {
    self.name = name
    self.entries = Style.Role.allCases.map { entries[$0] ?? Theme.standardEntry($0) }
  }

  /// The theme that is used when none is chosen. It keeps the terminal's own ground, and every colour that it lays on that
  /// ground is readable on white as on black (contrast of 4.5 and more on both).
  public static let standard = Theme(name: "standard", [:])

  /// The looks of a role.
  public subscript(role: Style.Role) -> Entry {
    let index = Int(role.rawValue)
    return entries.indices.contains(index) ? entries[index] : Theme.standardEntry(role)
  }

  /// How text of `style` looks with `tier` colours. Where a role names no ink or no ground, that of ordinary text is
  /// taken: so a theme that gives ordinary text a ground paints the whole screen with it.
  public func look(_ style: Style, _ tier: ColourTier) -> Look {
    let own = base(style.role, tier)
    let paper = style.role == .normal ? own : base(.normal, tier)
    var look = own
    if style.emphasis.contains(.selected), style.role != .selected {
      var chosen = base(.selected, tier)
      chosen.attributes.formUnion(own.attributes.subtracting([.reverse, .dim]))
      // The role keeps its ink on the selected ground only where that can be read.
      if tier == .full, let ink = own.ink, own.ground == nil, let ground = chosen.ground,
        Palette.contrast(Palette.colour(ink), Palette.colour(ground)) >= Palette.readable
      {
        chosen.ink = ink
      }
      look = chosen
    }
    look.ink = look.ink ?? paper.ink
    look.ground = look.ground ?? paper.ground
    if style.emphasis.contains(.bold) { look.attributes.insert(.bold) }
    if style.emphasis.contains(.underline) { look.attributes.insert(.underline) }
    if style.emphasis.contains(.dim) { look.attributes.insert(.dim) }
    if style.emphasis.contains(.reverse) { look.attributes.formSymmetricDifference(.reverse) }
    return look
  }

  private func base(_ role: Style.Role, _ tier: ColourTier) -> Look {
    let entry = self[role]
    switch tier {
    case .none: return Look(nil, on: nil, entry.plain)
    case .full: return entry.full
    case .sixteen: return entry.sixteen
    case .eight: return entry.sixteen.inEightColours(onPaper: self[.normal].sixteen.ground)
    }
  }

  /// The roles of which the contrast is less than 4.5 to 1, with 256 colours, 16 or 8, each with what is wrong. Ink on the
  /// terminal's own ground is measured on black and on white.
  public var faults: [String] {
    var faults: [String] = []
    for tier in [ColourTier.full, .sixteen, .eight] {
      for role in Style.Role.allCases {
        for emphasis in [Style.Emphasis(), .selected] {
          let look = look(Style(role, emphasis), tier)
          for (ink, ground) in Theme.pairs(look) {
            let contrast = Palette.contrast(Palette.colour(ink), Palette.colour(ground))
            if contrast < Palette.readable {
              let tenths = Int((contrast * 10).rounded(.down))
              faults.append(
                "\(role.name) in \(tier): \(ink) on \(ground) has a contrast of \(tenths / 10).\(tenths % 10)"
              )
            }
          }
        }
      }
    }
    return faults
  }

  /// The pairs of ink and ground that a look may be seen in.
  private static func pairs(_ look: Look) -> [(UInt8, UInt8)] {
    switch (look.ink, look.ground) {
    case (nil, nil): []
    case (let ink?, let ground?): [(ink, ground)]
    case (let one?, nil), (nil, let one?): [(one, Palette.black), (one, Palette.white)]
    }
  }

  /// How a role looks in the theme that is built in.
  static func standardEntry(_ role: Style.Role) -> Entry {
    switch role {
    case .normal, .bar: Entry(plain: [], sixteen: Look(), full: Look())
    case .dim: Entry(plain: .dim, sixteen: Look(nil, on: nil, .dim), full: Look(243))
    case .bold, .key, .total:
      Entry(plain: .bold, sixteen: Look(nil, on: nil, .bold), full: Look(nil, on: nil, .bold))
    case .reverse:
      Entry(plain: .reverse, sixteen: Look(nil, on: nil, .reverse), full: Look(nil, on: nil, .reverse))
    case .title:
      Entry(plain: [.bold, .reverse], sixteen: Look(15, on: 4, .bold), full: Look(231, on: 237, .bold))
    case .header:
      Entry(
        plain: [.bold, .underline], sixteen: Look(nil, on: nil, [.bold, .underline]), full: Look(255, on: 240)
      )
    case .selected: Entry(plain: .reverse, sixteen: Look(0, on: 6), full: Look(231, on: 24))
    case .bad: Entry(plain: .bold, sixteen: Look(15, on: 1, .bold), full: Look(131, on: nil, .bold))
    case .good: Entry(plain: [], sixteen: Look(0, on: 2), full: Look(29))
    case .warning: Entry(plain: [.bold, .underline], sixteen: Look(0, on: 3), full: Look(16, on: 214))
    case .information: Entry(plain: [], sixteen: Look(15, on: 4), full: Look(63))
    case .disabled: Entry(plain: .dim, sixteen: Look(nil, on: nil, .dim), full: Look(243))
    case .border: Entry(plain: [], sixteen: Look(), full: Look(243))
    case .field:
      Entry(plain: .underline, sixteen: Look(nil, on: nil, .underline), full: Look(nil, on: nil, .underline))
    case .match: Entry(plain: [.bold, .underline], sixteen: Look(0, on: 3), full: Look(16, on: 220))
    case .marked: Entry(plain: .bold, sixteen: Look(nil, on: nil, .bold), full: Look(98, on: nil, .bold))
    case .link:
      Entry(plain: .underline, sixteen: Look(nil, on: nil, .underline), full: Look(63, on: nil, .underline))
    }
  }
}
