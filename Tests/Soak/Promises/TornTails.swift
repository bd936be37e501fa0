import Journal
import JournalSimulation

extension Promise {
  /// P5.
  static let tornTails = Promise(
    name: "P5", title: "a torn tail costs nothing acknowledged and is set aside",
    steps: "bytes at which a save is cut",
    ways: "ways to end", lost: "lost or untold", runs: 12
  ) { seed in
    var random = SimulatedRandom(seed)
    let world = try World(seed: seed)
    world.record()
    var script = (0..<3).map { _ in Step.write(random.below(4) + 1) }
    if seed % 3 == 0 { script.insert(.checkpoint, at: 1) }
    world.run(script, as: 1, world.disk.process()) {
      world.object("\($0)")
      return true
    }
    world.stopRecording()
    let oracle = Oracle(world)
    var tally = Tally()
    tally.models = Ending.allCases.count
    var seen: Set<Int> = []
    for moment in oracle.heard.moments {
      guard
        let (name, inode) = moment.state.names.filter({ $0.key.hasPrefix("book/journal/") }).max(by: {
          $0.key < $1.key
        }),
        case .write(let start, let bytes)? = moment.state.inodes[inode].pending.last,
        bytes.first == UInt8(ascii: "="),
        seen.insert(start).inserted
      else { continue }
      let whole = moment.state.inodes[inode].content
      for cut in start...(start + bytes.count) {
        tally.operations += 1
        for ending in Ending.allCases {
          tally.cases += 1
          let disk = SimulatedDisk(moment.state.afterPowerCut(.all, seed: seed))
          let torn = ending.content(whole, start: start, end: start + bytes.count, cut: cut, &random)
          disk.damage(name, with: torn)
          if let objection = Self.objection(
            oracle, disk, name, torn, start: start, length: bytes.count, floor: moment.floor,
            issued: moment.issued,
            isWhole: tally.cases % 23 == 0)
          {
            tally.failures.append("cut at \(cut - start) of \(bytes.count), \(ending): \(objection)")
            if tally.failures.count > 3 { return tally }
          }
        }
      }
    }
    return tally
  }

  /// What stands where a save was cut off.
  private enum Ending: CaseIterable {
    case nothing, newlines, zeros, garbage, sectors

    func content(_ whole: [UInt8], start: Int, end: Int, cut: Int, _ random: inout SimulatedRandom) -> [UInt8]
    {
      var content = Array(whole[..<cut])
      switch self {
      case .nothing: break
      case .newlines: content += [UInt8](repeating: 10, count: whole.count - cut)
      case .zeros: content += [UInt8](repeating: 0, count: whole.count - cut)
      case .garbage:
        content += (cut..<end).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        content += [UInt8](repeating: 10, count: whole.count - end)
      case .sectors:
        // What comes before the cut may be missing, and what comes after may be there: in sectors, here of 64 bytes.
        content = whole
        for index in start..<end {
          let isKept = (UInt64(index / 64) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(cut)) & 0x10 == 0
          if !isKept { content[index] = 10 }
        }
      }
      return content
    }
  }

  private static func objection(
    _ oracle: Oracle, _ disk: SimulatedDisk, _ name: String, _ torn: [UInt8], start: Int, length: Int,
    floor: Int,
    issued: Int, isWhole: Bool
  ) -> String? {
    if let objection = oracle.objection(disk, floor: floor, issued: issued, isWhole ? .whole : .state) {
      return objection
    }
    // What was left of the save is whole, or nothing, or lies in quarantine to the byte and is told of.
    var remains = Array(torn[start...])
    while let last = remains.last, last == 10 || last == 0 { remains.removeLast() }
    do {
      let store = try Toy.open(disk.process())
      if Int(store.snapshot.sequence) > floor || remains.isEmpty { return nil }
      let kept = disk.paths.filter { $0.hasPrefix("book/quarantine/") }.compactMap { disk.content($0) }
      guard kept.contains(where: { $0.starts(with: remains) && $0.count <= remains.count + 1 }) else {
        return "\(remains.count) bytes of the torn save are not in quarantine"
      }
      let report = try store.verify(deep: false)
      if report.setAside.isEmpty || report.remarks.isEmpty { return "what was set aside is not told of" }
      // Wherever the power is cut after that, it lies in quarantine or where it was.
      for (number, persistence) in [SimulatedDisk.Persistence.contentsOnly, .sectors, .sectors, .sectors]
        .enumerated()
      {
        let cut = disk.afterPowerCut(persistence, seed: UInt64(start + number + torn.count))
        let files = cut.paths.filter { $0.hasPrefix("book/quarantine/") || $0 == name }
        let isThere = files.compactMap { cut.content($0) }.contains { content in
          content.starts(with: remains)
            || (content.count >= start + remains.count && content[start...].starts(with: remains))
        }
        if !isThere { return "what was set aside is gone after another power cut, \(persistence)" }
      }
      return nil
    } catch { return "\(error)" }
  }
}
