import Desk
import Interchange

extension StatementPrint {
  /// The paper as a file.
  var file: NewFile {
    var subject = StatementSummary.Subject(account: account)
    subject.landlord = landlord
    subject.names = names
    subject.address = address
    subject.officer = officer
    subject.version = version
    subject.corrects = corrects
    subject.printed = printed
    let summary = StatementSummary(statement, subject: subject, facts: facts, rules: rules)
    let text = form == .text ? summary.text : summary.rtf
    return NewFile(
      path: path,
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }
}
