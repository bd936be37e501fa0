/// SplitMix64 (Steele, Lea and Flood 2014): small, quick and the same on every machine and Swift version,
/// which the standard library's own ways of drawing a number do not promise.
struct DemoRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A stream of its own for one account and purpose, so that a change in how streets are drawn leaves every
  /// ledger as it was, and account 17 is the same in a book of 60 and of 100,000.
  init(seed: UInt64, account: Int, purpose: UInt64) {
    var mixer = DemoRandom(seed: seed ^ (purpose &* 0xD6E8_FEB8_6659_FD93))
    let first = mixer.next()
    mixer = DemoRandom(seed: first &+ UInt64(truncatingIfNeeded: account) &* 0xA076_1D64_78BD_642F)
    state = mixer.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 up to but without `bound`; 0 where the bound is not positive.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A whole number from the closed range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True `percent` times in a hundred.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the values; the first where there is only one.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
