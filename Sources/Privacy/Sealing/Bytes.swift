import Crypto

/// Bytes out of and into the types of the cryptographic library.
enum Bytes {
  /// The bytes of a key.
  static func of(_ key: SymmetricKey) -> [UInt8] {
    unsafe key.withUnsafeBytes { unsafe Array($0) }
  }

  /// The number in the first eight bytes of a code, the highest first.
  static func number(_ code: SHA256Digest) -> Int64 {
    unsafe code.withUnsafeBytes { bytes in
      Int64(bigEndian: unsafe bytes.loadUnaligned(as: Int64.self))
    }
  }

  /// Hashes a caller's bytes where they stand.
  @inline(__always)
  static func add(_ bytes: Span<UInt8>, to hash: inout SHA256) {
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  }

  /// Hashes a digest.
  @inline(__always)
  static func add(_ digest: SHA256Digest, to hash: inout SHA256) {
    unsafe digest.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  }
}
