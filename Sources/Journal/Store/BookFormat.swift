/// The file `FORMAT`: which version of the format a book is in, its identity and its label.
struct BookFormat: Sendable {
  /// 32 hexadecimal digits.
  var identity: String
  /// What the book keeps.
  var label: String

  static let name = "FORMAT"

  var bytes: [UInt8] {
    var bytes = Array("journal 1 read=1 write=1\nidentity \(identity)\nlabel \(label)\n".utf8)
    let crc = bytes.lend { $0.crc }
    bytes.append(text: "crc ")
    bytes.append(hexadecimal: crc)
    bytes.append(newline)
    return bytes
  }

  /// Whether nothing of a book was ever recorded at a path that has no FORMAT. A book that is being made, or whose
  /// making was cut off, has FORMAT last of all: until then it is nobody's loss.
  static func isEmptyPlace(_ path: String, _ files: any FileSystem) throws(JournalError) -> Bool {
    func names(_ directory: String) throws(JournalError) -> [String] {
      do throws(FileError) { return try files.list(directory) } catch {
        if error.reason == .missing { return [] }
        throw JournalError(error)
      }
    }
    for directory in ["bulk", "quarantine"] {
      if try !names("\(path)/\(directory)").isEmpty { return false }
    }
    if try names("\(path)/state").contains(where: { $0 != "lock" }) { return false }
    guard try names("\(path)/journal").allSatisfy({ "journal/\($0)" == Segment.name(1) }) else {
      return false
    }
    if let head = try? File(files, "\(path)/\(Head.name)", .read),
      let bytes = try? head.read(2 * Head.slotLength, at: 0),
      Head.slots(in: bytes).contains(where: { $0.position.sequence > 0 })
    {
      return false
    }
    guard let segment = try? File(files, "\(path)/\(Segment.name(1))", .read) else { return true }
    let beginning = Position(segment: 1, offset: 0, sequence: 0, chain: .none)
    return try worded { () throws(FileError) in try segment.status().length }
      <= Segment.opening(number: 1, after: beginning).count
  }

  /// Reads the file.
  ///
  /// - Throws: `.missing` where no book ever was, `.newerVersion`, `.damaged` (also where a book has lost it).
  static func read(at path: String, _ files: any FileSystem, access: Access) throws(JournalError)
    -> BookFormat
  {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File(files, "\(path)/\(name)", .read).read(4096, at: 0)
    } catch {
      guard error.reason == .missing else { throw JournalError(error) }
      guard try isEmptyPlace(path, files) else {
        throw .damaged(
          file: name, offset: 0,
          reason: "the file is missing (from a book, or from a backup that was broken off)")
      }
      throw .missing(path: path)
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count >= 4, words[0] == "journal", words[2].hasPrefix("read="), words[3].hasPrefix("write="),
      let read = Int(words[2].dropFirst(5)), let write = Int(words[3].dropFirst(6)), lines.count >= 3,
      lines[1].hasPrefix("identity "), lines[2].hasPrefix("label ")
    else { throw .damaged(file: name, offset: 0, reason: "it does not say which format the book is in") }
    if read > 1 || (write > 1 && access == .readWrite) {
      throw .newerVersion(path: path, found: String(lines.first ?? ""))
    }
    let format = BookFormat(identity: String(lines[1].dropFirst(9)), label: String(lines[2].dropFirst(6)))
    // Whatever a newer version adds, the last line is the checksum of the lines before it.
    let isWhole = bytes.lend { all in
      all.count > 13 && all[all.count - 1] == newline
        && all.slice(all.count - 13, all.count - 9).text == "crc "
        && (all.slice(all.count - 9, all.count - 1).hexadecimal32 == all.slice(0, all.count - 13).crc
          || Safeguard.checkOfFormat.isSilenced)
    }
    guard isWhole else {
      throw .damaged(file: name, offset: 0, reason: "it does not match its checksum")
    }
    return format
  }
}
