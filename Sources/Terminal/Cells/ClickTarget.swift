/// A part of a canvas in which the mouse does what a key does.
struct ClickTarget: Hashable, Sendable {
  /// The part, in cells of the whole canvas.
  var area: Rect
  /// What a click does; nil leaves it to the screen.
  var click: Key?
  /// What a double click does after its first click.
  var doubleClick: Key?
}
