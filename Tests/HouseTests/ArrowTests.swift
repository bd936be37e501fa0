import Testing

/// The arrows of the house run down only. README draws them; here they are held.
@Suite("The arrows between the rooms") struct ArrowTests {
  /// Which of our own modules a room may import.
  static let arrows: [String: Set<String>] = [
    "CNcurses": [],
    "CSystem": [],
    "Rents": [],
    "Terminal": ["CNcurses", "CSystem"],
    "Journal": ["CSystem"],
    "Casebook": ["Rents", "Journal"],
    "Interchange": ["Casebook", "Rents"],
    "Desk": ["Casebook", "Rents", "Terminal"],
    "patchbook": ["Desk", "Interchange", "Casebook", "Rents", "Journal", "Terminal"],
  ]

  /// Which modules of others a room may import. Glibc stays where files, the terminal and processes are.
  static let fromOutside: [String: Set<String>] = [
    "Rents": [],
    "Terminal": ["Glibc"],
    "Journal": ["Glibc"],
    "Casebook": [],
    "Interchange": ["Glibc"],
    "Desk": [],
    "patchbook": ["Glibc", "ArgumentParser"],
  ]

  /// What any room but Rents may use where it needs it: plain data structures, and the toolchain's own locks.
  static let structures: Set<String> = [
    "Synchronization", "Collections", "OrderedCollections", "DequeModule", "HeapModule",
  ]

  @Test("Every folder under Sources is a room that was drawn")
  func everyRoomIsDrawn() {
    let folders = Set(House.paths(under: "Sources").map { String($0.split(separator: "/")[1]) })
    #expect(folders == Set(Self.arrows.keys))
  }

  @Test("A room imports only what the arrows allow", arguments: arrows.keys.sorted())
  func importsFollowTheArrows(room: String) {
    var allowed = (Self.arrows[room] ?? []).union(Self.fromOutside[room] ?? [])
    if room != "Rents" { allowed.formUnion(Self.structures) }
    for file in House.sources where file.room == room {
      let strangers = file.imports.subtracting(allowed).sorted()
      #expect(strangers.isEmpty, "\(file.path) imports \(strangers.joined(separator: ", "))")
    }
  }

  @Test("No arrow leads back up, by any way round")
  func noCircleBetweenRooms() {
    #expect(circles(in: Self.arrows).isEmpty)
  }

  @Test("Package.swift draws no arrow that is not drawn here")
  func packageFollowsTheArrows() {
    let text = House.text(of: "Package.swift")
    for part in text.split(separator: ".target(name: ", omittingEmptySubsequences: true).dropFirst()
      + text.split(separator: ".executableTarget(").dropFirst()
    {
      let declaration = part.prefix { $0 != ")" || false }
      let names = quoted(in: declaration)
      guard let room = names.first, let allowed = Self.arrows[room] else { continue }
      for name in names.dropFirst() where Self.arrows[name] != nil {
        #expect(allowed.contains(name), "Package.swift lets \(room) use \(name)")
      }
    }
  }

  @Test("Foundation stays out: it costs at every start")
  func noFoundation() {
    for file in House.sources {
      let found = file.imports.filter { $0.hasPrefix("Foundation") }
      #expect(found.isEmpty, "\(file.path) imports \(found.sorted().joined(separator: ", "))")
    }
  }

  @Test("One package of others, for the command line; the program needs no more")
  func onlyOnePackage() {
    let packages = House.text(of: "Package.swift").split(separator: ".package(url: ").dropFirst()
    #expect(
      packages.compactMap { quoted(in: $0).first } == ["https://github.com/apple/swift-argument-parser"])
  }

  @Test("Journal reaches files, clock and locks through its seam alone")
  func journalKeepsItsSeam() {
    for file in House.sources where file.room == "Journal" && file.imports.contains("Glibc") {
      #expect(
        file.path.hasPrefix("Sources/Journal/Files/Real"),
        "\(file.path) calls the system past FileSystem, so the simulation cannot see it")
    }
  }

  @Test("The desk touches neither files nor the journal's rows")
  func deskKeepsOut() {
    for file in House.sources where file.room == "Desk" {
      #expect(file.imports.isDisjoint(with: ["Glibc", "Journal", "CSystem"]), "\(file.path)")
    }
  }

  /// The quoted words of a piece of Package.swift, in order.
  private func quoted(in text: Substring) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
