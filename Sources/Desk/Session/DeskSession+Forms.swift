import Casebook

/// Forms that are being filled in: what the program tells of them.
extension DeskSession {
  /// Takes in what became of a form beside the book, or what somebody else typed in it. No screen loses its place, and
  /// nothing that is being typed is touched.
  public mutating func take(_ news: FormNews) {
    switch news {
    case .kept(_, let draft, _): unkeptForms.remove(draft.account)
    case .refused(_, let account, _): unkeptForms.insert(account)
    case .seen: break
    }
    context.formNews = news
    tell(.wake)
    context.formNews = nil
    hear(after: .wake)
  }
}
