import Crypto

/// Bytes out of and into the types of the cryptographic library.
enum Bytes {
  /// The bytes of a key.
  static func of(_ key: SymmetricKey) -> [UInt8] {
    unsafe key.withUnsafeBytes { unsafe Array($0) }
  }

  /// The number in the first eight bytes of a code, the highest first.
  static func number(_ code: HashedAuthenticationCode<SHA256>) -> Int64 {
    unsafe code.withUnsafeBytes { bytes in
      Int64(bigEndian: unsafe bytes.loadUnaligned(as: Int64.self))
    }
  }

  /// The HMAC-SHA256 of a message.
  static func code(_ message: Span<UInt8>, key: [UInt8]) -> [UInt8] {
    var code = HMAC<SHA256>(key: SymmetricKey(data: key))
    add(message, to: &code)
    return Array(code.finalize())
  }

  /// Adds a caller's bytes to a code where they stand.
  @inline(__always)
  static func add(_ bytes: Span<UInt8>, to code: inout HMAC<SHA256>) {
    unsafe bytes.withUnsafeBytes { unsafe code.update(data: $0) }
  }
}
