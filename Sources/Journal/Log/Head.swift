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

  static let name = "head"
  static let slotLength = 512

  /// The slot's bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(
      text: "head \(generation) \(position.segment) \(position.offset) \(position.sequence) "
        + "\(position.chain.text) \(identity) \(isClosed ? "closed" : "open") ")
    while bytes.count < Head.slotLength - 9 { bytes.append(space) }
    let crc = bytes.lend { $0.crc }
    bytes.append(hexadecimal: crc)
    bytes.append(newline)
    return bytes
  }

  /// Where its slot stands in the file.
  var offset: Int { generation % 2 * Head.slotLength }

  /// Reads one slot.
  init?(slot: Bytes) {
    guard slot.count == Head.slotLength, slot[slot.count - 1] == newline,
      slot.slice(slot.count - 9, slot.count - 1).hexadecimal32 == slot.slice(0, slot.count - 9).crc
    else { return nil }
    let parts = slot.slice(0, slot.count - 9).text.split(separator: " ")
    guard parts.count == 8, parts[0] == "head", let generation = Int(parts[1]), let segment = Int(parts[2]),
      let offset = Int(parts[3]), let sequence = UInt64(parts[4]),
      let chain = Array(parts[5].utf8).lend({ Digest(hexadecimal: $0) }), let identity = UInt64(parts[6]),
      segment > 0, offset > 0, generation >= 0
    else { return nil }
    self.init(
      generation: generation,
      position: Position(segment: segment, offset: offset, sequence: sequence, chain: chain),
      identity: identity, isClosed: parts[7] == "closed")
  }

  init(generation: Int, position: Position, identity: UInt64, isClosed: Bool) {
    self.generation = generation
    self.position = position
    self.identity = identity
    self.isClosed = isClosed
  }

  /// The newer good slot of the file's bytes.
  static func newest(in bytes: [UInt8]) -> Head? {
    slots(in: bytes).max { $0.generation < $1.generation }
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
