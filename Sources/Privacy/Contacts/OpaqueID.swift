import Columns

/// Tells the numbers that platforms give accounts from ids that are personal in themselves: addresses, telephone numbers, user
/// names.
public enum OpaqueID {
  /// The longest number that a platform gives out: 64 bits.
  private static let digitsMax = 20
  /// What stands before the number in the ids of Shopify's GraphQL interface.
  private static let globalPrefix = Array("gid://shopify/Customer/".utf8)
  /// How many digits the parts of a UUID have.
  private static let partsOfUUID = [8, 4, 4, 4, 12]

  /// Whether an id tells nobody who lacks the platform: a number that does not begin with zero, as Shopify and WooCommerce give
  /// them, with or without Shopify's words before it, or a UUID.
  public static func isOpaque(_ id: Span<UInt8>) -> Bool {
    let hasPrefix = id.count > globalPrefix.count && globalPrefix.indices.allSatisfy { id[$0] == globalPrefix[$0] }
    return isNumber(id.extracting((hasPrefix ? globalPrefix.count : 0)..<id.count)) || isUUID(id)
  }

  private static func isNumber(_ text: Span<UInt8>) -> Bool {
    guard 1...digitsMax ~= text.count, text[0] != UInt8(ascii: "0") else { return false }
    return text.indices.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[$0] }
  }

  private static func isUUID(_ text: Span<UInt8>) -> Bool {
    var index = 0
    for (part, digits) in partsOfUUID.enumerated() {
      if part > 0 {
        guard index < text.count, text[index] == UInt8(ascii: "-") else { return false }
        index += 1
      }
      guard index + digits <= text.count else { return false }
      for place in index..<index + digits where !isHexadecimal(text[place]) { return false }
      index += digits
    }
    return index == text.count
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
