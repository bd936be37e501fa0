import Rents

/// Where a batch's name holds the day on which it was made: `??yyyymmdd` for `RR20261116`. `?` is any character.
///
/// That day is when the landlord's system knew of the batch's transactions.
struct BatchPattern: Hashable, Sendable {
  /// The pattern, as in the map.
  let pattern: String
  private let length: Int
  private let year: Int
  private let month: Int
  private let day: Int

  /// A pattern; nil where it has not exactly one each of `yyyy`, `mm` and `dd`.
  init?(pattern: String) {
    let bytes = Array(pattern.utf8)
    func place(of letters: String) -> Int? {
      let wanted = Array(letters.utf8)
      guard bytes.count >= wanted.count else { return nil }
      return (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<$0 + wanted.count]) == wanted }
    }
    guard let year = place(of: "yyyy"), let month = place(of: "mm"), let day = place(of: "dd"),
      bytes.filter({ $0 == UInt8(ascii: "?") }).count + 8 == bytes.count
    else { return nil }
    self.pattern = pattern
    length = bytes.count
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day in a batch's name; nil where it has none.
  @inline(__always)
  func date(in bytes: UnsafeBufferPointer<UInt8>) -> CivilDate? {
    guard bytes.count == length else { return nil }
    func number(_ from: Int, _ count: Int) -> Int {
      var value = 0
      for offset in 0..<count {
        let digit = bytes[from + offset] &- 48
        if digit > 9 { return -1 }
        value = value * 10 + Int(digit)
      }
      return value
    }
    return CivilDate(year: number(year, 4), month: number(month, 2), day: number(day, 2))
  }
}
