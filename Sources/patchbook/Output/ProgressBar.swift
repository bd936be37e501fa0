import Casebook
import Glibc

/// How far a long piece of work is, on one line of standard error; nothing at all where that is no terminal.
final class ProgressBar {
  private var label: String
  private let isShown = StandardError.isTerminal
  private var lastPermille = -1
  private var lastTime: Int = 0
  private var isDrawn = false

  init(_ label: String) { self.label = label }

  /// Gives the work another name.
  func name(_ label: String) { self.label = HarmlessText.printable(label, limit: 30) }

  /// Shows that `done` of `all` is done; drawn at most ten times a second.
  func show(_ done: Int, of all: Int) {
    guard isShown, all > 0 else { return }
    let permille = Int(min(Double(done) / Double(all), 1) * 1_000)
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let time = now.tv_sec * 10 + now.tv_nsec / 100_000_000
    guard permille != lastPermille, time != lastTime || permille == 1_000 else { return }
    lastPermille = permille
    lastTime = time
    isDrawn = true
    let filled = permille * 30 / 1_000
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
    StandardError.write("\r\(label) [\(bar)] \(permille / 10)%\u{1B}[K")
  }

  /// Takes the line away, before something else is said.
  func clear() {
    guard isDrawn else { return }
    isDrawn = false
    StandardError.write("\r\u{1B}[K")
  }
}
