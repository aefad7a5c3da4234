/// Tells an erased person again who comes in with documents from before: the number of a text under the ledger's secrets.
public struct Tombstone: Sendable, Hashable {
  /// The kind of the text.
  public var kind: UInt8
  /// Its number, as ``BlindIndex`` gives it.
  public var key: Int64
  /// When the person was erased, in seconds since 1970: who comes back later is a new customer.
  public var erasedAt: Int64

  /// What stands for a text of an erased person.
  public init(kind: UInt8, key: Int64, erasedAt: Int64) {
    self.kind = kind
    self.key = key
    self.erasedAt = erasedAt
  }
}
