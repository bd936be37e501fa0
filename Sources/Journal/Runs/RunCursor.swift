/// Walks the rows of a run, block by block, checking each block before showing its rows.
final class RunCursor: Cursor {
  private let run: Run
  private let readAhead: Int
  private var index: IndexWalk
  /// Bytes of the file from `windowStart` on.
  private var window = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var windowStart = 0
  private var windowLength = 0
  /// Where the next block begins in the file.
  private var nextBlock: Int
  /// The block's rows, and how far they were walked.
  private var block = Bytes(start: nil, count: 0)
  /// Owns the block's rows where they are not in the window.
  private var held: RunBlock?
  private var blockOffset = 0
  private var at = 0
  private var blockSequence: UInt64 = 0

  /// Bytes of blocks that were read, for progress.
  private(set) var bytesRead = 0

  /// - Parameters:
  ///   - offset: Where a block begins, or the end of the blocks.
  ///   - readAhead: How much to read at once, at least.
  ///   - index: At the line of that block.
  init(_ run: Run, offset: Int, readAhead: Int, _ index: IndexWalk) throws(JournalError) {
    self.run = run
    self.index = index
    self.readAhead = readAhead
    nextBlock = offset
    super.init()
    try advance()
  }

  /// A cursor that begins in a block which is in memory.
  ///
  /// - Parameter index: At the line of the block after it.
  init(_ run: Run, _ start: RunBlock, _ index: IndexWalk) throws(JournalError) {
    self.run = run
    self.index = index
    readAhead = 0
    nextBlock = start.offset + start.length
    super.init()
    held = start
    block = start.body
    blockOffset = start.offset
    blockSequence = run.baseSequence
    try advance()
  }

  deinit { window.deallocate() }

  override func advance() throws(JournalError) {
    isAtRow = false
    while true {
      if at >= block.count {
        guard nextBlock < run.dataEnd else { return }
        try loadBlock()
      }
      let end = block.find(newline, from: at)
      guard end > at, end < block.count else { throw malformed() }
      let sigil = block[at]
      let content = block.slice(at + 1, end)
      let start = at
      at = end + 1
      switch sigil {
      case UInt8(ascii: "+"):
        let middle = content.find(tab)
        guard middle < content.count, !group.isEmpty else { throw malformed(start) }
        order = content.slice(0, middle)
        bytes = content.slice(middle + 1, content.count)
        isRemoval = false
        sequence = blockSequence
        isAtRow = true
        return
      case UInt8(ascii: "-"):
        guard !group.isEmpty else { throw malformed(start) }
        order = content
        bytes = Bytes(start: nil, count: 0)
        isRemoval = true
        sequence = blockSequence
        isAtRow = true
        return
      case UInt8(ascii: ">"):
        group = content
      case UInt8(ascii: "@"):
        guard let number = content.decimal else { throw malformed(start) }
        blockSequence = UInt64(number)
      default:
        throw malformed(start)
      }
    }
  }

  /// Goes to the first row of another group.
  func advanceToNextGroup() throws(JournalError) {
    isAtRow = false
    while at < block.count {
      let sigil = block[at]
      if sigil == UInt8(ascii: ">") { break }
      let end = block.find(newline, from: at)
      if sigil == UInt8(ascii: "@"), let number = block.slice(at + 1, end).decimal {
        blockSequence = UInt64(number)
      }
      at = end + 1
    }
    try advance()
  }

  private func malformed(_ place: Int? = nil) -> JournalError {
    run.damage(at: blockOffset + Run.headingLength + (place ?? at), "a line is not what a run may hold")
  }

  private func loadBlock() throws(JournalError) {
    // The group of the last row must outlive its block only as a value: a block begins with its group.
    group = Bytes(start: nil, count: 0)
    held = nil
    try fill(nextBlock, Run.headingLength)
    guard let length = Run.bodyLength(ofBlock: bytes(at: nextBlock)),
      length > 0, length <= run.dataEnd - nextBlock - Run.headingLength
    else { throw run.damage(at: nextBlock, "a block does not begin where one should") }
    try fill(nextBlock, Run.headingLength + length)
    guard let body = Run.body(ofBlock: bytes(at: nextBlock)) else {
      throw run.damage(at: nextBlock, "a block does not match its checksum")
    }
    let expected = try index.next()
    let isNamed =
      expected.map { entry in
        entry.offset == nextBlock && entry.length == length
          && bytes(at: nextBlock).slice(1, 9).hexadecimal32 == entry.crc
      } ?? false
    guard isNamed || Safeguard.checkOfIndex.isSilenced else {
      throw run.damage(at: nextBlock, "a block is not the one that belongs there")
    }
    block = bytes(at: nextBlock).slice(body.lowerBound, body.upperBound)
    blockOffset = nextBlock
    nextBlock += Run.headingLength + length
    bytesRead += Run.headingLength + length
    at = 0
    blockSequence = run.baseSequence
  }

  private func bytes(at offset: Int) -> Bytes { Bytes(window).slice(offset - windowStart, windowLength) }

  /// Sees to it that the window holds `length` bytes at `offset`.
  private func fill(_ offset: Int, _ length: Int) throws(JournalError) {
    if offset >= windowStart, offset + length <= windowStart + windowLength { return }
    let wanted = min(max(length, readAhead), max(length, run.dataEnd - offset))
    if window.count < wanted {
      window.deallocate()
      window = .allocate(byteCount: wanted, alignment: 16)
    }
    windowStart = offset
    windowLength = 0
    let window = UnsafeMutableRawBufferPointer(rebasing: self.window[0..<wanted])
    windowLength = try worded { () throws(FileError) in try run.file.read(into: window, at: offset) }
    if windowLength < length { throw run.damage(at: offset + windowLength, "the file is cut short") }
  }
}
