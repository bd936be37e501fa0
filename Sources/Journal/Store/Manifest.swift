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
    let parsed = bytes.lend { bytes -> Manifest? in
      var lines: [Bytes] = []
      var at = 0
      while at < bytes.count {
        let end = bytes.find(newline, from: at)
        if end > at { lines.append(bytes.slice(at, end)) }
        at = end + 1
      }
      guard lines.count >= 5, lines[0].same("checkpoint 1"), let generation = lines[1].after("generation "),
        let generation = generation.decimal, let projection = lines[2].after("projection ")
      else { return nil }
      let place = lines[3].words
      guard place.count == 5, place[0].same("position"), let segment = place[1].decimal,
        let offset = place[2].decimal, let sequence = place[3].unsigned,
        let chain = Digest(hexadecimal: place[4])
      else { return nil }
      var runs: [Entry] = []
      for line in lines[4..<(lines.count - 1)] {
        let words = line.words
        guard words.count == 6, words[0].same("run") || words[0].same("bulk"), let length = words[2].decimal,
          let rows = words[4].decimal, let base = words[5].unsigned
        else { return nil }
        runs.append(
          Entry(
            name: words[1].text, length: length, sha256: words[3].text, rows: rows, baseSequence: base,
            isRecord: words[0].same("bulk")))
      }
      return Manifest(
        generation: generation, projection: projection.text,
        position: Position(segment: segment, offset: offset, sequence: sequence, chain: chain), runs: runs)
    }
    guard let parsed else { return nil }
    self = parsed
  }

  init(generation: Int, projection: String, position: Position, runs: [Entry]) {
    self.generation = generation
    self.projection = projection
    self.position = position
    self.runs = runs
  }
}
