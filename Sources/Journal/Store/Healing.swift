import Synchronization

/// Makes the state of a book again from the record where a derived file is found damaged, for whoever was reading:
/// the record itself is not touched by such damage, so nobody has to be stopped by it.
///
/// The state is folded anew beside the work. Where this process may write, it is left behind as a checkpoint that
/// takes the place of all others; where it may not, it serves this process alone.
final class Healing: Sendable {
  /// A state that was made again.
  struct Healed: Sendable {
    var position: Position
    var sources: Sources
    /// The checkpoint that keeps it; nil where none could be left.
    var generation: Int?
  }

  private struct State: Sendable {
    var healed: Healed?
    var remarks: [String] = []
  }

  private let path: String
  private let files: any FileSystem
  private let projection: any Projection
  private let options: Options
  private let state = Mutex(State())

  init(_ path: String, _ files: any FileSystem, _ projection: any Projection, _ options: Options) {
    self.path = path
    self.files = files
    self.projection = projection
    self.options = options
  }

  /// What was healed, in sentences for people.
  var remarks: [String] { state.withLock { $0.remarks } }

  /// The state at a place of the journal that is known to be durable, made from the record alone.
  ///
  /// - Parameter error: Why it is needed.
  /// - Throws: `.damaged` where the record itself is damaged, `.projectionFailed`, `.failed`.
  func state(at position: Position, after error: JournalError) throws(JournalError) -> Healed {
    try state.withLock { (state) throws(JournalError) -> Healed in
      if let healed = state.healed, healed.position == position { return healed }
      var engine = try Engine(scratchAt: path, files, projection: projection, options: options)
      if let former = state.healed, former.position.sequence <= position.sequence,
        let segment = try Segment.open(former.position.segment, in: path, files, forWriting: false)
      {
        engine.segment = segment
        engine.position = former.position
        engine.sources = former.sources
      }
      try engine.replay(to: position)
      var healed = Healed(position: position, sources: engine.sources, generation: nil)
      if state.healed?.generation == nil { keep(&healed, engine.generations().first ?? 0) }
      if state.healed == nil {
        state.remarks.append(Healing.remark(error, isKept: healed.generation != nil))
      }
      state.healed = healed
      return healed
    }
  }

  /// Leaves a checkpoint behind, if this process may and nobody else is at it.
  private func keep(_ healed: inout Healed, _ newest: Int) {
    guard !files.isNetwork(path), let lock = (try? Engine.checkpointLock(path, files)) ?? nil else { return }
    defer { lock.unlock() }
    let plan = CheckpointPlan(
      generation: newest + 1, position: healed.position, runs: healed.sources.runs,
      layers: healed.sources.layers, replacesAll: true)
    guard
      let runs = try? Engine.write(
        plan, at: path, files, projection: projection.version, runTier: options.runTier)
    else { return }
    healed.sources = Sources(runs: runs)
    healed.generation = plan.generation
  }

  private static func remark(_ error: JournalError, isKept: Bool) -> String {
    var what = "A derived file"
    if case .damagedCheckpoint(let file, let offset, let reason) = error {
      what = "\(file) was damaged at byte \(offset) (\(reason)): it is a derived file, and"
    }
    return "\(what) was made again from the record, which is whole as far as it was read. "
      + (isKept
        ? "Nothing is lost. Have the disk looked at."
        : "Nothing is lost. This process could not leave the new file behind: the next one that may write will. "
          + "Have the disk looked at.")
  }
}

extension Engine {
  /// Makes the state again from the record because a derived file is damaged. What it holds stays the same.
  mutating func heal(_ error: JournalError) throws(JournalError) {
    let healed = try healing.state(at: position, after: error)
    sources = healed.sources
    epoch += 1
    if let kept = healed.generation {
      generation = kept
      checkpointed = position
      tail = 0
      replacesAll = false
    } else {
      replacesAll = true
    }
  }

  /// Runs a part of the work; where it meets a damaged derived file, that is healed and the part runs once more.
  mutating func healed<R>(_ body: (inout Engine) throws(JournalError) -> R) throws(JournalError) -> R {
    do throws(JournalError) { return try body(&self) } catch {
      guard case .damagedCheckpoint = error else { throw error }
      try heal(error)
      return try body(&self)
    }
  }
}
