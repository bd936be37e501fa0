import Journal

/// A small file beside the record, appended to line by line: drafts and an officer's settings (decision 9).
///
/// A line is a checksum of 16 hexadecimal digits, a space and fields. A line that is torn or damaged is passed over; the
/// others count. Nothing in such a file can keep a book from opening.
struct SideFile {
  let path: String
  let files: any FileSystem

  /// The most that is read: what lies beyond is passed over.
  static let longest = 8 << 20

  /// The lines that are whole, in order; none where there is no file. `isClean` says that nothing was passed over.
  func read() -> (lines: [[UInt8]], length: Int, isClean: Bool) {
    guard let bytes = try? bytes() else { return ([], 0, false) }
    var lines: [[UInt8]] = []
    var isClean = true
    var start = 0
    while let end = bytes[start...].firstIndex(of: 10) {
      if let line = SideFile.content(bytes[start..<end]) { lines.append(line) } else { isClean = false }
      start = end + 1
    }
    return (lines, bytes.count, isClean && start == bytes.count)
  }

  private func bytes() throws(FileError) -> [UInt8] {
    let file = try files.open(path, .read)
    defer { files.close(file) }
    let length = min(max(try files.status(file).length, 0), SideFile.longest)
    var buffer = [UInt8](repeating: 0, count: length)
    let count = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(FileError) in
      try files.read(file, into: UnsafeMutableRawBufferPointer(bytes), at: 0)
    }
    return Array(buffer.prefix(count))
  }

  /// Appends lines and makes them durable; makes the file where it is missing.
  ///
  /// - Parameter length: where the file ends, as it was read: what is torn there is ended with a newline first.
  func append(_ lines: [[UInt8]], at length: Int, isClean: Bool) throws(FileError) {
    let file = try files.open(path, .write)
    defer { files.close(file) }
    var bytes: [UInt8] = isClean ? [] : [10]
    for line in lines { bytes += SideFile.line(line) }
    try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
      try files.write(file, UnsafeRawBufferPointer(bytes), at: length)
    }
    try files.synchronise(file)
  }

  /// What the name of a file that is being written beside ends with.
  static let beside = ".new"

  /// Writes the whole file beside, and renames: a reader finds the old one or the new one. Where that fails, nothing is
  /// left beside.
  func replace(_ lines: [[UInt8]], in directory: String) throws(FileError) {
    let beside = path + SideFile.beside
    let file = try files.open(beside, .create)
    defer { files.close(file) }
    do throws(FileError) {
      // Who has it is alive: ``sweep()`` takes only what nobody has. A host without locks sweeps nothing either.
      _ = try? files.lock(file, exclusive: true)
      let bytes = lines.flatMap(SideFile.line)
      try bytes.withUnsafeBufferPointer { (bytes) throws(FileError) in
        try files.write(file, UnsafeRawBufferPointer(bytes), at: 0)
      }
      try files.synchronise(file)
      try files.rename(beside, to: path)
    } catch {
      try? files.remove(beside)
      throw error
    }
    try files.synchroniseDirectory(directory)
  }

  /// Removes the file, if it was left beside by a program that ended in the middle of ``replace(_:in:)``.
  func sweep() {
    guard path.hasSuffix(SideFile.beside), let file = try? files.open(path, .write) else { return }
    defer { files.close(file) }
    if (try? files.lock(file, exclusive: true)) == true { try? files.remove(path) }
  }

  // MARK: Lines

  static func line(_ content: [UInt8]) -> [UInt8] {
    Array(checksum(content[...]).utf8) + [32] + content + [10]
  }

  static func content(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.count >= 17, line[line.startIndex + 16] == 32 else { return nil }
    let content = line.dropFirst(17)
    return Array(checksum(content).utf8).elementsEqual(line.prefix(16)) ? Array(content) : nil
  }

  /// FNV-1a of 64 bits (Fowler, Noll, Vo): enough to tell a torn line, and nothing rests on it.
  static func checksum(_ content: some Sequence<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
  }

  /// A user's name as a file's: letters, digits and hyphens stay, any other byte is `%` and two hexadecimal digits.
  static func name(_ text: String) -> String {
    var name = ""
    for byte in text.utf8.prefix(60) {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16)
        name += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return name.isEmpty ? "%" : name
  }
}
