/// What becomes of a generated order: payment, dispatch, cancellation, refunds, and when.

extension ShopGenerator {
  /// Gives an order its state and its history, which ends with the span.
  func settle(_ order: inout ShopOrder, _ numbers: inout Numbers, _ random: inout SeededRandom) {
    let hour: Int64 = 3_600
    let day: Int64 = 86_400
    // What cost nothing is not given back.
    switch random.weighted([30, 100, 720, 40] + (order.priceTotal > 0 ? [70, 40] : [])) {
    case 0: touch(&order, after: 0...120, &random)
    case 1:
      order.state = .paid
      touch(&order, after: 1...2 * hour, &random)
    case 2:
      order.state = .completed
      touch(&order, after: day...4 * day, &random)
    case 3:
      order.state = .cancelled
      touch(&order, after: hour...7 * day, &random)
    case 4:
      order.state = .completed
      touch(&order, after: day...4 * day, &random)
      let often = random.chance(150) ? 2 : 1
      for _ in 0..<often { refundSomething(&order, numbers: &numbers, &random) }
    default:
      order.state = .completed
      touch(&order, after: hour...4 * day, &random)
      if random.chance(200) { refundSomething(&order, numbers: &numbers, &random) }
      touch(&order, after: 3 * day...30 * day, &random)
      order.addRefund(.everything(left: order, id: 0, createdAt: order.updatedAt, reason: "Returned"), &numbers)
    }
    if order.updatedAt <= bulkEdit, order.id % 40 == 0 { order.updatedAt = bulkEdit }
  }

  /// Moves the last change on, but not beyond the span.
  private func touch(_ order: inout ShopOrder, after delays: ClosedRange<Int64>, _ random: inout SeededRandom) {
    let room = max(0, plan.span.upperBound - order.updatedAt)
    let delay = random.number(in: delays)
    order.updatedAt += delay <= room ? delay : random.number(in: 0...room)
  }

  /// Gives back some units, or money for one line, or the carriage.
  private func refundSomething(_ order: inout ShopOrder, numbers: inout Numbers, _ random: inout SeededRandom) {
    touch(&order, after: 3 * 86_400...30 * 86_400, &random)
    let place = random.below(order.lines.count)
    let line = order.lines[place]
    let refund: ShopRefund
    switch random.weighted([45, 30, 25]) {
    case 0:
      let units = 1 + Int64(random.below(Int(line.quantity)))
      refund = .goods([(line.id, units)], of: order, id: 0, createdAt: order.updatedAt, reason: "Did not fit")
    case 1:
      let money = max(line.amount * Int64(10 + random.below(40)) / 100, min(line.amount, 1))
      refund = .money(money, onLine: line.id, of: order, id: 0, createdAt: order.updatedAt, reason: "Slightly damaged")
    default:
      refund = .carriage(of: order, id: 0, createdAt: order.updatedAt, reason: "Came late")
    }
    order.addRefund(refund, &numbers)
  }
}

extension ShopOrder {
  /// Adds a refund unless it gives no money back.
  fileprivate mutating func addRefund(_ refund: ShopRefund, _ numbers: inout ShopGenerator.Numbers) {
    guard refund.priceTotal > 0 else { return }
    var refund = refund
    refund.id = numbers.nextRefund()
    add(refund)
  }
}
