/// What was measured in several rounds, with its spread.
struct Figures {
  /// One value a round, in the order of the rounds.
  var rounds: [Double]

  /// The middle round.
  var median: Double { Figures.percentile(rounds, 0.5) }
  /// The least and the most.
  var spread: (least: Double, most: Double) { (rounds.min() ?? 0, rounds.max() ?? 0) }

  /// The value below which this part of the values lies.
  static func percentile(_ values: [Double], _ part: Double) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return 0 }
    return sorted[min(last, Int((Double(last) * part).rounded()))]
  }

  /// `12.3 (11.9 to 14.0)`.
  func text(_ places: Int = 2) -> String {
    "\(Figures.number(median, places)) (\(Figures.number(spread.least, places)) to \(Figures.number(spread.most, places)))"
  }

  /// A number with so many places.
  static func number(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let whole = Int64((value.magnitude * scale).rounded())
    let sign = value < 0 ? "-" : ""
    if places == 0 { return sign + String(whole) }
    let fraction = String(whole % Int64(scale))
    return sign + String(whole / Int64(scale)) + "." + String(repeating: "0", count: places - fraction.count)
      + fraction
  }

  /// Round by round, what this is of the other.
  func ratio(to other: Figures) -> Figures {
    Figures(rounds: zip(rounds, other.rounds).map { $1 == 0 ? 0 : $0 / $1 })
  }
}

/// One line of the table that the bench prints.
struct BenchLine {
  var what: String
  var ours: String
  var peer: String
  var ratio: String
  var aim: String
}
