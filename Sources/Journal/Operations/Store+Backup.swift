extension Store {
  /// Copies the record (journal and bulk files) as it is now to a directory, which is then a book of its own.
  /// A directory that holds an earlier backup of this book is brought up to date. Everything is checked on the way:
  /// each bulk file against the SHA-256 with which it was adopted, and the journal's checksums and chain in the
  /// copy; what was copied is read again from there. What is damaged does not take the place of an earlier good copy.
  /// Others go on reading and writing: the copy holds what was saved when the call began.
  ///
  /// - Parameters:
  ///   - target: The directory; made if it is missing.
  ///   - beside: Files and directories of the client's own in the book, which are copied as they are, and last.
  ///   - progress: Called now and then with bytes done and bytes in all.
  /// - Throws: `JournalError.damaged` where this book's record is: there is no whole backup then. `.exists` where
  ///   the directory is another book, `.notEmpty` where it holds anything else, `.insideBook`, `.diskFull`,
  ///   `.failed`.
  public func backup(
    to target: String, beside: [String] = [], progress: (Int, Int) -> Void = { _, _ in }
  ) throws(JournalError) {
    try takeIn()
    let end = position
    try refuseOwn(target)
    try worded { () throws(FileError) in try files.makeDirectory(target) }
    let present = try worded { () throws(FileError) in try files.list(target) }
    var isUpdate = false
    do throws(JournalError) {
      let former = try BookFormat.read(at: target, files, access: .readOnly)
      guard former.identity == identity else { throw .exists(path: target) }
      isUpdate = true
    } catch {
      // A backup that was broken off has its directories, but no FORMAT yet.
      let hasFormat = present.contains(BookFormat.name)
      let isOther = present.contains { !Engine.directories.contains($0) && $0 != "\(BookFormat.name).new" }
      if hasFormat { throw .exists(path: target) }
      if isOther {
        if case .damaged = error { throw .exists(path: target) }
        throw .notEmpty(path: target)
      }
    }
    try worded { () throws(FileError) in
      for directory in Engine.directories { try files.makeDirectory("\(target)/\(directory)") }
    }

    var parts: [(name: String, length: Int, sha256: String?)] = []
    var bulks: [(name: String, length: Int, sha256: String?)] = []
    try Journalled(path, files).walk(from: 1, to: end, failing: { $0 }) {
      (batch, buffer, _) throws(JournalError) in
      for bulk in batch.transaction(in: buffer).adopted {
        bulks.append((bulk.name, bulk.length, bulk.sha256))
      }
    }
    for number in 1...end.segment {
      let length: Int
      if number == end.segment {
        length = end.offset
      } else if let following = try Segment.open(number + 1, in: path, files, forWriting: false) {
        length = following.previousEnd
      } else {
        throw .damaged(file: Segment.name(number + 1), offset: 0, reason: "the file is missing")
      }
      parts.append((Segment.name(number), length, nil))
    }
    // Bulk files first: a journal never names what the backup has not.
    parts = bulks + parts
    let bulkLength = bulks.reduce(0) { $0 + $1.length }
    let total = parts.reduce(0) { $0 + $1.length }
    var done = 0
    for part in parts {
      // A name in the journal's directory never outlives, in a power cut, that of a bulk file which it speaks of.
      if part.sha256 == nil, done == bulkLength {
        try worded { () throws(FileError) in try files.synchroniseDirectory("\(target)/bulk") }
      }
      try copy(part.name, length: part.length, sha256: part.sha256, to: target) { progress(done + $0, total) }
      done += part.length
      progress(done, total)
    }
    // What was written is read again, as anybody who restores it will.
    try Journalled(target, files).walk(from: 1, to: end, failing: { $0 }) { (_, _, _) throws(JournalError) in
    }
    try worded { () throws(FileError) in
      for directory in Engine.directories { try files.synchroniseDirectory("\(target)/\(directory)") }
      if !isUpdate {
        let file = try File(files, "\(target)/\(BookFormat.name).new", .create)
        try file.write(BookFormat(identity: identity, label: label).bytes, at: 0)
        try file.synchronise()
        try files.rename("\(target)/\(BookFormat.name).new", to: "\(target)/\(BookFormat.name)")
      }
      try files.synchroniseDirectory(target)
    }
    for name in ["quarantine"] + beside { try copyAsItIs(name, to: target, depth: 0) }
    try worded { () throws(FileError) in try files.synchroniseDirectory(target) }
  }

  /// Copies a file or a directory that is no part of the record. What is gone here goes there too, except from
  /// `quarantine/`.
  private func copyAsItIs(_ name: String, to target: String, depth: Int) throws(JournalError) {
    guard depth < 8 else { return }
    if let names = try? files.list("\(path)/\(name)") {
      try worded { () throws(FileError) in try files.makeDirectory("\(target)/\(name)") }
      let wanted = names.filter { !$0.hasSuffix(".new") }
      for child in wanted { try copyAsItIs("\(name)/\(child)", to: target, depth: depth + 1) }
      if name != "quarantine" {
        let kept = Set(wanted)
        for child in (try? files.list("\(target)/\(name)")) ?? [] where !kept.contains(child) {
          try? files.remove("\(target)/\(name)/\(child)")
        }
      }
      try worded { () throws(FileError) in try files.synchroniseDirectory("\(target)/\(name)") }
      return
    }
    // Whoever finishes a draft removes it: what went meanwhile is not missed.
    guard let source = try? File(files, "\(path)/\(name)", .read) else { return }
    try worded { () throws(FileError) in
      let length = try source.status().length
      if let former = try? File(files, "\(target)/\(name)", .read), try former.status().length == length,
        try isSame(source, former, length: length)
      {
        return
      }
      let copy = try File(files, "\(target)/\(name).new", .create)
      var at = 0
      while at < length {
        let piece = try source.read(min(1 << 20, length - at), at: at)
        if piece.isEmpty { break }
        try copy.write(piece, at: at)
        at += piece.count
      }
      try copy.synchronise()
      try files.rename("\(target)/\(name).new", to: "\(target)/\(name)")
    }
  }

  /// Refuses a directory that is this book or lies in it.
  private func refuseOwn(_ target: String) throws(JournalError) {
    let own = try worded { () throws(FileError) in try files.resolve(path) }
    // Of a path that is not there yet, as much as is there counts.
    var known = target
    while true {
      let resolved: String
      do throws(FileError) { resolved = try files.resolve(known) } catch {
        guard error.reason == .missing else { throw JournalError(error) }
        while known.count > 1, known.hasSuffix("/") { known.removeLast() }
        guard let slash = known.lastIndex(of: "/") else {
          if known == "." { return }
          known = "."
          continue
        }
        if slash == known.startIndex { return }
        known = String(known[..<slash])
        continue
      }
      if resolved == own || resolved.hasPrefix(own + "/") { throw .insideBook(path: target) }
      return
    }
  }

  /// Copies the first bytes of a file that can only grow, unless the copy is there already.
  ///
  /// - Parameter sha256: What the bytes must have, where it is known.
  private func copy(
    _ name: String, length: Int, sha256: String?, to target: String, progress: (Int) -> Void
  ) throws(JournalError) {
    let source: File
    do throws(FileError) { source = try File(files, "\(path)/\(name)", .read) } catch {
      guard error.reason == .missing else { throw JournalError(error) }
      throw .damaged(file: name, offset: 0, reason: "the file is missing")
    }
    // Only what is certainly the same is left as it is.
    let former = try? File(files, "\(target)/\(name)", .read)
    let isThere = (try? former?.status().length) == length
    var isSame = false
    if isThere, let former {
      isSame = try worded { () throws(FileError) in try self.isSame(source, former, length: length) }
    }
    let temporary = "\(target)/\(name).new"
    let copy = isSame ? nil : try worded { () throws(FileError) in try File(files, temporary, .create) }
    var hasher = Hasher256()
    var at = 0
    while at < length {
      let piece = try worded { () throws(FileError) in try source.read(min(1 << 20, length - at), at: at) }
      if piece.isEmpty { throw .damaged(file: name, offset: at, reason: "the file is cut short") }
      if sha256 != nil { piece.lend { hasher.add($0) } }
      try worded { () throws(FileError) in try copy?.write(piece, at: at) }
      at += piece.count
      progress(at)
      if isSame, sha256 == nil { break }
    }
    if let sha256, hasher.digest().text != sha256 {
      if copy != nil { try? files.remove(temporary) }
      throw .damaged(
        file: name, offset: 0, reason: "the file does not match the SHA-256 with which it was adopted")
    }
    guard let copy else { return }
    try worded { () throws(FileError) in try copy.synchronise() }
    // What lies there now is what counts. The journal is read again as a whole, with its chain.
    if let sha256 {
      var written = Hasher256()
      at = 0
      while at < length {
        let piece = try worded { () throws(FileError) in try copy.read(min(1 << 20, length - at), at: at) }
        if piece.isEmpty { break }
        piece.lend { written.add($0) }
        at += piece.count
      }
      guard written.digest().text == sha256 else {
        try? files.remove(temporary)
        throw .failed(FileError(operation: "read back", path: temporary, reason: .io))
      }
      copy.protect()
    }
    try worded { () throws(FileError) in
      try files.rename(temporary, to: "\(target)/\(name)")
    }
  }

  private func isSame(_ one: File, _ other: File, length: Int) throws(FileError) -> Bool {
    var at = 0
    while at < length {
      let piece = try one.read(min(1 << 20, length - at), at: at)
      if piece.isEmpty { return false }
      if try other.read(piece.count, at: at) != piece { return false }
      at += piece.count
    }
    return true
  }
}
