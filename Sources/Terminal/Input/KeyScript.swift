/// Keys written down, as `show --keys` takes them: characters and named keys separated by blanks, `"typed text"`,
/// `Paste:"…"`, `Resize:100x30`, `Wait`, and `5*Down` to repeat. Inside quotes `\"` is a quote, `\\` a backslash, `\n` a
/// line feed and `\t` a tab.
public struct KeyScript: Hashable, Sendable, CustomStringConvertible {
  /// One step of a script.
  public enum Step: Hashable, Sendable {
    /// A key is pressed.
    case key(Key)
    /// A text is pasted.
    case paste(String)
    /// The window gets another size.
    case resize(Size)
    /// What is under way is waited for.
    case wait

    /// The event that the step stands for; nil for ``wait``.
    public var event: Event? {
      switch self {
      case .key(let key): .key(key)
      case .paste(let text): .paste(text)
      case .resize(let size): .resize(size)
      case .wait: nil
      }
    }
  }

  /// What is wrong with a script, and where.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The character at which the fault was found, counted from 1.
    public var place: Int
    /// What was found there.
    public var found: String
    /// What would be right.
    public var advice: String

    /// The fault as a sentence.
    public var description: String { "keys, character \(place): \(found): \(advice)" }
  }

  /// The most steps that a script may have, repeats counted out.
  public static let longest = 1_000_000

  /// The steps, in order.
  public var steps: [Step]

  /// A script of these steps.
  public init(steps: [Step]) { self.steps = steps }

  /// Reads a script; throws a ``Fault`` that says where it is wrong.
  public init(_ text: String) throws(Fault) {
    var reader = Reader(text)
    steps = try reader.script()
  }

  /// The script as it is written; reading it gives the same steps.
  public var description: String { steps.map(KeyScript.written).joined(separator: " ") }

  private static func written(_ step: Step) -> String {
    switch step {
    case .key(let key):
      // A character that begins a quote, or that cannot stand bare, is written as typed text.
      if case .character(let scalar) = key.code, key.modifiers.isEmpty, key != .space,
        scalar == "\"" || Key(key.description) != key
      {
        return quoted(String(Character(scalar)))
      }
      return key.description
    case .paste(let text): return "Paste:" + quoted(text)
    case .resize(let size): return "Resize:\(size)"
    case .wait: return "Wait"
    }
  }

  /// What separates steps. Other white space is a character that a key may type.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func script() throws(Fault) -> [Step] {
      var steps: [Step] = []
      while let scalar = current {
        if KeyScript.isBlank(scalar) {
          index += 1
          continue
        }
        let start = index
        let more = try word()
        guard steps.count + more.count <= KeyScript.longest else {
          throw Fault(
            place: start + 1, found: "more than \(KeyScript.longest) keys", advice: "repeat less often")
        }
        steps += more
      }
      return steps
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func word() throws(Fault) -> [Step] {
      let start = index
      if let times = repetition() {
        guard (1...KeyScript.longest).contains(times.count) else {
          throw Fault(
            place: start + 1, found: "a repeat of \(times.text)",
            advice: "repeat 1 to \(KeyScript.longest) times")
        }
        guard let scalar = current, !KeyScript.isBlank(scalar) else {
          throw Fault(
            place: index + 1, found: "nothing to repeat", advice: "write the key after *, as in 5*Down")
        }
        let once = try step()
        guard once.count <= KeyScript.longest / times.count else {
          throw Fault(
            place: start + 1, found: "more than \(KeyScript.longest) keys", advice: "repeat less often")
        }
        return Array(repeatElement(once, count: times.count).joined())
      }
      return try step()
    }

    /// The number of `5*`, if one stands here with something behind it.
    private mutating func repetition() -> (count: Int, text: String)? {
      var end = index
      while end < scalars.count, ("0"..."9").contains(scalars[end]) { end += 1 }
      guard end > index, end < scalars.count, scalars[end] == "*" else { return nil }
      let text = word(index..<end)
      index = end + 1
      return (Int(text) ?? -1, text)
    }

    private mutating func step() throws(Fault) -> [Step] {
      let start = index
      if current == "\"" { return try quoted().unicodeScalars.map { .key(Key($0)) } }
      var end = index
      while end < scalars.count, !KeyScript.isBlank(scalars[end]) {
        if scalars[end] == "\"", word(index..<end).lowercased() == "paste:" { break }
        end += 1
      }
      let text = word(index..<end)
      let lowered = text.lowercased()
      if lowered == "paste:", end < scalars.count {
        index = end
        return [.paste(try quoted())]
      }
      index = end
      if lowered.hasPrefix("resize:") {
        guard let size = Size(text.dropFirst("resize:".count)) else {
          throw Fault(
            place: start + 1, found: "\(text) names no size",
            advice: "write columns x rows, as in Resize:100x30")
        }
        return [.resize(size)]
      }
      if lowered == "wait" { return [.wait] }
      guard let key = Key(text), end == scalars.count || KeyScript.isBlank(scalars[end]) else {
        throw Fault(
          place: start + 1, found: "there is no key called \(text)",
          advice: "separate keys by blanks, and write typed text in quotes: \"\(text)\"")
      }
      return [.key(key)]
    }

    private func word(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    private mutating func quoted() throws(Fault) -> String {
      let start = index
      var text = String.UnicodeScalarView()
      index += 1
      while let scalar = current {
        index += 1
        if scalar == "\"" {
          if let next = current, !KeyScript.isBlank(next) {
            throw Fault(
              place: index + 1, found: "text right after a quote",
              advice: "put a blank after the closing quote")
          }
          return String(text)
        }
        guard scalar == "\\" else {
          text.append(scalar)
          continue
        }
        switch current {
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "\"", "\\": if let current { text.append(current) }
        default:
          throw Fault(
            place: index, found: "a lone \\ in quotes", advice: "write \\\\ for a backslash, \\\" for a quote"
          )
        }
        index += 1
      }
      throw Fault(place: start + 1, found: "a quote that is never closed", advice: "close it with \"")
    }
  }
}
