import Testing

@testable import Interchange

@Suite("A file is known again by its bytes")
struct FileDigestTests {
  @Test("The digests of FIPS 180-4")
  func vectors() throws {
    func digest(_ text: String) throws -> String { try ByteSource(bytes: Array(text.utf8)).digest() }
    #expect(try digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(try digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      try digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      try ByteSource(bytes: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)).digest()
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
