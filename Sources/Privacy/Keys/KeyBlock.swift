/// The keys of 4,096 rows of one purpose, which are stored, sealed and renewed as one.
///
/// A row's number says in which block its key is and at which place, so that nothing has to be kept per row. A key is
/// destroyed by overwriting its place with zeros: what was sealed with it is then noise to everybody. Blocks are sealed
/// under the key-encryption key together with purpose, number and version, so that none can stand in for another.
public struct KeyBlock: Sendable, Equatable {
  /// How many keys a block has.
  public static let slots = 4_096
  /// The size of a block before it is sealed, in bytes: as many random bytes make one.
  public static let byteCount = slots * SealingKey.byteCount

  /// What its keys are for.
  public let purpose: SealPurpose
  /// Its number: block 0 has the keys of rows 0 to 4,095.
  public let number: Int64
  /// How often it was stored; it grows whenever keys are destroyed.
  public private(set) var version: Int64

  private var bytes: [UInt8]

  /// A new block out of ``byteCount`` random bytes; `nil` unless there are as many.
  public init?(purpose: SealPurpose, number: Int64, random bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    (self.purpose, self.number, self.version, self.bytes) = (purpose, number, 1, bytes)
  }

  // MARK: Keys

  /// The block and the place in it of a row's key.
  public static func place(of row: Int64) -> (block: Int64, slot: Int) { (row >> 12, Int(row & 4_095)) }

  /// The key at a place; `nil` when it was destroyed, or when there is no such place.
  public func key(_ slot: Int) -> SealingKey? {
    isShredded(slot) ? nil : SealingKey(bytes[range(slot)])
  }

  /// Whether the key at a place was destroyed; so counts a place that there is not.
  public func isShredded(_ slot: Int) -> Bool {
    guard (0..<Self.slots).contains(slot) else { return true }
    return bytes[range(slot)].allSatisfy { $0 == 0 }
  }

  /// How many of its keys were destroyed.
  public var shreddedCount: Int { (0..<Self.slots).count(where: isShredded) }

  /// Destroys the keys at these places, and counts the version up when any was there.
  ///
  /// - Returns: how many keys were destroyed that had not been before.
  @discardableResult
  public mutating func shred(_ slots: some Sequence<Int>) -> Int {
    var count = 0
    for slot in slots where !isShredded(slot) {
      for index in range(slot) { bytes[index] = 0 }
      count += 1
    }
    if count > 0 { version += 1 }
    return count
  }

  /// Puts a new key in the place of one that was destroyed, for a row that has taken the number of another; what was sealed
  /// with the old one stays lost.
  ///
  /// - Parameter random: as many random bytes as a key has.
  /// - Returns: whether there was such a place, and nothing in it.
  public mutating func renew(_ slot: Int, random: [UInt8]) -> Bool {
    guard (0..<Self.slots).contains(slot), isShredded(slot), random.count == SealingKey.byteCount else { return false }
    bytes.replaceSubrange(range(slot), with: random)
    version += 1
    return true
  }

  private func range(_ slot: Int) -> Range<Int> {
    slot * SealingKey.byteCount..<(slot + 1) * SealingKey.byteCount
  }

  // MARK: Storing

  /// The block as it is stored.
  public func sealed(under key: KeyEncryptionKey, nonce: SealNonce) throws(SealError) -> [UInt8] {
    try Seal.seal(
      bytes, key: key.sealing, nonce: nonce, associated: Self.associated(purpose, number: number, version: version))
  }

  /// The block that was stored as `sealed` under this purpose, number and version.
  ///
  /// - Throws: ``SealError`` when the key is another one, or the bytes are not those that were stored.
  public init(
    opening sealed: [UInt8], purpose: SealPurpose, number: Int64, version: Int64, under key: KeyEncryptionKey
  ) throws(SealError) {
    let bytes = try Seal.open(
      sealed, key: key.sealing, associated: Self.associated(purpose, number: number, version: version))
    guard bytes.count == Self.byteCount else { throw .tooShort }
    (self.purpose, self.number, self.version, self.bytes) = (purpose, number, version, bytes)
  }

  private static func associated(_ purpose: SealPurpose, number: Int64, version: Int64) -> [UInt8] {
    var bytes = Array("block".utf8)
    bytes.append(purpose.rawValue)
    bytes.appendBigEndian(number)
    bytes.appendBigEndian(version)
    return bytes
  }
}
