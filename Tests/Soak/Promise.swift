import Journal
import JournalSimulation

/// What one or many runs of a promise's test came to.
struct Tally: Sendable {
  /// Cases looked at.
  var cases = 0
  /// Of these, disks that no other case of the same run had.
  var distinct = 0
  /// Operations of the disk at which something was done.
  var operations = 0
  /// Ways in which it was done at each.
  var models = 0
  var failures: [String] = []

  static func + (left: Tally, right: Tally) -> Tally {
    Tally(
      cases: left.cases + right.cases, distinct: left.distinct + right.distinct,
      operations: left.operations + right.operations, models: max(left.models, right.models),
      failures: left.failures + right.failures)
  }
}

/// One of the promises of the book, with the test that proves it.
struct Promise: Sendable {
  /// "P1".
  var name: String
  var title: String
  /// What is counted as operations.
  var steps: String
  /// What is counted as models.
  var ways: String
  /// What a failure is called.
  var lost: String
  /// Runs in `make test`, each of a seed of its own.
  var runs: Int
  /// How many of them are tried to kill a mutant.
  var sample: Int { max(3, runs / 2) }
  /// One run. The same seed does the same.
  var run: @Sendable (UInt64) throws -> Tally

  /// The line that is printed.
  func line(_ tally: Tally) -> String {
    var text = "\(name) \(title): \(grouped(tally.cases)) cases"
    if tally.distinct > 0 { text += " (\(grouped(tally.distinct)) distinct)" }
    if tally.operations > 0 { text += ", \(grouped(tally.operations)) \(steps)" }
    if tally.models > 0 { text += " x \(tally.models) \(ways)" }
    return text + ", \(tally.failures.count) \(lost)"
  }
}

/// "180,224".
func grouped(_ number: Int) -> String {
  let text = String(number)
  var grouped = ""
  for (index, digit) in text.enumerated() {
    if index > 0, (text.count - index) % 3 == 0 { grouped += "," }
    grouped.append(digit)
  }
  return grouped
}

extension Promise {
  /// All of them.
  static let all: [Promise] = [
    survival, atomicity, isolation, nothingToUnhappen, tornTails, bits, blocks, derived, failingCalls,
    failingFlushes,
    fullDisk, killed, clocks, repeated, versions, copies, tampering, forgeries, stopped, hostileFiles,
  ]
}
