import Testing

/// Files of one module need no import, so imports hide how the subjects of a room lean on each other. Here every
/// use of a declared name is an arrow from folder to folder, and no arrows may run in a circle.
@Suite("The subjects inside a room") struct SubjectTests {
  /// Circles that are right as they stand: the subjects as `Room/Subject`, and why.
  static let allowed: [(circle: Set<String>, reason: String)] = []

  @Test("No circle between the folders of a room", arguments: House.rooms)
  func noCircleBetweenFolders(room: String) {
    let files = House.sources.filter { $0.room == room }
    let uses = arrows(between: files)
    for circle in circles(in: uses.mapValues { Set($0.keys) }) {
      if Self.allowed.contains(where: { Set(circle).isSubset(of: $0.circle) }) { continue }
      let why = circle.flatMap { from in
        (uses[from] ?? [:]).filter { circle.contains($0.key) }.map { to, names in
          "\(from) uses \(names.sorted().joined(separator: " ")) of \(to)"
        }
      }
      Issue.record("\(room): \(why.sorted().joined(separator: "; "))")
    }
  }

  @Test("An allowed circle is still there, or its line goes")
  func allowedCirclesExist() {
    for (circle, reason) in Self.allowed {
      let rooms = House.rooms.filter { room in
        let uses = arrows(between: House.sources.filter { $0.room == room })
        return circles(in: uses.mapValues { Set($0.keys) }).contains { Set($0).isSubset(of: circle) }
      }
      #expect(!rooms.isEmpty, "\(circle.sorted()) is no circle any more: \(reason)")
    }
  }

  /// Which names each subject uses of each other. A name that two files declare tells nothing.
  private func arrows(between files: [SourceFile]) -> [String: [String: Set<String>]] {
    var homes: [String: Set<Int>] = [:]
    for (index, file) in files.enumerated() {
      for name in file.declared { homes[name, default: []].insert(index) }
    }
    var uses: [String: [String: Set<String>]] = [:]
    for (name, indices) in homes {
      guard indices.count == 1, let index = indices.first else { continue }
      let home = files[index].place
      for file in files where file.place != home && file.words.contains(name) {
        uses[file.place, default: [:]][home, default: []].insert(name)
      }
    }
    return uses
  }
}
