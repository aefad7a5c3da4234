/// Orders and items in the words of Orders v0.
import Commerce
import Formats
import Simulation

enum SimulatedWordingV0 {
  /// Writes an order; `opened` are the personal parts that the request's token opens.
  static func order(_ order: SimulatedOrder, opened: Set<String>, to writer: inout JSONWriter) {
    let shop = order.order
    writer.object { writer in
      writer.members([
        ("AmazonOrderId", SimulatedIDs.order(shop.id, order.marketplace)),
        ("SellerOrderId", SimulatedIDs.order(shop.id, order.marketplace)),
        ("PurchaseDate", AmazonTime.text(shop.createdAt)), ("LastUpdateDate", AmazonTime.text(shop.updatedAt)),
        ("OrderStatus", order.status), ("FulfillmentChannel", shop.isSentByPlatform ? "AFN" : "MFN"),
        ("SalesChannel", order.marketplace.name), ("ShipServiceLevel", "Standard"),
        ("MarketplaceId", order.marketplace.id), ("ShipmentServiceLevelCategory", "Standard"),
        ("OrderType", "StandardOrder"), ("PaymentMethod", "Other"),
      ])
      if let total = order.total { writer.moneyV0("OrderTotal", total) }
      writer.count("NumberOfItemsShipped", order.isShipped ? order.units : 0)
      writer.count("NumberOfItemsUnshipped", shop.state == .paid ? order.units : 0)
      writer.key("PaymentMethodDetails")
      writer.array { $0.string(shop.payment == "card" ? "CreditCard" : "Standard") }
      for (name, value) in [
        ("IsReplacementOrder", false), ("IsBusinessOrder", shop.vatID != nil), ("IsPrime", shop.isSentByPlatform),
        ("IsGlobalExpressEnabled", false), ("IsPremiumOrder", false), ("IsSoldByAB", false), ("IsIBA", false),
        ("IsISPU", false), ("IsAccessPointOrder", false), ("HasRegulatedItems", false),
      ] {
        writer.flag(name, value)
      }
      if !shop.isSentByPlatform {
        writer.members([
          ("EarliestShipDate", AmazonTime.text(shop.createdAt + 86_400)),
          ("LatestShipDate", AmazonTime.text(shop.createdAt + 2 * 86_400)),
        ])
      }
      if shop.state != .pending, shop.state != .cancelled {
        address(shop.address, opened: opened.contains("shippingAddress"), to: &writer)
      }
      writer.key("BuyerInfo")
      writer.object { writer in
        writer.members([("BuyerEmail", email(shop, order.marketplace))])
        if opened.contains("buyerInfo") {
          writer.members([("BuyerName", "\(shop.address.firstName) \(shop.address.lastName)")])
        }
      }
    }
  }

  /// The address that Amazon makes up for a buyer: the same for the same buyer.
  static func email(_ order: ShopOrder, _ marketplace: AmazonMarketplace) -> String {
    let number = order.customer ?? 1_000_000 + order.id
    return "b\(SimulatedIDs.digits(number, 9))@marketplace.\(marketplace.name.lowercased())"
  }

  private static func address(_ address: ShopAddress, opened: Bool, to writer: inout JSONWriter) {
    writer.key("ShippingAddress")
    writer.object { writer in
      writer.members([("Name", opened ? "\(address.firstName) \(address.lastName)" : "")])
      if opened {
        if !address.company.isEmpty { writer.members([("CompanyName", address.company)]) }
        writer.members([("AddressLine1", address.street)])
      }
      writer.members([("City", address.city)])
      if !address.region.isEmpty { writer.members([("StateOrRegion", address.region)]) }
      writer.members([("PostalCode", address.postcode), ("CountryCode", address.country.code)])
    }
  }

  /// Writes an item; before it is paid it has no amounts.
  static func item(
    _ item: SimulatedOrder.Item, of order: SimulatedOrder, opened: Set<String>, to writer: inout JSONWriter
  ) {
    let isCancelled = order.order.state == .cancelled
    writer.object { writer in
      writer.members([
        ("ASIN", SimulatedIDs.asin(item.line.variant)), ("SellerSKU", item.line.sku),
        ("OrderItemId", SimulatedIDs.item(item.line.id)), ("Title", item.line.title),
      ])
      writer.count("QuantityOrdered", isCancelled ? 0 : item.line.quantity)
      writer.count("QuantityShipped", order.isShipped ? item.line.quantity : 0)
      writer.key("ProductInfo")
      writer.object { $0.members([("NumberOfItems", "1")]) }
      writer.members([("ConditionId", "New"), ("ConditionSubtypeId", "New")])
      writer.flag("SerialNumberRequired", false)
      writer.flag("IsTransparency", false)
      guard order.hasAmounts else { return }
      writer.members([("IsGift", item.giftWrap > 0 ? "true" : "false")])
      writer.moneyV0("ItemPrice", order.amount(item.price))
      writer.moneyV0("ItemTax", order.amount(item.tax))
      if item.shipping > 0 {
        writer.moneyV0("ShippingPrice", order.amount(item.shipping))
        writer.moneyV0("ShippingTax", order.amount(item.shippingTax))
        writer.moneyV0("ShippingDiscount", order.amount(0))
        writer.moneyV0("ShippingDiscountTax", order.amount(0))
      }
      writer.moneyV0("PromotionDiscount", order.amount(item.discount))
      writer.moneyV0("PromotionDiscountTax", order.amount(item.discountTax))
      if item.discount > 0 {
        writer.key("PromotionIds")
        writer.array { $0.string(order.order.discountCode.isEmpty ? "PROMOTION" : order.order.discountCode) }
      }
      if order.isTaxedByMarketplace {
        writer.key("TaxCollection")
        writer.object {
          $0.members([("Model", "MarketplaceFacilitator"), ("ResponsibleParty", "Amazon Services, Inc.")])
        }
      }
      guard opened.contains("buyerInfo"), item.giftWrap > 0 else { return }
      writer.key("BuyerInfo")
      writer.object { writer in
        writer.moneyV0("GiftWrapPrice", order.amount(item.giftWrap))
        writer.moneyV0("GiftWrapTax", order.amount(item.giftWrapTax))
        writer.members([("GiftWrapLevel", "Classic")])
      }
    }
  }
}
