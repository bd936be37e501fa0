import CSystem

/// A SHA-256.
struct Digest: Sendable, Equatable {
  /// Its 32 bytes.
  let bytes: [UInt8]

  /// Thirty-two zeros: what the first transaction follows.
  static let none = Digest(bytes: [UInt8](repeating: 0, count: 32))

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads 64 hexadecimal digits; nil for anything else.
  init?(hexadecimal text: Bytes) {
    guard text.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in 0..<32 {
      guard let high = hexadecimalDigit(text[2 * index]), let low = hexadecimalDigit(text[2 * index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits.
  var text: String { hexadecimal(bytes) }
}

/// A SHA-256 in progress.
struct Hasher256 {
  private var state = csystem_sha256()

  init() { csystem_sha256_begin(&state) }

  mutating func add(_ bytes: Bytes) { csystem_sha256_add(&state, bytes.baseAddress, bytes.count) }

  mutating func add(_ bytes: [UInt8]) { bytes.lend { add($0) } }

  /// The digest of what was added so far; more may be added after it.
  func digest() -> Digest {
    var copy = state
    var bytes = [UInt8](repeating: 0, count: 32)
    csystem_sha256_end(&copy, &bytes)
    return Digest(bytes: bytes)
  }

  static func digest(_ bytes: Bytes) -> Digest {
    var hasher = Hasher256()
    hasher.add(bytes)
    return hasher.digest()
  }
}
