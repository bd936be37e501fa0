import Terminal

/// The desk where there is no book to open yet, or only an empty one: what a book is, where one was looked for, and three
/// ways on. The program feeds it events and does what it asks, as with ``DeskSession``.
public struct FirstStart: Sendable {
  /// What the program has to do.
  public enum Request: Hashable, Sendable {
    /// Make an empty book there and open it at the import; where one is there already, open that.
    case importInto(path: String)
    /// Make a demo book of invented tenants there, and open it.
    case demo(path: String)
    /// Open the book that is there.
    case open(path: String)
    case leave, suspend, redraw
  }

  /// Why no book is shown.
  public enum Situation: Hashable, Sendable {
    /// Nothing stands there.
    case nothing
    /// A book without accounts.
    case empty
    /// Something stands there that is no book, or cannot be read: a sentence that says what.
    case fault(String)
  }

  /// One of the ways on.
  private enum Choice: Int, CaseIterable, Sendable {
    case landlord, demo, other
  }

  private let book: String
  private let demo: String
  private let situation: Situation
  private var chosen = Choice.landlord
  /// What is typed, and for which way.
  private var prompt: (choice: Choice, editor: LineEditor)?
  /// What is being done, while nothing else can be chosen.
  private var progress: String?
  private var message = MessageLine()
  private var help: DeskHelp?
  private var isLeaving = false

  /// The first screen.
  /// - Parameters:
  ///   - book: where a book was looked for.
  ///   - demo: where a demo book is offered to stand.
  public init(book: String, demo: String, _ situation: Situation) {
    self.book = book
    self.demo = demo
    self.situation = situation
  }

  /// Says how far it is with what was asked for.
  public mutating func take(progress: String) { self.progress = progress }

  /// Says why what was asked for could not be done; another way can be chosen.
  public mutating func take(failure: String) {
    progress = nil
    message.show(.error, failure)
  }

  /// Takes an event in; what is returned the program has to do.
  public mutating func handle(_ event: Event) -> Request? {
    if case .terminate = event { return .leave }
    if case .hangUp = event { return .leave }
    if event == .key(.control("c")) {
      if isLeaving { return .leave }
      isLeaving = true
      message.show(.warning, "Ctrl-C again leaves Patchbook; any other key stays.")
      return nil
    }
    if case .key(let key) = event {
      isLeaving = false
      message.keyPressed()
      if key == .escape, message.dismiss() { return nil }
    }
    if var help {
      self.help = nil
      if case .stay = help.handle(event) { self.help = help }
      return nil
    }
    if prompt != nil { return typing(event) }
    guard case .key(let key) = event else { return nil }
    switch DeskActions.table.deskAction(for: key, in: places) {
    case .help?: help = DeskHelp(actions: actions, topic: topic) { _ in .available }
    case .suspend?: return .suspend
    case .redraw?: return .redraw
    case .firstLeave?, .quit?: return .leave
    case _ where progress != nil:
      message.show(.information, "One moment: it is being made.")
    case .firstUp?: chosen = Choice(rawValue: chosen.rawValue - 1) ?? .landlord
    case .firstDown?: chosen = Choice(rawValue: chosen.rawValue + 1) ?? .other
    case .firstImport?: ask(.landlord)
    case .firstDemo?: ask(.demo)
    case .firstOther?: ask(.other)
    case .firstChoose?: ask(chosen)
    default: message.show(.information, ActionTable.unknownKeyMessage(key, helpKey: .character("?")) + ".")
    }
    return nil
  }

  private mutating func ask(_ choice: Choice) {
    chosen = choice
    let offered =
      switch choice {
      case .landlord: book
      case .demo: demo
      case .other: ""
      }
    prompt = (choice, LineEditor(offering: offered, limit: 4_000))
  }

  private mutating func typing(_ event: Event) -> Request? {
    guard let (choice, before) = prompt else { return nil }
    var editor = before
    switch TypedEvent(event, in: places) {
    case .action(.firstTake):
      let path = editor.text.split(separator: " ", omittingEmptySubsequences: false).joined(separator: " ")
      guard path.contains(where: { $0 != " " }) else {
        message.show(.information, "Type the path of a directory.")
        return nil
      }
      prompt = nil
      progress = choice == .demo ? "Making the demo book …" : "Opening …"
      switch choice {
      case .landlord: return .importInto(path: path)
      case .demo: return .demo(path: path)
      case .other: return .open(path: path)
      }
    case .action(.firstBack): prompt = nil
    case .same(.perform(.suspend)): return .suspend
    case .action, .same: break
    case .text:
      guard editor.handle(event) else { break }
      prompt = (choice, editor)
    }
    return nil
  }

  // MARK: Drawing

  private var places: [String] {
    prompt == nil ? [DeskPlace.firstStart, DeskPlace.everywhere] : [DeskPlace.firstPath]
  }

  /// What can be done here: of what is valid everywhere only what needs no book.
  private var actions: [Action] {
    let bookless: Set<DeskAction> = [.help, .suspend, .redraw, .leave, .quit]
    return DeskActions.table.validOnDesk(in: places).filter { action in
      action.context != DeskPlace.everywhere
        || DeskAction(rawValue: action.name).map(bookless.contains) == true
    }
  }

  private var topic: HelpTopic {
    HelpTopic(
      "the first start",
      about: [
        "A book is a directory of Patchbook's own. The landlord's extracts are taken into it; notes, contacts and diary dates are kept in it. Nothing leaves it by itself.",
        "",
        "Books are looked for where --data DIR says, else where PATCHBOOK_DATA says, else in the user's own data directory.",
        "",
        "A demo book is made of invented tenants: nothing of it is anybody's, and it can be thrown away as a directory is.",
      ])
  }

  /// Draws it over the whole of a canvas.
  public func draw(on canvas: inout Canvas) {
    canvas.hideCursor()
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    DeskFrame.drawTitle("Patchbook", right: "first start", on: &canvas)
    let width = min(90, canvas.columns - 8)
    var row = 2
    func tell(_ text: String, _ style: Style = .normal) {
      for line in WrappedText.lines(text, width: width) where row < canvas.rows - 3 {
        canvas.draw(line, column: 4, row: row, style: style, width: width)
        row += 1
      }
    }
    switch situation {
    case .nothing: tell("There is no book here yet.", .bold)
    case .empty: tell("This book is empty.", .bold)
    case .fault(let sentence): tell(sentence, .warning)
    }
    tell("Looked at \(book)", .dim)
    row += 1
    tell(
      "Patchbook is the officer's book of a patch: it keeps the rent accounts that the landlord's housing system sends as extracts, and what is done about them. A book is a directory of its own."
    )
    row += 1
    for choice in Choice.allCases {
      let isChosen = choice == chosen && prompt == nil
      let (title, words) = text(of: choice)
      canvas.draw(isChosen ? ">" : " ", column: 2, row: row, style: .key)
      canvas.draw(
        "\(choice.rawValue + 1)  \(title)", column: 4, row: row, style: isChosen ? .selected : .bold)
      if isChosen { canvas.placeCursor(column: 4, row: row) }
      row += 1
      let lines = WrappedText.lines(words, width: max(1, width - 3))
      for line in lines.prefix(canvas.rows > 20 ? 2 : 1) {
        canvas.draw(line, column: 7, row: row, style: .dim, width: width - 3)
        row += 1
      }
    }
    if let progress { canvas.draw(progress, column: 4, row: canvas.rows - 4, style: .bold, width: width) }
    drawPrompt(on: &canvas)
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
    ActionBar(ActionTable(actions), contexts: places + [DeskPlace.everywhere]) { _ in .available }
      .draw(on: &canvas, row: canvas.rows - 1)
    help?.draw(on: &canvas)
  }

  private func text(of choice: Choice) -> (title: String, words: String) {
    switch choice {
    case .landlord:
      (
        "Take in your landlord's extracts",
        situation == .empty
          ? "opens the import: accounts, transactions, actions, arrangements as the housing system writes them"
          : "makes a book and opens the import; nothing is taken in before you say so"
      )
    case .demo: ("Look around in a demo book", "invented tenants with years of ledgers, made in some seconds")
    case .other: ("Open another book", "where you or somebody else made one")
    }
  }

  private func drawPrompt(on canvas: inout Canvas) {
    guard let (choice, editor) = prompt else { return }
    let label =
      switch choice {
      case .landlord: " The book's directory: "
      case .demo: " The demo book's new directory: "
      case .other: " The book's directory: "
      }
    let row = canvas.rows - 3
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
    let start = canvas.draw(label, column: 0, row: row, style: .key)
    editor.draw(on: &canvas, column: start, row: row, width: max(1, canvas.columns - start - 1))
  }
}
