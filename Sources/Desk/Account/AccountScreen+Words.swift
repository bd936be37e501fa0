import Rents

/// What the account screen says: why something is empty, and what the help tells of it.
extension AccountScreen {
  var noAccount: [String] {
    [
      "There is no account \(reference) in this book.",
      "References are the landlord's own and are compared letter by letter. " + FirstMinutes.accountsCome,
      "Esc goes back.",
    ]
  }

  var emptyLedger: [String] {
    guard let page = ledger.page, page.postings > 0 else {
      return [
        "Nothing has been posted to this account.",
        FirstMinutes.come("Postings", with: "transactions extract"),
      ]
    }
    switch asAt {
    case .known(let day):
      let first = page.firstKnown.map {
        " The first of its \(page.postings) postings was known on \($0.text(.weekdayDayMonthYear))."
      }
      return [
        "Nothing was known of this account on \(day.text(.weekdayDayMonthYear)).", (first ?? ""),
        "Esc shows the ledger as it is now; a asks for another day.",
      ]
    case .effective(let day):
      let first = page.firstEffective.map {
        " The first of its \(page.postings) postings took effect on \($0.text(.weekdayDayMonthYear))."
      }
      return [
        "Nothing had taken effect by \(day.text(.weekdayDayMonthYear)).", (first ?? ""),
        "Esc shows the ledger as it is now; a asks for another day.",
      ]
    case .now: return ["Nothing has been posted to this account."]
    }
  }

  var emptyActions: [String] {
    [
      "No action is on record for this account.",
      FirstMinutes.come("Actions", with: "actions extract"),
    ]
  }

  /// Why there is nothing to tell by weeks.
  var emptyTimeline: [String] {
    [
      "Nothing has happened on this account yet.",
      FirstMinutes.come(
        "Payments, contacts and letters", with: "transactions extract and its actions extract")
        + " What is noted here stands among them.",
    ]
  }

  /// Why there is no diary.
  var emptyDiary: [String] {
    [
      "No diary date or promise is on record for this account, and no instalment is due.",
      "A date to look at it again, or a promise to pay, stands here until its day and after it.",
    ]
  }

  static let about: [String] =
    [
      "The head says who this is, what they owe and what is special; it stays while you move in a tab. x explains any of its figures: the rule, what went into it, where that came from.",
      "",
      "BALANCE is the sum of all postings, DR owed, CR in credit. What was posted here and is in no extract yet is marked L and counted on a line of its own. The landlord's own figure stands under it: where they differ, that is a fault to report. Other accounts are named with their own balances, never added.",
      "",
      "1 Ledger: oldest first, as in court, and open at its last line. The parts of a charge, and runs of equal charges, are folded into one line, marked +; Enter opens one, o opens all. A benefit payment says which days it pays for where the landlord's words or the facts say so. A line that became known on another day than its own says so, as a returned direct debit does. The line above the keys tells all of the selected line.",
      "",
      "t shows only some types, with counts and sums. w puts lines together by week, then by month. b begins after the close of a day, with the balance brought forward; the line under the ledger then sums since that day, else since the plan began, else this rent year. v draws the balance.",
      "",
      "a shows the ledger as it was known at the end of a day, or by effective date; the screen says which in three places, and what came later stands under it, marked ~. Esc returns to now.",
      "",
      "2 Timeline: payments and contacts together by week, the oldest first like the ledger, so that the eye turns from one to the other; what did not happen is said too. - is money in, + money back or owed, c a contact.",
      "",
      "7 Diary: dates and promises. What is due today or overdue is said when the account is opened, in the words used, and stands in the head until it is finished: Enter on it asks what became of it.",
      "",
      "P prints the tab as it stands into a new file, as text or CSV; a file that is there is never written over.",
      "",
      "Columns drop with the width: narrative and the day it became known need 120 columns. From 200 columns another tab stands beside. The least is 60x15.",
      "",
      "Flags, in this order:",
    ] + DeskHelp.flagLegend

  static let aboutPrinting: [String] = [
    "The tab as it stands goes into a new file: as text to read, or as comma-separated values for a spreadsheet (Tab changes between them). A relative path is of the folder in which Patchbook runs, ~/ is your home.",
    "",
    "A file that is there already is never written over. Text that a spreadsheet might run as a formula gets an apostrophe before it.",
  ]

  static let aboutDetails: [String] = [
    "What you type stands from then on, beside what the landlord's extract says: nothing is lost, and the next extract does not undo it unless it says the same. Who changed what, from what, and when, stays on record under the detail.",
    "",
    "If somebody else changes the same detail meanwhile, yours is not saved over theirs: you are shown both and choose.",
  ]

  static let aboutFinishing: [String] = [
    "Tab says what became of the date: done, moved to another day, no longer needed. Of a promise to pay you see first what the postings say since it was made, and that is offered: kept or broken. You may say otherwise; both stay on record.",
    "",
    "Moved ends this date and makes another with the same words, as one act: u takes back both. Your own words say what happened; they may be left out.",
    "",
    "Until the line says Saved, it is not. Where it is refused, what you typed comes back with the reason.",
  ]

  static let aboutDates: [String] = [
    "A date may be typed as it is said:",
    "",
    "  17 Nov   17/11   17/11/26   2026-11-17",
    "  today   yesterday   fri   -7d   -2w   -3m   -1y",
    "",
    "Without a year, the last such day is meant. As at: Tab changes between what was known at the end of that day and what had taken effect by it, and an empty date means now. Begin after: the day's own postings are in the balance brought forward.",
  ]
}
