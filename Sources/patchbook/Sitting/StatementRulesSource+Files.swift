import Casebook
import Desk

extension StatementRulesSource {
  /// The lines and figures that a book's forms are asked and judged by: its own `config/statement`, else what came with the
  /// program.
  convenience init(_ casebook: Casebook) {
    let path = casebook.path
    self.init(membershipCode: casebook.configuration.membershipCode) {
      try ProgramData(book: path).statementSources()
    }
  }
}
