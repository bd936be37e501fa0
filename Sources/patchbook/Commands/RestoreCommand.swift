import ArgumentParser
import Casebook
import Glibc
import Interchange
import Rents

/// `patchbook restore`: a book from a backup.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Makes the book again from a backup.",
    discussion: """
      The book is made at --data. Where a book stands there, nothing is done but to say which of its transactions the backup \
      lacks; with --put-aside that book is moved beside, whole, and the restored one takes its place. Whoever has it open is \
      told with the next save that it was moved; nothing of theirs is lost or goes to the wrong book.
      """)

  @OptionGroup var book: BookOptions
  @Argument(
    help: ArgumentHelp("The backup, or any copy of a book.", valueName: "dir"), completion: .directory)
  var backup: String
  @Flag(help: "Move the book that stands there beside: its name with .aside and the time behind.")
  var putAside = false
  @Flag(help: "Only say what would be done.") var dryRun = false

  func run() throws {
    let path = RestoreCommand.real(book.path)
    let source = RestoreCommand.real(backup)
    guard source != path, !path.hasPrefix(source + "/") else {
      throw Failure(
        .wrongCall,
        "The book would lie in the backup itself. Nothing was changed. Name another place with --data.")
    }
    let bar = ProgressBar("checking the backup")
    let outlook = try Casebook.outlook(restoring: backup, to: path, user: Environment.user) { done, all in
      bar.show(done, of: all)
    }
    bar.clear()
    let output = StandardOutput(keepsGoing: true)
    try output.line(
      "The backup stands at transaction \(outlook.backup.sequence)"
        + (outlook.backup.at.isEmpty ? "." : ", recorded \(outlook.backup.at)."))
    if let standing = outlook.standing { try tell(standing, at: path, output) }
    if dryRun { return try output.flush() }
    try output.flush()
    guard outlook.standing == nil || putAside else {
      throw Failure(
        .no,
        "A book stands at \(path). Nothing was changed. Restore to another place with --data, or move this one beside with "
          + "--put-aside.")
    }
    let aside = outlook.standing == nil ? nil : "\(path).aside-\(RestoreCommand.stamp())"
    let ready = "\(path).restoring-\(getpid())"
    bar.name("restoring")
    do {
      try Casebook.restore(
        from: backup, to: path, by: ready, settingAside: aside, user: Environment.user
      ) { done, all in bar.show(done, of: all) }
    } catch {
      bar.clear()
      PassingDirectory.remove(ready)
      throw error
    }
    bar.clear()
    try output.line("The book at \(HarmlessText.printable(path)) is restored, whole and checked.")
    if let aside {
      try output.line(
        "What stood there lies at \(HarmlessText.printable(aside)), with the drafts that were open in it.")
    }
    try output.flush()
  }

  private func tell(_ standing: RestoreOutlook.Standing, at path: String, _ output: StandardOutput) throws {
    let place = HarmlessText.printable(path)
    guard standing.fault == nil else {
      try output.line(
        "The book at \(place) cannot be read: \(HarmlessText.printable(standing.fault ?? "", limit: 1_000))")
      return try output.line(
        standing.sequence.map {
          "By its mark it stood at transaction \($0): the backup lacks \(standing.lackingCount) of them."
        } ?? "How far it went cannot be told.")
    }
    guard standing.isSameBook else {
      return try output.line("At \(place) stands another book, not the one of which this backup was made.")
    }
    if standing.continues == false {
      try output.line(
        "The book at \(place) has another history: it and the backup went apart before the backup's last transaction."
      )
    }
    guard standing.lackingCount > 0 else {
      return try output.line("The backup lacks nothing of the book at \(place).")
    }
    try output.line("The backup lacks \(standing.lackingCount) transactions of the book at \(place):")
    for entry in standing.lacking {
      try output.line(
        "  \(entry.sequence)  \(entry.at)  \(HarmlessText.printable(entry.who))  \(HarmlessText.printable(entry.command))"
      )
    }
    if standing.lackingCount > UInt64(standing.lacking.count) { try output.line("  and more.") }
  }

  /// The path without links, as far as it is there.
  private static func real(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var path = Environment.absolute(path)
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// The host's time, as it stands in names: `20261121-174003`.
  private static func stamp() -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(parts.tm_year + 1900)\(two(parts.tm_mon + 1))\(two(parts.tm_mday))-"
      + "\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))"
  }
}
