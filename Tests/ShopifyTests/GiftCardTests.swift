/// Orders that a gift card has paid in part: how much each gateway has paid stands in the payments alone.
import Shopify
import Simulation
import Testing

@Suite("Orders paid in part with gift cards")
struct GiftCardTests {
  private static let shop = Result { try TestShop(orders: 200, giftCards: 2) }

  @Test("an order and its refunds say what gift cards have of them; others say nothing", arguments: ["", "bulk"])
  func amounts(_ orders: String) async throws {
    let shop = try Self.shop.get()
    let pulled = try await Pulled(try shop.adapter(settings: orders.isEmpty ? [:] : ["orders": orders]))
    let isPart = { (document: Pulled.Document) in document["payment_gateway_names"] == "gift_card + shopify_payments" }
    #expect(pulled.documents.filter { !isPart($0) }.allSatisfy { $0["gift_card.amount"].isEmpty })
    let parts = pulled.documents.filter(isPart)
    #expect(parts.allSatisfy { !$0["gift_card.amount"].isEmpty })
    let paid = parts.filter { $0["document_kind"] == "sale" && $0["gift_card.amount"] != "0" }
    #expect(paid.count > 20)
    for sale in paid {
      #expect(Pulled.cents(sale["gift_card.amount"]) == Pulled.cents(sale["total"]) / 3, "\(sale.key)")
      #expect(sale["gift_card.presentment_amount"] == sale["gift_card.amount"])
    }
    // The card takes back what it has paid, and the gift card the rest.
    let refunds = parts.filter { $0["document_kind"] == "refund" && $0["cancelled_at"].isEmpty }
    #expect(refunds.contains { $0["gift_card.amount"] == "0" })
    #expect(refunds.contains { $0["gift_card.amount"].hasPrefix("-") })
    for (order, own) in Dictionary(grouping: refunds, by: { $0["refunds"] }) {
      guard let sale = paid.first(where: { $0["id"] == order }) else { continue }
      let back = own.reduce(0) { $0 - Pulled.cents($1["total"]) }
      let byCard = Pulled.cents(sale["total"]) - Pulled.cents(sale["gift_card.amount"])
      let toGiftCard = own.reduce(0) { $0 - Pulled.cents($1["gift_card.amount"]) }
      #expect(toGiftCard == max(0, back - byCard), "\(order)")
    }
  }

  @Test("only such orders cost a request of their own")
  func requests() async throws {
    let plain = try TestShop(orders: 60)
    let pulled = try await Pulled(try plain.adapter())
    #expect(pulled.documents.allSatisfy { $0["transactions.count"].isEmpty })
    let parts = try await Pulled(try TestShop(orders: 60, giftCards: 2).adapter())
    for document in parts.documents where document["document_kind"] == "sale" {
      let isPart = document["payment_gateway_names"].contains("+")
      #expect(document["transactions.count"].isEmpty != isPart, "\(document.key)")
    }
  }
}
