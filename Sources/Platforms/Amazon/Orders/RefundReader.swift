/// Reads refunds out of financial events.
import Columns
import Commerce
import Formats

enum RefundReader {
  /// Reads an event that gives money back.
  static func refund(_ element: JSONElement, reason: String, _ page: inout OrderPage) -> RefundDraft {
    var refund = RefundDraft()
    let found = page.read(element, FinanceMaps.refund, path: "FinancialEvents.RefundEventList", into: &refund.cells)
    refund.raw = page.payload.range(element)
    refund.orderID = page.string(refund.cells[.orderID])
    refund.postedAt = refund.cells[.date].flatMap { AmazonTime.seconds(page.text[$0]) }
    refund.marketplaceName = page.string(found["MarketplaceName"])
    refund.cells[.documentReason] = page.made(reason)
    for list in ["ShipmentItemAdjustmentList", "ShipmentItemList"] {
      for item in page.payload.elements(of: found[list]) { self.item(item, &page, into: &refund) }
    }
    var whole = RefundDraft.Item()
    for list in ["OrderChargeAdjustmentList", "OrderChargeList"] { charges(found[list], &page, &whole, &refund) }
    if !whole.amounts.isEmpty { refund.items.append(whole) }
    return refund
  }

  private static func item(_ element: JSONElement, _ page: inout OrderPage, into refund: inout RefundDraft) {
    var item = RefundDraft.Item()
    let found = page.read(
      element, FinanceMaps.item, path: "FinancialEvents.RefundEventList.ShipmentItemAdjustmentList", into: &item.cells)
    item.adjustmentID = page.string(found["OrderAdjustmentItemId"])
    item.quantity = Int64(page.string(found["QuantityShipped"])) ?? 0
    for list in ["ItemChargeAdjustmentList", "ItemChargeList"] { charges(found[list], &page, &item, &refund) }
    for list in ["PromotionAdjustmentList", "PromotionList"] {
      for promotion in page.payload.elements(of: found[list]) {
        guard let amount = amount(page.payload["PromotionAmount", in: promotion], page, &refund) else { continue }
        add(amount, as: .promotion, title: Charge.Kind.promotion.title, isTax: false, to: &item)
      }
    }
    for withheld in page.payload.elements(of: found["ItemTaxWithheldList"]) {
      let model = page.string(page.payload["TaxCollectionModel", in: withheld])
      guard TaxCollectionWords.isFacilitator(model) else { continue }
      item.cells[.collectionModel] = page.made(model)
      for tax in page.payload.elements(of: page.payload["TaxesWithheld", in: withheld]) {
        guard let amount = amount(page.payload["ChargeAmount", in: tax], page, &refund) else { continue }
        item.withheld = item.withheld.adding(amount) ?? item.withheld
      }
    }
    refund.items.append(item)
  }

  private static func charges(
    _ list: JSONElement?, _ page: inout OrderPage, _ item: inout RefundDraft.Item, _ refund: inout RefundDraft
  ) {
    for charge in page.payload.elements(of: list) {
      let type = page.string(page.payload["ChargeType", in: charge])
      guard let amount = amount(page.payload["ChargeAmount", in: charge], page, &refund) else { continue }
      if !ChargeTypes.isKnown(type) { page.noteStranger("FinancialEvents.ChargeType", type) }
      switch ChargeTypes.place(of: type) {
      case .amount(let kind): add(amount, as: kind, title: kind == .other ? type : kind.title, isTax: false, to: &item)
      case .tax(let kind): add(amount, as: kind, title: kind.title, isTax: true, to: &item)
      case .withheld: item.withheld = item.withheld.adding(amount) ?? item.withheld
      case .payout: break
      }
    }
  }

  private static func add(
    _ amount: Exact, as kind: Charge.Kind, title: String, isTax: Bool, to item: inout RefundDraft.Item
  ) {
    guard amount != .zero else { return }
    let index: Int
    if let known = item.amounts.firstIndex(where: { $0.kind == kind && $0.title == title }) {
      index = known
    } else {
      index = item.amounts.count
      item.amounts.append(RefundDraft.Amount(kind: kind, title: title))
    }
    if isTax {
      item.amounts[index].tax = item.amounts[index].tax.adding(amount) ?? item.amounts[index].tax
    } else {
      item.amounts[index].amount = item.amounts[index].amount.adding(amount) ?? item.amounts[index].amount
    }
  }

  private static func amount(_ element: JSONElement?, _ page: OrderPage, _ refund: inout RefundDraft) -> Exact? {
    guard let money = page.money(element, "CurrencyAmount", "CurrencyCode") else { return nil }
    if refund.currency.isEmpty { refund.currency = money.currency }
    return money.currency == refund.currency ? money.amount : nil
  }
}
