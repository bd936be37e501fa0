/// One column of a table: its head, its width, and when it is dropped for want of room.
public struct TableColumn: Hashable, Sendable {
  /// The stable name, by which sorting and filters call it.
  public var name: String
  /// The words in the head.
  public var title: String
  /// The least columns of the screen that it needs; with less it is dropped.
  public var width: Int
  /// The most that it grows to, if it is flexible.
  public var maximum: Int
  /// Where its text stands.
  public var alignment: Canvas.Alignment
  /// What is done with a text that is too wide. Figures should choose `.hashes`: a part of a figure would be a lie.
  public var overflow: Canvas.Overflow
  /// Columns with the highest number are dropped first when there is no room; 0 is never dropped.
  public var dropOrder: Int

  /// A column. It is flexible, and shares the room that is left, when `maximum` is more than `width`.
  public init(
    _ name: String, title: String, width: Int, maximum: Int? = nil, alignment: Canvas.Alignment = .left,
    overflow: Canvas.Overflow = .ellipsis, dropOrder: Int = 0
  ) {
    self.name = name
    self.title = title
    self.width = min(max(width, 1), Size.limit)
    self.maximum = min(max(maximum ?? width, self.width), Size.limit)
    self.alignment = alignment
    self.overflow = overflow
    self.dropOrder = dropOrder
  }
}
