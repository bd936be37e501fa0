/// What an archiving did.
public struct ArchiveReport: Sendable, Equatable {
  /// Files that were packed now.
  public var packed = 0
  /// Files of which the original went.
  public var released = 0
  /// Bytes of what was packed now, before.
  public var before = 0
  /// And after.
  public var after = 0
  /// Files that are packed and whose original is still there.
  public var waiting = 0
}

extension Store {
  /// Packs files of the record that are finished: bulk files, and segments of the journal that have a successor. They are
  /// read and verified as before, from where they are; nothing of what they hold changes.
  ///
  /// A file is packed beside its original, flushed, and read back against it. Its original goes with a later call, so that
  /// a plain copy of the book that is being made meanwhile, by names that were listed before, misses nothing; or at once,
  /// where that is asked for. Others go on reading and writing.
  ///
  /// - Parameters:
  ///   - isClosed: Whether a transaction of that header lies far enough back. Only files up to the first that does not
  ///     are packed.
  ///   - isAtOnce: Whether originals go with this very call.
  ///   - progress: Called now and then with bytes done and bytes in all.
  /// - Throws: `JournalError.damaged` where a file is not what it should be, `.readOnly`, `.diskFull`, `.failed`. What was
  ///   packed before that stays packed.
  public func archive(
    isAtOnce: Bool = false, progress: (Int, Int) -> Void = { _, _ in }, while isClosed: ([UInt8]) -> Bool
  ) throws(JournalError) -> ArchiveReport {
    if access == .readOnly { throw .readOnly(path: path) }
    try takeIn()
    let candidates = try candidates(isClosed)
    let total = candidates.reduce(0) { $0 + $1.length }
    var report = ArchiveReport()
    var done = 0
    for candidate in candidates {
      let isPlain = stands(candidate.name)
      let isPacked = stands(candidate.name + Archive.suffix)
      if isPlain {
        if !isPacked {
          report.after += try pack(candidate)
          report.before += candidate.length
          report.packed += 1
        }
        if isPacked || isAtOnce {
          try release(candidate)
          report.released += 1
        } else {
          report.waiting += 1
        }
      }
      done += candidate.length
      progress(done, total)
    }
    return report
  }

  /// Makes plain files again of all that was packed.
  ///
  /// - Returns: How many.
  /// - Throws: `JournalError.damaged` where an archive is: it stays as it is. `.readOnly`, `.diskFull`, `.failed`.
  public func unarchive(progress: (Int, Int) -> Void = { _, _ in }) throws(JournalError) -> Int {
    if access == .readOnly { throw .readOnly(path: path) }
    var names: [String] = []
    for directory in ["bulk", "journal"] {
      let found = try worded { () throws(FileError) in try files.list("\(path)/\(directory)") }
      names += found.filter { $0.hasSuffix(Archive.suffix) }.map {
        "\(directory)/\($0.dropLast(Archive.suffix.utf8.count))"
      }
    }
    for (number, name) in names.enumerated() {
      if !stands(name) {
        let source = try worded { () throws(FileError) in try File(files, "\(path)/\(name)", .read) }
        let length = try worded { () throws(FileError) in try source.status().length }
        let incoming = try IncomingFile(path, files, suffix: "plain")
        var hasher = Hasher256()
        var at = 0
        while at < length {
          let piece = try worded { () throws(FileError) in try source.read(min(1 << 20, length - at), at: at)
          }
          if piece.isEmpty { throw .damaged(file: name, offset: at, reason: "the file is cut short") }
          hasher.add(piece)
          try worded { () throws(FileError) in try incoming.file.write(piece, at: at) }
          at += piece.count
        }
        try publish(incoming, as: name, length: length, digest: hasher.digest())
      }
      try worded { () throws(FileError) in
        try files.remove("\(path)/\(name)\(Archive.suffix)")
      }
      progress(number + 1, names.count)
    }
    return names.count
  }

  /// A file that may be packed: what of it counts, and the digest with which it was adopted.
  private struct Candidate {
    var name: String
    var length: Int
    var sha256: String?
  }

  private func candidates(_ isClosed: ([UInt8]) -> Bool) throws(JournalError) -> [Candidate] {
    let end = position
    var candidates: [Candidate] = []
    var isOpen = false
    var lastClosed: UInt64 = 0
    try Journalled(path, files).walk(from: 1, to: end, failing: { $0 }) {
      (batch, buffer, _) throws(JournalError) in
      if isOpen { return }
      if !isClosed(Array(buffer.slice(batch.header.lowerBound, batch.header.upperBound))) {
        isOpen = true
        return
      }
      lastClosed = batch.sequence
      for line in batch.lines where line.sigil == Frame.adopt {
        let content = buffer.slice(line.content.lowerBound, line.content.upperBound)
        guard let bulk = AdoptedBulk(line: content) else { continue }
        candidates.append(Candidate(name: bulk.name, length: bulk.length, sha256: bulk.sha256))
      }
    }
    var number = 1
    while number < end.segment,
      let following = try Segment.open(number + 1, in: path, files, forWriting: false),
      following.start.sequence <= lastClosed
    {
      candidates.append(Candidate(name: Segment.name(number), length: following.previousEnd, sha256: nil))
      number += 1
    }
    return candidates
  }

  /// Whether there is a file of just that name.
  private func stands(_ name: String) -> Bool {
    guard let file = try? files.open("\(path)/\(name)", .read) else { return false }
    files.close(file)
    return true
  }

  /// Packs a file beside itself.
  ///
  /// - Returns: Bytes of the archive.
  private func pack(_ candidate: Candidate) throws(JournalError) -> Int {
    let source = try worded { () throws(FileError) in try File(files, "\(path)/\(candidate.name)", .read) }
    let incoming = try IncomingFile(path, files, suffix: "gz")
    var hasher = Hasher256()
    var members: [Int] = []
    var (at, written) = (0, 0)
    while at < candidate.length {
      let piece = try worded { () throws(FileError) in
        try source.read(min(Archive.chunk, candidate.length - at), at: at)
      }
      guard piece.count == min(Archive.chunk, candidate.length - at) else {
        throw .damaged(file: candidate.name, offset: at + piece.count, reason: "the file is cut short")
      }
      hasher.add(piece)
      guard let member = piece.lend({ Archive.member(of: $0) }) else {
        throw .failed(FileError(operation: "pack", path: candidate.name, reason: .other(0)))
      }
      try worded { () throws(FileError) in try incoming.file.write(member, at: written) }
      members.append(member.count)
      written += member.count
      at += piece.count
    }
    if let sha256 = candidate.sha256, hasher.digest().text != sha256 {
      throw .damaged(
        file: candidate.name, offset: 0,
        reason: "the file does not match the SHA-256 with which it was adopted")
    }
    let index = Archive.index(length: candidate.length, members: members)
    try worded { () throws(FileError) in try incoming.file.write(index, at: written) }
    try publish(
      incoming, as: candidate.name + Archive.suffix, length: candidate.length, digest: hasher.digest())
    return written + index.count
  }

  /// Flushes a file that was written, reads it back, and gives it its name.
  private func publish(_ incoming: IncomingFile, as name: String, length: Int, digest: Digest)
    throws(JournalError)
  {
    try worded { () throws(FileError) in try incoming.file.synchronise() }
    let isPacked = name.hasSuffix(Archive.suffix)
    let archive: Archive? =
      isPacked
      ? try worded { () throws(FileError) in
        try Archive(files, incoming.file.descriptor, path: "\(path)/\(name)")
      } : nil
    var hasher = Hasher256()
    var at = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while at < length {
      let wanted = min(buffer.count, length - at)
      let result: Result<Int, FileError> = buffer.withUnsafeMutableBytes { bytes in
        let window = UnsafeMutableRawBufferPointer(rebasing: bytes[0..<wanted])
        do throws(FileError) {
          if let archive { return .success(try archive.read(into: window, at: at)) }
          return .success(try incoming.file.read(into: window, at: at))
        } catch { return .failure(error) }
      }
      let got = try worded { () throws(FileError) in try result.get() }
      if got == 0 { break }
      buffer.lend { hasher.add($0.slice(0, got)) }
      at += got
    }
    guard at == length, hasher.digest() == digest else {
      throw .failed(FileError(operation: "read back", path: "\(path)/\(name)", reason: .io))
    }
    incoming.file.protect()
    let directory = name.split(separator: "/").first.map(String.init) ?? ""
    try worded { () throws(FileError) in
      try files.rename("\(path)/\(incoming.name)", to: "\(path)/\(name)")
      try files.synchroniseDirectory("\(path)/\(directory)")
    }
  }

  /// Takes an original away, whose archive holds the same.
  private func release(_ candidate: Candidate) throws(JournalError) {
    let directory = candidate.name.split(separator: "/").first.map(String.init) ?? ""
    let plain = try worded { () throws(FileError) in try File(files, "\(path)/\(candidate.name)", .read) }
    let descriptor = try worded { () throws(FileError) in
      try files.open("\(path)/\(candidate.name)\(Archive.suffix)", .read)
    }
    defer { files.close(descriptor) }
    let archive = try worded { () throws(FileError) in
      try Archive(files, descriptor, path: "\(path)/\(candidate.name)\(Archive.suffix)")
    }
    var at = 0
    var unpacked = [UInt8](repeating: 0, count: 1 << 20)
    while at < candidate.length {
      let wanted = min(unpacked.count, candidate.length - at)
      let piece = try worded { () throws(FileError) in try plain.read(wanted, at: at) }
      let result: Result<Int, FileError> = unpacked.withUnsafeMutableBytes { bytes in
        do throws(FileError) {
          return .success(
            try archive.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[0..<wanted]), at: at))
        } catch { return .failure(error) }
      }
      let got = try worded { () throws(FileError) in try result.get() }
      guard got == wanted, piece.count == wanted,
        unpacked.lend({ all in piece.lend { $0.same(all.slice(0, wanted)) } })
      else {
        throw .damaged(
          file: candidate.name, offset: at,
          reason: "the file and its archive differ; both are left as they are")
      }
      at += wanted
    }
    guard archive.length == candidate.length else {
      throw .damaged(
        file: candidate.name, offset: archive.length,
        reason: "the file and its archive differ; both are left as they are")
    }
    try worded { () throws(FileError) in
      try files.remove("\(path)/\(candidate.name)")
      try files.synchroniseDirectory("\(path)/\(directory)")
    }
  }
}
