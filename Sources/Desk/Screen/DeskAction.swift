import Terminal

/// The stable names of everything that an officer can do at the desk.
enum DeskAction: String, CaseIterable, Sendable {
  // everywhere
  case help, leave, suspend, redraw, refresh, messages, quit, palette, note, diary, search, undo, acts
  case resumeDraft = "resume-draft"
  case mouseOn = "mouse-on"
  case mouseOff = "mouse-off"
  // lists
  case moveUp = "move-up"
  case moveDown = "move-down"
  case pageUp = "page-up"
  case pageDown = "page-down"
  case halfPageUp = "half-page-up"
  case halfPageDown = "half-page-down"
  case first, last
  // the first start, without a book
  case firstImport = "first-import"
  case firstDemo = "first-demo"
  case firstOther = "first-other"
  case firstChoose = "first-choose"
  case firstUp = "first-up"
  case firstDown = "first-down"
  case firstLeave = "first-leave"
  case firstTake = "first-take"
  case firstBack = "first-back"
  // patches
  case openPatch = "open-patch"
  case searchPatches = "search-patches"
  case clearPatchSearch = "clear-patch-search"
  case markPatch = "mark-patch"
  case keepPatchSearch = "keep-patch-search"
  case restorePatchSearch = "restore-patch-search"
  case patchSearchUp = "patch-search-up"
  case patchSearchDown = "patch-search-down"
  // caseload
  case openAccount = "open-account"
  case filter
  case sort
  case toPatches = "to-patches"
  case backFromCaseload = "back-from-caseload"
  case clearFilter = "clear-filter"
  case mark
  case invertMarks = "invert-marks"
  case clearMarks = "clear-marks"
  case chooseColumns = "choose-columns"
  case scrollLeft = "scroll-left"
  case scrollRight = "scroll-right"
  case countColumn = "count-column"
  case views
  case viewBack = "view-back"
  case viewForward = "view-forward"
  case visits
  case explainFromList = "explain-from-list"
  // filter entry
  case keepFilter = "keep-filter"
  case restoreFilter = "restore-filter"
  case completeFilter = "complete-filter"
  case filterEarlier = "filter-earlier"
  case filterLater = "filter-later"
  case filterPageUp = "filter-page-up"
  case filterPageDown = "filter-page-down"
  // sort menu
  case sortChoose = "sort-choose"
  case sortInvert = "sort-invert"
  case sortClose = "sort-close"
  case sortUp = "sort-up"
  case sortDown = "sort-down"
  // column menu
  case columnToggle = "column-toggle"
  case columnEarlier = "column-earlier"
  case columnLater = "column-later"
  case columnsUsual = "columns-usual"
  case columnsTake = "columns-take"
  case columnsClose = "columns-close"
  case columnUp = "column-up"
  case columnDown = "column-down"
  // counts of a column
  case countOpen = "count-open"
  case countNext = "count-next"
  case countPrevious = "count-previous"
  case countClose = "count-close"
  case countUp = "count-up"
  case countDown = "count-down"
  // menu of views
  case viewOpen = "view-open"
  case viewSave = "view-save"
  case viewForget = "view-forget"
  case viewClose = "view-close"
  case viewUp = "view-up"
  case viewDown = "view-down"
  case viewNameKeep = "view-name-keep"
  case viewNameCancel = "view-name-cancel"
  // print for visits
  case backFromVisits = "back-from-visits"
  case writeVisits = "write-visits"
  case acceptFile = "accept-file"
  case cancelFile = "cancel-file"
  // work on marked accounts
  case bulkNote = "bulk-note"
  case bulkDiary = "bulk-diary"
  case bulkNext = "bulk-next"
  case bulkKind = "bulk-kind"
  case bulkWrite = "bulk-write"
  case bulkBack = "bulk-back"
  case bulkLeave = "bulk-leave"
  // account
  case showLedger = "show-ledger"
  case showTimeline = "show-timeline"
  case showPeople = "show-people"
  case showCharges = "show-charges"
  case showActions = "show-actions"
  case showPlans = "show-plans"
  case showDiary = "show-diary"
  case showDocuments = "show-documents"
  case nextTab = "next-tab"
  case previousTab = "previous-tab"
  case explain
  case backFromAccount = "back-from-account"
  // ledger
  case asAt = "as-at"
  case goToDate = "go-to-date"
  case toggleRun = "toggle-run"
  case toggleAllRuns = "toggle-all-runs"
  case beginAfter = "begin-after"
  case filterTypes = "filter-types"
  case groupLedger = "group-ledger"
  case showAllLines = "show-all-lines"
  case showChart = "show-chart"
  case backToNow = "back-to-now"
  // menu of types
  case typesShow = "types-show"
  case typesMark = "types-mark"
  case typesAll = "types-all"
  case typesClose = "types-close"
  case typesUp = "types-up"
  case typesDown = "types-down"
  // explanation
  case explainUp = "explain-up"
  case explainDown = "explain-down"
  case explainMore = "explain-more"
  case explainLess = "explain-less"
  case explainClose = "explain-close"
  // people
  case editDetail = "edit-detail"
  // detail entry
  case saveDetail = "save-detail"
  case cancelDetail = "cancel-detail"
  // diary
  case finishDate = "finish-date"
  case finishFromList = "finish-from-list"
  // what became of a date
  case saveFinish = "save-finish"
  case nextOutcome = "next-outcome"
  case previousOutcome = "previous-outcome"
  case otherFinishField = "other-finish-field"
  case cancelFinish = "cancel-finish"
  // printing
  case printTab = "print-tab"
  case writePrint = "write-print"
  case switchPrintForm = "switch-print-form"
  case cancelPrint = "cancel-print"
  // date entry
  case acceptDate = "accept-date"
  case switchDateKind = "switch-date-kind"
  case cancelDate = "cancel-date"
  // the day to go to
  case acceptGoTo = "accept-go-to"
  case cancelGoTo = "cancel-go-to"
  // import
  case openImport = "import"
  case importChoose = "import-choose"
  case importTake = "import-take"
  case importTakeWhole = "import-take-all-or-none"
  case importCancel = "import-stop"
  case importFiles = "import-files"
  case importRows = "import-first-rows"
  case importReport = "import-report"
  case importSuspense = "import-suspense"
  case importBalances = "import-balances"
  case importNextTab = "import-next-tab"
  case importPreviousTab = "import-previous-tab"
  case importNextRow = "import-next-row"
  case importPreviousRow = "import-previous-row"
  case importOnly = "import-only"
  case importOpen = "import-open"
  case placeRows = "place-rows"
  case backFromImport = "back-from-import"
  // import: a file is typed
  case importLook = "import-look"
  case importComplete = "import-complete"
  case importLeavePath = "import-leave-path"
  // import: the question
  case importYes = "import-yes"
  case importNo = "import-no"
  // import: an account is typed
  case placeOnto = "place-onto"
  case leavePlacing = "leave-placing"
  // note
  case saveNote = "save-note"
  case editNote = "edit-note"
  case keepNote = "keep-note"
  case discardNote = "discard-note"
  case nextNoteField = "next-note-field"
  case enterNoteField = "enter-note-field"
  case previousNoteField = "previous-note-field"
  // search
  case openFound = "open-found"
  case backFromSearch = "back-from-search"
  case searchUp = "search-up"
  case searchDown = "search-down"
  case searchPageUp = "search-page-up"
  case searchPageDown = "search-page-down"
  // one's own acts
  case undoChosen = "undo-chosen"
  case openActsAccount = "open-acts-account"
  case backFromActs = "back-from-acts"
  // the income and expenditure form
  case openStatement = "form"
  case statementFromList = "form-of-account"
  case statementNext = "form-next"
  case statementNextBlank = "form-next-blank"
  case statementBack = "form-back"
  case statementUp = "form-up"
  case statementDown = "form-down"
  case statementSectionUp = "form-section-up"
  case statementSectionDown = "form-section-down"
  case statementAsLast = "form-as-last"
  case statementRestNone = "form-rest-none"
  case statementNote = "form-line-note"
  case statementRefuses = "form-refuses"
  case statementWillSend = "form-will-send"
  case statementJump = "form-jump"
  case statementOffers = "form-offers"
  case statementSections = "form-sections"
  case statementPrevious = "form-last-time"
  case statementFinish = "form-finish"
  case statementUndo = "form-undo"
  case statementMine = "form-keep-mine"
  case statementTheirs = "form-take-theirs"
  case statementPrint = "form-print"
  case statementGiveUp = "form-give-up"
  case statementLeave = "form-leave"
  case statementLeft = "form-fold"
  case statementRight = "form-unfold"
  case statementFirst = "form-first"
  case statementLast = "form-last"
  case statementEdit = "form-edit"
  case statementClear = "form-clear-line"
  // the form: a line is found by its name
  case statementJumpTake = "form-jump-take"
  case statementJumpBack = "form-jump-back"
  case statementJumpNext = "form-jump-next"
  case statementJumpBefore = "form-jump-before"
  // the form: its sections
  case statementSectionGo = "form-section-go"
  case statementSectionNext = "form-section-next"
  case statementSectionBefore = "form-section-before"
  case statementSectionsClose = "form-sections-close"
  // the form: offers
  case statementOfferTake = "form-offer-take"
  case statementOfferNext = "form-offer-next"
  case statementOfferBefore = "form-offer-before"
  case statementOffersClose = "form-offers-close"
  // the form: gone through before it is finished
  case statementRecord = "form-record"
  case statementReviewDown = "form-review-down"
  case statementReviewUp = "form-review-up"
  case statementReviewPageDown = "form-review-page-down"
  case statementReviewPageUp = "form-review-page-up"
  case statementReviewClose = "form-review-close"
  // a finished form
  case statementNew = "form-new"
  case statementCorrect = "form-correct"
  case statementPrintFinished = "form-print-finished"
  case statementOlder = "form-older"
  case statementNewer = "form-newer"
  case backFromStatement = "back-from-form"
  // messages
  case backFromMessages = "back-from-messages"
}

extension DeskAction {
  /// Whether it is the desk's own, the same on every screen; every other action is of the screen that is seen.
  var isDesks: Bool {
    switch self {
    case .help, .leave, .quit, .suspend, .redraw, .messages, .openImport, .palette, .note, .diary, .search,
      .undo, .acts, .resumeDraft, .mouseOn, .mouseOff:
      true
    default: false
    }
  }

  /// The key that the chooser of columns understands.
  var chooserKey: Key? {
    switch self {
    case .columnUp: .up
    case .columnDown: .down
    case .columnToggle: .space
    case .columnEarlier: .character("<")
    case .columnLater: .character(">")
    case .columnsUsual: .character("=")
    case .columnsTake: .enter
    case .columnsClose: .escape
    default: nil
    }
  }

  /// The key that a table understands for a movement.
  var movement: Key? {
    switch self {
    case .moveUp: .up
    case .moveDown: .down
    case .pageUp: .pageUp
    case .pageDown: .pageDown
    case .halfPageUp: .control("u")
    case .halfPageDown: .control("d")
    case .first: .home
    case .last: .end
    default: nil
    }
  }
}
