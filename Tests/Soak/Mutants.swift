import Glibc
import Journal

/// Turns each safeguard into nothing, one after the other, and looks whether the simulations notice.
enum Mutants {
  /// The promises that are tried first for a kind of safeguard; the others follow.
  private static let order = [
    "P18b", "P1", "P4", "P5", "P6", "P18", "P3", "P9", "P13", "P6b", "P7", "P2", "P17", "P8", "P16", "P19",
    "P15",
    "P20",
  ]

  /// Prints `mutants: n of n killed`, and those that live.
  static func run() -> Bool {
    let promises = order.compactMap { name in Promise.all.first { $0.name == name } }
    var killed = 0
    var alive: [Safeguard] = []
    let mutants = Safeguard.allCases.filter { $0 != .none }
    for mutant in mutants {
      Safeguard.silence(mutant)
      let killer = promises.first { promise in
        let seeds = (1...UInt64(min(promise.runs, promise.sample))).map { $0 }
        return !Workers.run(promise, seeds: seeds).failures.isEmpty
      }
      Safeguard.silence(.none)
      if killer == nil { alive.append(mutant) } else { killed += 1 }
      fflush(nil)
      if Soak.isTold { print("  \(mutant): \(killer?.name ?? "alive")") }
    }
    print("mutants: \(killed) of \(mutants.count) killed")
    for mutant in alive { print("  alive: \(mutant)") }
    return alive.isEmpty
  }
}
