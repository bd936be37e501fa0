import Journal

extension Casebook {
  /// At most so many transactions that a backup lacks are told one by one.
  private static let toldLimit = 200

  /// Looks at a backup and at the place where it is to go. Changes nothing.
  ///
  /// - Parameters:
  ///   - backup: the backup's directory, or any copy of a book.
  ///   - path: where the book is to be.
  ///   - user: the operating system's user.
  ///   - progress: called now and then with bytes done and bytes in all while the backup is checked.
  /// - Throws: ``CasebookError`` where the backup is no whole book.
  public static func outlook(
    restoring backup: String, to path: String, user: String, files: any FileSystem = RealFileSystem(),
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(CasebookError) -> RestoreOutlook {
    let source = try open(at: backup, user: user, access: .readOnly, files: files)
    let found = try source.verify(deep: false, progress: progress)
    if let damage = found.damage.first(where: \.isRecord) {
      throw .journal(.damaged(file: "\(backup)/\(damage.file)", offset: damage.offset, reason: damage.reason))
    }
    var outlook = RestoreOutlook(backup: try source.head(), standing: nil)
    guard let names = try? files.list(path), !names.isEmpty else { return outlook }
    guard names.contains("FORMAT") || names.contains("journal") else {
      throw .journal(.notEmpty(path: path))
    }
    var standing = RestoreOutlook.Standing(isSameBook: false)
    do throws(CasebookError) {
      let living = try open(at: path, user: user, access: .readOnly, files: files)
      standing.isSameBook = living.identity == source.identity
      let head = living.store.head
      standing.sequence = head.sequence
      guard standing.isSameBook else {
        outlook.standing = standing
        return outlook
      }
      let sequence = outlook.backup.sequence
      standing.lackingCount = head.sequence > sequence ? head.sequence - sequence : 0
      try CasebookError.wrapping {
        let there = sequence == 0 ? outlook.backup.hash : try living.store.chain(after: sequence)
        standing.continues = head.sequence < sequence ? nil : there == outlook.backup.hash
        try living.journal(from: sequence + 1) { entry in
          if standing.lacking.count < toldLimit { standing.lacking.append(entry) }
        }
      }
    } catch {
      // It may be damaged: that is why it is to be replaced.
      standing.fault = "\(error)"
      standing.sequence = Store.markedSequence(at: path, files: files)
      if let last = standing.sequence, last > outlook.backup.sequence {
        standing.lackingCount = last - outlook.backup.sequence
      }
    }
    outlook.standing = standing
    return outlook
  }

  /// Makes a book from a backup, and gives it its place. Everything is copied and checked before anything is moved.
  ///
  /// - Parameters:
  ///   - backup: the backup's directory.
  ///   - path: where the book is to be: a new place, or an empty one, unless `aside` is given.
  ///   - way: a directory beside it on the same disk, not there yet, in which it is made ready. Where this throws,
  ///     what is in it is nobody's.
  ///   - aside: where the book that stands there is put; nil where none may stand there.
  ///   - user: the operating system's user.
  ///   - progress: called now and then with bytes done and bytes in all.
  /// - Throws: ``CasebookError``; what stood there stands there still.
  public static func restore(
    from backup: String, to path: String, by way: String, settingAside aside: String?, user: String,
    files: any FileSystem = RealFileSystem(), progress: (Int, Int) -> Void = { _, _ in }
  ) throws(CasebookError) {
    let source = try open(at: backup, user: user, access: .readOnly, files: files)
    try source.backup(to: way, progress: progress)
    // Its first checkpoint, so that nobody waits for it at the desk.
    try open(at: way, user: user, access: .readWrite, files: files).checkpoint()
    do { try Store.put(way, at: path, settingAside: aside, files: files) } catch { throw .journal(error) }
  }
}
