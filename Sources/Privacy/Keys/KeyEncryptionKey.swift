import Crypto
import Formats

/// The key that all others are sealed under: it is kept apart from them, by whoever runs the program.
///
/// It seals nothing itself. What it seals with, and the fingerprint that names it, are derived from it with HKDF
/// (RFC 5869), so that the one tells nothing of the other.
public struct KeyEncryptionKey: Sendable {
  /// Names the key without telling anything of it: 16 hexadecimal digits, in groups of four.
  public let fingerprint: String

  let sealing: SealingKey

  /// The key that has these bytes.
  ///
  /// - Throws: ``KeyTextError`` unless there are 32, and not all alike.
  public init(bytes: [UInt8]) throws(KeyTextError) {
    guard bytes.count == SealingKey.byteCount else { throw .wrongSize(bytes: bytes.count) }
    guard let first = bytes.first, !bytes.allSatisfy({ $0 == first }) else { throw .placeholder }
    let key = SymmetricKey(data: bytes)
    guard let sealing = SealingKey(Self.derive("shopledger key sealing 1", from: key, bytes: SealingKey.byteCount))
    else { throw .wrongSize(bytes: bytes.count) }
    self.sealing = sealing
    let name = Self.derive("shopledger key fingerprint 1", from: key, bytes: 8).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    fingerprint = stride(from: 0, to: name.count, by: 2).map { name[$0] + name[$0 + 1] }.joined(separator: "-")
  }

  /// The key in a text of 64 hexadecimal digits, or of base64; white space around it is passed over.
  ///
  /// - Throws: ``KeyTextError``, which never repeats the text.
  public init(text: String) throws(KeyTextError) {
    let digits = text.utf8.drop { $0 <= 0x20 }
    let trimmed = digits.prefix { $0 > 0x20 }
    guard digits.dropFirst(trimmed.count).allSatisfy({ $0 <= 0x20 }) else { throw .notAKey }
    if trimmed.isEmpty { throw .empty }
    guard let bytes = Self.hexadecimal(trimmed) ?? Base64.decode(text) else { throw .notAKey }
    try self.init(bytes: bytes)
  }

  /// The text that ``init(text:)`` reads: 64 hexadecimal digits.
  public static func text(of bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// Seals a secret that is kept beside the blocks, under a name that tells it from others.
  public func seal(_ secret: [UInt8], named name: String, nonce: SealNonce) throws(SealError) -> [UInt8] {
    try Seal.seal(secret, key: sealing, nonce: nonce, associated: Array("secret \(name)".utf8))
  }

  /// Opens what ``seal(_:named:nonce:)`` gave for the same name.
  public func open(_ sealed: [UInt8], named name: String) throws(SealError) -> [UInt8] {
    try Seal.open(sealed, key: sealing, associated: Array("secret \(name)".utf8))
  }

  /// The bytes of exactly 64 hexadecimal digits.
  private static func hexadecimal(_ text: Substring.UTF8View) -> [UInt8]? {
    guard text.count == 2 * SealingKey.byteCount else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for letter in text {
      guard let value = Character(UnicodeScalar(letter)).hexDigitValue else { return nil }
      if let held = high {
        bytes.append(held << 4 | UInt8(value))
        high = nil
      } else {
        high = UInt8(value)
      }
    }
    return bytes
  }

  private static func derive(_ use: String, from key: SymmetricKey, bytes: Int) -> [UInt8] {
    Bytes.of(HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array(use.utf8), outputByteCount: bytes))
  }
}

/// Why a text is no key-encryption key.
public enum KeyTextError: Error, Hashable, Sendable {
  /// There is nothing in it.
  case empty
  /// It is neither hexadecimal digits nor base64.
  case notAKey
  /// It has another number of bytes than 32.
  case wrongSize(bytes: Int)
  /// Its bytes are all alike, as in an example.
  case placeholder
}
