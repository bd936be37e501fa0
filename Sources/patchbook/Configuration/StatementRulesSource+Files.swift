import Casebook
import Desk
import Interchange

extension StatementRulesSource {
  /// The lines and figures that a book's forms are asked and judged by: its own `config/statement`, else what came with the
  /// program.
  convenience init(_ casebook: Casebook) {
    let path = casebook.path
    self.init(membershipCode: casebook.configuration.membershipCode) {
      try ProgramData(book: path).sourcesOfForms()
    }
  }
}

extension ProgramData {
  /// The files by which a form is asked and judged. Spending guidelines are the landlord's own licensed file.
  fileprivate func sourcesOfForms() throws -> StatementSources {
    guard let format = try fileOfForms("income-and-expenditure.toml") else {
      throw Failure(
        .refused, "The lines of the form are missing: no income-and-expenditure.toml in a folder statement.")
    }
    return StatementSources(
      format: format, thresholds: try fileOfForms("thresholds.toml"),
      guidelines: try fileOfForms("spending-guidelines.csv"))
  }

  private func fileOfForms(_ name: String) throws -> StatementSources.File? {
    guard let folder = folders("statement").first(where: { Environment.exists($0 + "/" + name) }) else {
      return nil
    }
    let input = try InputLines(folder + "/" + name)
    var bytes: [UInt8] = []
    while let line = try input.next() { bytes += line + [UInt8(ascii: "\n")] }
    return StatementSources.File(name: folder + "/" + name, bytes: bytes)
  }
}
