import Columns
public import Commerce

/// Brings what a store says of a buyer to the texts that two spellings of the same have in common.
///
/// One buffer serves all texts, so that making one costs no allocation. What the texts are hashed with is the caller's.
public struct MatchTexts: Sendable {
  /// The text made last.
  public private(set) var bytes: [UInt8] = []
  private let store: [UInt8]

  /// A maker for documents of a store; the platform's own customer ids mean something only within it.
  public init(store: String) {
    self.store = Array(store.utf8)
    bytes.reserveCapacity(512)
  }

  /// Makes the text of a platform's customer id; false when there is none.
  public mutating func sourceID(_ id: Span<UInt8>) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    Normalise.trimmed(id, into: &bytes)
    guard !bytes.isEmpty else { return false }
    bytes.append(0)
    bytes.append(contentsOf: store)
    return true
  }

  /// Makes the text of an e-mail address, compared without regard to case; false when it has no `@` with text on both
  /// sides, or is nobody's.
  public mutating func email(_ address: Span<UInt8>) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    Normalise.email(address, into: &bytes)
    return !bytes.isEmpty
  }

  /// Makes the text of a telephone number in a country; false when the text holds none.
  public mutating func phone(_ number: Span<UInt8>, country: Country?) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    Normalise.phone(number, country: country, into: &bytes)
    return !bytes.isEmpty
  }

  /// Makes the text of a VAT identification number: letters and digits in capitals; false when it has no digit but zero.
  public mutating func vatID(_ number: Span<UInt8>) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    Normalise.vatID(number, into: &bytes)
    return !bytes.isEmpty
  }

  /// Makes the text of a name; false when it says nothing.
  public mutating func name(_ name: Span<UInt8>) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    Normalise.name(name, into: &bytes)
    return !bytes.isEmpty
  }

  /// Makes the text of a whole name with its street, or what stands in its place, and its postcode, or without one its town;
  /// false when one of them says nothing, for many of one name live behind a postcode, and streets are called alike everywhere.
  public mutating func nameAndAddress(
    name: Span<UInt8>, address: Span<UInt8>, postcode: Span<UInt8>, city: Span<UInt8>
  ) -> Bool {
    guard WholeName.isWhole(name), self.name(name) else { return false }
    bytes.append(0)
    var length = bytes.count
    Normalise.address(address, into: &bytes)
    guard bytes.count > length else { return false }
    bytes.append(0)
    length = bytes.count
    Normalise.postcode(postcode, into: &bytes)
    guard bytes.count == length else { return true }
    // Set apart from postcodes.
    bytes.append(0)
    Normalise.city(city, into: &bytes)
    return bytes.count > length + 1
  }

  /// Begins the text of all that a store says of a buyer, byte for byte.
  public mutating func begin(country: Country?) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: store)
    bytes.append(0)
    bytes.append(contentsOf: (country?.code ?? "").utf8)
  }

  /// Adds one of the texts that a store says.
  public mutating func append(_ text: Span<UInt8>) {
    bytes.append(0)
    bytes.append(addingCapacity: text.count) { output in
      for index in 0..<text.count { output.append(text[index]) }
    }
  }
}
