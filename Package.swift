// swift-tools-version: 6.2

import PackageDescription

// The benches are built on request: they need SQLite, and whoever builds or tests patchbook should not.
let benches: [Target] =
  Context.environment["PATCHBOOK_BENCH"] == "1"
  ? [
    .systemLibrary(name: "CSQLite", path: "Tests/Bench/CSQLite"),
    .executableTarget(
      name: "patchbook-bench", dependencies: ["ProgramRunner", "Casebook", "Rents", "CSQLite"],
      path: "Tests/Bench/Bench"),
  ] : []

// The rooms of the house and the arrows between them. Arrows run down only: README.md draws them,
// and Tests/HouseTests refuses an import that is not drawn here.
let package = Package(
  name: "patchbook",
  products: [
    .executable(name: "patchbook", targets: ["patchbook"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CSystem"),
    .target(name: "Terminal", dependencies: ["CNcurses", "CSystem"]),
    .target(name: "Journal", dependencies: ["CSystem"], exclude: ["README.md"]),
    .target(name: "Rents"),
    .target(name: "Casebook", dependencies: ["Rents", "Journal"], exclude: ["README.md"]),
    .target(name: "Interchange", dependencies: ["Casebook", "Rents"], exclude: ["README.md"]),
    .target(name: "Desk", dependencies: ["Casebook", "Rents", "Terminal"], exclude: ["README.md"]),
    .executableTarget(
      name: "patchbook",
      dependencies: [
        "Desk", "Interchange", "Casebook", "Rents", "Journal", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
    // The disk that tests crash: no part of the program.
    .target(name: "JournalSimulation", dependencies: ["Journal"], path: "Tests/JournalSimulation"),
    .executableTarget(
      name: "patchbook-soak", dependencies: ["Journal", "JournalSimulation"], path: "Tests/Soak",
      exclude: ["corpus.txt"]),
    .testTarget(name: "JournalTests", dependencies: ["Journal", "JournalSimulation", "CSystem"]),
    .testTarget(name: "RentsTests", dependencies: ["Rents"]),
    .testTarget(name: "CasebookTests", dependencies: ["Casebook", "Journal", "JournalSimulation"]),
    .testTarget(
      name: "InterchangeTests", dependencies: ["Interchange", "Casebook"], exclude: ["Fixtures"]),
    .testTarget(
      name: "DeskTests", dependencies: ["Desk", "Terminal", "JournalSimulation"], exclude: ["Snapshots"]),
    .target(name: "ProgramRunner", dependencies: ["Terminal"], path: "Tests/ProgramRunner"),
    .testTarget(
      name: "EndToEndTests", dependencies: ["patchbook", "ProgramRunner"], exclude: ["Fixtures"]),
    .testTarget(name: "HouseTests"),
  ] + benches,
  swiftLanguageModes: [.v6]
)
