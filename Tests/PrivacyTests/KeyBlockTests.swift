/// A block gives each row its own key, forgets those that are destroyed, and is read under its own key only.
import Privacy
import Testing

@Suite("Blocks of keys")
struct KeyBlockTests {
  private static let random = (0..<KeyBlock.byteCount).map { UInt8(truncatingIfNeeded: $0 / 32 + $0 % 32 * 7 + 1) }

  private static func block() throws -> KeyBlock {
    try #require(KeyBlock(purpose: .contact, number: 3, random: random))
  }

  private static func master(_ byte: UInt8 = 1) throws -> KeyEncryptionKey {
    try KeyEncryptionKey(bytes: [0] + [UInt8](repeating: byte, count: 31))
  }

  private static func nonce() throws -> SealNonce { try #require(SealNonce(repeatElement(9, count: 12))) }

  /// What a key makes of nothing tells keys apart.
  private static func mark(_ key: SealingKey?) throws -> [UInt8]? {
    try key.map { try Seal.seal([], key: $0, nonce: nonce(), associated: []) }
  }

  @Test("rows that follow one another have one block, and each its own place")
  func places() {
    #expect(KeyBlock.place(of: 0) == (0, 0))
    #expect(KeyBlock.place(of: 4_095) == (0, 4_095))
    #expect(KeyBlock.place(of: 4_096) == (1, 0))
    #expect(KeyBlock.place(of: 1_000_000) == (244, 576))
  }

  @Test("too few random bytes make no block")
  func short() {
    #expect(KeyBlock(purpose: .contact, number: 0, random: [1, 2, 3]) == nil)
  }

  @Test("keys that were destroyed are gone, all others are as before, and the version tells")
  func shredding() throws {
    var block = try Self.block()
    let before = try Self.mark(block.key(6))
    #expect(block.shred([5, 4_095, 5]) == 2)
    #expect(block.key(5) == nil && block.key(4_095) == nil && block.isShredded(5))
    #expect(try Self.mark(block.key(6)) == before)
    #expect(block.shreddedCount == 2 && block.version == 2)
    #expect(block.shred([5]) == 0)
    #expect(block.version == 2)
  }

  @Test("a place that there is not has no key")
  func outside() throws {
    var block = try Self.block()
    #expect(block.key(-1) == nil && block.key(4_096) == nil)
    #expect(block.shred([-1, 4_096]) == 0)
  }

  @Test("a stored block opens under its own key, purpose, number and version only")
  func storing() throws {
    let block = try Self.block()
    let sealed = try block.sealed(under: Self.master(), nonce: Self.nonce())
    let opened = try KeyBlock(opening: sealed, purpose: .contact, number: 3, version: 1, under: Self.master())
    #expect(opened == block)
    let others: [(SealPurpose, Int64, Int64, UInt8)] = [
      (.fiscal, 3, 1, 1), (.contact, 4, 1, 1), (.contact, 3, 2, 1), (.contact, 3, 1, 2),
    ]
    for (purpose, number, version, master) in others {
      #expect(throws: SealError.notAuthentic) {
        try KeyBlock(
          opening: sealed, purpose: purpose, number: number, version: version, under: Self.master(master))
      }
    }
  }
}
