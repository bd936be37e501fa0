/// Everything that is read together: runs on disk, then layers in memory, oldest first.
struct Sources: Sendable {
  /// Files, oldest first.
  var runs: [Run] = []
  /// Rows in memory, oldest first: all younger than the rows of runs, as far as derived rows go.
  var layers: [Layer] = []
  /// The first so many layers are being written to disk and must stay as they are.
  var frozenLayers = 0

  /// Bytes in memory.
  var layerSize: Int { layers.reduce(0) { $0 + $1.size } }

  /// Adds rows in memory, and merges layers when they have become many.
  mutating func add(_ layer: Layer) {
    layers.append(layer)
    while let start = Tiers.start(
      ofMergeAmong: layers[frozenLayers...].map(\.size), base: 4096)
    {
      let young = frozenLayers + start
      guard let merged = Sources.merge(Array(layers[young...])) else { return }
      layers.removeSubrange(young...)
      layers.append(merged)
    }
  }

  private static func merge(_ layers: [Layer]) -> Layer? {
    var builder = LayerBuilder()
    do throws(JournalError) {
      let cursor = try MergedCursor(layers.map { $0.cursor() }, keepsRemovals: true)
      while cursor.isAtRow {
        builder.add(
          group: cursor.group, order: cursor.order, bytes: cursor.bytes, sequence: cursor.sequence,
          isRemoval: cursor.isRemoval)
        try cursor.advance()
      }
    } catch {
      // Layers cannot fail to be read. Were it so, they would simply stay apart.
      return nil
    }
    return builder.layer(isSorted: true)
  }

  /// A cursor over all rows. However many runs there are, it holds a few megabytes of them.
  func cursor() throws(JournalError) -> MergedCursor {
    var cursors: [Cursor] = []
    let readAhead = min(512 << 10, max(64 << 10, (4 << 20) / max(runs.count, 1)))
    for run in runs { cursors.append(try run.cursor(readAhead: readAhead)) }
    for layer in layers { cursors.append(layer.cursor()) }
    return try MergedCursor(cursors, keepsRemovals: false)
  }

  /// A cursor at the first row whose key is not less than the given one, over the sources that have such a row
  /// in the group (with `anyGroup`, in any group of the table).
  func cursor(at key: Key, anyGroup: Bool = false, isPoint: Bool = false) throws(JournalError) -> MergedCursor
  {
    var cursors: [Cursor] = []
    var failure: JournalError?
    key.bytes.lend { all in
      let group = all.slice(0, key.groupLength)
      let order = all.slice(key.groupLength + 1, all.count)
      do throws(JournalError) {
        let table = all.slice(0, all.find(tab)).text
        for run in runs where run.mayHold(table) {
          let cursor = try run.cursor(group: group, order: order, isPoint: isPoint)
          if cursor.isAtRow, anyGroup || cursor.group.same(group) { cursors.append(cursor) }
        }
        for layer in layers {
          let cursor = layer.cursor(group: group, order: order)
          if cursor.isAtRow, anyGroup || cursor.group.same(group) { cursors.append(cursor) }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return try MergedCursor(cursors, keepsRemovals: false)
  }
}
