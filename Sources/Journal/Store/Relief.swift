import Synchronization

/// Keeps a long fold's memory small: rows that pile up in memory are written to files under `incoming/` which have no
/// name any more as soon as they are written, and so are gone with the process, however it ends.
///
/// Where nothing can be written (a book that may only be read, a full disk) the rows stay in memory.
final class Relief: Sendable {
  private let path: String
  private let files: any FileSystem
  /// Bytes of rows that may pile up.
  private let limit: Int
  private let hasFailed = Mutex(false)

  init(_ path: String, _ files: any FileSystem, limit: Int = 4 << 20) {
    self.path = path
    self.files = files
    self.limit = limit
  }

  /// Whether rows had to stay in memory.
  var isRefused: Bool { hasFailed.withLock { $0 } }

  /// Writes the rows in memory to a file, if they have become many.
  func relieve(_ sources: inout Sources) {
    guard sources.layerSize > limit, sources.frozenLayers == 0, !isRefused else { return }
    do throws(JournalError) {
      let layers = sources.layers
      let run = try write(layers.map { $0.cursor() })
      sources.layers = []
      sources.runs.append(run)
      try merge(&sources)
    } catch {
      // What was there is there still.
      hasFailed.withLock { $0 = true }
    }
  }

  /// Merges files of a size. Only rows of the fold's own are in them: of those that stand in bulk files none is copied.
  private func merge(_ sources: inout Sources) throws(JournalError) {
    while true {
      let own = sources.runs.indices.filter { sources.runs[$0].name == Relief.name }
      guard let start = Tiers.start(ofMergeAmong: own.map { sources.runs[$0].length }, base: limit) else {
        return
      }
      let merged = Array(own[start...])
      guard merged.count > 1 else { return }
      var cursors: [Cursor] = []
      for index in merged { cursors.append(try sources.runs[index].cursor(readAhead: 128 << 10)) }
      let run = try write(cursors)
      for index in merged.reversed() { sources.runs.remove(at: index) }
      sources.runs.append(run)
    }
  }

  private static let name = "incoming/fold"

  private func write(_ cursors: [Cursor]) throws(JournalError) -> Run {
    let incoming = try IncomingFile(path, files, suffix: "fold")
    var writer = RunWriter(incoming.file)
    // Removals hide what stands in bulk files, so all are kept.
    let cursor = try MergedCursor(cursors, keepsRemovals: true)
    while cursor.isAtRow {
      // A merged cursor ascends strictly, so no row is refused.
      _ = try writer.add(
        group: cursor.group, order: cursor.order, bytes: cursor.bytes, sequence: cursor.sequence,
        isRemoval: cursor.isRemoval)
      try cursor.advance()
    }
    _ = try writer.finish()
    return try Run(incoming.file, name: Relief.name, baseSequence: 0, isRecord: false)
  }
}
