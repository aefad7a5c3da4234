/// Orders with their items in the words of Orders 2026-01-01.
import Commerce
import Formats
import Simulation

enum SimulatedWording2026 {
  /// Writes an order with the parts that are asked for.
  static func order(_ order: SimulatedOrder, included: Set<String>, to writer: inout JSONWriter) {
    let shop = order.order
    writer.object { writer in
      writer.members([("orderId", SimulatedIDs.order(shop.id, order.marketplace))])
      writer.members([
        ("createdTime", AmazonTime.text(shop.createdAt)), ("lastUpdatedTime", AmazonTime.text(shop.updatedAt)),
      ])
      writer.key("programs")
      writer.array { writer in
        if shop.isSentByPlatform { writer.string("PRIME") }
        if shop.vatID != nil { writer.string("AMAZON_BUSINESS") }
      }
      writer.key("salesChannel")
      writer.object {
        $0.members([
          ("channelName", "AMAZON"), ("marketplaceId", order.marketplace.id),
          ("marketplaceName", order.marketplace.name),
        ])
      }
      if included.contains("BUYER") {
        writer.key("buyer")
        writer.object { writer in
          writer.members([
            ("buyerName", "\(shop.address.firstName) \(shop.address.lastName)"),
            ("buyerEmail", SimulatedWordingV0.email(shop, order.marketplace)),
          ])
          if !shop.address.company.isEmpty { writer.members([("buyerCompanyName", shop.address.company)]) }
        }
      }
      if included.contains("RECIPIENT"), order.hasAmounts { recipient(shop.address, to: &writer) }
      if included.contains("PROCEEDS"), let total = order.total {
        writer.key("proceeds")
        writer.object { $0.money2026("grandTotal", total) }
      }
      if included.contains("TAX"), let vatID = shop.vatID, order.hasAmounts {
        writer.key("tax")
        writer.object { writer in
          writer.key("taxRegistrations")
          writer.array { writer in
            writer.object {
              $0.members([
                ("entityType", "BUYER"), ("legalName", shop.address.company), ("taxRegistrationType", "VAT"),
                ("taxRegistrationNumber", vatID),
              ])
            }
          }
        }
      }
      if included.contains("FULFILLMENT") {
        writer.key("fulfillment")
        writer.object {
          $0.members([
            ("fulfillmentStatus", order.status2026), ("fulfilledBy", shop.isSentByPlatform ? "AMAZON" : "MERCHANT"),
            ("fulfillmentServiceLevel", "STANDARD"),
          ])
        }
      }
      writer.key("orderItems")
      writer.array { writer in
        for line in order.items { item(line, of: order, included: included, to: &writer) }
      }
    }
  }

  private static func recipient(_ address: ShopAddress, to writer: inout JSONWriter) {
    writer.key("recipient")
    writer.object { writer in
      writer.key("deliveryAddress")
      writer.object { writer in
        writer.members([
          ("name", "\(address.firstName) \(address.lastName)"), ("addressLine1", address.street),
          ("city", address.city),
        ])
        if !address.company.isEmpty { writer.members([("companyName", address.company)]) }
        if !address.region.isEmpty { writer.members([("stateOrRegion", address.region)]) }
        writer.members([
          ("postalCode", address.postcode), ("countryCode", address.country.code),
          ("addressType", address.company.isEmpty ? "RESIDENTIAL" : "COMMERCIAL"),
        ])
      }
    }
  }

  private static func item(
    _ item: SimulatedOrder.Item, of order: SimulatedOrder, included: Set<String>, to writer: inout JSONWriter
  ) {
    let quantity = order.order.state == .cancelled ? 0 : item.line.quantity
    writer.object { writer in
      writer.members([("orderItemId", SimulatedIDs.item(item.line.id))])
      writer.count("quantityOrdered", quantity)
      writer.key("product")
      writer.object { writer in
        writer.members([
          ("asin", SimulatedIDs.asin(item.line.variant)), ("title", item.line.title), ("sellerSku", item.line.sku),
        ])
        writer.key("condition")
        writer.object {
          $0.members([("conditionType", "NEW"), ("conditionSubtype", "NEW"), ("conditionNote", "")])
        }
        guard order.hasAmounts else { return }
        writer.key("price")
        writer.object { $0.money2026("unitPrice", order.amount(item.line.price)) }
      }
      if included.contains("PROCEEDS"), order.hasAmounts { proceeds(item, of: order, to: &writer) }
      if included.contains("PROMOTION"), item.discount > 0 {
        writer.key("promotion")
        writer.object { writer in
          writer.key("breakdowns")
          writer.array { writer in
            let code = order.order.discountCode.isEmpty ? "PROMOTION" : order.order.discountCode
            writer.object { $0.members([("promotionId", code)]) }
          }
        }
      }
      if included.contains("FULFILLMENT") {
        writer.key("fulfillment")
        writer.object { writer in
          writer.count("quantityFulfilled", order.isShipped ? quantity : 0)
          writer.count("quantityUnfulfilled", order.isShipped ? 0 : quantity)
          guard item.giftWrap > 0 else { return }
          writer.key("packing")
          writer.object { writer in
            writer.key("giftOption")
            writer.object { $0.members([("giftWrapLevel", "STANDARD")]) }
          }
        }
      }
      guard included.contains("TAX"), order.isTaxedByMarketplace else { return }
      writer.key("tax")
      writer.object { writer in
        writer.key("taxCollections")
        writer.array { writer in
          writer.object {
            $0.members([("model", "MARKETPLACE_FACILITATOR"), ("responsibleParty", "Amazon Services, Inc.")])
          }
        }
      }
    }
  }

  private static func proceeds(
    _ item: SimulatedOrder.Item, of order: SimulatedOrder, to writer: inout JSONWriter
  ) {
    let taxes = order.marketplace.pricesIncludeTax ? 0 : item.taxes
    writer.key("proceeds")
    writer.object { writer in
      writer.money2026("proceedsTotal", order.amount(item.amount + taxes))
      writer.key("breakdowns")
      writer.array { writer in
        for (type, amount) in [("ITEM", item.price), ("SHIPPING", item.shipping), ("GIFT_WRAP", item.giftWrap)]
        where type == "ITEM" || amount != 0 {
          breakdown(type, order.amount(amount), [], order, to: &writer)
        }
        if item.discount != 0 {
          breakdown("DISCOUNT", order.amount(item.discount), [("ITEM", item.discount)], order, to: &writer)
        }
        guard item.taxes != 0 else { return }
        breakdown(
          "TAX", order.amount(item.taxes),
          [
            ("ITEM", item.tax), ("SHIPPING", item.shippingTax), ("GIFT_WRAP", item.giftWrapTax),
            ("DISCOUNT", -item.discountTax),
          ], order, to: &writer)
      }
    }
  }

  private static func breakdown(
    _ type: String, _ subtotal: SimulatedAmount, _ details: [(String, Int64)], _ order: SimulatedOrder,
    to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.members([("type", type)])
      writer.money2026("subtotal", subtotal)
      let details = details.filter { $0.1 != 0 }
      guard !details.isEmpty else { return }
      writer.key("detailedBreakdowns")
      writer.array { writer in
        for (subtype, amount) in details {
          writer.object { writer in
            writer.members([("subtype", subtype)])
            writer.money2026("value", order.amount(amount))
          }
        }
      }
    }
  }
}
