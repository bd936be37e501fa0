import Journal
import Rents

/// Actions, arrangements and instalments.
extension Landing {
  func takeActions(_ group: RowGroup) throws {
    func identity(_ text: FieldReader.Slice) -> [UInt8] {
      var reader = FieldReader(text)
      return Array(reader.slice())
    }
    func content(_ key: [UInt8], _ text: [UInt8]) -> [UInt8] {
      key.withUnsafeBufferPointer { key in
        text.withUnsafeBufferPointer { Landing.content(ofAction: key, $0) }
      }
    }
    var stored: [[UInt8]: [UInt8]] = [:]
    if try isInBook(group.cluster) {
      try view.snapshot.read(.action, cluster: group.cluster) { order, bytes, _ in
        let key = order.withUnsafeBufferPointer { Array($0) }
        let text = bytes.withUnsafeBufferPointer { Array($0) }
        stored[text.withUnsafeBufferPointer(identity)] = content(key, text)
      }
    }
    let items = items(group, identity: { key in key }).map { item in
      var item = item
      item.identity = item.text.withUnsafeBufferPointer(identity)
      return item
    }
    var taken: Set<Int> = []
    var first: [[UInt8]: Int] = [:]
    for index in Landing.byLine(items) {
      let item = items[index]
      let known = stored[item.identity] ?? first[item.identity].map { content(items[$0].key, items[$0].text) }
      guard let known else {
        first[item.identity] = index
        taken.insert(index)
        continue
      }
      if known == content(item.key, item.text) {
        duplicate(item, "the action is there already")
      } else {
        let id = String(decoding: item.identity, as: UTF8.self)
        reject(
          item, column: "action_id", "action \(id) is there already with another date or code", value: id)
      }
    }
    let waiting = try waiting(for: group)
    for (index, item) in items.enumerated() where taken.contains(index) {
      guard try release(item, group, waiting) else { continue }
      try write(group.table, group.cluster, item)
    }
  }

  /// Arrangements and instalments: states that a later extract replaces, and that are not taken where nothing changed.
  func takeStates(_ group: RowGroup, _ isSame: ([UInt8], [UInt8]) -> Bool) throws {
    var stored: [[UInt8]: [(key: [UInt8], text: [UInt8])]] = [:]
    let items = items(group, identity: { Array($0.dropLast(9)) })
    if let first = items.first, let last = items.last, try isInBook(group.cluster) {
      // Behind an id stand a space and the day: a mark that sorts behind the space ends the last of them.
      let (from, to) = (first.identity, last.identity + [UInt8(ascii: "!")])
      try view.snapshot.read(
        group.table, cluster: group.cluster, from: String(decoding: from, as: UTF8.self),
        to: String(decoding: to, as: UTF8.self)
      ) { order, bytes, _ in
        let key = order.withUnsafeBufferPointer { Array($0) }
        stored[Array(key.dropLast(9)), default: []].append((key, bytes.withUnsafeBufferPointer { Array($0) }))
      }
    }
    let waiting = try waiting(for: group)
    for item in items {
      let name = "\(group.table) \(String(decoding: item.identity, as: UTF8.self))"
      if let before, before.key == item.key {
        if isSame(before.text, item.text) {
          duplicate(item, "given twice")
        } else {
          reject(
            item, column: nil, "\(name) is given twice with other content, first in line \(before.line)",
            value: nil)
        }
        continue
      }
      // The state before it: of this session where there is one, else the newest in the book not later.
      let states = stored[item.identity] ?? []
      var earlier = states.last { !item.key.lexicographicallyPrecedes($0.key) }?.text ?? states.first?.text
      if let before, before.identity == item.identity { earlier = before.text }
      before = item
      if let earlier, isSame(earlier, item.text) {
        duplicate(item, "the book has it already")
      } else if try release(item, group, waiting) {
        try write(group.table, group.cluster, item)
      }
    }
  }
}
