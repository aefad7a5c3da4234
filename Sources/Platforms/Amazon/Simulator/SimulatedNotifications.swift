/// Notifications of a simulated marketplace, as they lie in the seller's queue.
import Formats
public import Platforms
import Simulation

extension AmazonSimulator {
  /// What comes into the queue about the orders that changed last, and about a listing.
  public func deliveries(latest count: Int) -> [WebhookDelivery] {
    let data = state.read { $0 }
    var deliveries = data.events(latest: count).map { event in
      notification(
        "ORDER_CHANGE", at: event.at,
        id: DeliveryIDs.uuid("\(marketplace.id) \(event.order.id) \(event.at) \(event.isNew)")
      ) { writer in
        let order = SimulatedOrder(event.order, marketplace, options)
        writer.key("OrderChangeNotification")
        writer.object { writer in
          writer.members([
            ("NotificationLevel", "OrderLevel"), ("SellerId", options.seller),
            ("AmazonOrderId", SimulatedIDs.order(event.order.id, marketplace)),
            ("OrderChangeType", "OrderStatusChange"),
          ])
          writer.key("Summary")
          writer.object { writer in
            writer.members([
              ("MarketplaceId", marketplace.id), ("OrderStatus", order.status),
              ("FulfillmentType", event.order.isSentByPlatform ? "AFN" : "MFN"),
            ])
          }
        }
      }
    }
    // A queue delivers a message at least once.
    if let last = deliveries.last { deliveries.append(last) }
    if let variant = data.products.first?.variants.first {
      deliveries.append(
        notification(
          "LISTINGS_ITEM_STATUS_CHANGE", at: state.now, id: DeliveryIDs.uuid("\(marketplace.id) \(variant.sku)")
        ) { writer in
          writer.members([
            ("SellerId", options.seller), ("MarketplaceId", marketplace.id),
            ("Asin", SimulatedIDs.asin(variant.id)), ("Sku", variant.sku),
          ])
          writer.key("Status")
          writer.array { $0.string("BUYABLE") }
        })
    }
    return deliveries
  }

  private func notification(
    _ type: String, at instant: Int64, id: String, _ payload: (inout JSONWriter) -> Void
  ) -> WebhookDelivery {
    var writer = JSONWriter()
    writer.object { writer in
      writer.members([
        ("NotificationVersion", "1.0"), ("NotificationType", type), ("PayloadVersion", "1.0"),
        ("EventTime", AmazonTime.text(instant)),
      ])
      writer.key("Payload")
      writer.object(payload)
      writer.key("NotificationMetadata")
      writer.object { writer in
        writer.members([
          ("ApplicationId", Self.clientID), ("SubscriptionId", DeliveryIDs.uuid("\(marketplace.id) \(type)")),
          ("PublishTime", AmazonTime.text(instant + 1)), ("NotificationId", id),
        ])
      }
    }
    return WebhookDelivery(body: writer.takeBytes(), receivedAt: instant + 2)
  }
}
