/// One cell of a canvas: a character with up to two marks over it, and its style.
///
/// The layout is that of `cn_cell` in CNcurses, so that a whole frame crosses into C without being copied.
struct Cell: Hashable, Sendable {
  /// The character; 0 in the right half of a wide character.
  var scalar: UInt32
  /// The first mark over it, or 0.
  var mark1: UInt32 = 0
  /// The second mark over it, or 0. Further marks are not drawn.
  var mark2: UInt32 = 0
  /// The index of the style.
  var style: UInt16
  /// Columns: 1, or 2 in the left half of a wide character, 0 in its right half.
  var width: UInt8
  /// Keeps the size at 16 bytes.
  private var padding: UInt8 = 0

  init(_ scalar: Unicode.Scalar, style: Style, width: UInt8 = 1) {
    self.scalar = scalar.value
    self.style = style.index
    self.width = width
  }

  private init(rightHalfOf style: UInt16) {
    scalar = 0
    self.style = style
    width = 0
  }

  static let blank = Cell(" ", style: .normal)

  /// The cell right of a wide character.
  static func rightHalf(style: UInt16) -> Cell { Cell(rightHalfOf: style) }

  /// The cell's text: empty in the right half of a wide character.
  var text: String {
    guard width > 0, let base = Unicode.Scalar(scalar) else { return "" }
    var text = String(Character(base))
    for mark in [mark1, mark2] where mark != 0 {
      if let scalar = Unicode.Scalar(mark) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
