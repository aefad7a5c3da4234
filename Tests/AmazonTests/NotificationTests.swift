/// Notifications: their envelope is checked, and they say what to fetch.
import Amazon
import Testing

@Suite("Notifications")
struct NotificationTests {
  private static let order = #"""
    {"NotificationVersion":"1.0","NotificationType":"ORDER_CHANGE","PayloadVersion":"1.0",
    "EventTime":"2025-07-13T19:42:04.284Z","Payload":{"OrderChangeNotification":{"NotificationLevel":"OrderLevel",
    "SellerId":"A3TH9S8BH6GOGM","AmazonOrderId":"903-8868176-2219830","OrderChangeType":"OrderStatusChange",
    "OrderChangeTrigger":{"TimeOfOrderChange":"2025-07-13T19:42:04.284Z","ChangeReason":"New order"},
    "Summary":{"MarketplaceId":"A1PA6795UKMFR9","OrderStatus":"Unshipped","FulfillmentType":"MFN",
    "OrderItems":[{"OrderItemId":"OIDO1","SellerSKU":"DA-R2E6","Quantity":1}]}}},
    "NotificationMetadata":{"ApplicationId":"app","SubscriptionId":"s","PublishTime":"2025-07-13T19:42:05Z",
    "NotificationId":"d0e9e693-c3ad-4373-979f-ed4ec98dd746"}}
    """#
  private static let listing = #"""
    {"notificationVersion":"1.0","notificationType":"LISTINGS_ITEM_STATUS_CHANGE","payloadVersion":"1.0",
    "eventTime":"2025-02-18T02:21:01.103Z","payload":{"SellerId":"A3TH9S8BH6GOGM","MarketplaceId":"A1PA6795UKMFR9",
    "Asin":"B1234567","Sku":"Teddy Bear","CreatedDate":"2025-02-17T02:21:01Z","Status":["BUYABLE","DISCOVERABLE"]},
    "notificationMetadata":{"notificationId":"n-2"}}
    """#

  private func read(_ text: String, seller: String? = "A3TH9S8BH6GOGM", shop: String = "DE") throws
    -> AmazonNotification
  {
    try AmazonNotification(Array(text.utf8), seller: seller, marketplace: AmazonMarketplace.named(shop))
  }

  @Test("A changed order is one to fetch again; its amounts are nowhere in the notification")
  func orderChange() throws {
    let notification = try read(Self.order)
    #expect(notification.subject == .order("903-8868176-2219830"))
    #expect(notification.id == "d0e9e693-c3ad-4373-979f-ed4ec98dd746")
    #expect(notification.eventTime == 1_752_435_724)
    #expect(notification.marketplaceID == "A1PA6795UKMFR9")
  }

  @Test("A listing's notification is read in capital and small spelling, under either name, and out of EventBridge")
  func listingChange() throws {
    for text in [
      Self.listing, Self.listing.replacing("STATUS_CHANGE\"", with: "STATUS_CHANGED\""),
      #"{"detail-type":"LISTINGS_ITEM_STATUS_CHANGE","detail":\#(Self.listing)}"#,
    ] {
      let notification = try read(text)
      #expect(notification.subject == .listing(sku: "Teddy Bear"))
      #expect(notification.id == "n-2")
    }
  }

  @Test("A repeat has the same id")
  func repeats() throws { #expect(try read(Self.order).id == read(Self.order).id) }

  @Test(
    "What is no sound envelope, or somebody else's, is refused with its reason",
    arguments: [
      ("[]", AmazonNotification.Fault.notAnEnvelope), ("{\"a\":", .notAnEnvelope), ("{}", .missing("NotificationType")),
      (order.replacing("ORDER_CHANGE", with: "PRICING_HEALTH"), .otherType("PRICING_HEALTH")),
      (order.replacing("\"NotificationId\"", with: "\"Id\""), .missing("NotificationId")),
      (order.replacing("\"AmazonOrderId\"", with: "\"Id\""), .missing("AmazonOrderId")),
      (order.replacing("A3TH9S8BH6GOGM", with: "SOMEBODY"), .otherSeller),
      (order.replacing("A1PA6795UKMFR9", with: "ATVPDKIKX0DER"), .otherSeller),
      (listing.replacing("\"Sku\"", with: "\"Id\""), .missing("Sku")),
    ])
  func faults(text: String, fault: AmazonNotification.Fault) {
    #expect(throws: fault) { try read(text) }
  }
}
