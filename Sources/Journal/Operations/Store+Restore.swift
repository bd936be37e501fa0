extension Store {
  /// Gives a book that was made ready beside it the place of another, or an empty place.
  ///
  /// The book that stands there is locked first, so that nobody is in the middle of a save; whoever has it open is told
  /// with the next save that it was moved (nothing of theirs goes to the wrong book).
  ///
  /// - Parameters:
  ///   - ready: The directory of the new book, on the same disk.
  ///   - path: Where it is to be.
  ///   - aside: Where what stands there is put; nil where nothing may stand there.
  /// - Throws: `JournalError.notEmpty` where something stands there and `aside` is nil, `.exists` where something
  ///   stands at `aside`, `.lockHeld`, `.failed`. Nothing was moved then.
  public static func put(
    _ ready: String, at path: String, settingAside aside: String?, files: any FileSystem = RealFileSystem()
  ) throws(JournalError) {
    let parent = directory(of: path)
    guard let aside else {
      if let names = try? files.list(path), !names.isEmpty { throw .notEmpty(path: path) }
      try worded { () throws(FileError) in
        try files.rename(ready, to: path)
        try files.synchroniseDirectory(parent)
      }
      return
    }
    if (try? files.list(aside)) != nil { throw .exists(path: aside) }
    // A book without a lock is nobody's at this moment.
    let lock = try? File(files, "\(path)/lock", .write)
    if let lock {
      var patience = 2_000
      while try !worded({ () throws(FileError) in try lock.lock(exclusive: true) }) {
        patience -= 1
        if patience < 0 {
          throw .lockHeld(LockHolder(name: "", process: 0, since: files.now() / 1_000_000_000))
        }
        files.sleep(nanoseconds: 5_000_000)
      }
    }
    defer { lock?.unlock() }
    try worded { () throws(FileError) in
      try files.rename(path, to: aside)
      do throws(FileError) { try files.rename(ready, to: path) } catch {
        try files.rename(aside, to: path)
        throw error
      }
      try files.synchroniseDirectory(parent)
    }
  }

  /// What of a book can be told without opening it, where its record is damaged: the last transaction that was surely
  /// saved, by its head; nil where that cannot be read either.
  public static func markedSequence(at path: String, files: any FileSystem = RealFileSystem()) -> UInt64? {
    guard let file = try? File(files, "\(path)/\(Head.name)", .read),
      let bytes = try? file.read(2 * Head.slotLength, at: 0)
    else { return nil }
    return Head.slots(in: bytes).map(\.position.sequence).max()
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
