import Crypto

/// Seals bytes with AES-256-GCM, so that only who has the key reads them, and nobody changes or moves them unnoticed.
///
/// Sealed bytes are a version (1), the nonce (12 bytes), the ciphertext, which is as long as what was sealed, and the
/// tag (16 bytes): NIST SP 800-38D.
public enum Seal {
  /// The version that this program writes.
  public static let version: UInt8 = 1
  /// By how many bytes sealed bytes are longer than what they hold.
  public static let overhead = 1 + SealNonce.byteCount + tagBytes

  private static let tagBytes = 16

  /// Seals `plain`; it opens only with the same key and the same `associated` bytes, which are not part of the result.
  public static func seal(
    _ plain: [UInt8], key: SealingKey, nonce: SealNonce, associated: [UInt8]
  ) throws(SealError) -> [UInt8] {
    do {
      let box = try AES.GCM.seal(plain, using: key.key, nonce: nonce.nonce, authenticating: associated)
      guard let combined = box.combined else { throw SealError.refused }
      var sealed: [UInt8] = []
      sealed.reserveCapacity(combined.count + 1)
      sealed.append(version)
      sealed.append(contentsOf: combined)
      return sealed
    } catch { throw .refused }
  }

  /// Opens what ``seal(_:key:nonce:associated:)`` gave.
  ///
  /// - Throws: ``SealError`` when the bytes are none of its own, were changed, or belong to another key or row.
  public static func open(_ sealed: [UInt8], key: SealingKey, associated: [UInt8]) throws(SealError) -> [UInt8] {
    guard sealed.count >= overhead else { throw .tooShort }
    guard sealed[0] == version else { throw .unknownVersion(sealed[0]) }
    do {
      let box = try AES.GCM.SealedBox(combined: sealed[1...])
      return try Array(AES.GCM.open(box, using: key.key, authenticating: associated))
    } catch { throw .notAuthentic }
  }
}
