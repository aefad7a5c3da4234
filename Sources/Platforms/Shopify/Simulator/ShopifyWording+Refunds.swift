/// How a simulated Shopify words refunds and payments.
import Commerce
import Simulation

extension ShopifyWording {
  /// A refund of an order. Within an order, refunds and their payments tell a little less than by themselves.
  func refund(_ refund: ShopRefund, of order: ShopOrder, isWithinOrder: Bool = false) -> WireValue {
    let id = Kind.refund.id(refund.id)
    let place = isWithinOrder ? PaymentPlace.order : .refund
    let value: WireValue = [
      "id": .int(id), "admin_graphql_api_id": Self.gid("Refund", id), "created_at": stamp(refund.createdAt),
      "note": .text(refund.reason), "order_id": .int(Kind.order.id(order.id)), "processed_at": stamp(refund.createdAt),
      "restock": .bool(refund.lines.contains { $0.quantity > 0 }), "total_additional_fees_set": set(0),
      "total_duties_set": set(0), "user_id": nil, "order_adjustments": .list(adjustments(refund, order)),
      "transactions": .list(order.state == .cancelled ? [] : payments(of: refund, order, place)),
      "refund_line_items": .list(goods(refund, order)), "duties": [], "additional_fees": [],
    ]
    return isWithinOrder ? value : value + ["return": nil]
  }

  private func goods(_ refund: ShopRefund, _ order: ShopOrder) -> [WireValue] {
    var goods: [WireValue] = []
    for (index, part) in refund.lines.enumerated() where part.quantity > 0 {
      guard let line = order.lines.first(where: { $0.id == part.line }) else { continue }
      goods.append(
        refundLine(
          Kind.refundLine.id(refund.id * 100 + Int64(index)), Kind.line.id(line.id), part.quantity, part.amount,
          OrderSums.sum(part.taxes), self.line(.goods(line), order)))
    }
    if let back = refund.fee, let fee = order.fee {
      goods.append(
        refundLine(
          Kind.refundLine.id(refund.id * 100 + 99), Kind.fee.id(order.id), 1, back.amount, OrderSums.sum(back.taxes),
          line(.fee(fee), order)))
    }
    return goods
  }

  private func refundLine(
    _ id: Int64, _ line: Int64, _ quantity: Int64, _ subtotal: Int64, _ tax: Int64, _ copy: WireValue
  ) -> WireValue {
    [
      "id": .int(id), "line_item_id": .int(line),
      "location_id": .int(data.places.first.map { Kind.location.id($0.id) }),
      "quantity": .int(quantity), "restock_type": "return", "subtotal": number(subtotal), "subtotal_set": set(subtotal),
      "total_tax": number(tax), "total_tax_set": set(tax), "line_item": copy,
    ]
  }

  /// Carriage, and money for no goods; their tax is told beside the amount.
  private func adjustments(_ refund: ShopRefund, _ order: ShopOrder) -> [WireValue] {
    var list: [WireValue] = []
    func add(_ kind: String, _ reason: String, _ amount: Int64, _ tax: Int64) {
      let net = data.plan.pricesIncludeTax ? amount - tax : amount
      list.append([
        "id": .int(Kind.adjustment.id(refund.id * 10 + Int64(list.count))), "amount": money(-net),
        "amount_set": set(-net), "kind": .text(kind), "order_id": .int(Kind.order.id(order.id)),
        "reason": .text(reason), "refund_id": .int(Kind.refund.id(refund.id)), "tax_amount": money(-tax),
        "tax_amount_set": set(-tax),
      ])
    }
    if let carriage = refund.carriage {
      add("shipping_refund", "Shipping refund", carriage.amount, OrderSums.sum(carriage.taxes))
    }
    for part in refund.lines where part.quantity == 0 {
      add("refund_discrepancy", "Refund discrepancy", part.amount, OrderSums.sum(part.taxes))
    }
    return list
  }

  // MARK: Payments

  /// The payments of an order.
  func payments(_ order: ShopOrder) -> [WireValue] {
    guard order.state != .pending, order.state != .cancelled else { return [] }
    let sums = OrderSums(order, data.plan)
    let sale = transaction(
      Kind.transaction.id(order.id * 10), order, kind: "sale", amount: sums.total - order.giftCard,
      at: order.createdAt, parent: nil, number: 1)
    let card = transaction(
      Kind.transaction.id(order.id * 10 + 9), order, kind: "sale", amount: order.giftCard, at: order.createdAt,
      parent: nil, number: 1, isGiftCard: true)
    return (order.giftCard == 0 ? [sale] : [card, sale]) + order.refunds.flatMap { payments(of: $0, order) }
  }

  /// What goes back of a refund: by the way that the order was paid, and what that has not paid to the gift card.
  private func payments(of refund: ShopRefund, _ order: ShopOrder, _ place: PaymentPlace = .list) -> [WireValue] {
    let index = order.refunds.firstIndex { $0.id == refund.id } ?? 0
    let back = giftCardBack(index, order)
    let total = OrderSums(order, data.plan).back(refund).total
    var payments: [WireValue] = []
    if total != back || total == 0 {
      payments.append(
        transaction(
          Kind.transaction.id(order.id * 10 + 1 + Int64(index)), order, kind: "refund", amount: total - back,
          at: refund.createdAt, parent: Kind.transaction.id(order.id * 10), number: index + 2, place))
    }
    if back != 0 {
      payments.append(
        transaction(
          Kind.transaction.id(order.id * 10 + 5 + Int64(index)), order, kind: "refund", amount: back,
          at: refund.createdAt, parent: Kind.transaction.id(order.id * 10 + 9), number: index + 2, place,
          isGiftCard: true))
    }
    return payments
  }

  /// What of a refund goes back to the gift card.
  private func giftCardBack(_ index: Int, _ order: ShopOrder) -> Int64 {
    order.giftCard == 0 ? 0 : order.giftCardBack(index, pricesIncludeTax: data.plan.pricesIncludeTax)
  }

  private func transaction(
    _ id: Int64, _ order: ShopOrder, kind: String, amount: Int64, at instant: Int64, parent: Int64?, number: Int,
    _ place: PaymentPlace = .list, isGiftCard: Bool = false
  ) -> WireValue {
    let unsettled = #"{"amount":"0.0","currency":"\#(currency)"}"#
    let head: WireValue = [
      "id": .int(id), "order_id": .int(Kind.order.id(order.id)), "kind": .text(kind),
      "gateway": .text(isGiftCard ? "gift_card" : Self.gateway(order.payment)), "status": "success", "message": nil,
      "created_at": stamp(instant),
      "test": false, "authorization": nil, "location_id": nil, "user_id": nil, "parent_id": .int(parent),
      "processed_at": stamp(instant), "device_id": nil, "error_code": nil, "source_name": "web", "receipt": [:],
    ]
    let tail: WireValue = [
      "amount": money(amount), "currency": .text(currency), "payment_id": .text("\(Self.name(order.id)).\(number)"),
      "admin_graphql_api_id": Self.gid("OrderTransaction", id),
    ]
    if place == .order { return head + tail }
    let more: WireValue = [
      "total_unsettled_set": .raw(#"{"presentment_money":\#(unsettled),"shop_money":\#(unsettled)}"#),
      "manual_payment_gateway": .bool(!isGiftCard && order.payment != "card"),
    ]
    return place == .refund ? head + tail + more : head + ["currency_exchange_adjustment": nil] + tail + more
  }

  /// Where a payment is told of.
  private enum PaymentPlace { case list, refund, order }

  // MARK: Payouts

  /// A day's payout: what was paid by card on that day, and what went back.
  struct Payout: Sendable {
    var number: Int64
    var day: CivilDate
    var orders: [Int] = []
    /// Refunds as the index of the order and that of its refund.
    var refunds: [(order: Int, refund: Int)] = []
  }

  /// All payouts, oldest first; card payments of a week make one.
  func payouts() -> [Payout] {
    var payouts: [Int64: Payout] = [:]
    func with(_ instant: Int64, _ change: (inout Payout) -> Void) {
      let week = Int64(zone.day(instant).day) / 7
      var payout = payouts[week] ?? Payout(number: week, day: CivilDate(day: Int32(week * 7 + 9)))
      change(&payout)
      payouts[week] = payout
    }
    for (index, order) in data.orders.enumerated()
    where order.payment == "card" && order.state != .pending && order.state != .cancelled {
      with(order.createdAt) { $0.orders.append(index) }
      for (place, refund) in order.refunds.enumerated() where order.giftCard == 0 || byCard(place, order) != 0 {
        with(refund.createdAt) { $0.refunds.append((index, place)) }
      }
    }
    return payouts.values.sorted { $0.number < $1.number }
  }

  /// What Shopify Payments gives back of a refund.
  private func byCard(_ place: Int, _ order: ShopOrder) -> Int64 {
    OrderSums(order, data.plan).back(order.refunds[place]).total - giftCardBack(place, order)
  }

  /// What Shopify Payments keeps of a charge: 2.1 percent and 30 minor units.
  private func fee(_ amount: Int64) -> Int64 { Rounding.halfAwayFromZero.quotient(amount * 21, over: 1_000) + 30 }

  func payout(_ payout: Payout, now: Int64) -> WireValue {
    var (charges, fees, refunds) = (Int64(0), Int64(0), Int64(0))
    for index in payout.orders {
      let total = OrderSums(data.orders[index], data.plan).total - data.orders[index].giftCard
      charges += total
      fees += fee(total)
    }
    for place in payout.refunds {
      refunds -= byCard(place.refund, data.orders[place.order])
    }
    return [
      "id": .int(Kind.payout.id(payout.number)), "status": .text(status(payout, now: now)),
      "date": .text(payout.day.description), "currency": .text(currency), "amount": money(charges - fees + refunds),
      "summary": [
        "adjustments_fee_amount": money(0), "adjustments_gross_amount": money(0), "charges_fee_amount": money(fees),
        "charges_gross_amount": money(charges), "refunds_fee_amount": money(0), "refunds_gross_amount": money(refunds),
        "reserved_funds_fee_amount": money(0), "reserved_funds_gross_amount": money(0),
        "retried_payouts_fee_amount": money(0), "retried_payouts_gross_amount": money(0),
      ],
    ]
  }

  private func status(_ payout: Payout, now: Int64) -> String {
    Int64(payout.day.day) * 86_400 <= now ? "paid" : "scheduled"
  }

  /// The transactions of a payout.
  func balance(_ payout: Payout, now: Int64) -> [WireValue] {
    let charges = payout.orders.map { index -> WireValue in
      let order = data.orders[index]
      let total = OrderSums(order, data.plan).total - order.giftCard
      return balance(payout, order, "charge", total, fee(total), order.id * 10, order.createdAt, now)
    }
    return charges
      + payout.refunds.map { place in
        let order = data.orders[place.order]
        let refund = order.refunds[place.refund]
        return balance(
          payout, order, "refund", -byCard(place.refund, order), 0, order.id * 10 + 1 + Int64(place.refund),
          refund.createdAt, now)
      }
  }

  private func balance(
    _ payout: Payout, _ order: ShopOrder, _ type: String, _ amount: Int64, _ fee: Int64, _ number: Int64,
    _ instant: Int64, _ now: Int64
  ) -> WireValue {
    [
      "id": .int(Kind.transaction.id(number)), "type": .text(type), "test": false,
      "payout_id": .int(Kind.payout.id(payout.number)), "payout_status": .text(status(payout, now: now)),
      "currency": .text(currency), "amount": money(amount), "fee": money(fee), "net": money(amount - fee),
      "source_id": .int(Kind.transaction.id(number)),
      "source_type": .text(type == "charge" ? "charge" : "Payments::Refund"),
      "source_order_id": .int(Kind.order.id(order.id)),
      "source_order_transaction_id": .int(Kind.transaction.id(number)), "processed_at": stamp(instant),
      "adjustment_order_transactions": nil,
    ]
  }
}
