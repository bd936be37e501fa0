import Journal
import Rents

/// The two files of a book that people may edit: `book.toml` and `officers.toml` in its directory.
struct BookFiles {
  static let bookName = "book.toml"
  static let officersName = "officers.toml"
  /// The format of both files.
  static let format: Int64 = 1

  let path: String
  let files: any FileSystem

  // MARK: book.toml

  func readConfiguration() throws(CasebookError) -> BookConfiguration {
    let toml = try read(BookFiles.bookName)
    var configuration = BookConfiguration(landlord: "", source: "")
    for entry in toml.sections[0].entries {
      func fail(_ problem: String) -> CasebookError {
        .configuration(file: BookFiles.bookName, line: entry.line, problem: problem)
      }
      switch (entry.key, entry.value) {
      case ("format", .number(let format)):
        guard format <= BookFiles.format else {
          throw .journal(.newerVersion(path: path, found: "book.toml format \(format)"))
        }
      case ("landlord", .text(let text)): configuration.landlord = text
      case ("source", .text(let text)): configuration.source = text
      case ("ledger_of_record", .text(let text)):
        guard let keeper = BookConfiguration.LedgerOfRecord(rawValue: text) else {
          throw fail("ledger_of_record is \"landlord\" or \"patchbook\", not \"\(text)\"")
        }
        configuration.ledgerOfRecord = keeper
      case ("id", .text): break
      default:
        throw fail(
          "\(entry.key) is not a setting, or not of that kind; there are format, id, landlord, source and "
            + "ledger_of_record")
      }
    }
    guard !configuration.source.isEmpty else {
      throw .configuration(
        file: BookFiles.bookName, line: 1, problem: "source, the name of the landlord's system, is missing")
    }
    return configuration
  }

  func write(_ configuration: BookConfiguration, identity: String) throws(CasebookError) {
    try write(
      BookFiles.bookName,
      """
      # What this book is. source names the landlord's system: transactions are identified within it, so it must
      # not be changed once files were taken in. ledger_of_record: "landlord" (extracts feed the book) or "patchbook".
      format = \(BookFiles.format)
      id = \(PlainTOML.quoted(identity))
      landlord = \(PlainTOML.quoted(configuration.landlord))
      source = \(PlainTOML.quoted(configuration.source))
      ledger_of_record = \(PlainTOML.quoted(configuration.ledgerOfRecord.rawValue))

      """)
  }

  // MARK: officers.toml

  func readOfficers() throws(CasebookError) -> [Officer] {
    let toml = try read(BookFiles.officersName)
    var officers: [Officer] = []
    for section in toml.sections {
      if section.name.isEmpty, section.entries.isEmpty { continue }
      guard section.name == "officer" else {
        throw .configuration(
          file: BookFiles.officersName, line: section.line,
          problem: "an entry begins with [[officer]]")
      }
      let officer = try BookFiles.officer(section)
      if officers.contains(where: { $0.user == officer.user }) {
        throw .configuration(
          file: BookFiles.officersName, line: section.line, problem: "user \(officer.user) is given twice")
      }
      officers.append(officer)
    }
    return officers
  }

  private static func officer(_ section: PlainTOML.Section) throws(CasebookError) -> Officer {
    var officer = Officer(user: "", name: "", role: .auditor)
    var hasRole = false
    for entry in section.entries {
      func fail(_ problem: String) -> CasebookError {
        .configuration(file: officersName, line: entry.line, problem: problem)
      }
      switch (entry.key, entry.value) {
      case ("user", .text(let text)): officer.user = text
      case ("name", .text(let text)): officer.name = text
      case ("code", .text(let text)): officer.code = text
      case ("role", .text(let text)):
        guard let role = Officer.Role(rawValue: text) else {
          let roles = Officer.Role.allCases.map(\.rawValue).joined(separator: ", ")
          throw fail("\u{201C}\(text)\u{201D} is not a role; the roles are \(roles)")
        }
        officer.role = role
        hasRole = true
      case ("patches", .list(let list)): officer.patches = list
      case ("limit_pence", .number(let pence)): officer.limit = Money(pence: pence)
      default:
        throw fail(
          "\(entry.key) is not a setting, or not of that kind; there are user, name, code, role, patches and "
            + "limit_pence")
      }
    }
    guard !officer.user.isEmpty, hasRole else {
      throw .configuration(
        file: officersName, line: section.line, problem: "an officer needs at least user and role")
    }
    if officer.name.isEmpty { officer.name = officer.user }
    return officer
  }

  func write(_ officers: [Officer]) throws(CasebookError) {
    var text = """
      # Who works with this book. user is the operating system's user name; who is not here may read.
      # role: \(Officer.Role.allCases.map(\.rawValue).joined(separator: ", ")).
      # Optional: code (the landlord's code for the officer), patches = ["P01"], limit_pence = 5000.

      """
    for officer in officers {
      text +=
        "\n[[officer]]\nuser = \(PlainTOML.quoted(officer.user))\nname = \(PlainTOML.quoted(officer.name))\n"
      if !officer.code.isEmpty { text += "code = \(PlainTOML.quoted(officer.code))\n" }
      text += "role = \(PlainTOML.quoted(officer.role.rawValue))\n"
      if !officer.patches.isEmpty {
        text += "patches = [\(officer.patches.map(PlainTOML.quoted).joined(separator: ", "))]\n"
      }
      if let limit = officer.limit { text += "limit_pence = \(limit.pence)\n" }
    }
    try write(BookFiles.officersName, text)
  }

  // MARK: Files

  private func read(_ name: String) throws(CasebookError) -> PlainTOML {
    let bytes: [UInt8]
    do throws(FileError) {
      let file = try files.open(path + "/" + name, .read)
      defer { files.close(file) }
      let length = min(max(try files.status(file).length, 0), 4 << 20)
      var buffer = [UInt8](repeating: 0, count: length)
      let count = try buffer.withUnsafeMutableBufferPointer { bytes throws(FileError) in
        try files.read(file, into: UnsafeMutableRawBufferPointer(bytes), at: 0)
      }
      bytes = Array(buffer.prefix(count))
    } catch {
      if error.reason == .missing {
        throw .configuration(
          file: name, line: 1, problem: "the file is missing from the book; restore it from a backup")
      }
      throw .journal(.failed(error))
    }
    return try PlainTOML(bytes, file: name)
  }

  /// Writes beside and renames, so that a reader finds the old file or the new one.
  private func write(_ name: String, _ text: String) throws(CasebookError) {
    let (target, beside) = (path + "/" + name, path + "/" + name + ".new")
    do throws(FileError) {
      let file = try files.open(beside, .create)
      defer { files.close(file) }
      let bytes = Array(text.utf8)
      try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
        try files.write(file, UnsafeRawBufferPointer(bytes), at: 0)
      }
      try files.synchronise(file)
      try files.rename(beside, to: target)
      try files.synchroniseDirectory(path)
    } catch {
      if error.reason == .full { throw .journal(.diskFull(path: path)) }
      if error.reason == .denied { throw .journal(.readOnly(path: path)) }
      throw .journal(.failed(error))
    }
  }
}
