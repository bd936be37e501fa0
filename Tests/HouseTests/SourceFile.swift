/// One Swift file of the house, read as text: what it imports, declares and names.
struct SourceFile {
  /// The path from the root of the checkout, for instance `Sources/Rents/Money/Money.swift`.
  let path: String
  /// The text with comments and the insides of string literals blanked; lines keep their numbers.
  let code: String
  /// The modules that it imports.
  let imports: Set<String>
  /// The types and free functions that it declares at the outermost level, unless private to the file.
  let declared: Set<String>
  /// Every identifier in the code.
  let words: Set<String>

  /// The room: the folder under `Sources`.
  var room: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// The subject: the folders between the room and the file; a file that lies in the room itself is one of its own.
  var subject: String {
    let inside = path.split(separator: "/").dropFirst(2)
    return inside.count > 1 ? inside.dropLast().joined(separator: "/") : inside.joined()
  }

  /// The room and the subject.
  var place: String { room + "/" + subject }

  init(path: String, text: String) {
    self.path = path
    code = blankCommentsAndStrings(text)
    var imports = Set<String>()
    var declared = Set<String>()
    var words = Set<String>()
    var depth = 0
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      let tokens = identifiers(in: line)
      words.formUnion(tokens)
      if depth == 0 {
        if let at = tokens.firstIndex(of: "import"), at + 1 < tokens.count {
          let kinds: Set<String> = ["struct", "class", "enum", "func", "protocol", "let", "var", "typealias"]
          let next = tokens[at + 1]
          if kinds.contains(next), at + 2 < tokens.count {
            imports.insert(tokens[at + 2])
          } else {
            imports.insert(next)
          }
        }
        let forms: Set<String> = ["struct", "class", "enum", "protocol", "actor", "typealias", "func"]
        if let at = tokens.firstIndex(where: forms.contains), at + 1 < tokens.count,
          !tokens[..<at].contains("private"), !tokens[..<at].contains("fileprivate"),
          !tokens[..<at].contains("import")
        {
          declared.insert(tokens[at + 1])
        }
      }
      for byte in line.utf8 {
        if byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "}") { depth -= 1 }
      }
    }
    self.imports = imports
    self.declared = declared
    self.words = words
  }
}

/// The identifiers of a line, in order; a name after a dot is a member, so it is left out.
func identifiers(in line: Substring) -> [String] {
  var found: [String] = []
  var word: [UInt8] = []
  var beforeWord: UInt8 = 0
  var previous: UInt8 = 0
  func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }
  for byte in Array(line.utf8) + [0] {
    if isLetter(byte) {
      if word.isEmpty { beforeWord = previous }
      word.append(byte)
    } else if !word.isEmpty {
      if beforeWord != UInt8(ascii: ".") { found.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    previous = byte
  }
  return found
}

/// The text with comments and string literals blanked, so that words in them are not taken for code.
/// What is interpolated into a string goes with it: it is code, but never where something is declared.
func blankCommentsAndStrings(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var out = bytes
  var at = 0
  let quote = UInt8(ascii: "\"")
  let slash = UInt8(ascii: "/")
  let star = UInt8(ascii: "*")
  let hash = UInt8(ascii: "#")
  let backslash = UInt8(ascii: "\\")
  let newline = UInt8(ascii: "\n")
  func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
  func blank(_ from: Int, _ to: Int) {
    for index in from..<min(to, bytes.count) where out[index] != newline { out[index] = UInt8(ascii: " ") }
  }

  /// The index after the string literal whose first quote is at `start`, with `hashes` marks before it.
  func endOfString(_ start: Int, hashes: Int) -> Int {
    let many = byte(start + 1) == quote && byte(start + 2) == quote
    var index = start + (many ? 3 : 1)
    while index < bytes.count {
      if byte(index) == backslash, (0..<hashes).allSatisfy({ byte(index + 1 + $0) == hash }) {
        index += 1 + hashes
        if byte(index) == UInt8(ascii: "(") {
          index = endOfInterpolation(index)
        } else {
          index += 1
        }
      } else if byte(index) == quote, !many || (byte(index + 1) == quote && byte(index + 2) == quote) {
        let after = index + (many ? 3 : 1)
        if (0..<hashes).allSatisfy({ byte(after + $0) == hash }) { return after + hashes }
        index += 1
      } else if byte(index) == newline, !many {
        return index
      } else {
        index += 1
      }
    }
    return bytes.count
  }

  func endOfInterpolation(_ start: Int) -> Int {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch byte(index) {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case quote:
        index = endOfString(index, hashes: 0)
        continue
      default: break
      }
      index += 1
    }
    return bytes.count
  }

  while at < bytes.count {
    if byte(at) == slash, byte(at + 1) == slash {
      var end = at
      while end < bytes.count, byte(end) != newline { end += 1 }
      blank(at, end)
      at = end
    } else if byte(at) == slash, byte(at + 1) == star {
      var depth = 0
      var end = at
      repeat {
        if byte(end) == slash, byte(end + 1) == star {
          depth += 1
          end += 2
        } else if byte(end) == star, byte(end + 1) == slash {
          depth -= 1
          end += 2
        } else {
          end += 1
        }
      } while depth > 0 && end < bytes.count
      blank(at, end)
      at = end
    } else if byte(at) == quote {
      var hashes = 0
      while at - hashes > 0, byte(at - hashes - 1) == hash { hashes += 1 }
      let end = endOfString(at, hashes: hashes)
      blank(at + 1, end - 1)
      at = end
    } else {
      at += 1
    }
  }
  return String(decoding: out, as: UTF8.self)
}
