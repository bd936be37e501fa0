import CSystem

/// A SHA-256.
struct Digest: Sendable, Equatable {
  /// Its 32 bytes, in memory order, without an allocation.
  private var words: SIMD4<UInt64> = .zero

  /// Thirty-two zeros: what the first transaction follows.
  static let none = Digest()

  private init() {}

  /// Reads 64 hexadecimal digits; nil for anything else.
  init?(hexadecimal text: Bytes) {
    guard text.count == 64 else { return nil }
    var isGood = true
    withUnsafeMutableBytes(of: &words) { bytes in
      for index in 0..<32 {
        guard let high = hexadecimalDigit(text[2 * index]), let low = hexadecimalDigit(text[2 * index + 1])
        else {
          isGood = false
          return
        }
        bytes[index] = high << 4 | low
      }
    }
    if !isGood { return nil }
  }

  fileprivate init(ending state: inout csystem_sha256) {
    withUnsafeMutableBytes(of: &words) { bytes in
      csystem_sha256_end(&state, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
  }

  /// Lends the 32 bytes.
  func lend<R>(_ body: (Bytes) -> R) -> R { withUnsafeBytes(of: words) { body($0) } }

  /// 64 hexadecimal digits.
  var text: String { lend { hexadecimal($0) } }
}

/// A SHA-256 (FIPS 180-4) in progress: bytes are added piece by piece. It uses the processor's instructions for it
/// where there are any.
public struct Hasher256 {
  private var state = csystem_sha256()

  /// Nothing added yet.
  public init() { csystem_sha256_begin(&state) }

  /// The digest of what was added so far, 64 hexadecimal digits as `sha256sum` prints them; more may be added.
  public var text: String { digest().text }

  /// Adds bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    csystem_sha256_add(&state, bytes.baseAddress, bytes.count)
  }

  mutating func add(_ bytes: [UInt8]) { bytes.lend { add($0) } }

  /// The digest of what was added so far; more may be added after it.
  func digest() -> Digest {
    var copy = state
    return Digest(ending: &copy)
  }

  mutating func add(_ digest: Digest) { digest.lend { csystem_sha256_add(&state, $0.baseAddress, $0.count) } }

  mutating func add(byte: UInt8) {
    var byte = byte
    csystem_sha256_add(&state, &byte, 1)
  }

  static func digest(_ bytes: Bytes) -> Digest {
    var hasher = Hasher256()
    hasher.add(bytes)
    return hasher.digest()
  }
}
