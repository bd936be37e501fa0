import Journal
import JournalSimulation

extension Promise {
  /// P18, of one who knows the format and makes every checksum right.
  static let forgeries = Promise(
    name: "P18b", title: "a forged record with every checksum right is refused", steps: "forgeries",
    ways: "kinds",
    lost: "believed", runs: 24
  ) { seed in
    let book = try DamagedBook(seed: seed)
    let other = try DamagedBook(seed: seed &+ 1000)
    var tally = Tally()
    tally.models = Forgery.allCases.count
    for forgery in Forgery.allCases {
      // Nothing derived stands in the way: all of the record is read.
      let disk = SimulatedDisk(book.whole)
      for path in book.files where path.hasPrefix("book/state/") { disk.lose(path) }
      guard forgery.forge(disk, book, other) else { continue }
      tally.cases += 1
      tally.operations += 1
      do {
        let store = try Toy.open(disk.process(), .readOnly)
        if forgery == .foreignCheckpoint {
          if try store.snapshot.contents().mark != book.truth { tally.failures.append("\(forgery): shown") }
        } else if forgery == .bulkRow {
          if try store.verify(deep: false).isRecordWhole {
            tally.failures.append("\(forgery): verify says nothing")
          }
        } else {
          tally.failures.append("\(forgery): the book opens")
        }
      } catch JournalError.damaged {
        if forgery == .foreignCheckpoint { tally.failures.append("\(forgery): refused") }
      } catch { tally.failures.append("\(forgery): \(error)") }
    }
    return tally
  }

  private enum Forgery: CaseIterable {
    /// A transaction bears a number too high.
    case number
    /// A transaction says that it has more lines.
    case count
    /// The last segment follows from nothing.
    case segment
    /// A figure is another, and all that follows from it; the head still says what was saved.
    case figure
    /// A transaction is damaged, later ones follow it, and there is no head to say that they were saved.
    case middle
    /// A bulk file is another one.
    case bulk
    /// A figure in a bulk file is another.
    case bulkRow
    /// The checkpoint of another book.
    case foreignCheckpoint

    func forge(_ disk: SimulatedDisk, _ book: DamagedBook, _ other: DamagedBook) -> Bool {
      let segments = book.files.filter { $0.hasPrefix("book/journal/") }
      guard let path = segments.last else { return false }
      let content = book.content(path)
      var lines = content.split(separator: 10, omittingEmptySubsequences: true).map { Array($0) }
      let begins = lines.indices.filter { lines[$0].first == UInt8(ascii: "=") }
      guard let begin = begins.last, let end = lines.lastIndex(where: { $0.first == UInt8(ascii: ".") })
      else {
        return false
      }
      func field(_ line: Int, _ number: Int, _ change: (Int) -> Int) {
        var parts = lines[line][10...].split(separator: 9, omittingEmptySubsequences: false).map { Array($0) }
        parts[number] = Array(String(change(Int(String(decoding: parts[number], as: UTF8.self)) ?? 0)).utf8)
        lines[line] = Array(lines[line].prefix(10)) + Array(parts.joined(separator: [9]))
      }
      switch self {
      case .number, .count:
        var (first, last) = (begin, end)
        if self == .count {
          // Not the last: that one may be a save which was cut off.
          guard begins.count > 1 else { return false }
          (first, last) = (begins[begins.count - 2], begin - 1)
        }
        for line in [first, last] { field(line, self == .number ? 0 : 1) { $0 + 1 } }
        disk.lose("book/head")
      case .segment:
        guard segments.count > 1 else { return false }
        let opening = String(decoding: lines[0], as: UTF8.self).split(separator: "\t").map(String.init)
        lines[0] = Array(
          "\(opening[0])\t\(opening[1])\t\(opening[2])\t\(String(repeating: "5", count: 64))\t\(opening[4])"
            .utf8)
        disk.lose("book/head")
      case .figure:
        guard let row = lines.lastIndex(where: { $0.dropFirst(10).starts(with: Array("entry\t".utf8)) }),
          let digit = lines[row].lastIndex(where: { $0 >= 48 && $0 <= 57 })
        else { return false }
        lines[row][digit] = lines[row][digit] == 57 ? 49 : lines[row][digit] + 1
      case .middle:
        guard begins.count > 1 else { return false }
        var damaged = content
        let before = lines[..<begins[begins.count - 2]].reduce(0) { $0 + $1.count + 1 }
        damaged[before + 12] ^= 4
        disk.damage(path, with: damaged)
        disk.lose("book/head")
        return true
      case .bulk, .bulkRow:
        guard let name = book.files.first(where: { $0.hasPrefix("book/bulk/") }) else { return false }
        if self == .bulk {
          guard let foreign = other.files.first(where: { $0.hasPrefix("book/bulk/") }) else { return false }
          let content = other.content(foreign)
          guard content.count != book.content(name).count else { return false }
          disk.damage(name, with: content)
          return true
        }
        disk.damage(name, with: Tamper.run(book.content(name)))
        return true
      case .foreignCheckpoint:
        for path in other.files where path.hasPrefix("book/state/") { disk.put(path, other.content(path)) }
        return true
      }
      var forged = Tamper.rechained(lines)
      forged += [UInt8](repeating: 10, count: max(0, content.count - forged.count))
      disk.damage(path, with: forged)
      return true
    }
  }
}

extension Tamper {
  /// Lines of a segment with every CRC and the chain made right, from the first line's chain on.
  static func rechained(_ lines: [[UInt8]]) -> [UInt8] {
    var chain: [UInt8] = []
    var digests: [[UInt8]] = []
    var content: [UInt8] = []
    for line in lines {
      var line = line
      var fields = line[10...].split(separator: 9, omittingEmptySubsequences: false).map { Array($0) }
      switch line[0] {
      case UInt8(ascii: "#"): chain = bytes(hexadecimal: fields[3])
      case UInt8(ascii: "."):
        chain = digest(chain + digests.joined())
        digests = []
        fields[2] = Array(hexadecimal(chain).utf8)
        line = Array(line.prefix(10)) + Array(fields.joined(separator: [9]))
      case UInt8(ascii: "+"):
        let key = Array(fields[..<3].joined(separator: [9])) + [9]
        let bytes = Array(fields[3...].joined(separator: [9]))
        digests.append(digest([line[0]] + key + digest(bytes)))
      default: digests.append(digest([line[0]] + line[10...]))
      }
      content += sealed(line) + [10]
    }
    return content
  }

  private static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hasher = Hasher256()
    bytes.withUnsafeBytes { hasher.add($0) }
    return Tamper.bytes(hexadecimal: Array(hasher.text.utf8))
  }

  private static func bytes(hexadecimal text: [UInt8]) -> [UInt8] {
    stride(from: 0, to: text.count - 1, by: 2).map { at in
      UInt8(String(decoding: text[at...(at + 1)], as: UTF8.self), radix: 16) ?? 0
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }

  /// A run of one block with a figure changed and every CRC made right.
  static func run(_ content: [UInt8]) -> [UInt8] {
    var content = content
    guard let length = Int(String(decoding: content[16..<24], as: UTF8.self), radix: 16),
      let row = content[25...].firstIndex(of: 43),
      let digit = content[row...].firstIndex(of: 9).map({ $0 + 1 })
    else { return content }
    let former = Array(content[7..<15])
    content[digit] = content[digit] == 49 ? 50 : 49
    let crc = Array(digits(hexadecimal: crc32c(content[25..<(25 + length)])).utf8)
    content.replaceSubrange(7..<15, with: crc)
    // The index names the block's CRC, and has one of its own.
    let index = 25 + length
    guard let size = Int(String(decoding: content[(index + 10)..<(index + 18)], as: UTF8.self), radix: 16)
    else {
      return content
    }
    let body = (index + 19)..<(index + 19 + size)
    for at in body where at + 8 <= body.upperBound && Array(content[at..<(at + 8)]) == former {
      content.replaceSubrange(at..<(at + 8), with: crc)
    }
    content.replaceSubrange(
      (index + 1)..<(index + 9), with: Array(digits(hexadecimal: crc32c(content[body])).utf8))
    return content
  }
}
