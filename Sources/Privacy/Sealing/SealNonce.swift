import Crypto

/// Twelve random bytes that make every sealing under one key different from every other.
///
/// A key seals hardly ever twice, but a number that a run gave out and took back may be given out again, with its key.
public struct SealNonce: Sendable {
  /// The size of a nonce in bytes.
  public static let byteCount = 12

  let nonce: AES.GCM.Nonce

  /// The nonce that has these bytes; `nil` unless there are ``byteCount`` of them.
  public init?(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.byteCount, let nonce = try? AES.GCM.Nonce(data: bytes) else { return nil }
    self.nonce = nonce
  }
}

/// Gives nonces out of random bytes that it asks for in large pieces, since asking the system costs more than sealing.
public struct NonceSupply: Sendable {
  private let random: @Sendable (Int) -> [UInt8]
  private var bytes: [UInt8] = []
  private var used = 0

  /// Nonces out of what `random` gives, which is asked for a number of bytes.
  public init(random: @escaping @Sendable (Int) -> [UInt8]) { self.random = random }

  /// The next nonce.
  ///
  /// - Throws: ``SealError/refused`` when the source gives too few bytes.
  public mutating func next() throws(SealError) -> SealNonce {
    if used + SealNonce.byteCount > bytes.count {
      bytes = random(SealNonce.byteCount * 256)
      used = 0
    }
    let end = used + SealNonce.byteCount
    guard end <= bytes.count, let nonce = SealNonce(bytes[used..<end]) else { throw .refused }
    used = end
    return nonce
  }
}
