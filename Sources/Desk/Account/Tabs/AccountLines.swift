import Casebook
import Rents
import Terminal

/// The lines of the tabs that are told in lines: for the screen and for print.
struct AccountLines {
  let page: AccountPage
  let ledger: LedgerTab
  /// The other accounts; nil where they were not read.
  let related: [RelatedAccount]?
  let context: DeskContext

  /// All lines of a tab, broken for a width; none of the tabs that are tables.
  func lines(of tab: AccountTab, width: Int) -> [StyledText] {
    let today = context.book.today
    switch tab {
    case .timeline: return Timeline(page, ledger.page?.ledger, in: context).lines(width: width)
    case .people: return people(width: width).map(\.text)
    case .charges: return AccountFactsLines(page: page, today: today).charges(width: width)
    case .plans: return AccountFactsLines(page: page, today: today).plans(width: width)
    case .diary: return diary(width: width).map(\.text)
    case .ledger, .actions, .documents: return []
    }
  }

  /// The lines of the diary with the open dates that they hold.
  func diary(width: Int) -> [DiaryTab.Line] {
    DiaryLines(page: page, ledger: ledger.page?.ledger, today: context.book.today).lines(width: width)
  }

  /// The lines of the people's tab with the details that they hold.
  func people(width: Int) -> [PeopleTab.Line] {
    PeopleLines(page: page, today: context.book.today, related: related).lines(width: width)
  }
}
