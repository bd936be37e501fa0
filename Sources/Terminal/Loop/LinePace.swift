/// How much of what was sent may be on its way to the terminal before the next frame is composed.
///
/// A pseudoterminal, ssh and the network between them swallow hundreds of kilobytes at once, so that a key held down on a
/// slow line would show frames of half a minute ago. Nobody on this side can see what lies in between; the terminal can
/// say it: after some bytes it is asked how it is (`CSI 5 n`), and its answer (`CSI 0 n`) comes when it has shown all
/// that was sent before. As long as too much is unanswered no frame is composed; the one that is composed then is the
/// newest. A terminal that never answers is never waited for.
///
/// A pure value: it is told what was sent and when, and has no clock.
struct LinePace: Hashable {
  /// Bytes that were sent and are not known to be shown.
  private(set) var underWay = 0
  /// So many bytes may be under way when a frame is composed.
  private(set) var window = LinePace.firstWindow
  /// The shortest time that an answer took, in nanoseconds: what the line needs for nothing. Nil before the first.
  private(set) var answerTime: UInt64?

  /// The question that is not answered yet: what was sent after it, and when it was asked.
  private var question: Question?
  private var hasAsked = false
  private var hearsAnswers = false
  private var lastTook: UInt64 = 0
  private var expired = 0

  private struct Question: Hashable {
    var sentAfter = 0
    var at: UInt64
    /// Until when frames wait for its answer.
    var waitsUntil: UInt64
  }

  private static let firstWindow = 4_096
  /// One frame of a held key on the slowest line, and enough for half a second of typed characters.
  private static let smallestWindow = 600
  private static let largestWindow = 65_536
  /// It is worth a question when so many bytes are under way.
  private static let worthAsking = 512
  /// What is shown sooner than this was sent quickly, in nanoseconds: more may be under way.
  private static let quick: UInt64 = 200_000_000
  /// What is shown later than this makes the hand wait, in nanoseconds: less may be under way.
  private static let slow: UInt64 = 400_000_000
  /// How long a terminal that has never answered is waited for, in nanoseconds.
  private static let untried: UInt64 = 300_000_000
  /// How long one that answers is waited for, in nanoseconds: so many times what it took last, within these bounds. On a
  /// good line an answer that was lost is noticed soon, on a bad one the next screen is not sent too early.
  private static let known: (times: UInt64, bounds: ClosedRange<UInt64>) = (8, 1_000_000_000...8_000_000_000)
  /// So many answers that did not come in a row end the waiting, until one comes.
  private static let mostExpired = 3

  /// What asks the terminal.
  static let asking: [UInt8] = Array("\u{1B}[5n".utf8)

  /// Notes that so many bytes are sent now.
  /// - Returns: whether the question is to be sent behind them.
  mutating func send(_ count: Int, at now: UInt64) -> Bool {
    underWay += count
    question?.sentAfter += count
    return ask(at: now)
  }

  /// Notes an answer.
  /// - Returns: whether the question is to be sent again, for what was sent meanwhile.
  mutating func answered(at now: UInt64) -> Bool {
    guard let answered = question else { return false }
    question = nil
    hearsAnswers = true
    expired = 0
    underWay = answered.sentAfter
    let took = now >= answered.at ? now - answered.at : 0
    answerTime = min(answerTime ?? took, took)
    lastTook = took
    if took < LinePace.quick {
      window = min(window * 2, LinePace.largestWindow)
    } else if took > LinePace.slow {
      window = max(window / 2, LinePace.smallestWindow)
    }
    return ask(at: now)
  }

  private mutating func ask(at now: UInt64) -> Bool {
    guard question == nil, !hasAsked || underWay >= LinePace.worthAsking else { return false }
    hasAsked = true
    question = Question(at: now, waitsUntil: now &+ patience)
    return true
  }

  private var patience: UInt64 {
    guard hearsAnswers else { return LinePace.untried }
    let (times, bounds) = LinePace.known
    return min(max(lastTook &* times, bounds.lowerBound), bounds.upperBound)
  }

  /// Until when the next frame has to wait, answered or not; nil when it need not.
  func waits(at now: UInt64) -> UInt64? {
    guard let question, underWay >= window, now < question.waitsUntil, expired < LinePace.mostExpired else {
      return nil
    }
    return question.waitsUntil
  }

  /// Notes that a frame is composed now. One that was waited for in vain is the last for another while.
  mutating func composed(at now: UInt64) {
    guard let late = question, underWay >= window, now >= late.waitsUntil else { return }
    expired += 1
    // A terminal that never answered is not waited for again.
    let until = hearsAnswers ? now &+ patience : 0
    question?.waitsUntil = until
  }

  /// Whether the terminal still owes an answer that may come: it answers, or was asked for the first time just now.
  func owesAnswer(at now: UInt64) -> Bool {
    guard let question else { return false }
    return hearsAnswers || now < question.waitsUntil
  }

  /// Forgets what is under way: the terminal was somebody else's meanwhile.
  mutating func forget() {
    underWay = 0
    question = nil
  }

  /// How long a lone Esc waits for the rest of a sequence, in milliseconds: on a line that takes its time, the packets of
  /// one key may come apart by as much.
  func escapeTime(isRemote: Bool) -> Int {
    guard let answerTime else { return isRemote ? 100 : 25 }
    let milliseconds = Int(min(answerTime / 1_000_000, 1_000))
    return milliseconds <= 10 ? 25 : min(150, 25 + milliseconds * 5 / 4)
  }
}
