import Crypto

/// HMAC-SHA256 (RFC 2104) under a key that is hashed once, for very many short messages.
///
/// The library's own HMAC begins anew for every message or copies a generic hash, which takes three times as long as
/// hashing a name. Here the library hashes; only the two rounds are put together.
struct MessageCode: Sendable {
  /// The hash of the key's block, before the message and before the inner hash.
  private let inner, outer: SHA256

  /// The code under `key`.
  init(key: [UInt8]) {
    var block = key.count > SHA256.blockByteCount ? Array(SHA256.hash(data: key)) : key
    block += [UInt8](repeating: 0, count: SHA256.blockByteCount - block.count)
    func started(_ pad: UInt8) -> SHA256 {
      var hash = SHA256()
      hash.update(data: block.map { $0 ^ pad })
      return hash
    }
    inner = started(0x36)
    outer = started(0x5C)
  }

  /// The code of a message.
  func code(_ message: Span<UInt8>) -> SHA256Digest {
    var first = inner
    Bytes.add(message, to: &first)
    var second = outer
    Bytes.add(first.finalize(), to: &second)
    return second.finalize()
  }
}
