/// A checkpoint: which runs make up the state, and up to where in the journal. One small file that is never
/// changed; the newest good one counts.
struct Manifest: Sendable {
  /// One of its files.
  struct Entry: Sendable, Equatable {
    /// Path inside the book.
    var name: String
    var length: Int
    /// Of everything before the run's trailer.
    var sha256: String
    var rows: Int
    var baseSequence: UInt64
    /// Whether it is a bulk file of the record.
    var isRecord: Bool
  }

  var generation: Int
  var projection: String
  var position: Position
  var runs: [Entry]

  static func name(_ generation: Int) -> String { "state/checkpoint-\(padded(generation, 10))" }

  /// The generation that a file's name in `state/` speaks of.
  static func generation(ofName name: String) -> Int? {
    guard name.hasPrefix("checkpoint-"), name.utf8.count == 21 else { return nil }
    return Int(name.dropFirst(11))
  }

  var bytes: [UInt8] {
    var text =
      "checkpoint 1\ngeneration \(generation)\nprojection \(projection)\n"
      + "position \(position.segment) \(position.offset) \(position.sequence) \(position.chain.text)\n"
    for run in runs {
      text +=
        "\(run.isRecord ? "bulk" : "run") \(run.name) \(run.length) \(run.sha256) \(run.rows) \(run.baseSequence)\n"
    }
    var bytes = Array(text.utf8)
    let digest = bytes.lend { Hasher256.digest($0) }
    bytes.append(text: "end \(digest.text)\n")
    return bytes
  }

  /// Reads a manifest; nil if it is not whole.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > 69,
      bytes.lend({
        $0.slice($0.count - 69, $0.count - 65).text == "end " && $0[$0.count - 1] == newline
          && (Digest(hexadecimal: $0.slice($0.count - 65, $0.count - 1))
            == Hasher256.digest($0.slice(0, $0.count - 69)) || Safeguard.checkOfManifest.isSilenced)
      })
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.count >= 5, lines[0] == "checkpoint 1", lines[1].hasPrefix("generation "),
      let generation = Int(lines[1].dropFirst(11)), lines[2].hasPrefix("projection ")
    else { return nil }
    let place = lines[3].split(separator: " ")
    guard place.count == 5, place[0] == "position", let segment = Int(place[1]), let offset = Int(place[2]),
      let sequence = UInt64(place[3]), let chain = Array(place[4].utf8).lend({ Digest(hexadecimal: $0) })
    else { return nil }
    self.generation = generation
    projection = String(lines[2].dropFirst(11))
    position = Position(segment: segment, offset: offset, sequence: sequence, chain: chain)
    runs = []
    for line in lines[4..<(lines.count - 1)] {
      let words = line.split(separator: " ")
      guard words.count == 6, words[0] == "run" || words[0] == "bulk", let length = Int(words[2]),
        let rows = Int(words[4]), let base = UInt64(words[5])
      else { return nil }
      runs.append(
        Entry(
          name: String(words[1]), length: length, sha256: String(words[3]), rows: rows, baseSequence: base,
          isRecord: words[0] == "bulk"))
    }
  }

  init(generation: Int, projection: String, position: Position, runs: [Entry]) {
    self.generation = generation
    self.projection = projection
    self.position = position
    self.runs = runs
  }
}
