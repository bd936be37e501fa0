/// What the screens may read.
public struct DeskContext: Sendable {
  /// The book as it stands.
  public var book: any DeskBook
  /// How the desk is drawn.
  public var options: DeskOptions

  /// What the book is at: a screen that was filled at another state fills itself again.
  var state: DeskState { DeskState(sequence: book.sequence, today: book.today) }

  /// Screens that read `book`.
  public init(book: any DeskBook, options: DeskOptions = DeskOptions()) {
    self.book = book
    self.options = options
  }
}
