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
    let settings = try read(BookFiles.bookName)
    // First, because a newer program's file may hold what this one does not know.
    let format = try locating(BookFiles.bookName) { () throws(SettingsFault) in
      try settings.root.number("format") ?? BookFiles.format
    }
    guard format <= BookFiles.format else {
      throw .journal(.newerVersion(path: path, found: "book.toml format \(format)"))
    }
    return try locating(BookFiles.bookName) { () throws(SettingsFault) in
      try BookFiles.configuration(settings)
    }
  }

  private static func configuration(_ settings: SettingsFile) throws(SettingsFault) -> BookConfiguration {
    try settings.refuseUnknown(sections: [])
    let book = settings.root
    try book.refuseUnknown(keys: ["format", "id", "landlord", "source", "ledger_of_record", "sfs_membership"])
    _ = try book.text("id")
    var configuration = BookConfiguration(
      landlord: try book.text("landlord") ?? "", source: try book.text("source") ?? "",
      ledgerOfRecord: try book.word("ledger_of_record", as: BookConfiguration.LedgerOfRecord.self)
        ?? .landlord)
    configuration.membershipCode = (try book.text("sfs_membership") ?? "").trimmed
    guard configuration.membershipCode.unicodeScalars.count <= 60,
      HarmlessText.printable(configuration.membershipCode) == configuration.membershipCode
    else {
      throw SettingsFault(
        line: book["sfs_membership"]?.line ?? 1,
        problem: "sfs_membership is the membership code as it is printed, at most 60 characters")
    }
    guard !configuration.source.isEmpty else {
      throw SettingsFault(
        line: book["source"]?.line ?? 1, problem: "source, the name of the landlord's system, is missing")
    }
    return configuration
  }

  func write(_ configuration: BookConfiguration, identity: String) throws(CasebookError) {
    let membership =
      configuration.membershipCode.isEmpty
      ? "" : "sfs_membership = \(SettingsFile.quoted(configuration.membershipCode))\n"
    try write(
      BookFiles.bookName,
      """
      # What this book is. source names the landlord's system: transactions are identified within it, so it must
      # not be changed once files were taken in. ledger_of_record: "landlord" (extracts feed the book) or "patchbook".
      # Optional: sfs_membership, the landlord's membership code of the Standard Financial Statement, printed on forms.
      format = \(BookFiles.format)
      id = \(SettingsFile.quoted(identity))
      landlord = \(SettingsFile.quoted(configuration.landlord))
      source = \(SettingsFile.quoted(configuration.source))
      ledger_of_record = \(SettingsFile.quoted(configuration.ledgerOfRecord.rawValue))
      \(membership)
      """)
  }

  // MARK: officers.toml

  func readOfficers() throws(CasebookError) -> [Officer] {
    let settings = try read(BookFiles.officersName)
    return try locating(BookFiles.officersName) { () throws(SettingsFault) in
      try BookFiles.officers(settings)
    }
  }

  private static func officers(_ settings: SettingsFile) throws(SettingsFault) -> [Officer] {
    if let stray = settings.root.entries.first {
      throw SettingsFault(line: stray.line, problem: "an entry begins with [[officer]]")
    }
    var officers: [Officer] = []
    for section in settings.sections where !section.name.isEmpty {
      guard section.name == "officer", section.isListed else {
        throw SettingsFault(line: section.line, problem: "an entry begins with [[officer]]")
      }
      let officer = try officer(section)
      if officers.contains(where: { $0.user == officer.user }) {
        throw SettingsFault(
          line: section["user"]?.line ?? section.line,
          problem: "user \(SettingsFault.quoted(officer.user)) is given twice")
      }
      officers.append(officer)
    }
    return officers
  }

  private static func officer(_ section: SettingsSection) throws(SettingsFault) -> Officer {
    try section.refuseUnknown(keys: ["user", "name", "code", "role", "patches", "limit_pence"])
    let user = try section.text("user") ?? ""
    let name = try section.text("name") ?? ""
    let role = try section.word("role", as: Officer.Role.self)
    guard !user.isEmpty, let role else {
      throw SettingsFault(line: section.line, problem: "an officer needs at least user and role")
    }
    return Officer(
      user: user, name: name.isEmpty ? user : name, code: try section.text("code") ?? "", role: role,
      patches: try section.texts("patches") ?? [],
      limit: try section.number("limit_pence").map { Money(pence: $0) })
  }

  func write(_ officers: [Officer]) throws(CasebookError) {
    var text = """
      # Who works with this book. user is the operating system's user name; who is not here may read.
      # role: \(Officer.Role.allCases.map(\.rawValue).joined(separator: ", ")).
      # Optional: code (the landlord's code for the officer), patches = ["P01"], limit_pence = 5000.

      """
    for officer in officers {
      text +=
        "\n[[officer]]\nuser = \(SettingsFile.quoted(officer.user))\nname = \(SettingsFile.quoted(officer.name))\n"
      if !officer.code.isEmpty { text += "code = \(SettingsFile.quoted(officer.code))\n" }
      text += "role = \(SettingsFile.quoted(officer.role.rawValue))\n"
      if !officer.patches.isEmpty {
        text += "patches = [\(officer.patches.map(SettingsFile.quoted).joined(separator: ", "))]\n"
      }
      if let limit = officer.limit { text += "limit_pence = \(limit.pence)\n" }
    }
    try write(BookFiles.officersName, text)
  }

  // MARK: Files

  private func read(_ name: String) throws(CasebookError) -> SettingsFile {
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
    return try locating(name) { () throws(SettingsFault) in try SettingsFile(bytes) }
  }

  /// Gives a fault in a file the book's words.
  private func locating<Value>(
    _ name: String, _ body: () throws(SettingsFault) -> Value
  ) throws(CasebookError) -> Value {
    do throws(SettingsFault) {
      return try body()
    } catch {
      throw .configuration(file: name, line: error.line, problem: error.sentence)
    }
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
