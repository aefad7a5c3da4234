/// What Shopify's topics are about, and where a delivery of each names its record.
import Platforms

/// The topics that are known; what Shopify has beside them is left out by its name.
struct ShopifyTopic: Sendable {
  /// The topic, or its part before the stroke and a `*` for all of a kind.
  let name: String
  /// The streams that have the record.
  let streams: Set<PlatformStream>
  /// The member of the body that has the record's id.
  let member: String

  /// Source: the list of topics of the Admin API 2024-01. Orders, products and levels say the whole record, as it was when
  /// the delivery was made; they come in any order, so none is believed before the one that the shop has now.
  static let all = [
    ShopifyTopic(name: "orders/*", streams: [.orders], member: "id"),
    ShopifyTopic(name: "refunds/create", streams: [.orders], member: "order_id"),
    ShopifyTopic(name: "order_transactions/create", streams: [.orders], member: "order_id"),
    ShopifyTopic(name: "fulfillments/*", streams: [.orders], member: "order_id"),
    ShopifyTopic(name: "products/*", streams: [.products], member: "id"),
    ShopifyTopic(name: "inventory_levels/*", streams: [.inventory], member: "inventory_item_id"),
    ShopifyTopic(name: "inventory_items/*", streams: [.inventory], member: "id"),
    ShopifyTopic(name: "customers/*", streams: [.customers], member: "id"),
  ]

  /// The topics that the law asks for: they are about people, not about records.
  static let personalData: [String: PersonalDataRequest.Kind] = [
    "customers/data_request": .access, "customers/redact": .erasure, "shop/redact": .shopErasure,
  ]

  /// What a topic is about; `nil` when it is not known.
  static func named(_ topic: String) -> ShopifyTopic? {
    all.first { $0.name == topic || $0.name.hasSuffix("*") && topic.hasPrefix($0.name.dropLast()) }
  }
}
