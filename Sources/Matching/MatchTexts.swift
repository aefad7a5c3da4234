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

  /// Makes the text of a name with its street and postcode; false when the name or both others say nothing.
  public mutating func nameAndAddress(name: Span<UInt8>, address: Span<UInt8>, postcode: Span<UInt8>) -> Bool {
    guard self.name(name) else { return false }
    bytes.append(0)
    let nameLength = bytes.count
    Normalise.address(address, into: &bytes)
    bytes.append(0)
    Normalise.postcode(postcode, into: &bytes)
    // Blanks and dashes in place of an address would make one customer of all who share a name.
    return bytes.count > nameLength + 1
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
