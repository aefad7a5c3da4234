import Crypto

/// A key of 32 bytes that seals the data of one row for one purpose.
public struct SealingKey: Sendable {
  /// The size of a key in bytes.
  public static let byteCount = 32

  let key: SymmetricKey

  /// The key that has these bytes; `nil` unless there are ``byteCount`` of them.
  public init?(_ bytes: some Sequence<UInt8>) {
    self.init(Array(bytes)[...])
  }

  /// The key that stands at a place of a block.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    key = SymmetricKey(data: bytes)
  }
}
