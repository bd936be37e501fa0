/// One block of a run in memory, its checksum found right: immutable, shared by whoever reads it.
final class RunBlock: @unchecked Sendable {
  // Safe to share: nothing changes after init, and the memory lives as long as the block.
  /// Where its heading stands in the file.
  let offset: Int
  /// Bytes of it with its heading.
  let length: Int
  private let memory: UnsafeMutableRawBufferPointer

  /// What stands in it after the heading.
  var body: Bytes { Bytes(memory).slice(Run.headingLength, length) }

  /// The CRC that its heading names, which is that of its body.
  var crc: UInt32? { Bytes(memory).slice(1, 9).hexadecimal32 }

  /// Reads a block of a known length; nil where it does not match its checksum.
  init?(_ file: File, offset: Int, length: Int) throws(JournalError) {
    self.offset = offset
    self.length = length
    memory = .allocate(byteCount: max(length, 1), alignment: 16)
    let window = UnsafeMutableRawBufferPointer(rebasing: memory[0..<length])
    let got = try worded { () throws(FileError) in try file.read(into: window, at: offset) }
    guard got == length, Run.body(ofBlock: Bytes(window))?.upperBound == length else { return nil }
  }

  deinit { memory.deallocate() }
}

/// The blocks of a run that were read last, so that rows asked for one by one (an account again and again) cost
/// neither a call of the host nor a checksum.
struct RecentBlocks: Sendable {
  private static let limit = 4
  private var blocks: [RunBlock] = []

  mutating func find(_ offset: Int) -> RunBlock? {
    guard let place = blocks.lastIndex(where: { $0.offset == offset }) else { return nil }
    let block = blocks[place]
    if place != blocks.count - 1 {
      blocks.remove(at: place)
      blocks.append(block)
    }
    return block
  }

  mutating func keep(_ block: RunBlock) {
    if blocks.count >= RecentBlocks.limit { blocks.removeFirst() }
    blocks.append(block)
  }
}
