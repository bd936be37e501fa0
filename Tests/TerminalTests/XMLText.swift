/// A reader of the plain part of XML: elements, attributes in double quotes, the five entities. It is strict, so that what
/// passes is well-formed.
enum XMLText {
  /// The text of every `text` and `title` element, in order; nil where the document is not well-formed.
  static func texts(in document: String) -> [String]? {
    var open: [String] = []
    var texts: [String] = []
    var rest = document[...]
    while let angle = rest.firstIndex(of: "<") {
      guard let characters = unescaped(rest[..<angle]) else { return nil }
      if open.contains("text") || open.last == "title" {
        texts[texts.count - 1] += characters
      } else if characters.contains(where: { !$0.isWhitespace }) {
        return nil
      }
      guard let end = rest[angle...].firstIndex(of: ">") else { return nil }
      var tag = rest[rest.index(after: angle)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return nil }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      if isEmpty { tag.removeLast() }
      let name = String(tag.prefix { $0 != " " })
      guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }),
        attributesAreSound(tag.dropFirst(name.count))
      else { return nil }
      if name == "text" || name == "title" { texts.append("") }
      if !isEmpty { open.append(name) }
    }
    return open.isEmpty && rest.allSatisfy(\.isWhitespace) ? texts : nil
  }

  private static func attributesAreSound(_ text: Substring) -> Bool {
    var rest = text
    var names: Set<String> = []
    while let first = rest.first {
      guard first == " " else { return false }
      rest = rest.drop { $0 == " " }
      if rest.isEmpty { return true }
      let name = rest.prefix { $0 != "=" }
      rest = rest.dropFirst(name.count)
      guard names.insert(String(name)).inserted, rest.hasPrefix("=\"") else { return false }
      rest = rest.dropFirst(2)
      guard let quote = rest.firstIndex(of: "\""), unescaped(rest[..<quote]) != nil else { return false }
      rest = rest[rest.index(after: quote)...]
    }
    return true
  }

  private static func unescaped(_ text: Substring) -> String? {
    var plain = ""
    var rest = text
    while let first = rest.first {
      if first == "&" {
        guard let end = rest.firstIndex(of: ";") else { return nil }
        switch rest[rest.index(after: rest.startIndex)..<end] {
        case "lt": plain += "<"
        case "gt": plain += ">"
        case "amp": plain += "&"
        case "quot": plain += "\""
        case "apos": plain += "'"
        default: return nil
        }
        rest = rest[rest.index(after: end)...]
        continue
      }
      guard first.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }) else {
        return nil
      }
      plain.append(first)
      rest = rest.dropFirst()
    }
    return plain
  }
}
