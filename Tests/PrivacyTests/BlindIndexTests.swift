/// Numbers stand for texts: equal for equal texts of one kind, unrelated for all others.
import Privacy
import Testing

@Suite("Blind index")
struct BlindIndexTests {
  private static func index(_ byte: UInt8 = 1) throws -> BlindIndex {
    try #require(BlindIndex(secret: [UInt8](repeating: byte, count: BlindIndex.secretBytes)))
  }

  private static func number(_ text: String, kind: UInt8 = 1, secret: UInt8 = 1) throws -> Int64 {
    let bytes = Array(text.utf8)
    return try index(secret).key(kind: kind, bytes.span)
  }

  @Test("the same text gives the same number, another text, kind or secret another one")
  func numbers() throws {
    let number = try Self.number("erika@example.org")
    #expect(try Self.number("erika@example.org") == number)
    #expect(try Self.number("erika@example.com") != number)
    #expect(try Self.number("erika@example.org", kind: 2) != number)
    #expect(try Self.number("erika@example.org", secret: 2) != number)
    #expect(try Self.number("") != number)
  }

  @Test("a secret of another size is refused")
  func secrets() {
    #expect(BlindIndex(secret: [1, 2, 3]) == nil)
  }

  /// HKDF-SHA256 and HMAC-SHA256, computed with Python's hmac: stored numbers stay right.
  @Test("numbers are those that were given once")
  func stable() throws {
    #expect(try Self.number("erika@example.org") == 4_241_396_925_402_083_781)
  }

  @Test("among a hundred thousand texts no two share a number")
  func collisions() throws {
    let index = try Self.index()
    var seen: Set<Int64> = []
    for number in 0..<100_000 {
      let text = Array("person\(number)@example.org".utf8)
      seen.insert(index.key(kind: 0, text.span))
    }
    #expect(seen.count == 100_000 && !seen.contains(.min))
  }
}
