import Rents

/// Holds the incoming postings of one account against each other and against the book: a transaction is identified
/// by the landlord's id within the account (decision 3). One is made for an intake and used for account after account.
struct PostingCheck {
  /// What becomes of a posting.
  enum Verdict: Hashable {
    /// It is new.
    case taken
    /// The same identity, date, type and amount is there already.
    case duplicate
    /// The same identity with other content is there already.
    case conflict(Content)
  }

  /// What two postings of one identity have to agree in.
  struct Content: Hashable {
    var effective: Int32
    var type: PostingType
    var pence: Int64
  }

  private struct Entry {
    var hash: UInt64
    var idStart: Int
    var idEnd: Int
    var file: Int32
    var line: Int64
    var content: Content
    /// The entry of the same id that comes first by file and line; its own place where it is that one.
    var first: Int
    /// What the book has of this id.
    var stored: Content?
  }

  private var entries: [Entry] = []
  private var ids: [UInt8] = []
  private var slots: [Int32] = []
  private var mask = 0

  init() {}

  /// Forgets the account before.
  mutating func reset() {
    entries.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
  }

  var count: Int { entries.count }

  /// Adds an incoming posting; the id is the rest of its key.
  mutating func add(id: FieldReader.Slice, content: Content, file: Int, line: Int) {
    let start = ids.count
    ids.append(contentsOf: id)
    entries.append(
      Entry(
        hash: PostingCheck.hash(id), idStart: start, idEnd: ids.count, file: Int32(clamping: file),
        line: Int64(line), content: content, first: entries.count, stored: nil))
  }

  /// Finds incoming postings of the same id. To be called once, after all were added.
  mutating func settle() {
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    if slots.count < size {
      slots = [Int32](repeating: 0, count: size)
    } else {
      for slot in 0..<size { slots[slot] = 0 }
    }
    mask = size - 1
    for index in entries.indices {
      var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
      while true {
        let other = Int(slots[slot]) - 1
        if other < 0 {
          slots[slot] = Int32(clamping: index + 1)
          break
        }
        if entries[other].hash == entries[index].hash, isSameID(other, index) {
          let isEarlier =
            (entries[index].file, entries[index].line) < (entries[other].file, entries[other].line)
          if isEarlier {
            entries[other].first = index
            slots[slot] = Int32(clamping: index + 1)
          } else {
            entries[index].first = other
          }
          break
        }
        slot = (slot + 1) & mask
      }
    }
  }

  /// Tells of a posting that the book has. To be called after ``settle()``.
  mutating func meet(id: FieldReader.Slice, content: Content) {
    let hash = PostingCheck.hash(id)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].hash == hash, ids[entries[index].idStart..<entries[index].idEnd].elementsEqual(id) {
        entries[index].stored = content
        return
      }
      slot = (slot + 1) & mask
    }
  }

  /// What becomes of the posting that was added at a place.
  func verdict(_ index: Int) -> Verdict {
    var first = entries[index].first
    while entries[first].first != first { first = entries[first].first }
    let rival: Content
    if let stored = entries[first].stored {
      rival = stored
    } else if first == index {
      return .taken
    } else {
      rival = entries[first].content
    }
    return rival == entries[index].content ? .duplicate : .conflict(rival)
  }

  private func isSameID(_ left: Int, _ right: Int) -> Bool {
    ids[entries[left].idStart..<entries[left].idEnd].elementsEqual(
      ids[entries[right].idStart..<entries[right].idEnd])
  }

  private static func hash(_ id: FieldReader.Slice) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 29)
  }
}
