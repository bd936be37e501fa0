import Testing

@testable import Terminal

@Suite struct `What may be under way on the line` {
  private static let millisecond: UInt64 = 1_000_000

  @Test func `asks with the first frame, and then only when it is worth it`() {
    var pace = LinePace()
    let asks1 = pace.send(100, at: 0)
    #expect(asks1)
    let asks2 = pace.send(5_000, at: 1)
    #expect(!asks2)
    let asks3 = pace.answered(at: 2)
    #expect(asks3, "what was sent after the question is asked for at once")
    let asks4 = pace.answered(at: 3)
    #expect(!asks4)
    let asks5 = pace.send(100, at: 4)
    #expect(!asks5, "a typed letter asks nothing")
    let asks6 = pace.send(500, at: 5)
    #expect(asks6)
    let asks7 = pace.answered(at: 6)
    #expect(!asks7)
    #expect(pace.underWay == 0)
  }

  @Test
  func `waits on a slow line until the terminal has shown what was sent, and sends small frames meanwhile`() {
    var pace = LinePace()
    var now: UInt64 = 0
    for _ in 0..<6 {
      _ = pace.send(1_500, at: now)
      now += 1_500 * Self.millisecond
      _ = pace.answered(at: now)
    }
    #expect(pace.window == 600)
    #expect(pace.waits(at: now) == nil)
    _ = pace.send(1_500, at: now)
    #expect(pace.waits(at: now + 1_000 * Self.millisecond) == now + 8_000 * Self.millisecond)
    _ = pace.answered(at: now + 1_500 * Self.millisecond)
    #expect(pace.waits(at: now + 1_500 * Self.millisecond) == nil)
    for letter in 0..<20 {
      _ = pace.send(25, at: now + 1_600 * Self.millisecond)
      #expect(pace.waits(at: now + 1_600 * Self.millisecond) == nil, "after \(letter) letters")
    }
  }

  @Test func `does not hold a quick line back`() {
    var pace = LinePace()
    var now: UInt64 = 0
    for _ in 0..<50 {
      _ = pace.send(6_000, at: now)
      now += 60 * Self.millisecond
      _ = pace.answered(at: now)
    }
    #expect(pace.window == 65_536)
    for _ in 0..<10 { _ = pace.send(6_000, at: now) }
    #expect(pace.waits(at: now) == nil)
  }

  @Test func `waits for a terminal that never answers a third of a second, once`() {
    var pace = LinePace()
    _ = pace.send(9_000, at: 0)
    let until = pace.waits(at: 0)
    #expect(until == 300 * Self.millisecond)
    let later = 300 * Self.millisecond
    #expect(pace.waits(at: later) == nil)
    pace.composed(at: later)
    _ = pace.send(90_000, at: later)
    #expect(pace.waits(at: later + 1) == nil)
    #expect(!pace.owesAnswer(at: later + 1), "nothing is waited for at the end")
    // An answer that comes late is heard all the same.
    _ = pace.answered(at: 9_000 * Self.millisecond)
    #expect(pace.waits(at: 9_000 * Self.millisecond) != nil)
  }

  @Test func `gives up on answers that were lost, and forgets what is under way when the terminal was away`()
  {
    var pace = LinePace()
    _ = pace.send(100, at: 0)
    _ = pace.answered(at: 1)
    var now: UInt64 = 10
    _ = pace.send(50_000, at: now)
    for _ in 0..<3 {
      let until = pace.waits(at: now)
      #expect(until != nil)
      now = until ?? .max
      pace.composed(at: now)
      _ = pace.send(1_000, at: now)
    }
    #expect(pace.waits(at: now) == nil)
    pace.forget()
    #expect(pace.underWay == 0)
  }

  @Test func `gives a lone Esc the time that the packets of one key may come apart`() {
    var pace = LinePace()
    #expect(pace.escapeTime(isRemote: false) == 25)
    #expect(pace.escapeTime(isRemote: true) == 100)
    _ = pace.send(100, at: 0)
    _ = pace.answered(at: 60 * Self.millisecond)
    #expect(pace.escapeTime(isRemote: false) == 100)
    _ = pace.send(600, at: 100 * Self.millisecond)
    _ = pace.answered(at: 102 * Self.millisecond)
    #expect(pace.escapeTime(isRemote: true) == 25)
  }
}
