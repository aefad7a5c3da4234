import Columns
public import Commerce

/// Makes the 64-bit keys by which customers are looked up: a normalised text, hashed with its kind.
///
/// Two spellings of the same e-mail address, telephone number or name and address give the same key. The maker keeps
/// one buffer, so a key costs no allocation.
public struct MatchKeyMaker: Sendable {
  private var buffer: [UInt8] = []
  private let storeSeed: UInt64

  /// A maker for documents of a store; the platform's own customer ids mean something only within it.
  public init(store: String) {
    var hash = FastHash(seed: 0)
    for byte in store.utf8 { hash.combine(UInt64(byte)) }
    storeSeed = UInt64(bitPattern: hash.value)
    buffer.reserveCapacity(256)
  }

  /// The key of a platform's customer id; `nil` when there is none.
  public mutating func sourceID(_ id: Span<UInt8>) -> Int64? {
    buffer.removeAll(keepingCapacity: true)
    Normalise.trimmed(id, into: &buffer)
    return key(.sourceID, seed: storeSeed)
  }

  /// The key of an e-mail address, compared without regard to case; `nil` when it has no `@` with text on both sides.
  public mutating func email(_ address: Span<UInt8>) -> Int64? {
    buffer.removeAll(keepingCapacity: true)
    Normalise.email(address, into: &buffer)
    return key(.email)
  }

  /// The key of a telephone number in a country; `nil` when it has fewer than six digits.
  public mutating func phone(_ number: Span<UInt8>, country: Country?) -> Int64? {
    buffer.removeAll(keepingCapacity: true)
    Normalise.phone(number, country: country, into: &buffer)
    return key(.phone)
  }

  /// The key of a name with its street and postcode; `nil` when the name or both others say nothing.
  public mutating func nameAndAddress(
    name: Span<UInt8>, address: Span<UInt8>, postcode: Span<UInt8>
  ) -> Int64? {
    buffer.removeAll(keepingCapacity: true)
    Normalise.folded(name, into: &buffer)
    guard !buffer.isEmpty else { return nil }
    buffer.append(0)
    let nameLength = buffer.count
    Normalise.folded(address, into: &buffer)
    buffer.append(0)
    Normalise.folded(postcode, into: &buffer)
    // Blanks and dashes in place of an address would make one customer of all who share a name.
    guard buffer.count > nameLength + 1 else { return nil }
    return key(.nameAndAddress)
  }

  private func key(_ kind: MatchKeyKind, seed: UInt64 = 0) -> Int64? {
    guard !buffer.isEmpty else { return nil }
    var hash = FastHash(seed: seed &+ UInt64(kind.rawValue))
    hash.combine(buffer.span)
    return hash.value
  }
}
