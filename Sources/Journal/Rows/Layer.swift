/// Sorted rows in memory: immutable, shared between snapshots.
final class Layer: @unchecked Sendable {
  // Safe to share: nothing changes after init, and the memory lives as long as the layer.
  struct Entry {
    var start: Int
    var groupLength: Int32
    var orderLength: Int32
    var bytesLength: Int
    var sequence: UInt64
    var isRemoval: Bool
  }
  fileprivate let memory: UnsafeMutableRawBufferPointer
  fileprivate let entries: [Entry]

  fileprivate init(memory: UnsafeMutableRawBufferPointer, entries: [Entry]) {
    self.memory = memory
    self.entries = entries
  }

  deinit { memory.deallocate() }

  /// Bytes that it holds.
  var size: Int { memory.count + entries.count * MemoryLayout<Entry>.stride }

  /// Rows that it holds.
  var count: Int { entries.count }

  fileprivate func group(_ entry: Entry) -> Bytes {
    Bytes(memory).slice(entry.start, entry.start + Int(entry.groupLength))
  }

  fileprivate func order(_ entry: Entry) -> Bytes {
    let start = entry.start + Int(entry.groupLength) + 1
    return Bytes(memory).slice(start, start + Int(entry.orderLength))
  }

  fileprivate func bytes(_ entry: Entry) -> Bytes {
    let start = entry.start + Int(entry.groupLength) + 1 + Int(entry.orderLength)
    return Bytes(memory).slice(start, start + entry.bytesLength)
  }

  /// A cursor at the first row whose key is not less than the given one (from the start without one).
  func cursor(group: Bytes? = nil, order: Bytes = Bytes(start: nil, count: 0)) -> LayerCursor {
    var low = 0
    if let group {
      var high = entries.count
      while low < high {
        let middle = (low + high) / 2
        let entry = entries[middle]
        let groups = self.group(entry).order(group)
        if groups < 0 || (groups == 0 && self.order(entry).order(order) < 0) {
          low = middle + 1
        } else {
          high = middle
        }
      }
    }
    return LayerCursor(self, at: low)
  }
}

/// Walks a layer.
final class LayerCursor: Cursor {
  private let layer: Layer
  private var index: Int

  init(_ layer: Layer, at index: Int) {
    self.layer = layer
    self.index = index
    super.init()
    show()
  }

  override func advance() throws(JournalError) {
    index += 1
    show()
  }

  private func show() {
    isAtRow = index < layer.entries.count
    guard isAtRow else { return }
    let entry = layer.entries[index]
    group = layer.group(entry)
    order = layer.order(entry)
    bytes = layer.bytes(entry)
    sequence = entry.sequence
    isRemoval = entry.isRemoval
  }
}

/// Collects rows for a layer.
struct LayerBuilder {
  private var arena: [UInt8] = []
  private var entries: [Layer.Entry] = []
  private(set) var isEmpty = true

  /// Bytes of the rows so far.
  var size: Int { arena.count }

  mutating func add(group: Bytes, order: Bytes, bytes: Bytes, sequence: UInt64, isRemoval: Bool) {
    isEmpty = false
    entries.append(
      Layer.Entry(
        start: arena.count, groupLength: Int32(truncatingIfNeeded: group.count),
        orderLength: Int32(truncatingIfNeeded: order.count), bytesLength: bytes.count, sequence: sequence,
        isRemoval: isRemoval))
    arena.append(contentsOf: group)
    arena.append(tab)
    arena.append(contentsOf: order)
    arena.append(contentsOf: bytes)
  }

  mutating func add(key: Key, bytes: [UInt8]?, sequence: UInt64) {
    key.bytes.lend { all in
      (bytes ?? []).lend { payload in
        add(
          group: all.slice(0, key.groupLength), order: all.slice(key.groupLength + 1, all.count),
          bytes: payload,
          sequence: sequence, isRemoval: bytes == nil)
      }
    }
  }

  /// The layer of all rows added; of equal keys the last one added stands.
  ///
  /// - Parameter isSorted: Promises that the rows were added in strictly ascending order.
  func layer(isSorted: Bool = false) -> Layer {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(arena.count, 1), alignment: 1)
    memory.copyBytes(from: arena)
    if isSorted { return Layer(memory: memory, entries: entries) }
    let unsorted = Layer(memory: memory, entries: entries)
    func compare(_ left: Int, _ right: Int) -> Int32 {
      let groups = unsorted.group(entries[left]).order(unsorted.group(entries[right]))
      return groups != 0
        ? groups : unsorted.order(entries[left]).order(unsorted.order(entries[right]))
    }
    var places = Array(entries.indices)
    places.sort {
      let order = compare($0, $1)
      return order != 0 ? order < 0 : $0 < $1
    }
    var sorted: [Layer.Entry] = []
    sorted.reserveCapacity(places.count)
    for (index, place) in places.enumerated() {
      if index + 1 < places.count, compare(place, places[index + 1]) == 0 { continue }
      sorted.append(entries[place])
    }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(arena.count, 1), alignment: 1)
    copy.copyMemory(from: Bytes(memory))
    return Layer(memory: copy, entries: sorted)
  }
}
