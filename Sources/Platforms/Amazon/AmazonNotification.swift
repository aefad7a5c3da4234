/// Notifications that Amazon puts into a seller's queue: what they say is a hint to fetch something, not the thing itself.
import Formats

/// A notification whose envelope is sound.
///
/// There is no signature: who may write into the queue is settled where the queue is. So the envelope is checked for
/// its parts and its seller, repeats are known by ``id``, and nothing in it is booked.
public struct AmazonNotification: Sendable, Equatable {
  /// What to fetch again.
  public enum Subject: Sendable, Equatable {
    /// An order, by its id.
    case order(String)
    /// A listing, by its SKU.
    case listing(sku: String)
  }

  /// Why a delivery is refused.
  public enum Fault: Error, Sendable, Equatable {
    /// It is no JSON, or no object.
    case notAnEnvelope
    /// A part of the envelope is missing; its name.
    case missing(String)
    /// It is of a kind that is not used here; its type.
    case otherType(String)
    /// It belongs to another seller or marketplace.
    case otherSeller
  }

  /// Amazon's id of it: the same in every delivery of the same notification.
  public var id: String
  /// Amazon's word for what it is, such as `ORDER_CHANGE`.
  public var type: String
  /// When it happened; seconds since 1970, `nil` when it does not tell.
  public var eventTime: Int64?
  /// What to fetch again.
  public var subject: Subject
  /// The marketplace it is about; `nil` when it does not tell.
  public var marketplaceID: String?

  /// The types that are used: listings' is spelt in two ways.
  public static let types: Set<String> = [
    "ORDER_CHANGE", "LISTINGS_ITEM_STATUS_CHANGE", "LISTINGS_ITEM_STATUS_CHANGED",
  ]

  /// Checks a delivery.
  ///
  /// - Parameters:
  ///   - body: the message as it came, or the `detail` of an event of EventBridge.
  ///   - seller: the seller's id; `nil` accepts any.
  ///   - marketplace: the store's marketplace; `nil` accepts any.
  public init(_ body: [UInt8], seller: String?, marketplace: AmazonMarketplace? = nil) throws(Fault) {
    guard let payload = try? JSONPayload(body), payload.kind(payload.root) == .object else {
      throw .notAnEnvelope
    }
    let reader = PayloadReader(payload)
    let root = reader.member("detail", of: payload.root) ?? payload.root
    // Some types are written with capital letters, some without.
    func part(_ capital: String, _ small: String, of object: JSONElement) -> JSONElement? {
      reader.member(capital, of: object) ?? reader.member(small, of: object)
    }
    guard let type = part("NotificationType", "notificationType", of: root) else { throw .missing("NotificationType") }
    self.type = payload.string(type)
    guard Self.types.contains(self.type) else { throw .otherType(String(self.type.prefix(60))) }
    guard let metadata = part("NotificationMetadata", "notificationMetadata", of: root),
      let id = part("NotificationId", "notificationId", of: metadata), !payload.string(id).isEmpty
    else { throw .missing("NotificationId") }
    guard let inner = part("Payload", "payload", of: root) else { throw .missing("Payload") }
    self.id = payload.string(id)
    eventTime = part("EventTime", "eventTime", of: root).flatMap { AmazonTime.seconds(payload.string($0).utf8) }
    let seat: JSONElement
    if self.type == "ORDER_CHANGE" {
      guard let change = reader.member("OrderChangeNotification", of: inner) else {
        throw .missing("OrderChangeNotification")
      }
      guard let order = reader.string("AmazonOrderId", of: change) else { throw .missing("AmazonOrderId") }
      seat = change
      subject = .order(order)
      marketplaceID = reader.string("Summary", "MarketplaceId", of: change)
    } else {
      guard let sku = reader.string("Sku", of: inner) else { throw .missing("Sku") }
      seat = inner
      subject = .listing(sku: sku)
      marketplaceID = reader.string("MarketplaceId", of: inner)
    }
    if let seller, reader.string("SellerId", of: seat) != seller { throw .otherSeller }
    if let marketplace, let named = marketplaceID, named != marketplace.id { throw .otherSeller }
  }
}
