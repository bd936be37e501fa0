import CSystem
import Synchronization

/// A file of the record that was packed: an ordinary gzip file (RFC 1952) of one member for each 64 KB, so that any part
/// can be read without the rest, and an empty member at its end whose comment says how long each is. `zcat` gives the
/// file back.
///
/// A member's extra field `PB` holds its own length and that of its content, four bytes each, lowest first.
final class Archive: Sendable {
  static let suffix = ".gz"
  /// Bytes of the file in a member; the last may have fewer.
  static let chunk = 64 << 10
  static let headerLength = 24
  /// What stands behind the comment of the last member: an empty block, a CRC and a length of nothing.
  private static let ending: [UInt8] = [0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  private static let digits = 12

  /// Bytes of the file that was packed.
  let length: Int
  private let files: any FileSystem
  private let file: FileDescriptor
  private let path: String
  /// Where each member begins, and where the last one ends.
  private let starts: [Int]
  /// The chunk that was read last.
  private let recent = Mutex<(number: Int, bytes: [UInt8])?>(nil)

  /// Whether a file of that name may have been archived: files of the record alone.
  static func mayStand(for path: String) -> Bool { path.hasSuffix(".run") || path.hasSuffix(".log") }

  /// Reads the index of an open archive, which is closed by whoever opened it.
  init(_ files: any FileSystem, _ file: FileDescriptor, path: String) throws(FileError) {
    self.files = files
    self.file = file
    self.path = path
    let end = try files.status(file).length
    func bad(_ offset: Int) -> FileError {
      FileError(operation: "unpack", path: path, reason: .corrupt(offset: offset))
    }
    let tailLength = Archive.digits + Archive.ending.count
    let tail = try Archive.bytes(files, file, at: max(0, end - tailLength), tailLength)
    let indexLength = tail.lend { $0.slice(0, Archive.digits).decimal }
    guard tail.count == tailLength, Array(tail[Archive.digits...]) == Archive.ending, let indexLength,
      indexLength > tailLength, indexLength <= end
    else { throw bad(max(0, end - tailLength)) }
    let index = try Archive.bytes(files, file, at: end - indexLength, indexLength)
    // "length=1234 members=512,498,77 size=000000001234" behind ten bytes of a member's beginning.
    let words = index.lend { $0.slice(10, $0.count - Archive.ending.count).text }.split(separator: " ")
    guard words.count == 3, words[0].hasPrefix("length="), let length = Int(words[0].dropFirst(7)),
      length >= 0,
      words[1].hasPrefix("members=")
    else { throw bad(end - indexLength) }
    var starts = [0]
    for part in words[1].dropFirst(8).split(separator: ",") {
      guard let size = Int(part), size > Archive.headerLength, size <= end else {
        throw bad(end - indexLength)
      }
      starts.append(starts[starts.count - 1] + size)
    }
    let sizes = zip(starts, starts.dropFirst()).map { $1 - $0 }
    // Nothing in it may be other than it was written.
    guard starts[starts.count - 1] == end - indexLength,
      sizes.count == (length + Archive.chunk - 1) / Archive.chunk,
      Archive.index(length: length, members: sizes) == index
    else { throw bad(end - indexLength) }
    self.length = length
    self.starts = starts
  }

  /// Up to a buffer's worth of the file that was packed, at a place of it.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    guard offset >= 0 else { return 0 }
    let wanted = min(buffer.count, max(0, length - offset))
    var done = 0
    while done < wanted {
      let place = offset + done
      let number = place / Archive.chunk
      let inside = place - number * Archive.chunk
      let bytes = try chunk(number)
      let count = min(bytes.count - inside, wanted - done)
      guard count > 0 else { break }
      bytes.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + count]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[inside..<inside + count]))
      }
      done += count
    }
    return done
  }

  private func chunk(_ number: Int) throws(FileError) -> [UInt8] {
    if let known = recent.withLock({ $0 }), known.number == number { return known.bytes }
    let (start, end) = (starts[number], starts[number + 1])
    let member = try Archive.bytes(files, file, at: start, end - start)
    let expected = min(Archive.chunk, length - number * Archive.chunk)
    var bytes = [UInt8](repeating: 0, count: expected)
    let isGood =
      member.count == end - start
      && member.lend { member -> Bool in
        guard
          Archive.header(length: member.count, content: expected).lend({
            $0.same(member.slice(0, Archive.headerLength))
          })
        else { return false }
        let body = member.slice(Archive.headerLength, member.count - 8)
        let isUnpacked = bytes.withUnsafeMutableBytes {
          csystem_inflate(body.baseAddress, body.count, $0.baseAddress, $0.count) != 0
        }
        let crc = bytes.lend { csystem_crc32(0, $0.baseAddress, $0.count) }
        return isUnpacked
          && Archive.trailer(crc, expected).lend { $0.same(member.slice(member.count - 8, member.count)) }
      }
    guard isGood else { throw FileError(operation: "unpack", path: path, reason: .corrupt(offset: start)) }
    recent.withLock { $0 = (number, bytes) }
    return bytes
  }

  private static func bytes(_ files: any FileSystem, _ file: FileDescriptor, at offset: Int, _ count: Int)
    throws(FileError) -> [UInt8]
  {
    var bytes = [UInt8](repeating: 0, count: count)
    let result: Result<Int, FileError> = bytes.withUnsafeMutableBytes { buffer in
      do throws(FileError) { return .success(try files.read(file, into: buffer, at: offset)) } catch {
        return .failure(error)
      }
    }
    let got = try result.get()
    if got < count { bytes.removeLast(count - got) }
    return bytes
  }

  // MARK: Packing

  /// One member: a chunk of a file.
  static func member(of chunk: Bytes) -> [UInt8]? {
    var packed = [UInt8](repeating: 0, count: chunk.count + chunk.count / 8 + 1024)
    let count = packed.withUnsafeMutableBytes {
      csystem_deflate(chunk.baseAddress, chunk.count, $0.baseAddress, $0.count)
    }
    guard count > 0 else { return nil }
    packed.removeLast(packed.count - count)
    let crc = csystem_crc32(0, chunk.baseAddress, chunk.count)
    return header(length: headerLength + count + 8, content: chunk.count) + packed + trailer(crc, chunk.count)
  }

  /// The member at the end.
  static func index(length: Int, members: [Int]) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0x10, 0, 0, 0, 0, 0, 0xFF]
    bytes.append(text: "length=\(length) members=\(members.map(String.init).joined(separator: ",")) size=")
    bytes.append(text: padded(bytes.count + digits + ending.count, digits))
    return bytes + ending
  }

  private static func header(length: Int, content: Int) -> [UInt8] {
    [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 12, 0, UInt8(ascii: "P"), UInt8(ascii: "B"), 8, 0]
      + little(length) + little(content)
  }

  private static func trailer(_ crc: UInt32, _ content: Int) -> [UInt8] { little(Int(crc)) + little(content) }

  private static func little(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
