public import Platforms

/// Checks notifications by their envelope, and says what each is about.
struct AmazonWebhookReader: WebhookReader {
  /// The seller's id; `nil` when the store's entry names none, so that any is taken.
  let seller: String?
  /// The store's marketplace.
  let marketplace: AmazonMarketplace

  func event(_ delivery: WebhookDelivery) throws(WebhookFault) -> WebhookEvent {
    let notification: AmazonNotification
    do throws(AmazonNotification.Fault) {
      notification = try AmazonNotification(delivery.body, seller: seller, marketplace: marketplace)
    } catch {
      switch error {
      case .notAnEnvelope: throw .unreadable("it is no envelope of a notification")
      case .missing(let part): throw .unreadable("its envelope has no \(part)")
      case .otherType(let type): return WebhookEvent(topic: type, id: "", subject: .other)
      case .otherSeller: throw .otherShop("another seller or marketplace")
      }
    }
    let subject: WebhookEvent.Subject =
      switch notification.subject {
      case .order(let id): .record([.orders], id: id)
      case .listing(let sku): .record([.products], id: sku)
      }
    return WebhookEvent(
      topic: notification.type, id: notification.id, happenedAt: notification.eventTime, subject: subject)
  }
}

extension AmazonAdapter {
  /// What checks notifications; without `seller_id` those of any seller in the marketplace are taken.
  public func webhooks() throws(PlatformFailure) -> any WebhookReader {
    let seller = session.settings.seller
    return AmazonWebhookReader(seller: seller.isEmpty ? nil : seller, marketplace: session.settings.marketplace)
  }
}
