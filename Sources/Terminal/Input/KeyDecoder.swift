/// Makes events of the bytes that a terminal sends. A pure value: bytes in, events out, no clock and no terminal.
///
/// Nothing is lost and nothing is invented: a sequence or a character may be split over any number of reads, and what
/// means nothing is handed on as ``Event/unknown(_:)`` while the next good byte still counts. Only time tells the Esc key
/// from the beginning of a sequence: when ``waitingTime`` passes without a byte, call ``timeOut()``.
public struct KeyDecoder: Sendable {
  private var pending: [UInt8] = []
  private var pasted: [UInt8]?

  /// How long a lone Esc waits for the rest of a sequence, in milliseconds.
  var escapeTime = 25

  /// A pasted text longer than this many bytes arrives in several events, so that memory stays bounded.
  let longestPaste: Int
  private static let longestSequence = 64
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
  private static let answer: [UInt8] = Array("\u{1B}[0n".utf8)

  /// A decoder at the beginning of a stream.
  public init() { self.init(longestPaste: 16 << 20) }

  init(longestPaste: Int) { self.longestPaste = max(16, longestPaste) }

  /// The milliseconds to wait for the rest of what has begun; nil when nothing has. A lone Esc is short, because the
  /// user waits for it; the rest of a sequence, a character or a paste may come over a slow line.
  public var waitingTime: Int? {
    // A paste that stalls on a bad line must not end early: what comes after it would be run as keys.
    if pasted != nil { return 5000 }
    guard let first = pending.first else { return nil }
    if first != 0x1B { return 500 }
    return pending.count <= 2 && !(pending.count == 2 && pending[1] >= 0x80) ? escapeTime : 250
  }

  /// Takes bytes in, and returns the events that they complete, in order.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Event] {
    pending.append(contentsOf: bytes)
    return drain(isFinal: false)
  }

  /// Takes in bytes that came soon after a lone Esc was settled. Where they are the rest of a sequence, in one piece, that
  /// sequence was torn apart on its way: it becomes the key that it was, and no letters that would be run.
  mutating func feedAfterEscape(_ bytes: some Collection<UInt8>) -> [Event] {
    guard pending.isEmpty, pasted == nil, bytes.count > 1,
      bytes.first == UInt8(ascii: "[") || bytes.first == UInt8(ascii: "O")
    else { return feed(bytes) }
    let whole = [0x1B] + Array(bytes)
    switch KeyDecoder.step(whole[...]) {
    case .took(let count, let events) where count > 2:
      for case .unknown in events { return feed(bytes) }
    case .pasteBegins: break
    case .incomplete where whole.count > 3: break
    default: return feed(bytes)
    }
    return feed(whole)
  }

  /// Settles what has begun, because nothing more came in time.
  public mutating func timeOut() -> [Event] { drain(isFinal: true) }

  // MARK: Steps

  private enum Step {
    /// So many bytes made these events.
    case took(Int, [Event])
    /// More bytes are needed to tell.
    case incomplete
    /// So many bytes begin a pasted text.
    case pasteBegins(Int)
  }

  private mutating func drain(isFinal: Bool) -> [Event] {
    var events: [Event] = []
    var index = 0
    while true {
      if pasted != nil {
        index = takePaste(from: index, isFinal: isFinal, &events)
        if pasted != nil { break }
      }
      guard index < pending.count else { break }
      switch KeyDecoder.step(pending[index...]) {
      case .took(let count, let made):
        events += made
        index += count
      case .pasteBegins(let count):
        pasted = []
        index += count
      case .incomplete where isFinal:
        let (count, made) = KeyDecoder.settle(pending[index...])
        events += made
        index += count
      case .incomplete:
        pending.removeFirst(index)
        return events
      }
    }
    pending.removeFirst(min(index, pending.count))
    return events
  }

  /// Moves bytes into the pasted text until its end mark; returns the index after them.
  private mutating func takePaste(from start: Int, isFinal: Bool, _ events: inout [Event]) -> Int {
    guard var text = pasted else { return start }
    pasted = nil  // so that the text grows in place
    let mark = KeyDecoder.pasteEnd
    var index = start
    while index < pending.count {
      let escape = pending[index...].firstIndex(of: 0x1B) ?? pending.count
      while index < escape {
        let count = min(escape - index, longestPaste - text.count)
        text += pending[index..<(index + count)]
        index += count
        if text.count >= longestPaste { handOnPart(of: &text, &events) }
      }
      guard index < pending.count else { break }
      let rest = pending[index...]
      if rest.starts(with: mark) {
        events.append(.paste(String(decoding: text, as: UTF8.self)))
        return index + mark.count
      }
      // A terminal that hands a long text on piece by piece answers in between.
      if rest.starts(with: KeyDecoder.answer) {
        events.append(.answered)
        index += KeyDecoder.answer.count
        continue
      }
      if !isFinal && (mark.starts(with: rest) || KeyDecoder.answer.starts(with: rest)) { break }
      text.append(0x1B)
      index += 1
      if text.count >= longestPaste { handOnPart(of: &text, &events) }
    }
    if isFinal {
      events.append(.paste(String(decoding: text, as: UTF8.self)))
    } else {
      pasted = text
    }
    return index
  }

  /// Hands on the beginning of a pasted text that has grown too long, cut between characters so that no half of one is spoilt.
  private func handOnPart(of text: inout [UInt8], _ events: inout [Event]) {
    var cut = text.count
    while cut > text.count - 4, text[cut - 1] & 0xC0 == 0x80 { cut -= 1 }
    if text[cut - 1] >= 0xC0 { cut -= 1 }
    events.append(.paste(String(decoding: text[..<cut], as: UTF8.self)))
    text.removeFirst(cut)
  }

  /// What the first bytes make. `bytes` is not empty.
  private static func step(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .incomplete }
    guard first == 0x1B else { return character(bytes, modifiers: [], prefix: 0) }
    let rest = bytes.dropFirst()
    guard let second = rest.first else { return .incomplete }
    switch second {
    case 0x1B:
      // Alt with a cursor key, as PuTTY sends it; any other second Esc is a key of its own.
      guard let third = rest.dropFirst().first else { return .incomplete }
      guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else { return .took(1, [.key(.escape)]) }
      let inner = third == UInt8(ascii: "[") ? controlSequence(rest) : singleShift(rest)
      switch inner {
      case .took(let count, let events):
        if case .key(let key)? = events.first, events.count == 1 {
          return .took(count + 1, [.key(Key(key.code, key.modifiers.union(.alt)))])
        }
        return .took(1, [.key(.escape)])
      case .incomplete: return .incomplete
      case .pasteBegins: return .took(1, [.key(.escape)])
      }
    case UInt8(ascii: "["): return controlSequence(bytes)
    case UInt8(ascii: "O"): return singleShift(bytes)
    case 0x09: return .took(2, [.key(.shiftTab)])  // Shift-Tab of the Linux console
    default: return character(rest, modifiers: .alt, prefix: 1)
    }
  }

  /// What to make of the first bytes when nothing more comes.
  private static func settle(_ bytes: ArraySlice<UInt8>) -> (Int, [Event]) {
    guard let first = bytes.first else { return (0, []) }
    guard first == 0x1B else { return (1, [.unknown([first])]) }
    let rest = bytes.dropFirst()
    guard let second = rest.first else { return (1, [.key(.escape)]) }
    if bytes.count == 2, second == UInt8(ascii: "[") || second == UInt8(ascii: "O") {
      return (2, [.key(.alt(Unicode.Scalar(second)))])
    }
    if second == 0x1B || second >= 0x80 { return (1, [.key(.escape)]) }
    return (bytes.count, [.unknown(Array(bytes))])
  }

  // MARK: Characters

  private static func character(_ bytes: ArraySlice<UInt8>, modifiers: Key.Modifiers, prefix: Int) -> Step {
    guard let first = bytes.first else { return .incomplete }
    if first < 0x80 {
      return .took(prefix + 1, [.key(Key(.character(Unicode.Scalar(first)), modifiers))])
    }
    let unknown = Step.took(prefix + 1, (prefix > 0 ? [.key(.escape)] : []) + [.unknown([first])])
    let length: Int
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return unknown
    }
    var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for (offset, byte) in bytes.dropFirst().prefix(length - 1).enumerated() {
      var allowed: ClosedRange<UInt8> = 0x80...0xBF
      if offset == 0 {
        switch first {
        case 0xE0: allowed = 0xA0...0xBF
        case 0xED: allowed = 0x80...0x9F
        case 0xF0: allowed = 0x90...0xBF
        case 0xF4: allowed = 0x80...0x8F
        default: break
        }
      }
      guard allowed.contains(byte) else { return unknown }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard bytes.count >= length else { return .incomplete }
    guard let scalar = Unicode.Scalar(value), value > 0x9F else {
      return .took(prefix + length, [.unknown(Array(bytes.prefix(length)))])
    }
    return .took(prefix + length, [.key(Key(.character(scalar), modifiers))])
  }

  // MARK: Sequences

  /// `ESC O` and a letter, perhaps with a modifier between them.
  private static func singleShift(_ bytes: ArraySlice<UInt8>) -> Step {
    let body = bytes.dropFirst(2)
    let digits = body.prefix { (0x30...0x3B).contains($0) }
    let count = 2 + digits.count + 1
    guard let final = body.dropFirst(digits.count).first else {
      return digits.count > longestSequence ? .took(bytes.count, [.unknown(Array(bytes))]) : .incomplete
    }
    let unknown = Step.took(count, [.unknown(Array(bytes.prefix(count)))])
    guard (0x40...0x7E).contains(final) else {
      return .took(count - 1, digits.isEmpty ? [.key(.alt("O"))] : [.unknown(Array(bytes.prefix(count - 1)))])
    }
    var held = modifiers(numbers(digits).last ?? 1)
    var code: Key.Code?
    switch Character(Unicode.Scalar(final)) {
    case "a", "b", "c", "d":
      held.insert(.control)
      code = arrow(final & 0x5F)
    case "M": code = .enter
    case "I": code = .tab
    case "j"..."y":
      let keypad = Array("*+,-./0123456789".unicodeScalars)
      code = .character(keypad[Int(final) - 0x6A])
    case "X": code = .character("=")
    default: code = arrow(final) ?? functionLetter(final)
    }
    guard let code else { return unknown }
    return .took(count, [.key(Key(code, held))])
  }

  /// `ESC [`, parameters, and a final byte.
  private static func controlSequence(_ bytes: ArraySlice<UInt8>) -> Step {
    let body = bytes.dropFirst(2)
    if body.first == UInt8(ascii: "[") {  // F1 to F5 of the Linux console
      guard let letter = body.dropFirst().first else { return .incomplete }
      if (0x41...0x45).contains(letter) { return .took(4, [.key(.function(Int(letter) - 0x40))]) }
      return .took(3, [.unknown(Array(bytes.prefix(3)))])
    }
    let parameters = body.prefix { (0x30...0x3F).contains($0) }
    let isPrivate = parameters.first.map { $0 >= 0x3C } ?? false
    var count = 2 + parameters.count
    var rest = body.dropFirst(parameters.count)
    // rxvt ends Shift with an editing key by $, which elsewhere stands before the final byte.
    let isShifted = rest.first == UInt8(ascii: "$") && !isPrivate && !parameters.isEmpty
    if !isShifted {
      let between = rest.prefix { (0x20...0x2F).contains($0) }
      count += between.count
      rest = rest.dropFirst(between.count)
      if !between.isEmpty, let final = rest.first, (0x40...0x7E).contains(final) {
        return .took(count + 1, [.unknown(Array(bytes.prefix(count + 1)))])
      }
    }
    guard let final = rest.first else {
      return count > longestSequence ? .took(count, [.unknown(Array(bytes.prefix(count)))]) : .incomplete
    }
    guard isShifted || (0x40...0x7E).contains(final) else {
      return .took(count, count == 2 ? [.key(.alt("["))] : [.unknown(Array(bytes.prefix(count)))])
    }
    count += 1
    let numbers = numbers(parameters)
    let unknown = Step.took(count, [.unknown(Array(bytes.prefix(count)))])
    if parameters.first == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") {
      guard numbers.count == 3 else { return unknown }
      let isRelease = final == UInt8(ascii: "m")
      return .took(count, mouse(numbers[0], column: numbers[1], row: numbers[2], isRelease: isRelease))
    }
    guard !isPrivate else { return unknown }
    if final == UInt8(ascii: "M"), parameters.isEmpty {  // the mouse of terminals that know no better
      let three = Array(rest.dropFirst().prefix(3))
      guard three.count == 3 else { return .incomplete }
      let (button, column, row) = (Int(three[0]) - 32, Int(three[1]) - 32, Int(three[2]) - 32)
      guard button >= 0, column > 0, row > 0 else {
        return .took(count + 3, [.unknown(Array(bytes.prefix(count + 3)))])
      }
      let isRelease = button & 0x43 == 3
      return .took(
        count + 3, mouse(isRelease ? button & ~3 : button, column: column, row: row, isRelease: isRelease))
    }
    if final == UInt8(ascii: "~"), numbers.first == 200, numbers.count == 1 { return .pasteBegins(count) }
    guard let event = key(final: final, numbers) else { return unknown }
    return .took(count, [event])
  }

  /// The key or focus event of a sequence without a private mark.
  private static func key(final: UInt8, _ numbers: [Int]) -> Event? {
    var held = modifiers(numbers.count > 1 ? numbers[1] : 1)
    func made(_ code: Key.Code?) -> Event? { code.map { .key(Key($0, held)) } }
    switch Character(Unicode.Scalar(final)) {
    case "I" where numbers.isEmpty: return .focus(true)
    case "O" where numbers.isEmpty: return .focus(false)
    case "Z":
      held.insert(.shift)
      return made(.tab)
    case "a", "b", "c", "d":
      held.insert(.shift)
      return made(arrow(final & 0x5F))
    case "~":
      if numbers.first == 27, numbers.count == 3 { return made(code(of: numbers[2])) }
      return made(numbers.first.flatMap(editing))
    case "^":
      held.insert(.control)
      return made(numbers.first.flatMap(editing))
    case "$":
      held.insert(.shift)
      return made(numbers.first.flatMap(editing))
    case "@":
      held.formUnion([.control, .shift])
      return made(numbers.first.flatMap(editing))
    case "u": return made(numbers.first.flatMap(code))
    case "n" where numbers == [0]: return .answered
    default: return made(arrow(final) ?? functionLetter(final))
    }
  }

  private static func arrow(_ letter: UInt8) -> Key.Code? {
    switch Character(Unicode.Scalar(letter)) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    default: nil
    }
  }

  private static func functionLetter(_ letter: UInt8) -> Key.Code? {
    (0x50...0x53).contains(letter) ? .function(Int(letter) - 0x4F) : nil
  }

  /// The key of `ESC [ number ~`.
  private static func editing(_ number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// The key of a code point that a sequence names.
  private static func code(of number: Int) -> Key.Code? {
    switch number {
    case 9: .tab
    case 13: .enter
    case 27: .escape
    case 127: .backspace
    case 0x20...0x7E, 0xA0...0xDFFF, 0xF900...0x10FFFF:
      UInt32(exactly: number).flatMap(Unicode.Scalar.init).map { .character($0) }
    default: nil
    }
  }

  private static func modifiers(_ number: Int) -> Key.Modifiers {
    guard number > 1 else { return [] }
    let bits = UInt8(truncatingIfNeeded: number - 1)
    return Key.Modifiers(rawValue: bits & 8 != 0 ? bits | 2 : bits)
  }

  private static func mouse(_ button: Int, column: Int, row: Int, isRelease: Bool) -> [Event] {
    let number = button & 3
    let kind: Mouse.Kind
    if button & 64 != 0 {
      kind = number == 0 ? .wheelUp : number == 1 ? .wheelDown : .press(button: 4 + number)
    } else if button & 32 != 0 {
      kind = number == 3 ? .move : .drag(button: number)
    } else {
      kind = isRelease ? .release(button: number) : .press(button: number)
    }
    var held: Key.Modifiers = []
    if button & 4 != 0 { held.insert(.shift) }
    if button & 8 != 0 { held.insert(.alt) }
    if button & 16 != 0 { held.insert(.control) }
    return [.mouse(Mouse(kind, at: Point(column: column - 1, row: row - 1), modifiers: held))]
  }

  /// The numbers between semicolons, of which sub-parameters after a colon are left out. Absurd numbers become 99999.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
      var number = 0
      for byte in part {
        if byte == UInt8(ascii: ":") { break }
        guard (0x30...0x39).contains(byte) else { continue }
        number = min(99_999_999, number * 10 + Int(byte - 0x30))
      }
      return number
    }
  }
}
