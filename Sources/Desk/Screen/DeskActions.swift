import Terminal

/// The one table of actions: from it come the bindings, the bar, the help, and later the palette and the manual.
public enum DeskActions {
  /// All actions of the desk with their usual keys.
  public static let usual = ActionTable(DeskAction.allCases.map(action))

  /// All actions of the desk with the keys in force: the usual ones, but inside ``using(_:_:)``.
  @TaskLocal public static var table = usual

  /// Does something with other keys in force, as the officer's settings give them: screens ask for ``table`` when they
  /// handle a key and when they draw.
  public static func using<Result>(_ table: ActionTable, _ body: () throws -> Result) rethrows -> Result {
    try $table.withValue(table, operation: body)
  }

  private static func action(_ action: DeskAction) -> Action {
    func make(
      _ title: String, _ keys: [Key], _ place: String, _ group: String, _ priority: Int?, _ help: String
    ) -> Action {
      Action(
        name: action.rawValue, title: title, keys: keys, context: place, group: group, priority: priority,
        help: help)
    }
    let (moving, patches, list, typing, sorting) = ("Moving", "Patches", "Caseload", "Filter", "Sort")
    let (columns, counts, views, bulk) = ("Columns", "Counts", "Views", "Marked accounts")
    let (account, ledger, date, always) = ("Account", "Ledger", "Date", "Everywhere")
    let files = "Import"
    let (noting, searching, acts) = ("Note", "Search", "Own acts")
    let (types, explaining, details, printing) = ("Types", "Explanation", "A detail", "Printing")
    let (finishing, first, form) = ("A diary date", "First start", "Form")
    let (q, esc) = (Key.character("q"), Key.escape)
    return switch action {
    case .help:
      make(
        "Help", [.character("?"), .function(1)], DeskPlace.everywhere, always, 90,
        "The keys valid here; Tab there explains the screen")
    case .leave:
      make("twice: leave", [.control("c")], DeskPlace.everywhere, always, 85, "Twice: leave Patchbook")
    case .suspend:
      make(
        "Suspend", [.control("z")], DeskPlace.everywhere, always, nil,
        "Back to the shell for a while; fg returns")
    case .redraw: make("Redraw", [.control("l")], DeskPlace.everywhere, always, nil, "Draw the screen afresh")
    case .refresh:
      make(
        "Refresh", [.control("r"), .function(5)], DeskPlace.everywhere, always, nil,
        "Take in what others wrote, now")
    case .palette:
      make(
        "Commands", [.character(":"), .control("p")], DeskPlace.everywhere, always, 80,
        "Every command by its name, with its key")
    case .note:
      make(
        "Note", [.character("n"), .control("n"), .function(2)], DeskPlace.everywhere, always, 42,
        "Write a note, a contact, a diary date on the account")
    case .diary:
      make(
        "Diary", [.character("d")], DeskPlace.everywhere, always, nil,
        "A date on which the account comes back")
    case .search:
      make(
        "Search", [.control("f"), .function(3)], DeskPlace.everywhere, always, 70,
        "Search the whole book by any part of name, address, phone, reference")
    case .undo:
      make(
        "Undo", [.character("u"), .alt("u"), .function(4)], DeskPlace.everywhere, always, nil,
        "Take back what you recorded last in this sitting")
    case .resumeDraft:
      make(
        "Draft", [.character("N")], DeskPlace.everywhere, always, nil,
        "Go on with the newest draft, whatever it was of")
    case .acts:
      make(
        "Own acts", [.character("U")], DeskPlace.everywhere, always, nil,
        "What you recorded, before and after; take back the one you choose")
    case .messages:
      make("Messages", [], DeskPlace.everywhere, always, nil, "Read again what was said in this sitting")
    case .quit: make("Quit", [], DeskPlace.everywhere, always, nil, "Leave Patchbook (:q)")

    case .mouseOn:
      make(
        "Mouse on", [], DeskPlace.everywhere, always, nil,
        "Hear the mouse in this sitting (:set mouse)")
    case .mouseOff:
      make(
        "Mouse off", [], DeskPlace.everywhere, always, nil,
        "Leave the mouse to the terminal in this sitting, for its own selection (:set nomouse)")
    case .openImport:
      make(
        "Import", [.character("I")], DeskPlace.everywhere, always, nil,
        "The landlord's files: look at them, try them, take them in; suspense and balances")
    case .moveUp: make("Up", [.up, .character("k")], DeskPlace.list, moving, nil, "One line up")
    case .moveDown: make("Down", [.down, .character("j")], DeskPlace.list, moving, nil, "One line down")
    case .pageUp: make("Page up", [.pageUp], DeskPlace.list, moving, nil, "One page up")
    case .pageDown: make("Page down", [.pageDown], DeskPlace.list, moving, nil, "One page down")
    case .halfPageUp: make("Half up", [.control("u")], DeskPlace.list, moving, nil, "Half a page up")
    case .halfPageDown: make("Half down", [.control("d")], DeskPlace.list, moving, nil, "Half a page down")
    case .first: make("First", [.home, .character("g")], DeskPlace.list, moving, nil, "The first line")
    case .last: make("Last", [.end, .character("G")], DeskPlace.list, moving, nil, "The last line")

    case .firstChoose:
      make("Choose", [.enter, .right], DeskPlace.firstStart, first, 10, "Go on with the marked one")
    case .firstImport:
      make("Extracts", [.character("1")], DeskPlace.firstStart, first, 20, "Take in the landlord's extracts")
    case .firstDemo:
      make("Demo", [.character("2")], DeskPlace.firstStart, first, 21, "Make a demo book of invented tenants")
    case .firstOther:
      make("Other book", [.character("3")], DeskPlace.firstStart, first, 22, "Open a book that is there")
    case .firstUp: make("Up", [.up, .character("k")], DeskPlace.firstStart, first, nil, "One line up")
    case .firstDown:
      make("Down", [.down, .character("j")], DeskPlace.firstStart, first, nil, "One line down")
    case .firstLeave: make("Leave", [q], DeskPlace.firstStart, first, 60, "Leave Patchbook")
    case .firstTake:
      make(
        "Go on", [.enter], DeskPlace.firstPath, first, 10, "Take this directory; an underlined one is offered"
      )
    case .firstBack: make("Back", [esc], DeskPlace.firstPath, first, 20, "Back to the three ways")

    case .openPatch:
      make(
        "Open", [.enter, .right, .character("l")], DeskPlace.patches, patches, 10, "Open the patch's caseload"
      )

    case .searchPatches:
      make(
        "Find", [.character("/")], DeskPlace.patches, patches, 20,
        "Only patches with what you type in name, officer or code")
    case .clearPatchSearch:
      make("All", [esc], DeskPlace.searchedPatches, patches, 25, "All patches again")
    case .markPatch:
      make(
        "Mark", [.space], DeskPlace.patches, patches, 30,
        "Mark the patch; Enter opens all that are marked as one list")
    case .keepPatchSearch: make("Keep", [.enter], DeskPlace.patchSearch, patches, 10, "Keep what was found")
    case .restorePatchSearch:
      make("As before", [esc], DeskPlace.patchSearch, patches, 20, "The list as it was")
    case .patchSearchUp: make("Up", [.up], DeskPlace.patchSearch, patches, nil, "One patch up")
    case .patchSearchDown: make("Down", [.down], DeskPlace.patchSearch, patches, nil, "One patch down")

    case .openAccount:
      make("Open", [.enter, .right, .character("l")], DeskPlace.caseload, list, 10, "Open the account")
    case .filter:
      make(
        "Find", [.character("/")], DeskPlace.caseload, list, 20, "Show only accounts that match what you type"
      )
    case .sort:
      make(
        "Sort", [.character("s")], DeskPlace.caseload, list, 30,
        "Choose the column to sort by; s again turns it round")
    case .clearFilter:
      make("All", [esc], DeskPlace.filtered, list, 35, "Clear the filter and show all accounts again")
    case .toPatches:
      make("Patches", [.character("p")], DeskPlace.caseload, list, 60, "Choose another patch")
    case .mark:
      make(
        "Mark", [.space], DeskPlace.caseload, list, 50,
        "Mark the account, or unmark it, and go on to the next")
    case .invertMarks:
      make(
        "Invert marks", [.character("*")], DeskPlace.caseload, list, nil,
        "Turn the marks of all that is shown round")
    case .clearMarks: make("Unmark", [.character("M")], DeskPlace.marked, list, 45, "Clear all marks")
    case .chooseColumns:
      make("Columns", [.character("C")], DeskPlace.caseload, list, nil, "Choose the columns of the list")
    case .scrollLeft:
      make(
        "Columns left", [.character("<"), Key(.left, .shift)], DeskPlace.caseload, list, nil,
        "Scroll the columns behind the name to the left")
    case .scrollRight:
      make(
        "Columns right", [.character(">"), Key(.right, .shift)], DeskPlace.caseload, list, nil,
        "Scroll the columns behind the name to the right")
    case .countColumn:
      make(
        "Count", [.character("#")], DeskPlace.caseload, list, 55,
        "Count the values of a column; Enter shows only those")
    case .views:
      make(
        "Views", [.character("v")], DeskPlace.caseload, list, 40,
        "Open or save a view: high arrears, due this week …")
    case .viewBack:
      make(
        "View before", [.character("["), Key(.left, .alt)], DeskPlace.caseload, list, nil,
        "Back to the view before")
    case .viewForward:
      make(
        "Next view", [.character("]"), Key(.right, .alt)], DeskPlace.caseload, list, nil,
        "Forward to the view after")
    case .visits:
      make(
        "Print visits", [.character("P")], DeskPlace.caseload, list, nil,
        "A print by street, of what is marked or shown")
    case .explainFromList:
      make(
        "Explain", [.character("x")], DeskPlace.caseload, list, nil,
        "Where the figures of the account come from: rule, inputs, source")
    case .backFromCaseload:
      make("Back", [esc, q, .left, .character("h")], DeskPlace.caseload, list, nil, "Back to the patches")

    case .keepFilter:
      make("Keep", [.enter], DeskPlace.filter, typing, 10, "Keep the filter and go on in the list")
    case .restoreFilter:
      make("As before", [esc], DeskPlace.filter, typing, 20, "Put the list back as it was")
    case .completeFilter:
      make(
        "Complete", [.tab], DeskPlace.filter, typing, 30,
        "Complete a key or a value, or put the wrong word right")
    case .filterEarlier:
      make("Earlier", [.up], DeskPlace.filter, typing, 40, "The filter that you kept before this one")
    case .filterLater: make("Later", [.down], DeskPlace.filter, typing, nil, "Forward among earlier filters")
    case .filterPageUp:
      make("Page up", [.pageUp], DeskPlace.filter, typing, nil, "One page up while you type")
    case .filterPageDown:
      make("Page down", [.pageDown], DeskPlace.filter, typing, nil, "One page down while you type")

    case .sortChoose:
      make("Sort by it", [.enter], DeskPlace.sortMenu, sorting, 10, "Sort by the marked column")
    case .sortInvert:
      make(
        "Turn round", [.character("s")], DeskPlace.sortMenu, sorting, 20,
        "Keep the column, turn the order round")
    case .sortClose: make("As it is", [esc, q], DeskPlace.sortMenu, sorting, 30, "Leave the order as it is")
    case .sortUp: make("Up", [.up], DeskPlace.sortMenu, sorting, nil, "One column up")
    case .sortDown: make("Down", [.down], DeskPlace.sortMenu, sorting, nil, "One column down")

    case .columnToggle:
      make("Show, hide", [.space], DeskPlace.columnMenu, columns, 10, "Show the column or put it away")
    case .columnEarlier:
      make(
        "Move left", [.character("<"), Key(.up, .alt)], DeskPlace.columnMenu, columns, 20,
        "Move the column one place to the left")
    case .columnLater:
      make(
        "Move right", [.character(">"), Key(.down, .alt)], DeskPlace.columnMenu, columns, 21,
        "Move the column one place to the right")
    case .columnsUsual:
      make(
        "Usual", [.character("="), .character("u")], DeskPlace.columnMenu, columns, 30,
        "The usual columns again")
    case .columnsTake:
      make("Take", [.enter, .character("C")], DeskPlace.columnMenu, columns, 11, "Show the list like this")
    case .columnsClose:
      make("As it is", [esc, q], DeskPlace.columnMenu, columns, 40, "Leave the columns as they are")
    case .columnUp: make("Up", [.up, .character("k")], DeskPlace.columnMenu, columns, nil, "One column up")
    case .columnDown:
      make("Down", [.down, .character("j")], DeskPlace.columnMenu, columns, nil, "One column down")

    case .countOpen:
      make("Only these", [.enter], DeskPlace.counts, counts, 10, "Show only accounts with this value")
    case .countNext:
      make(
        "Next column", [.right, .tab, .character("l")], DeskPlace.counts, counts, 20, "Count the next column")
    case .countPrevious:
      make(
        "Column before", [.left, .shiftTab, .character("h")], DeskPlace.counts, counts, 30,
        "Count the column before")
    case .countClose:
      make("Back", [esc, q, .character("#")], DeskPlace.counts, counts, 40, "Back to the list as it is")
    case .countUp: make("Up", [.up, .character("k")], DeskPlace.counts, counts, nil, "One value up")
    case .countDown: make("Down", [.down, .character("j")], DeskPlace.counts, counts, nil, "One value down")

    case .viewOpen:
      make("Open", [.enter], DeskPlace.viewMenu, views, 10, "Open the view; the open one afresh")
    case .viewSave:
      make("Save this", [.character("s")], DeskPlace.viewMenu, views, 20, "Save what is shown now as a view")
    case .viewForget:
      make("Forget", [.delete, .character("D")], DeskPlace.viewMenu, views, 30, "Forget a view of your own")
    case .viewClose:
      make("As it is", [esc, q, .character("v")], DeskPlace.viewMenu, views, 40, "Leave the view as it is")
    case .viewUp: make("Up", [.up, .character("k")], DeskPlace.viewMenu, views, nil, "One view up")
    case .viewDown: make("Down", [.down, .character("j")], DeskPlace.viewMenu, views, nil, "One view down")
    case .viewNameKeep: make("Save", [.enter], DeskPlace.viewName, views, 10, "Save the view under this name")
    case .viewNameCancel: make("As before", [esc], DeskPlace.viewName, views, 20, "Save nothing")

    case .writeVisits:
      make(
        "Write to a file", [.character("w")], DeskPlace.visits, "Visits", 10, "Write the print to a new file")
    case .acceptFile:
      make("Write", [.enter], DeskPlace.fileName, "Visits", 10, "Write a new file of this name")
    case .cancelFile: make("As before", [esc], DeskPlace.fileName, "Visits", 20, "Write nothing")
    case .bulkNote:
      make("Note", [.character("n")], DeskPlace.marked, list, 15, "A note on every marked account")
    case .bulkDiary:
      make("Diary", [.character("d")], DeskPlace.marked, list, 16, "A diary date on every marked account")
    case .bulkNext:
      make("Go on", [.enter], DeskPlace.bulkEntry, bulk, 10, "To the words, and then to the question")
    case .bulkKind:
      make("What for", [.tab], DeskPlace.bulkEntry, bulk, 20, "What the diary date is for")
    case .bulkWrite:
      make(
        "Write it", [.character("W")], DeskPlace.bulkQuestion, bulk, 10,
        "Record it on all of these accounts, or none")
    case .bulkLeave:
      make(
        "Back to the words", [esc], DeskPlace.bulkQuestion, bulk, 20,
        "Record nothing yet, and go back to the words")
    case .bulkBack:
      make("As before", [esc], DeskPlace.bulkEntry, bulk, 30, "Record nothing")
    case .backFromVisits:
      make("Back", [esc, q, .left, .character("h")], DeskPlace.visits, "Visits", 50, "Back to the list")

    case .showLedger: make("Ledger", [.character("1")], DeskPlace.account, account, nil, "The ledger")
    case .showTimeline:
      make(
        "Timeline", [.character("2")], DeskPlace.account, account, nil,
        "Payments and contacts together, by week")
    case .showPeople:
      make(
        "People", [.character("3")], DeskPlace.account, account, nil,
        "People, how they are reached, the home, other accounts")
    case .showCharges:
      make(
        "Charges", [.character("4")], DeskPlace.account, account, nil,
        "The lines of the charge, benefits and the law")
    case .showActions:
      make("Actions", [.character("5")], DeskPlace.account, account, nil, "What was done, newest first")
    case .showPlans:
      make("Plans", [.character("6")], DeskPlace.account, account, nil, "Arrangements and their instalments")
    case .showDiary:
      make("Diary", [.character("7")], DeskPlace.account, account, nil, "Dates, promises and contacts")
    case .showDocuments:
      make("Documents", [.character("8")], DeskPlace.account, account, nil, "Letters and notices to come")
    case .nextTab: make("Next tab", [.tab], DeskPlace.account, account, 40, "The next tab")
    case .previousTab: make("Tab before", [.shiftTab], DeskPlace.account, account, nil, "The tab before")
    case .explain:
      make(
        "Explain", [.character("x")], DeskPlace.account, account, 45,
        "What a figure is: its rule, what went into it, where that came from")
    case .backFromAccount:
      make("Back", [esc, q, .left, .character("h")], DeskPlace.account, account, 50, "Back to the list")

    case .asAt:
      make(
        "As at", [.character("a")], DeskPlace.ledger, ledger, 10,
        "The ledger as it was known on a day, or by effective date")
    case .goToDate:
      make("Go to date", [.character("g")], DeskPlace.ledger, ledger, 20, "Go to the lines of a day")
    case .toggleRun:
      make(
        "Fold", [.enter, .character("+"), .character("-")], DeskPlace.ledger, ledger, 30,
        "Open or fold the charges of this line (+)")
    case .toggleAllRuns:
      make("Fold all", [.character("o")], DeskPlace.ledger, ledger, nil, "Open or fold all charges")
    case .beginAfter:
      make(
        "Begin", [.character("b")], DeskPlace.ledger, ledger, nil,
        "Begin after the close of a day: balance brought forward, and sums since")
    case .filterTypes:
      make(
        "Types", [.character("t")], DeskPlace.ledger, ledger, nil,
        "Show only some types of posting, with counts and sums")
    case .groupLedger:
      make(
        "Weeks", [.character("w")], DeskPlace.ledger, ledger, nil,
        "A line for each week, then for each month: charged, paid, balance at the end")
    case .showAllLines:
      make("All lines", [esc], DeskPlace.narrowedLedger, ledger, 4, "Every line of the ledger again")
    case .backToNow: make("Now", [esc], DeskPlace.pastLedger, ledger, 5, "Back to the ledger as it is now")

    case .importChoose:
      make(
        "Choose files", [.character("o")], DeskPlace.importing, files, 20, "Choose a file or a folder to try")
    case .importTake:
      make("Take", [.character("t")], DeskPlace.importing, files, 10, "Take the good rows into the book")
    case .importTakeWhole:
      make(
        "All or none", [.character("T")], DeskPlace.importing, files, nil,
        "Take the rows only if none of them is rejected")
    case .importCancel:
      make(
        "Stop it", [.character("x")], DeskPlace.importRunning, files, 5,
        "Stop what runs; nothing is taken as long as nothing has landed")
    case .importFiles:
      make("Files", [.character("1")], DeskPlace.importing, files, nil, "The files and how they are read")
    case .importRows:
      make("First rows", [.character("2")], DeskPlace.importing, files, nil, "The first rows of a file")
    case .importReport:
      make("Report", [.character("3")], DeskPlace.importing, files, nil, "Rows that are not simply taken")
    case .importSuspense:
      make("Suspense", [.character("4")], DeskPlace.importing, files, nil, "Rows that wait for an account")
    case .importBalances:
      make(
        "Balances", [.character("5")], DeskPlace.importing, files, nil,
        "Accounts whose postings do not sum to the landlord's balance")
    case .importNextTab: make("Next tab", [.tab], DeskPlace.importing, files, 40, "The next tab")
    case .importPreviousTab:
      make("Tab before", [.shiftTab], DeskPlace.importing, files, nil, "The tab before")
    case .importNextRow:
      make("Next row", [.character("n")], DeskPlace.importing, files, nil, "The next of the first rows")
    case .importPreviousRow:
      make(
        "Row before", [.character("N")], DeskPlace.importing, files, nil, "The row before, of the first rows")
    case .importOnly:
      make(
        "One kind", [.character("f")], DeskPlace.importing, files, 45,
        "List one kind of line in the report only")
    case .importOpen:
      make(
        "Open", [.enter, .right, .character("l")], DeskPlace.importing, files, 30,
        "A file's first rows; an account that does not agree")
    case .placeRows:
      make(
        "Place", [.enter, .character("p")], DeskPlace.suspense, files, 25, "Place the rows onto an account")
    case .backFromImport:
      make(
        "Back", [esc, q, .left, .character("h")], DeskPlace.importing, files, 50, "Back; what runs goes on")
    case .importLook:
      make("Look and try", [.enter], DeskPlace.importPath, files, 10, "Look at it and try its rows")
    case .importComplete: make("Complete", [.tab], DeskPlace.importPath, files, 20, "Complete the name")
    case .importLeavePath: make("As before", [esc], DeskPlace.importPath, files, 30, "Choose nothing")
    case .importYes:
      make("Yes", [.character("y")], DeskPlace.importQuestion, files, 10, "Do what is asked")
    case .importNo:
      make("No", [esc, .character("n"), q], DeskPlace.importQuestion, files, 20, "Do nothing")
    case .placeOnto: make("Place", [.enter], DeskPlace.placing, files, 10, "Place the rows onto this account")
    case .leavePlacing: make("As before", [esc], DeskPlace.placing, files, 20, "Leave them in suspense")
    case .showChart:
      make(
        "Chart", [.character("v")], DeskPlace.ledger, ledger, nil,
        "The balance over time, with letters for what was done")
    case .editDetail:
      make(
        "Change", [.enter, .character("e")], DeskPlace.people, account, 10,
        "Change the detail under the cursor")
    case .saveDetail: make("Save", [.enter], DeskPlace.detailEntry, details, 10, "Keep what is typed")
    case .cancelDetail:
      make("As before", [esc], DeskPlace.detailEntry, details, 20, "Leave the detail as it was")
    case .finishDate:
      make(
        "Finish", [.enter, .character("e")], DeskPlace.diary, account, 10,
        "Say what became of the date or promise under the cursor")
    case .finishFromList:
      make(
        "Finish date", [.character("D")], DeskPlace.caseload, list, nil,
        "Say what became of the account's earliest diary date or promise")
    case .saveFinish:
      make("Save", [.enter], DeskPlace.finishEntry, finishing, 10, "On to the words, and then save")
    case .nextOutcome:
      make("Outcome", [.tab], DeskPlace.finishEntry, finishing, 20, "Done, moved, no longer needed")
    case .previousOutcome:
      make("Outcome before", [.shiftTab], DeskPlace.finishEntry, finishing, nil, "The outcome before")
    case .otherFinishField:
      make(
        "Day or words", [.up, .down], DeskPlace.finishEntry, finishing, nil,
        "Between the new day and the words")
    case .cancelFinish:
      make("As before", [esc], DeskPlace.finishEntry, finishing, 30, "Leave the date open")
    case .printTab:
      make(
        "Print", [.character("P")], DeskPlace.account, account, nil,
        "The tab as it stands into a new file, as text or CSV")
    case .writePrint: make("Write", [.enter], DeskPlace.printEntry, printing, 10, "Write the new file")
    case .switchPrintForm:
      make(
        "Text or CSV", [.tab, .shiftTab], DeskPlace.printEntry, printing, 20,
        "As text, or as comma-separated values")
    case .cancelPrint: make("As before", [esc], DeskPlace.printEntry, printing, 30, "Print nothing")

    case .typesShow: make("Show", [.enter], DeskPlace.typeMenu, types, 10, "Show only the marked types")
    case .typesMark:
      make("Mark", [.space], DeskPlace.typeMenu, types, 20, "Mark the type, or take its mark away")
    case .typesAll: make("All", [.character("0")], DeskPlace.typeMenu, types, 30, "Show all types")
    case .typesClose:
      make("As it is", [esc, q, .character("t")], DeskPlace.typeMenu, types, 40, "Leave the ledger as it is")
    case .typesUp: make("Up", [.up, .character("k")], DeskPlace.typeMenu, types, nil, "One type up")
    case .typesDown: make("Down", [.down, .character("j")], DeskPlace.typeMenu, types, nil, "One type down")

    case .explainUp:
      make("Up", [.up, .character("k")], DeskPlace.explanation, explaining, nil, "The figure above")
    case .explainDown:
      make("Another", [.down, .character("j")], DeskPlace.explanation, explaining, 10, "The figure below")
    case .explainMore:
      make("More", [.pageDown, .space], DeskPlace.explanation, explaining, 20, "More of the explanation")
    case .explainLess:
      make("Less", [.pageUp], DeskPlace.explanation, explaining, nil, "Back in the explanation")
    case .explainClose:
      make(
        "Close", [esc, q, .character("x"), .enter], DeskPlace.explanation, explaining, 30,
        "Close the explanation")

    case .acceptDate:
      make("Show", [.enter], DeskPlace.dateEntry, date, 10, "Take the date; an empty one means now")
    case .switchDateKind:
      make(
        "Known or effective", [.tab, .shiftTab], DeskPlace.dateEntry, date, 20,
        "Ask by the day it became known, or by effective date")
    case .cancelDate: make("As before", [esc], DeskPlace.dateEntry, date, 30, "Leave the ledger as it is")

    case .acceptGoTo:
      make("Go", [.enter], DeskPlace.goToEntry, date, 10, "Go to the first line of that day or after")
    case .cancelGoTo: make("As before", [esc], DeskPlace.goToEntry, date, 20, "Stay at the line")

    case .saveNote:
      make("Save", [.control("s")], DeskPlace.note, noting, 10, "Record all of it as one act")
    case .editNote:
      make(
        "Editor", [.control("e")], DeskPlace.noteText, noting, nil,
        "The words in your own editor ($VISUAL or $EDITOR), and back")
    case .keepNote:
      make("Keep as draft", [esc], DeskPlace.note, noting, 30, "Keep what was typed and go back")
    case .discardNote:
      make("Throw away", [.control("x")], DeskPlace.note, noting, 40, "Twice: throw away what was typed")
    case .nextNoteField:
      make(
        "Next field", [.tab], DeskPlace.note, noting, 20,
        "The next field: contact, what came of it, diary")
    case .enterNoteField:
      make(
        "Next field", [.enter], DeskPlace.noteField, noting, nil, "The next field; on the last one, save")
    case .previousNoteField:
      make("Field before", [.shiftTab], DeskPlace.note, noting, nil, "The field before")

    case .openFound: make("Open", [.enter], DeskPlace.search, searching, 10, "Open the account")
    case .backFromSearch: make("Back", [esc], DeskPlace.search, searching, 30, "Back to where you were")
    case .searchUp: make("Up", [.up], DeskPlace.search, searching, nil, "One line up")
    case .searchDown: make("Up, Down move", [.down], DeskPlace.search, searching, 20, "One line down")
    case .searchPageUp: make("Page up", [.pageUp], DeskPlace.search, searching, nil, "One page up")
    case .searchPageDown: make("Page down", [.pageDown], DeskPlace.search, searching, nil, "One page down")

    case .undoChosen:
      make("Take back", [.character("x"), .delete], DeskPlace.acts, acts, 20, "Take the chosen act back")
    case .openActsAccount:
      make("Open account", [.enter, .right, .character("l")], DeskPlace.acts, acts, 10, "Open its account")
    case .backFromActs:
      make("Back", [esc, q, .left, .character("h")], DeskPlace.acts, acts, 30, "Back to where you were")

    case .openStatement:
      make(
        "Form", [.character("f")], DeskPlace.account, account, 25,
        "The income and expenditure form: go on with it, or begin one")
    case .statementFromList:
      make(
        "Form", [.character("f")], DeskPlace.caseload, list, nil,
        "The income and expenditure form of the account")
    case .statementNext:
      make("Keep", [.enter], DeskPlace.statement, form, 10, "Keep what is typed and go to the next field")
    case .statementNextBlank:
      make(
        "Next blank", [.tab], DeskPlace.statement, form, 20, "To the next line that was not asked")
    case .statementBack:
      make(
        "Back", [.shiftTab], DeskPlace.statement, form, nil,
        "Back to where you were before a leap; else to the field before")
    case .statementUp: make("Up", [.up], DeskPlace.statement, form, nil, "One line up")
    case .statementDown: make("Down", [.down], DeskPlace.statement, form, nil, "One line down")
    case .statementSectionUp:
      make("Section before", [.pageUp], DeskPlace.statement, form, nil, "To the section before")
    case .statementSectionDown:
      make("Next section", [.pageDown], DeskPlace.statement, form, nil, "To the next section")
    case .statementAsLast:
      make(
        "As last", [.character("=")], DeskPlace.statementSigns, form, 40,
        "The same as last time, and on to the next field")
    case .statementRestNone:
      make(
        "Rest none", [.character("_")], DeskPlace.statementSigns, form, 30,
        "None on every line of this section that was not asked")
    case .statementNote:
      make(
        "Note", [.character(";")], DeskPlace.statementSigns, form, 50,
        "Note, evidence, who receives it, next payday: on this line")
    case .statementRefuses:
      make(
        "Refuses", [.character("!")], DeskPlace.statementSigns, form, nil,
        "They refuse to say; once more takes it back")
    case .statementWillSend:
      make(
        "Will send", [.character(">")], DeskPlace.statementSigns, form, nil,
        "They will send papers; once more takes it back")
    case .statementJump:
      make(
        "Find line", [.character("'")], DeskPlace.statementSigns, form, nil,
        "Find a line by its name; beside figures the letters alone do")
    case .statementOffers:
      make(
        "Offers", [.function(6)], DeskPlace.statement, form, 60,
        "What can be offered, when each sum clears the arrears, and each creditor's share")
    case .statementSections:
      make(
        "Sections", [.function(7)], DeskPlace.statement, form, 65,
        "The sections: what was asked, what is none, what was not asked")
    case .statementPrevious:
      make(
        "Last time", [.function(8)], DeskPlace.statement, form, nil,
        "The last form in place of the weekly figures, and back")
    case .statementFinish:
      make(
        "Finish", [.control("s"), .function(9)], DeskPlace.statement, form, 70,
        "Go through what is not asked and what looks wrong, then record the form")
    case .statementUndo:
      make(
        "Undo field", [.alt("u"), .function(4), .control("_")], DeskPlace.statement, form, nil,
        "Take the last change of a field back")
    case .statementMine:
      make(
        "Keep mine", [.alt("1")], DeskPlace.statement, form, nil,
        "Where two officers typed in one field: the first text stands")
    case .statementTheirs:
      make(
        "Take theirs", [.alt("2")], DeskPlace.statement, form, nil,
        "Where two officers typed in one field: the second text stands")
    case .statementPrint:
      make(
        "Print", [.alt("p")], DeskPlace.statement, form, nil,
        "The form's summary into a new file, as text or RTF")
    case .statementPrintFinished:
      make(
        "Print", [.character("P"), .alt("p")], DeskPlace.finishedStatement, form, 40,
        "The form's summary into a new file, as text or RTF")
    case .statementGiveUp:
      make(
        "Give up", [.control("x")], DeskPlace.statement, form, nil,
        "Twice: give the form up; nothing of it is recorded")
    case .statementLeave:
      make(
        "Leave", [esc], DeskPlace.statement, form, 80,
        "Take back what is half typed; else leave: the form is kept and goes on here")
    case .statementLeft:
      make(
        "Fold", [.left], DeskPlace.statementField, form, nil, "The field to the left; else fold the section")
    case .statementRight:
      make(
        "Open", [.right], DeskPlace.statementField, form, nil,
        "The field to the right; else open the section, or go on typing in the field")
    case .statementFirst: make("First", [.home], DeskPlace.statementField, form, nil, "The first line")
    case .statementLast: make("Last", [.end], DeskPlace.statementField, form, nil, "The last line")
    case .statementEdit:
      make(
        "Edit", [.backspace], DeskPlace.statementField, form, nil, "Go on typing in what stands in the field")
    case .statementClear:
      make(
        "Clear line", [.delete, .control("k")], DeskPlace.statementField, form, nil,
        "Empty the line: not asked again. A person or debt goes from the form")
    case .statementJumpTake:
      make("Go", [.enter, .tab], DeskPlace.statementJump, form, 10, "Stay at the line found")
    case .statementJumpBack:
      make("Back", [esc], DeskPlace.statementJump, form, 30, "Back to where you were")
    case .statementJumpNext:
      make("Next found", [.down], DeskPlace.statementJump, form, 20, "The next line of that name")
    case .statementJumpBefore:
      make("One before", [.up], DeskPlace.statementJump, form, nil, "The line of that name before")
    case .statementSectionGo:
      make("Go", [.enter, .right], DeskPlace.statementSections, form, 10, "To the section")
    case .statementSectionNext:
      make("Down", [.down, .character("j")], DeskPlace.statementSections, form, nil, "One section down")
    case .statementSectionBefore:
      make("Up", [.up, .character("k")], DeskPlace.statementSections, form, nil, "One section up")
    case .statementSectionsClose:
      make("Close", [esc, .function(7), q], DeskPlace.statementSections, form, 30, "Back to the field")
    case .statementOfferTake:
      make(
        "Take it", [.enter], DeskPlace.statementOffers, form, 10,
        "Put the sum into the form as what is agreed towards our arrears")
    case .statementOfferNext:
      make("Down", [.down, .character("j")], DeskPlace.statementOffers, form, nil, "One line down")
    case .statementOfferBefore:
      make("Up", [.up, .character("k")], DeskPlace.statementOffers, form, nil, "One line up")
    case .statementOffersClose:
      make("Close", [esc, .function(6), q], DeskPlace.statementOffers, form, 30, "Back to the field")
    case .statementRecord:
      make(
        "Record", [.control("s")], DeskPlace.statementReview, form, 10,
        "Record the form: it is then as it is, and a correction is another")
    case .statementReviewDown:
      make("Down", [.down, .character("j")], DeskPlace.statementReview, form, 20, "One line down")
    case .statementReviewUp:
      make("Up", [.up, .character("k")], DeskPlace.statementReview, form, nil, "One line up")
    case .statementReviewPageDown:
      make("Page down", [.pageDown, .space], DeskPlace.statementReview, form, nil, "One page down")
    case .statementReviewPageUp:
      make("Page up", [.pageUp], DeskPlace.statementReview, form, nil, "One page up")
    case .statementReviewClose:
      make("Back", [esc, q], DeskPlace.statementReview, form, 30, "Back to the form")
    case .statementNew:
      make(
        "New form", [.enter, .character("f")], DeskPlace.finishedStatement, form, 10,
        "Begin a new form, with this one beside it")
    case .statementCorrect:
      make(
        "Correct", [.character("c")], DeskPlace.finishedStatement, form, 20,
        "Begin a correction of this form: a version of its own that shows what changed")
    case .statementOlder:
      make("Older", [.character("[")], DeskPlace.finishedStatement, form, 30, "The form before this one")
    case .statementNewer:
      make("Newer", [.character("]")], DeskPlace.finishedStatement, form, nil, "The form after this one")
    case .backFromStatement:
      make(
        "Back", [esc, q, .character("h")], DeskPlace.finishedStatement, form, 60, "Back to where you were")
    case .backFromMessages:
      make(
        "Back", [esc, q, .left, .character("h")], DeskPlace.messages, "Messages", 10, "Back to where you were"
      )
    }
  }
}

extension ActionTable {
  /// What can be done in these places. Where letters are text, or a menu's own, the actions of the desk are valid all the
  /// same, by their chords.
  func validOnDesk(in places: [String]) -> [Action] {
    guard !places.contains(DeskPlace.everywhere) else { return valid(in: places) }
    return valid(in: places + [DeskPlace.everywhere]).compactMap { action in
      guard action.context == DeskPlace.everywhere else { return action }
      guard let own = DeskAction(rawValue: action.name), own.isDesks else { return nil }
      var action = action
      action.keys.removeAll { $0.typed != nil }
      return action
    }
  }

  /// What `key` does in these places, the most particular first.
  func deskAction(for key: Key, in places: [String]) -> DeskAction? {
    action(for: key, in: places).flatMap { DeskAction(rawValue: $0.name) }
  }
}
