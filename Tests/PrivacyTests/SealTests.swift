/// What is sealed opens with its key in its place only, and is what other people's programs make of it.
import Privacy
import Synchronization
import Testing

@Suite("Seal")
struct SealTests {
  private static let plain = Array("Erika Muster, Musterweg 1".utf8)

  private static func key(_ byte: UInt8 = 7) throws -> SealingKey {
    try #require(SealingKey(repeatElement(byte, count: 32)))
  }

  private static func nonce(_ byte: UInt8 = 1) throws -> SealNonce {
    try #require(SealNonce(repeatElement(byte, count: 12)))
  }

  private static let row = SealPurpose.contact.associated(row: 5)

  @Test("what was sealed opens again, and is longer by what the description says", arguments: [0, 1, 25, 8_192])
  func roundTrip(count: Int) throws {
    let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let sealed = try Seal.seal(plain, key: Self.key(), nonce: Self.nonce(), associated: Self.row)
    #expect(sealed.count == plain.count + Seal.overhead)
    #expect(try Seal.open(sealed, key: Self.key(), associated: Self.row) == plain)
  }

  @Test("one changed bit anywhere but in the version is found")
  func changed() throws {
    let sealed = try Seal.seal(Self.plain, key: Self.key(), nonce: Self.nonce(), associated: Self.row)
    for index in sealed.indices.dropFirst() {
      var other = sealed
      other[index] ^= 1
      #expect(throws: SealError.notAuthentic) { try Seal.open(other, key: Self.key(), associated: Self.row) }
    }
  }

  @Test("it opens with no other key, in no other row, for no other purpose and as no other part")
  func elsewhere() throws {
    let sealed = try Seal.seal(Self.plain, key: Self.key(), nonce: Self.nonce(), associated: Self.row)
    #expect(throws: SealError.notAuthentic) { try Seal.open(sealed, key: Self.key(8), associated: Self.row) }
    let others = [
      SealPurpose.contact.associated(row: 6), SealPurpose.fiscal.associated(row: 5),
      SealPurpose.contact.associated(row: 5, part: 1),
    ]
    for other in others {
      #expect(throws: SealError.notAuthentic) { try Seal.open(sealed, key: Self.key(), associated: other) }
    }
  }

  @Test("a version that is not known is named, and too few bytes are told")
  func foreign() throws {
    var sealed = try Seal.seal(Self.plain, key: Self.key(), nonce: Self.nonce(), associated: Self.row)
    sealed[0] = 9
    #expect(throws: SealError.unknownVersion(9)) { try Seal.open(sealed, key: Self.key(), associated: Self.row) }
    #expect(throws: SealError.tooShort) { try Seal.open([1, 2, 3], key: Self.key(), associated: Self.row) }
  }

  @Test("nonces of a supply differ, over the pieces that it asks for, and a source that gives nothing is an error")
  func supply() throws {
    let asked = Mutex(0)
    var supply = NonceSupply { count in
      asked.withLock { asked in
        asked += count
        return (0..<count).map { UInt8(truncatingIfNeeded: ($0 + asked) >> (8 * ($0 % 4))) }
      }
    }
    var seen: Set<[UInt8]> = []
    for _ in 0..<1_000 {
      let sealed = try Seal.seal([], key: Self.key(), nonce: supply.next(), associated: [])
      seen.insert(Array(sealed[1...12]))
    }
    #expect(seen.count == 1_000)
    var silent = NonceSupply { _ in [] }
    #expect(throws: SealError.refused) { _ = try silent.next() }
  }

  /// Vectors for keys of 32 bytes, nonces of 12 and tags of 16 are ours; what others need is not written or read.
  @Test("the vectors of Project Wycheproof for AES-GCM pass, and invalid ones do not open")
  func wycheproof() throws {
    let groups = try Vectors.groups("aes_gcm_test.json")
      .filter { $0.keySize == 256 && $0.ivSize == 96 && $0.tagSize == 128 }
    var count = 0
    for vector in groups.flatMap(\.tests) {
      let key = try #require(SealingKey(Vectors.bytes(vector.key)))
      let iv = Vectors.bytes(vector.iv)
      let (message, associated) = (Vectors.bytes(vector.msg), Vectors.bytes(vector.aad))
      let stored = [Seal.version] + iv + Vectors.bytes(vector.ct) + Vectors.bytes(vector.tag)
      if vector.result == "valid" {
        let nonce = try #require(SealNonce(iv))
        #expect(try Seal.seal(message, key: key, nonce: nonce, associated: associated) == stored, "\(vector.tcId)")
        #expect(try Seal.open(stored, key: key, associated: associated) == message, "\(vector.tcId)")
      } else {
        #expect(throws: SealError.notAuthentic, "\(vector.tcId)") {
          try Seal.open(stored, key: key, associated: associated)
        }
      }
      count += 1
    }
    #expect(count == 66)
  }

  @Test("keys and nonces of other sizes are refused")
  func sizes() throws {
    for vectors in try Vectors.groups("aes_gcm_test.json") where vectors.keySize != 256 || vectors.ivSize != 96 {
      for vector in vectors.tests {
        #expect(SealingKey(Vectors.bytes(vector.key)) == nil || SealNonce(Vectors.bytes(vector.iv)) == nil)
      }
    }
  }
}
