/// Financial events of the simulated shop: shipments, refunds, and the groups that settle them.
import Commerce
import Formats
import Platforms
import Simulation

/// A shipment or a refund with its amounts.
struct SimulatedEvent: Sendable {
  /// An amount of an item of the event, in minor units, as it changes the seller's balance.
  struct Part: Sendable {
    enum List: String, Sendable { case charge = "Charge", fee = "Fee", promotion = "Promotion", withheld }

    var list: List
    var type: String
    var amount: Int64
  }

  /// An item of the event.
  struct Item: Sendable {
    var line: ShopLine
    var quantity: Int64
    var adjustment = ""
    var parts: [Part] = []
  }

  var postedAt: Int64
  var order: SimulatedOrder
  var isRefund: Bool
  /// A number that sorts events of one second.
  var number: Int64
  var items: [Item] = []

  /// What the event changes the balance by.
  var total: Int64 { items.reduce(0) { $0 + $1.parts.reduce(0) { $0 + $1.amount } } }

  /// The shipment of an order, a day after it was placed.
  init?(shipmentOf order: SimulatedOrder) {
    guard order.isShipped else { return nil }
    self.init(postedAt: order.order.createdAt + 86_400, order: order, isRefund: false, number: order.order.id * 2)
    let isGross = order.marketplace.pricesIncludeTax
    for item in order.items {
      var parts: [Part] = []
      for (name, tax, amount, taxed) in [
        ("Principal", "Tax", item.price, item.tax), ("ShippingCharge", "ShippingTax", item.shipping, item.shippingTax),
        ("GiftWrap", "GiftWrapTax", item.giftWrap, item.giftWrapTax),
      ] where amount != 0 {
        parts.append(Part(list: .charge, type: name, amount: isGross ? amount - taxed : amount))
        if taxed != 0 { parts.append(Part(list: .charge, type: tax, amount: taxed)) }
      }
      if item.discount != 0 {
        let discount = isGross ? item.discount : item.discount + item.discountTax
        parts.append(Part(list: .promotion, type: "PromotionMetaDataDefinitionValue", amount: -discount))
      }
      if order.isTaxedByMarketplace, item.taxes != 0 {
        parts.append(Part(list: .withheld, type: "MarketplaceFacilitatorTax-Principal", amount: -item.taxes))
      }
      parts.append(Part(list: .fee, type: "Commission", amount: -(item.amount * 15 / 100)))
      if order.order.isSentByPlatform {
        parts.append(Part(list: .fee, type: "FBAPerUnitFulfillmentFee", amount: -300 * item.line.quantity))
      }
      items.append(Item(line: item.line, quantity: item.line.quantity, parts: parts))
    }
  }

  /// What was given back of an order.
  init(_ refund: ShopRefund, of order: SimulatedOrder) {
    self.init(postedAt: refund.createdAt, order: order, isRefund: true, number: refund.id * 2 + 1)
    for line in refund.lines {
      guard let sold = order.order.lines.first(where: { $0.id == line.line }) else { continue }
      var item = Item(line: sold, quantity: max(line.quantity, 1))
      item.adjustment = "amzn1:crow:\(SimulatedIDs.digits(refund.id * 1_000 + Int64(items.count), 12))"
      add("Principal", "Tax", line.amount, line.taxes, to: &item)
      item.parts.append(Part(list: .fee, type: "RefundCommission", amount: line.amount * 12 / 100))
      items.append(item)
    }
    if items.isEmpty, let sold = order.order.lines.first {
      items.append(
        Item(
          line: sold, quantity: 0, adjustment: "amzn1:crow:\(SimulatedIDs.digits(refund.id * 1_000 + 999, 12))"))
    }
    guard !items.isEmpty else { return }
    if let carriage = refund.carriage {
      add("ShippingCharge", "ShippingTax", carriage.amount, carriage.taxes, to: &items[0])
    }
    if let fee = refund.fee { add("Giftwrap", "GiftwrapTax", fee.amount, fee.taxes, to: &items[0]) }
  }

  private init(postedAt: Int64, order: SimulatedOrder, isRefund: Bool, number: Int64) {
    self.postedAt = postedAt
    self.order = order
    self.isRefund = isRefund
    self.number = number
  }

  /// Adds what is given back, with its tax and what Amazon had kept of it.
  private func add(_ name: String, _ taxName: String, _ amount: Int64, _ taxes: [ShopTax], to item: inout Item) {
    let tax = order.statesTax ? SimulatedOrder.sum(taxes) : 0
    let plain = order.marketplace.pricesIncludeTax ? amount - tax : amount
    item.parts.append(Part(list: .charge, type: name, amount: -plain))
    guard tax != 0 else { return }
    item.parts.append(Part(list: .charge, type: taxName, amount: -tax))
    if order.isTaxedByMarketplace {
      item.parts.append(Part(list: .withheld, type: "MarketplaceFacilitatorTax-Principal", amount: tax))
    }
  }

  /// Writes the event.
  func write(to writer: inout JSONWriter) {
    let suffix = isRefund ? "AdjustmentList" : "List"
    writer.object { writer in
      writer.members([
        ("AmazonOrderId", SimulatedIDs.order(order.order.id, order.marketplace)),
        ("SellerOrderId", SimulatedIDs.order(order.order.id, order.marketplace)),
        ("MarketplaceName", order.marketplace.name), ("PostedDate", AmazonTime.text(postedAt)),
      ])
      writer.key("ShipmentItem\(suffix)")
      writer.array { writer in
        for item in items { write(item, suffix, to: &writer) }
      }
    }
  }

  private func write(_ item: Item, _ suffix: String, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.members([("SellerSKU", item.line.sku), ("OrderItemId", SimulatedIDs.item(item.line.id))])
      if isRefund { writer.members([("OrderAdjustmentItemId", item.adjustment)]) }
      writer.count("QuantityShipped", item.quantity)
      for (list, name) in [(Part.List.charge, "ItemCharge\(suffix)"), (.fee, "ItemFee\(suffix)")] {
        let parts = item.parts.filter { $0.list == list }
        guard !parts.isEmpty else { continue }
        writer.key(name)
        writer.array { writer in
          for part in parts { write(part, list.rawValue, to: &writer) }
        }
      }
      let promotions = item.parts.filter { $0.list == .promotion }
      if !promotions.isEmpty {
        writer.key("Promotion\(suffix)")
        writer.array { writer in
          for part in promotions {
            writer.object { writer in
              writer.members([("PromotionType", part.type), ("PromotionId", "PROMOTION")])
              writer.moneyNumber("PromotionAmount", order.amount(part.amount))
            }
          }
        }
      }
      let withheld = item.parts.filter { $0.list == .withheld }
      guard !withheld.isEmpty else { return }
      writer.key("ItemTaxWithheldList")
      writer.array { writer in
        writer.object { writer in
          writer.members([("TaxCollectionModel", "MarketplaceFacilitator")])
          writer.key("TaxesWithheld")
          writer.array { writer in
            for part in withheld { write(part, "Charge", to: &writer) }
          }
        }
      }
    }
  }

  private func write(_ part: Part, _ name: String, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.members([("\(name)Type", part.type)])
      writer.moneyNumber("\(name)Amount", order.amount(part.amount))
    }
  }
}
