/// What the screens may read.
public struct DeskContext: Sendable {
  /// The book as it stands.
  public var book: any DeskBook
  /// How the desk is drawn.
  public var options: DeskOptions

  /// Screens that read `book`.
  public init(book: any DeskBook, options: DeskOptions = DeskOptions()) {
    self.book = book
    self.options = options
  }
}
