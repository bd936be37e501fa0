/// A box over the middle of what is drawn, for help, questions and explanations.
public struct Overlay: Hashable, Sendable {
  /// The words in the upper edge.
  public var title: String
  /// The words in the lower edge: what the keys do.
  public var footer: String
  /// The cells wanted inside the box.
  public var inside: Size

  /// A box with room for `inside`.
  public init(title: String, footer: String = "", inside: Size) {
    self.title = title
    self.footer = footer
    self.inside = inside
  }

  /// Where the inside of the box is, on an area of `size`. Where there is no room for a box, it is the whole area.
  public func room(in size: Size) -> Rect {
    let all = Rect(origin: .origin, size: size)
    guard size.columns >= 6, size.rows >= 3 else { return all }
    // One column of air on each side of the text.
    let frame = all.centred(Size(columns: inside.columns + 4, rows: inside.rows + 2))
    return Rect(
      column: frame.column + 2, row: frame.row + 1, columns: frame.columns - 4, rows: frame.rows - 2)
  }

  /// Clears the box, draws its frame, and lets `content` draw its inside.
  public func draw(on canvas: inout Canvas, content: (inout Canvas) -> Void) {
    let room = room(in: canvas.size)
    canvas.hideCursor()
    if room != canvas.bounds {
      let frame = Rect(
        column: room.column - 2, row: room.row - 1, columns: room.columns + 4, rows: room.rows + 2)
      canvas.fill(frame)
      canvas.box(frame, title: title)
      if !footer.isEmpty, room.columns > 2 {
        let width = min(CharacterWidth.columns(of: footer), room.columns - 1)
        canvas.draw(" ", column: room.column - 1, row: room.endRow, style: .border, width: width + 2)
        canvas.draw(footer, column: room.column, row: room.endRow, style: .dim, width: width)
      }
    } else {
      canvas.clear()
    }
    canvas.within(room, draw: content)
  }
}
