/// Makes keys of clicks, by what the last canvas says about the place that was clicked: the name of a key in the bar, a
/// tab, a row that opens. What it says nothing about stays a click, for the screen.
struct ClickReader {
  /// What the canvas on the screen says.
  var targets: [ClickTarget] = []
  /// Where and when the left button last went down.
  private var last: (point: Point, time: UInt64)?

  /// Two clicks on one cell within this many nanoseconds are a double click.
  static let doubleClickTime: UInt64 = 400_000_000

  /// The events to hand on in place of one.
  mutating func meaning(of event: Event, at time: UInt64) -> [Event] {
    guard case .mouse(let mouse) = event, mouse.kind == .press(button: 0), mouse.modifiers.isEmpty else {
      return [event]
    }
    let isDouble = last.map { $0.point == mouse.point && time &- $0.time <= ClickReader.doubleClickTime }
    last = isDouble == true ? nil : (mouse.point, time)
    guard let target = targets.last(where: { $0.area.contains(mouse.point) }) else { return [event] }
    if let key = target.click { return [.key(key)] }
    if isDouble == true, let key = target.doubleClick { return [.key(key)] }
    return [event]
  }
}
