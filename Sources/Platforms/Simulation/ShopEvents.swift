/// What happened in a simulated shop, as its webhooks would tell it.

/// Something that happened to an order.
public struct ShopEvent: Sendable {
  /// The order as it is now.
  public var order: ShopOrder
  /// When it happened, in seconds since 1970.
  public var at: Int64
  /// Whether the order came to be; otherwise it changed.
  public var isNew: Bool
}

extension ShopData {
  /// What happened to the orders that changed last, in the order of time.
  public func events(latest count: Int) -> [ShopEvent] {
    let latest = orders.sorted { ($0.updatedAt, $0.id) > ($1.updatedAt, $1.id) }.prefix(max(0, count))
    var events: [ShopEvent] = []
    for order in latest {
      events.append(ShopEvent(order: order, at: order.createdAt, isNew: true))
      if order.updatedAt != order.createdAt {
        events.append(ShopEvent(order: order, at: order.updatedAt, isNew: false))
      }
    }
    return events.sorted { ($0.at, $0.order.id, $0.isNew ? 0 : 1) < ($1.at, $1.order.id, $1.isNew ? 0 : 1) }
  }
}

/// Ids of deliveries, made of what they are about, so that the same shop sends the same deliveries each time.
public enum DeliveryIDs {
  /// Thirty-two hexadecimal digits.
  public static func hexadecimal(_ words: String) -> String {
    var text = ""
    for part in 0..<2 {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in "\(part) \(words)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash ^= hash >> 29
      hash = hash &* 0x9e37_79b9_7f4a_7c15
      let digits = String(hash, radix: 16)
      text += String(repeating: "0", count: 16 - digits.count) + digits
    }
    return text
  }

  /// The same with hyphens, in the form of a UUID.
  public static func uuid(_ words: String) -> String {
    let digits = Array(hexadecimal(words))
    let parts = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
    return parts.map { String($0) }.joined(separator: "-")
  }
}
