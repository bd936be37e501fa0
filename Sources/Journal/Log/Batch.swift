/// One transaction as it stands in a segment.
struct Batch {
  /// Its number.
  var sequence: UInt64
  /// The chain hash with it.
  var chain: Digest
  /// Its lines but the first and the last, in order.
  var lines: [Frame.Line]
  /// Where the client's header stands.
  var header: Range<Int>
  /// Where the next transaction begins in the buffer.
  var end: Int

  /// What stands at a place of a segment.
  enum Reading {
    case batch(Batch)
    /// Nothing was ever written here.
    case blank
    /// The buffer ends before the transaction does.
    case unfinished
    /// Something that is no whole transaction following `previous`.
    case bad(offset: Int, reason: String)
  }

  /// Reads the transaction that follows another one.
  static func read(_ buffer: Bytes, at start: Int, after sequence: UInt64, chain: Digest) -> Reading {
    let first: Frame.Line
    switch Frame.read(buffer, at: start) {
    case .blank: return .blank
    case .unfinished: return .unfinished
    case .bad: return .bad(offset: start, reason: "a line does not match its checksum")
    case .line(let line): first = line
    }
    let beginning = buffer.slice(first.content.lowerBound, first.content.upperBound)
    let fields = beginning.fields(3)
    guard first.sigil == Frame.begin, fields.count == 3, let number = fields[0].decimal,
      let count = fields[1].decimal
    else { return .bad(offset: start, reason: "no transaction begins here") }
    guard UInt64(number) == sequence &+ 1 || Safeguard.checkOfSequence.isSilenced else {
      return .bad(offset: start, reason: "transaction \(number) stands where \(sequence &+ 1) should")
    }
    var hasher = Hasher256()
    hasher.add(chain)
    guard let opening = Frame.digest(first.sigil, beginning) else {
      return .bad(offset: start, reason: "no transaction begins here")
    }
    hasher.add(opening)
    var lines: [Frame.Line] = []
    var at = first.end
    while true {
      switch Frame.read(buffer, at: at) {
      case .blank:
        if at >= buffer.count { return .unfinished }
        return .bad(offset: at, reason: "the transaction is not finished")
      case .unfinished: return .unfinished
      case .bad: return .bad(offset: at, reason: "a line does not match its checksum")
      case .line(let line):
        let content = buffer.slice(line.content.lowerBound, line.content.upperBound)
        switch line.sigil {
        case Frame.row, Frame.erased, Frame.adopt:
          guard lines.count < count || Safeguard.checkOfCount.isSilenced,
            let digest = Frame.digest(line.sigil, content)
          else {
            return .bad(offset: at, reason: "the transaction has more lines than it says")
          }
          hasher.add(digest)
          lines.append(line)
          at = line.end
        case Frame.commit:
          let fields = content.fields(3)
          let digest = hasher.digest()
          guard fields.count == 3, fields[0].decimal == number, fields[1].decimal == count,
            lines.count == count || Safeguard.checkOfCount.isSilenced
          else { return .bad(offset: at, reason: "the transaction has not the lines that it says") }
          guard Digest(hexadecimal: fields[2]) == digest || Safeguard.checkOfChain.isSilenced else {
            return .bad(offset: at, reason: "the transaction does not follow from those before it (chain)")
          }
          let headerStart = first.content.upperBound - headerLength(of: beginning)
          return .batch(
            Batch(
              sequence: UInt64(number), chain: digest, lines: lines,
              header: headerStart..<first.content.upperBound, end: line.end))
        default:
          return .bad(offset: at, reason: "a line that has no place in a transaction")
        }
      }
    }
  }

  /// How long the header is: what follows the second tab.
  private static func headerLength(of beginning: Bytes) -> Int {
    let first = beginning.find(tab)
    let second = beginning.find(tab, from: first + 1)
    return beginning.count - second - 1
  }

  /// Writes a transaction.
  ///
  /// - Returns: Its bytes and the chain hash with it.
  static func encode(
    sequence: UInt64, chain: Digest, header: [UInt8], adopted: [AdoptedBulk], rows: [Row]
  ) -> (bytes: [UInt8], chain: Digest) {
    var bytes: [UInt8] = []
    var hasher = Hasher256()
    hasher.add(chain)
    let count = adopted.count + rows.count
    var content: [UInt8] = []
    func add(_ sigil: UInt8) {
      content.lend { content in
        Frame.append(sigil, content, to: &bytes)
        if let digest = Frame.digest(sigil, content) { hasher.add(digest) }
      }
      content.removeAll(keepingCapacity: true)
    }
    content.append(text: "\(sequence)\t\(count)\t")
    content.append(contentsOf: header)
    add(Frame.begin)
    for bulk in adopted {
      content.append(text: "\(bulk.name)\t\(bulk.length)\t\(bulk.sha256)\t\(bulk.rows)")
      add(Frame.adopt)
    }
    for row in rows {
      content.append(contentsOf: row.table.name.utf8)
      content.append(tab)
      content.append(contentsOf: row.cluster.utf8)
      content.append(tab)
      content.append(contentsOf: row.order.utf8)
      content.append(tab)
      content.append(contentsOf: row.bytes)
      add(Frame.row)
    }
    let digest = hasher.digest()
    Frame.append(Frame.commit, text: "\(sequence)\t\(count)\t\(digest.text)", to: &bytes)
    return (bytes, digest)
  }

  /// The transaction as a client sees it.
  func transaction(in buffer: Bytes) -> JournalTransaction {
    var rows: [Row] = []
    var adopted: [AdoptedBulk] = []
    for line in lines {
      let content = buffer.slice(line.content.lowerBound, line.content.upperBound)
      if line.sigil == Frame.row {
        let fields = content.fields(4)
        guard fields.count == 4 else { continue }
        rows.append(
          Row(
            table: Table(named: fields[0].text), cluster: fields[1].text, order: fields[2].text,
            bytes: Array(fields[3])))
      } else if line.sigil == Frame.adopt, let bulk = AdoptedBulk(line: content) {
        adopted.append(bulk)
      }
    }
    return JournalTransaction(
      sequence: sequence, header: Array(buffer.slice(header.lowerBound, header.upperBound)), rows: rows,
      adopted: adopted)
  }
}

extension AdoptedBulk {
  /// Reads the content of an adoption's line; nil if it names no file of this book.
  init?(line content: Bytes) {
    let fields = content.fields(4)
    guard fields.count == 4, let length = fields[1].decimal, let rows = fields[3].decimal,
      Digest(hexadecimal: fields[2]) != nil
    else { return nil }
    let name = fields[0].text
    // A name from a file never leads out of the book.
    guard name.hasPrefix("bulk/"), !name.utf8.dropFirst(5).contains(UInt8(ascii: "/")) else { return nil }
    self.init(name: name, length: length, sha256: fields[2].text, rows: rows)
  }
}
