/// Refunds that add up: never more is given back than was paid, and the last refund of a line takes the last cent of it.
import Commerce

extension ShopRefund {
  /// Whether it gives nothing back.
  public var isEmpty: Bool { lines.isEmpty && carriage == nil && fee == nil }

  /// Units of goods given back, each with its share of the line's amount and taxes.
  ///
  /// - Parameter units: numbers of lines and of units; what was given back before is not given back again.
  public static func goods(
    _ units: [(line: Int64, quantity: Int64)], of order: ShopOrder, id: Int64, createdAt: Int64, reason: String
  ) -> ShopRefund {
    let lines = units.compactMap { line, quantity -> Line? in
      guard let left = order.left(ofLine: line), let sold = order.lines.first(where: { $0.id == line }) else {
        return nil
      }
      let given = min(quantity, left.quantity)
      guard given > 0 else { return nil }
      // Money that was given back without goods is no longer there for the last unit.
      let share = Rounding.halfAwayFromZero.scale(sold.amount, by: given, over: max(sold.quantity, 1)) ?? 0
      let amount = given == left.quantity ? left.amount : min(share, left.amount)
      return Line(line: line, quantity: given, amount: amount, taxes: left.taxes(with: amount, of: sold))
    }
    return ShopRefund(id: id, createdAt: createdAt, lines: lines, reason: reason)
  }

  /// Money given back on a line whose goods stay with the buyer.
  public static func money(
    _ amount: Int64, onLine line: Int64, of order: ShopOrder, id: Int64, createdAt: Int64, reason: String
  ) -> ShopRefund {
    var refund = ShopRefund(id: id, createdAt: createdAt, lines: [], reason: reason)
    guard let left = order.left(ofLine: line), let sold = order.lines.first(where: { $0.id == line }) else {
      return refund
    }
    let given = min(amount, left.amount)
    if given > 0 {
      refund.lines = [Line(line: line, quantity: 0, amount: given, taxes: left.taxes(with: given, of: sold))]
    }
    return refund
  }

  /// The carriage given back; nothing when there was none, or it was given back before.
  public static func carriage(of order: ShopOrder, id: Int64, createdAt: Int64, reason: String) -> ShopRefund {
    ShopRefund(id: id, createdAt: createdAt, lines: [], carriage: order.carriageLeft, reason: reason)
  }

  /// Everything that was not given back before.
  public static func everything(
    left order: ShopOrder, id: Int64, createdAt: Int64, reason: String
  ) -> ShopRefund {
    let lines = order.lines.compactMap { line -> Line? in
      guard let left = order.left(ofLine: line.id), left.quantity > 0 || left.amount > 0 else { return nil }
      return left
    }
    return ShopRefund(
      id: id, createdAt: createdAt, lines: lines, carriage: order.carriageLeft, fee: order.feeLeft, reason: reason)
  }
}

extension ShopOrder {
  /// What was not yet given back of a line; `nil` when the order has no such line.
  public func left(ofLine id: Int64) -> ShopRefund.Line? {
    guard let sold = lines.first(where: { $0.id == id }) else { return nil }
    var left = ShopRefund.Line(line: id, quantity: sold.quantity, amount: sold.amount, taxes: sold.taxes)
    for given in refunds.flatMap(\.lines) where given.line == id {
      left.quantity -= given.quantity
      left.amount -= given.amount
      for index in left.taxes.indices { left.taxes[index].amount -= given.taxes[index].amount }
    }
    return left
  }

  /// The carriage, unless it is free or was given back.
  public var carriageLeft: ShopCharge? {
    carriage.flatMap { $0.amount > 0 && !refunds.contains { $0.carriage != nil } ? $0 : nil }
  }

  /// The fee, unless it was given back.
  public var feeLeft: ShopCharge? {
    fee.flatMap { $0.amount > 0 && !refunds.contains { $0.fee != nil } ? $0 : nil }
  }

  /// Adds a refund: the order changes at that time, and its state says how much was given back.
  public mutating func add(_ refund: ShopRefund) {
    refunds.append(refund)
    updatedAt = max(updatedAt, refund.createdAt)
    let isWhole =
      carriageLeft == nil && feeLeft == nil && lines.allSatisfy { left(ofLine: $0.id).map { $0.amount == 0 } ?? true }
    state = isWhole ? .refunded : .partlyRefunded
  }
}

extension ShopRefund.Line {
  /// The taxes that go with an amount given back of a line of which this is left.
  ///
  /// Rounded over everything given back so far, so that the last part takes what is left.
  fileprivate func taxes(with given: Int64, of sold: ShopLine) -> [ShopTax] {
    taxes.enumerated().map { index, left in
      let soldTax = index < sold.taxes.count ? sold.taxes[index].amount : 0
      let kept =
        sold.amount == 0
        ? 0 : Rounding.halfAwayFromZero.scale(soldTax, by: amount - given, over: sold.amount) ?? 0
      return ShopTax(title: left.title, rate: left.rate, amount: left.amount - kept)
    }
  }
}
