/// What a checkpoint is to hold: fixed at its beginning, written while others go on.
struct CheckpointPlan: Sendable {
  var generation: Int
  var position: Position
  var runs: [Run]
  var layers: [Layer]
  /// Whether older checkpoints go at once, and not only when two newer exist.
  var replacesAll = false
  /// How often the state had been made again when it was fixed.
  var epoch = 0
}

extension Engine {
  private static let lockName = "state/lock"

  /// Generations of checkpoints on disk, newest first.
  func generations() -> [Int] {
    ((try? files.list("\(path)/state")) ?? []).compactMap { Manifest.generation(ofName: $0) }.sorted(by: >)
  }

  /// Whether somebody made a checkpoint since the one from which the state grew.
  var hasNewerCheckpoint: Bool { generations().first ?? 0 > generation }

  /// Makes the state that of the newest checkpoint which can be used, or empty where there is none.
  ///
  /// - Parameter below: Only checkpoints of lower generations are looked at.
  mutating func startFromCheckpoint(below limit: Int = .max) throws(JournalError) {
    // Generations may go while we look, because others make new ones: then it is worth looking again.
    for _ in 0..<3 {
      let known = generations()
      for generation in known where generation < limit {
        guard let manifest = read(generation) else {
          remarks.append("Checkpoint \(generation) is damaged and was not used.")
          continue
        }
        guard manifest.projection == projection.version else { continue }
        // In a copy a checkpoint may speak of more than was copied.
        if let cut, manifest.position.sequence >= cut { continue }
        do throws(JournalError) {
          if try start(from: manifest) { return }
        } catch {
          if case .damaged = error { throw error }
          if case .damagedCheckpoint = error { replacesAll = true }
          // In a copy, files of a checkpoint may be missing that went while it was made.
          if case .failed(let failure) = error, failure.reason == .missing { replacesAll = true }
          remarks.append("Checkpoint \(generation) was not used: \(error)")
        }
      }
      if known == generations() { break }
    }
    try startFromNothing()
  }

  /// Makes the state empty.
  mutating func startFromNothing() throws(JournalError) {
    guard let first = try Segment.open(1, in: path, files, forWriting: access == .readWrite) else {
      throw .damaged(file: Segment.name(1), offset: 0, reason: "the file is missing")
    }
    segment = first
    segmentLength = 0
    position = first.start
    checkpointed = first.start
    sources = Sources()
    generation = 0
    tail = 0
    touched.setMany()
  }

  private func read(_ generation: Int) -> Manifest? {
    guard let file = try? File(files, "\(path)/\(Manifest.name(generation))", .read),
      let length = try? file.status().length, length < 1 << 20, let bytes = try? file.read(length, at: 0),
      let manifest = Manifest(bytes), manifest.generation == generation
    else { return nil }
    return manifest
  }

  /// - Returns: Whether the checkpoint stands on this journal.
  private mutating func start(from manifest: Manifest) throws(JournalError) -> Bool {
    guard
      let segment = try Segment.open(
        manifest.position.segment, in: path, files, forWriting: access == .readWrite),
      try stands(manifest.position, in: segment)
    else {
      remarks.append("Checkpoint \(manifest.generation) is not of this journal and was not used.")
      return false
    }
    var runs: [Run] = []
    for entry in manifest.runs {
      let file = try worded { () throws(FileError) in try File(files, "\(path)/\(entry.name)", .read) }
      let run = try Run(
        file, name: entry.name, baseSequence: entry.baseSequence, isRecord: entry.isRecord)
      guard
        run.length == entry.length && run.contentDigest.text == entry.sha256 && run.rows == entry.rows
          || Safeguard.checkOfCheckpointRun.isSilenced
      else {
        throw run.damage(at: 0, "the file is not the one that the checkpoint names")
      }
      runs.append(run)
    }
    self.segment = segment
    segmentLength = 0
    position = manifest.position
    checkpointed = manifest.position
    sources = Sources(runs: runs)
    generation = manifest.generation
    tail = 0
    touched.setMany()
    return true
  }

  /// Whether a transaction with the position's chain hash ends there (or the segment begins there with it).
  private func stands(_ place: Position, in segment: Segment) throws(JournalError) -> Bool {
    if place.offset == segment.start.offset { return place == segment.start }
    let text = place.chain.text
    let back = text.utf8.count + 1
    guard place.offset > segment.start.offset + back else { return false }
    let end = try worded { () throws(FileError) in try segment.file.read(back, at: place.offset - back) }
    return end == Array(text.utf8) + [newline] || Safeguard.checkOfStanding.isSilenced
  }

  /// The lock under which checkpoints are made, or nil if somebody has it.
  static func checkpointLock(_ path: String, _ files: any FileSystem) throws(JournalError) -> File? {
    let file = try worded { () throws(FileError) in
      do throws(FileError) { return try File(files, "\(path)/\(lockName)", .write) } catch {
        guard error.reason == .missing else { throw error }
        try files.makeDirectory("\(path)/state")
        return try File(files, "\(path)/\(lockName)", .create)
      }
    }
    return try worded { () throws(FileError) in try file.lock(exclusive: true, .lockOfCheckpoint) }
      ? file : nil
  }

  /// Under the checkpoint's lock: fixes what is to be written, or nil if there is nothing new.
  mutating func beginCheckpoint() throws(JournalError) -> CheckpointPlan? {
    let newest = generations().first ?? 0
    if newest != generation && !replacesAll { try reload() }
    if generation != 0 && position == checkpointed && !replacesAll { return nil }
    sources.frozenLayers = sources.layers.count
    return CheckpointPlan(
      generation: max(newest, generation) + 1, position: position, runs: sources.runs, layers: sources.layers,
      replacesAll: replacesAll, epoch: epoch)
  }

  /// Starts again from the newest checkpoint, which somebody else made, and keeps what was taken in since.
  mutating func reload() throws(JournalError) {
    let known = position
    let before = (segment, position, sources, generation, checkpointed, tail, touched, remarks)
    try startFromCheckpoint()
    let isUseful = generation > before.3
    do throws(JournalError) {
      guard isUseful else { throw .refused(reason: "") }
      // Not beyond what we know to be durable, and never back.
      if position.sequence <= known.sequence { try replay(to: known) }
      return
    } catch {
      (segment, position, sources, generation, checkpointed, tail, touched, remarks) = before
      segmentLength = 0
      // The newest checkpoint being damaged is no reason not to make a better one.
      if case .damagedCheckpoint = error { return }
      if isUseful { throw error }
    }
  }

  /// Takes in transactions that are known to be durable.
  ///
  /// - Parameter prepare: May tell the fold where to take its memory from, and who hears how far it is.
  mutating func replay(to end: Position, _ prepare: (inout Fold) -> Void = { _ in }) throws(JournalError) {
    var fold = Fold(sources, projection)
    prepare(&fold)
    while true {
      let stop: Int
      var following: Segment?
      if position.segment < end.segment {
        guard
          let next = try Segment.open(position.segment + 1, in: path, files, forWriting: access == .readWrite)
        else {
          throw .damaged(file: Segment.name(position.segment + 1), offset: 0, reason: "the file is missing")
        }
        following = next
        stop = next.previousEnd
      } else {
        stop = end.offset
      }
      tail += max(0, stop - position.offset)
      position = try segment.walk(from: position, to: stop, failing: { $0 }) {
        (batch, buffer, place) throws(JournalError) in
        try fold.take(batch, in: buffer, upTo: place, open: open)
      }.position
      guard let following else { break }
      guard
        position.sequence == following.start.sequence && position.chain == following.start.chain
          || Safeguard.checkOfSegmentChain.isSilenced
      else {
        throw .damaged(
          file: following.name, offset: 0,
          reason: "the segment does not follow from the one before it (chain)")
      }
      segment = following
      segmentLength = 0
      position = following.start
    }
    try fold.settle()
    sources = fold.sources
    touched.formUnion(fold.touched)
  }

  /// Writes a checkpoint's files. Needs no lock but the checkpoint's own.
  ///
  /// - Returns: The runs of the new checkpoint, oldest first.
  static func write(
    _ plan: CheckpointPlan, at path: String, _ files: any FileSystem, projection: String, runTier: Int
  ) throws(JournalError) -> [Run] {
    var runs = plan.runs
    var sizes = runs.map(\.length)
    if !plan.layers.isEmpty { sizes.append(plan.layers.reduce(0) { $0 + $1.size }) }
    let kept = Tiers.start(ofMergeAmong: sizes, base: runTier) ?? runs.count
    let merged = Array(runs[min(kept, runs.count)...])
    if !plan.layers.isEmpty || merged.count > 1 {
      var cursors: [Cursor] = []
      for run in merged { cursors.append(try run.cursor()) }
      for layer in plan.layers { cursors.append(layer.cursor()) }
      // Only what takes in the oldest run may forget that something was removed.
      let cursor = try MergedCursor(cursors, keepsRemovals: kept > 0)
      runs.removeSubrange(min(kept, runs.count)...)
      runs.append(try write(cursor, to: "state/\(padded(plan.generation, 10)).run", at: path, files))
    }
    var entries: [Manifest.Entry] = []
    for run in runs {
      entries.append(
        Manifest.Entry(
          name: run.name, length: run.length, sha256: run.contentDigest.text, rows: run.rows,
          baseSequence: run.baseSequence, isRecord: run.isRecord))
    }
    let manifest = Manifest(
      generation: plan.generation, projection: projection, position: plan.position, runs: entries)
    let name = "\(path)/\(Manifest.name(plan.generation))"
    try worded { () throws(FileError) in
      try files.synchroniseDirectory("\(path)/state", .namesOfRuns)
      let file = try File(files, "\(path)/state/checkpoint.new", .create)
      try file.write(manifest.bytes, at: 0)
      try file.synchronise(.flushOfManifest)
      try files.rename("\(path)/state/checkpoint.new", to: name)
      try files.synchroniseDirectory("\(path)/state")
    }
    tidy(keeping: manifest, alone: plan.replacesAll, at: path, files)
    return runs
  }

  /// Writes the rows of a cursor to a run under its final name.
  static func write(
    _ cursor: MergedCursor, to name: String, at path: String, _ files: any FileSystem
  ) throws(JournalError) -> Run {
    let temporary = "\(path)/state/run.new"
    let file = try worded { () throws(FileError) in try File(files, temporary, .create) }
    var writer = RunWriter(file)
    while cursor.isAtRow {
      // A merged cursor ascends strictly, so no row is refused.
      _ = try writer.add(
        group: cursor.group, order: cursor.order, bytes: cursor.bytes, sequence: cursor.sequence,
        isRemoval: cursor.isRemoval)
      try cursor.advance()
    }
    _ = try writer.finish()
    try worded { () throws(FileError) in try files.rename(temporary, to: "\(path)/\(name)") }
    return try Run(file, name: name, baseSequence: 0, isRecord: false)
  }

  /// Removes derived files that neither this checkpoint nor the one before needs. Open ones stay readable.
  private static func tidy(
    keeping manifest: Manifest, alone: Bool, at path: String, _ files: any FileSystem
  ) {
    guard let names = try? files.list("\(path)/state") else { return }
    let older =
      alone
      ? nil
      : names.compactMap { Manifest.generation(ofName: $0) }.filter { $0 < manifest.generation }.max()
    var kept: Set<String> = ["lock"]
    for generation in [manifest.generation, older].compactMap({ $0 }) {
      kept.insert(String(Manifest.name(generation).dropFirst("state/".count)))
    }
    var runs = manifest.runs
    if let older, let file = try? File(files, "\(path)/\(Manifest.name(older))", .read),
      let length = try? file.status().length, length < 1 << 20, let bytes = try? file.read(length, at: 0),
      let manifest = Manifest(bytes)
    {
      runs += manifest.runs
    }
    for run in runs where run.name.hasPrefix("state/") {
      kept.insert(String(run.name.dropFirst("state/".count)))
    }
    for name in names where !kept.contains(name) { try? files.remove("\(path)/state/\(name)") }
  }

  /// Puts a checkpoint that was written in the place of what it holds.
  mutating func install(_ plan: CheckpointPlan, runs: [Run]) {
    // The state was made again meanwhile, perhaps because of a file that this checkpoint goes on naming.
    if plan.epoch != epoch { return }
    isMadeAnew = false
    sources.layers.removeFirst(min(sources.frozenLayers, sources.layers.count))
    sources.frozenLayers = 0
    // Bulk files adopted meanwhile stay behind the checkpoint's runs.
    sources.runs = runs + sources.runs.dropFirst(plan.runs.count)
    generation = plan.generation
    if plan.replacesAll { replacesAll = false }
    tail = max(0, tail - (tailAtPlan(plan)))
    checkpointed = plan.position
  }

  /// How much of the tail a checkpoint took away.
  private func tailAtPlan(_ plan: CheckpointPlan) -> Int {
    position.segment == plan.position.segment ? tail - (position.offset - plan.position.offset) : tail
  }
}
