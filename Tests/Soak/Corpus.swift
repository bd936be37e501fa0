/// Runs that once found a defect: they are played again each time.
enum Corpus {
  struct Line {
    var promise: Promise
    var seed: UInt64
  }

  /// Reads lines of `promise seed what it found`; what follows `#` is for people.
  static func lines(_ text: String) -> [Line] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count >= 2, let seed = UInt64(words[1]),
        let promise = Promise.all.first(where: { $0.name == words[0] })
      else { return nil }
      return Line(promise: promise, seed: seed)
    }
  }

  static func replay(_ text: String) -> Bool {
    let lines = lines(text)
    var failures: [String] = []
    for line in lines { failures += Workers.run(line.promise, seeds: [line.seed]).failures }
    print("corpus: \(lines.count) defects of former days played again, \(failures.count) back")
    for failure in failures.prefix(5) { print("  \(failure)") }
    return failures.isEmpty && !lines.isEmpty
  }
}
