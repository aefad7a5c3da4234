/// How far an audit log goes: how many rows it has, and the hash of the last one.
public struct AuditHead: Sendable, Hashable {
  /// The size of a hash in bytes.
  public static let hashBytes = 32

  /// How many rows it has.
  public var count: Int64
  /// The hash of the last one; zeros when there is none.
  public var hash: [UInt8]

  /// The head of a log.
  public init(count: Int64, hash: [UInt8]) {
    self.count = count
    self.hash = hash
  }

  /// The head of a log without rows.
  public static let none = AuditHead(count: 0, hash: [UInt8](repeating: 0, count: hashBytes))

  /// The head as it is sealed: the count in eight bytes, then the hash.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(count)
    return bytes + hash
  }

  /// The head that was stored as `bytes`; `nil` when they are none.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 8 + Self.hashBytes else { return nil }
    count = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    hash = Array(bytes.dropFirst(8))
  }
}
