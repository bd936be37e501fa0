/// How far the journal is known to be durable: two slots in the file `head`, written by turns under the lock.
///
/// The file is never flushed: after a power cut it may be behind the journal, never ahead of it.
struct Head: Sendable, Equatable {
  /// Which slot is the newer.
  var generation: Int
  /// Up to where.
  var position: Position
  /// The segment's identity on disk: in a copied book it does not match, and the mark is only advice.
  var identity: UInt64
  /// Whether the segment may not be written to any more, because a write to it failed.
  var isClosed: Bool
  /// The identity of the head's own file on disk; nil in a head of an older program. It shows a copy also where the
  /// segment that is spoken of was not copied.
  var own: UInt64?

  static let name = "head"
  static let slotLength = 512

  /// The slot's bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Head.slotLength)
    bytes.append(contentsOf: Head.opening)
    bytes.append(decimal: generation)
    bytes.append(space)
    bytes.append(decimal: position.segment)
    bytes.append(space)
    bytes.append(decimal: position.offset)
    bytes.append(space)
    bytes.append(contentsOf: String(position.sequence).utf8)
    bytes.append(space)
    bytes.append(hexadecimal: position.chain)
    bytes.append(space)
    bytes.append(contentsOf: String(identity).utf8)
    bytes.append(contentsOf: isClosed ? Head.closed : Head.open)
    if let own { bytes.append(contentsOf: String(own).utf8) }
    bytes.append(contentsOf: repeatElement(space, count: max(0, Head.slotLength - 9 - bytes.count)))
    let crc = bytes.lend { $0.crc }
    bytes.append(hexadecimal: crc)
    bytes.append(newline)
    return bytes
  }

  private static let opening = Array("head ".utf8)
  private static let closed = Array(" closed ".utf8)
  private static let open = Array(" open ".utf8)

  /// Where its slot stands in the file.
  var offset: Int { generation % 2 * Head.slotLength }

  /// Reads one slot.
  init?(slot: Bytes) {
    guard slot.count == Head.slotLength, slot[slot.count - 1] == newline,
      slot.slice(slot.count - 9, slot.count - 1).hexadecimal32 == slot.slice(0, slot.count - 9).crc
        || Safeguard.checkOfHead.isSilenced
    else { return nil }
    // Read at every change: no text is made of it.
    var at = 0
    func part() -> Bytes {
      let end = slot.find(space, from: at)
      defer { at = end + 1 }
      return slot.slice(at, end)
    }
    guard part().same("head"), let generation = part().decimal, let segment = part().decimal,
      let offset = part().decimal, let sequence = part().unsigned, let chain = Digest(hexadecimal: part()),
      let identity = part().unsigned, segment > 0, offset > 0
    else { return nil }
    let state = part()
    guard state.same("closed") || state.same("open") else { return nil }
    self.init(
      generation: generation,
      position: Position(segment: segment, offset: offset, sequence: sequence, chain: chain),
      identity: identity, isClosed: state.same("closed"), own: part().unsigned)
  }

  init(generation: Int, position: Position, identity: UInt64, isClosed: Bool, own: UInt64? = nil) {
    self.generation = generation
    self.position = position
    self.identity = identity
    self.isClosed = isClosed
    self.own = own
  }

  /// The good slots of the file's bytes.
  static func slots(in bytes: [UInt8]) -> [Head] {
    bytes.lend { all in
      [Head(slot: all.slice(0, slotLength)), Head(slot: all.slice(slotLength, 2 * slotLength))].compactMap {
        $0
      }
    }
  }
}

/// The file `head` as it was last read or written, and what it says: where the bytes are the same it need not be
/// understood again.
struct HeadRead: Sendable {
  private var bytes: [UInt8]
  private(set) var head: Head?
  /// Whether one slot is neither good nor blank: a write to it failed or was cut off.
  private(set) var isTorn: Bool

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let slots = Head.slots(in: bytes)
    head = slots.max { $0.generation < $1.generation }
    isTorn =
      slots.count == 1
      && bytes.lend { all in
        [0, Head.slotLength].contains { start in
          let slot = all.slice(start, start + Head.slotLength)
          return Head(slot: slot) == nil && !slot.allSatisfy { $0 == newline }
        }
      }
  }

  /// Whether the file still says what it said.
  func stands(in now: [UInt8]) -> Bool { bytes == now }

  /// Takes in a slot that was written.
  mutating func put(_ slot: [UInt8], of head: Head) {
    let end = head.offset + slot.count
    if bytes.count < end { bytes += [UInt8](repeating: newline, count: end - bytes.count) }
    bytes.replaceSubrange(head.offset..<end, with: slot)
    self.head = head
    isTorn = false
  }
}
