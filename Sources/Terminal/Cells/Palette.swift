/// The colours behind the palette's numbers, for pictures and for the measure of contrast.
///
/// Numbers from 16 on are the same everywhere (a cube of six steps and a ramp of greys). The first sixteen are the
/// terminal's owner's choice; xterm's are taken.
public enum Palette {
  /// Red, green and blue, 0 to 255 each.
  public struct Colour: Hashable, Sendable {
    /// The share of red.
    public var red: UInt8
    /// The share of green.
    public var green: UInt8
    /// The share of blue.
    public var blue: UInt8

    /// A colour of these shares.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    /// `#rrggbb`.
    public var hexadecimal: String {
      "#"
        + [red, green, blue].map { part in
          let digits = String(part, radix: 16)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }
  }

  /// The number of a black, and of a white, that look alike everywhere.
  static let (black, white): (UInt8, UInt8) = (16, 231)
  /// The least contrast at which text can be read (WCAG 2, level AA).
  public static let readable = 4.5

  private static let first16: [Colour] = [
    Colour(0, 0, 0), Colour(205, 0, 0), Colour(0, 205, 0), Colour(205, 205, 0), Colour(0, 0, 238),
    Colour(205, 0, 205), Colour(0, 205, 205), Colour(229, 229, 229), Colour(127, 127, 127), Colour(255, 0, 0),
    Colour(0, 255, 0), Colour(255, 255, 0), Colour(92, 92, 255), Colour(255, 0, 255), Colour(0, 255, 255),
    Colour(255, 255, 255),
  ]
  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// The colour of a palette number.
  public static func colour(_ number: UInt8) -> Colour {
    if number < 16 { return first16[Int(number)] }
    if number >= 232 {
      let grey = 8 + 10 * (number - 232)
      return Colour(grey, grey, grey)
    }
    let cube = Int(number) - 16
    return Colour(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
  }

  /// The contrast of two colours by WCAG 2: from 1 (the same) to 21 (black and white).
  public static func contrast(_ one: Colour, _ other: Colour) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// How far two colours lie apart, as the eye weighs the shares: 0 for the same.
  static func distance(_ one: Colour, _ other: Colour) -> Int {
    func square(_ left: UInt8, _ right: UInt8) -> Int { (Int(left) - Int(right)) * (Int(left) - Int(right)) }
    return 3 * square(one.red, other.red) + 6 * square(one.green, other.green)
      + square(one.blue, other.blue)
  }

  private static func luminance(_ colour: Colour) -> Double {
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
  }

  /// The sRGB curve, whose power of 2.4 is x² times the fifth root of x².
  private static func linear(_ share: UInt8) -> Double {
    let value = Double(share) / 255
    guard value > 0.04045 else { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    let square = base * base
    var root = 1.0
    for _ in 0..<40 {
      let cube = root * root * root * root
      root -= (cube * root - square) / (5 * cube)
    }
    return square * root
  }
}
