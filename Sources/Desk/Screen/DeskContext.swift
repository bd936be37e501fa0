/// What the screens may read.
public struct DeskContext: Sendable {
  /// The book as it stands.
  public var book: any DeskBook
  /// How the desk is drawn.
  public var options: DeskOptions
  /// What has just become of a change, while the screens are told of it by `Event.wake`; nil at all other times. A screen
  /// that kept what was typed puts it back into its editor where its own command was refused.
  public internal(set) var result: Recorded?
  /// The landlord's files on their way into the book.
  public internal(set) var importing = ImportWork()
  /// What has just become of a form that is being filled in, while the screens are told of it by `Event.wake`.
  var formNews: FormNews?
  /// What the screens want done about forms beside the book.
  let forms = FormOutbox()
  /// The view that the palette asks the screen for, while that is told of it by `Event.wake`; nil at all other times.
  var view: CaseloadView?
  /// The draft that the top screen shall go on with, while it is told of it by `Event.wake`; nil at all other times.
  var resuming: DeskDraft?
  /// The accounts on which something is half typed and waits: lists mark them.
  var drafted: Set<String> = []
  /// The newer state comes from this officer's own change, which was told already.
  var isOwnChange = false
  /// What is remembered of the lists that were looked at.
  public let memory: CaseloadMemory

  /// What the book is at: a screen that was filled at another state fills itself again.
  var state: DeskState { DeskState(sequence: book.sequence, today: book.today) }

  /// Screens that read `book`.
  public init(
    book: any DeskBook, options: DeskOptions = DeskOptions(), memory: CaseloadMemory = CaseloadMemory()
  ) {
    self.book = book
    self.memory = memory
    self.options = options
  }

  /// What a screen says when it fills itself again after another state; nil where the officer knows already.
  func news(after before: DeskState) -> String? {
    isOwnChange && before.today == state.today ? nil : state.news(after: before)
  }
}
