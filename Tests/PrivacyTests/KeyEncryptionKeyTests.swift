/// A key is read in the two ways in which people keep it, is named by its fingerprint, and never repeated in an error.
import Privacy
import Testing

@Suite("The key-encryption key")
struct KeyEncryptionKeyTests {
  private static let digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

  @Test("hexadecimal digits and base64 give the same key, with white space around it or not")
  func texts() throws {
    let key = try KeyEncryptionKey(text: Self.digits)
    #expect(key.fingerprint.wholeMatch(of: /(?:[0-9a-f]{4}-){3}[0-9a-f]{4}/) != nil)
    let texts = [
      Self.digits.uppercased() + "\n", " \t" + Self.digits + "\r\n", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    ]
    for text in texts { #expect(try KeyEncryptionKey(text: text).fingerprint == key.fingerprint) }
    #expect(KeyEncryptionKey.text(of: Array(0..<32)) == Self.digits)
  }

  /// HKDF-SHA256 without a salt, computed with Python's hmac: the name of a key never changes.
  @Test("the fingerprint is the one that was given once")
  func fingerprint() throws {
    #expect(try KeyEncryptionKey(text: Self.digits).fingerprint == "6039-f8c8-67ad-a154")
  }

  @Test(
    "what is no key is refused for what it is",
    arguments: [
      ("", KeyTextError.empty), (" \n", .empty), ("correct horse battery staple", .notAKey),
      (String(repeating: "z!", count: 32), .notAKey), ("AAECAwQ=", .wrongSize(bytes: 5)),
      (String(repeating: "00", count: 32), .placeholder), (digits + " " + digits, .notAKey),
      (digits + digits, .wrongSize(bytes: 96)),
    ])
  func refused(text: String, error: KeyTextError) {
    #expect(throws: error) { try KeyEncryptionKey(text: text) }
  }
}
