/// Reads orders and items of Orders v0.
import Columns
import Commerce
import Formats

enum OrderReaderV0 {
  /// Reads an order, without its items.
  static func order(_ element: JSONElement, _ page: inout OrderPage) -> SaleDraft {
    var sale = SaleDraft()
    let found = page.read(element, OrderMapsV0.order, path: "Orders", into: &sale.cells)
    sale.raw = page.payload.range(element)
    sale.updatedAt = sale.cells[.updatedAt].flatMap { AmazonTime.seconds(page.text[$0]) }
    sale.state = state(page.string(sale.cells[.status]))
    if let total = page.money(found["OrderTotal"], "Amount", "CurrencyCode") {
      sale.total = total.amount
      sale.currency = total.currency
    }
    sale.cells[.paymentDetails] = page.made(page.joined(found["PaymentMethodDetails"]))
    // Amazon Business EU buys and sells on: two names of one fact.
    if page.string(found["IsSoldByAB"]) == "true" || page.string(found["IsIBA"]) == "true" {
      sale.cells[.isSoldByAmazon] = page.made("true")
    }
    if let classification = page.payload.elements(of: found["BuyerInfo.BuyerTaxInfo.TaxClassifications"]).first(where: {
      _ in true
    }) {
      sale.cells[.buyerTaxIDType] = page.payload.text(page.payload["Name", in: classification], in: &page.text)
      sale.cells[.buyerTaxID] = page.payload.text(page.payload["Value", in: classification], in: &page.text)
    }
    return sale
  }

  /// Reads an item into an order.
  static func item(_ element: JSONElement, _ page: inout OrderPage, into sale: inout SaleDraft) {
    var item = ItemDraft()
    let found = page.read(element, OrderMapsV0.item, path: "Orders.OrderItems", into: &item.cells)
    item.quantity = Int64(page.string(item.cells[.quantity])) ?? 0
    item.cells[.promotions] = page.made(page.joined(found["PromotionIds"]))
    let charges: [(Charge.Kind, String, String?)] = [
      (.goods, "ItemPrice", "ItemTax"), (.shipping, "ShippingPrice", "ShippingTax"),
      (.giftWrap, "BuyerInfo.GiftWrapPrice", "BuyerInfo.GiftWrapTax"), (.paymentFee, "CODFee", nil),
      (.promotion, "PromotionDiscount", "PromotionDiscountTax"),
      (.shippingDiscount, "ShippingDiscount", "ShippingDiscountTax"), (.paymentDiscount, "CODFeeDiscount", nil),
    ]
    for (kind, price, tax) in charges {
      let amount = amount(found[price], page, &sale)
      let taxed = tax.flatMap { self.amount(found[$0], page, &sale) }
      guard amount != nil || taxed.map({ $0 != .zero }) == true else { continue }
      item.charges.append(Charge(kind: kind, amount: amount ?? .zero, tax: taxed ?? .zero))
    }
    let scheme = page.string(item.cells[.deemedReseller])
    if !scheme.isEmpty, !TaxCollectionWords.schemes.contains(scheme) {
      page.noteStranger("Orders.OrderItems.DeemedResellerCategory", scheme)
    }
    let model = page.string(item.cells[.collectionModel])
    if !model.isEmpty, !TaxCollectionWords.isFacilitator(model) {
      page.noteStranger("Orders.OrderItems.TaxCollection.Model", model)
    }
    item.isTaxedByMarketplace = !scheme.isEmpty || TaxCollectionWords.isFacilitator(model)
    sale.items.append(item)
  }

  private static func amount(_ element: JSONElement?, _ page: OrderPage, _ sale: inout SaleDraft) -> Exact? {
    guard let money = page.money(element, "Amount", "CurrencyCode") else { return nil }
    if sale.currency.isEmpty { sale.currency = money.currency }
    if money.currency == sale.currency || money.amount == .zero { return money.amount }
    sale.remarks.append("an amount in \(money.currency) cannot be added")
    return nil
  }

  private static func state(_ status: String) -> SaleDraft.State {
    switch status {
    case "Pending", "PendingAvailability": .pending
    case "Canceled": .cancelled
    default: .settled
    }
  }
}
