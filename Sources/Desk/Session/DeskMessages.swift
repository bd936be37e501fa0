import Terminal

/// All that was said in a sitting, by whichever screen.
struct DeskMessages: Sendable {
  /// The messages, the oldest first; of the oldest no more than a day's worth is kept.
  private(set) var messages: [MessageLine.Message] = []
  private var heard: MessageLine.Message?

  private static let most = 500

  /// Keeps a message.
  mutating func add(_ message: MessageLine.Message) {
    messages.append(message)
    if messages.count > DeskMessages.most { messages.removeFirst() }
  }

  /// Keeps what a screen says after an event, if that is new: a key takes all but errors away, so what stands after it was
  /// said because of it.
  mutating func hear(_ said: MessageLine.Message?, afterKey: Bool) {
    if let said, said != heard || (afterKey && said.kind != .error) { add(said) }
    heard = said
  }
}
