import Columns
import Commerce

/// Splits what WooCommerce states as one sum over the lines that it belongs to.
enum LineSplitting {
  /// Parts of a negative fee by the goods' tax rates: WooCommerce spreads such a fee, as gift cards of plugins are booked,
  /// over the tax classes of the goods, and states one line with several taxes.
  ///
  /// - Returns: the fee itself where one set of rates applies.
  static func byRates(_ fee: OrderLine, goods: [OrderLine], unit: Int64) -> [OrderLine] {
    guard fee.amount < .zero, fee.taxes.count > 1 else { return [fee] }
    var groups: [(rates: [Int64], amount: Int64, taxes: [Int64: Int64])] = []
    for line in goods where line.kind == .goods && line.amount > .zero {
      let rates = line.taxes.map(\.rate).sorted()
      let index = groups.firstIndex { $0.rates == rates } ?? groups.endIndex
      if index == groups.endIndex { groups.append((rates, 0, [:])) }
      groups[index].amount += line.amount.millionths
      for tax in line.taxes { groups[index].taxes[tax.rate, default: 0] += tax.amount.millionths }
    }
    guard groups.count > 1, let amounts = shares(of: fee.amount, over: groups.map(\.amount), unit) else { return [fee] }
    var parts = amounts.enumerated().map { index, amount in
      var part = fee
      part.amount = amount
      part.tax = .zero
      part.taxes = []
      if index > 0 { part.cells.id = .empty }
      return part
    }
    for tax in fee.taxes {
      guard let taxes = shares(of: tax.amount, over: groups.map { $0.taxes[tax.rate] ?? 0 }, unit) else { return [fee] }
      for (index, share) in taxes.enumerated() where share != .zero {
        parts[index].taxes.append((tax.rate, share))
        parts[index].tax = parts[index].tax + share
      }
    }
    // What the line's own rounding makes different from its taxes goes to the first part.
    let rest = fee.tax - parts.reduce(Exact.zero) { $0 + $1.tax }
    parts[0].tax = parts[0].tax + rest
    return parts
  }

  /// The lines of a refund of which the shop states only the sum: shares of the sale's lines, at its own mix of rates.
  ///
  /// - Parameters:
  ///   - amount: what was given back with tax, negative.
  ///   - unit: millionths in the smallest unit that the order's amounts have.
  /// - Returns: `nil` when the sale has nothing to give back.
  static func apportioned(
    _ amount: Exact, sale: [OrderLine], total: Exact, tax: Exact, unit: Int64
  ) -> [OrderLine]? {
    guard total > .zero,
      let taxShare = Rounding.halfAwayFromZero.scale(
        amount.millionths / unit, by: tax.millionths, over: total.millionths),
      let grosses = shares(of: amount, over: sale.map(\.gross.millionths), unit)
    else { return nil }
    let whole = Exact(millionths: taxShare * unit)
    let weights = sale.map(\.tax.millionths)
    let taxes = whole == .zero ? sale.map { _ in Exact.zero } : shares(of: whole, over: weights, unit)
    guard let taxes else { return nil }
    return sale.indices.compactMap { index in
      guard grosses[index] != .zero || taxes[index] != .zero else { return nil }
      var line = sale[index]
      line.cells.refunds = line.cells.id
      line.cells.id = .empty
      line.cells.quantity = .empty
      line.cells.subtotal = .empty
      line.quantity = .zero
      line.tax = taxes[index]
      line.amount = grosses[index] - taxes[index]
      let parts = shares(of: taxes[index], over: line.taxes.map(\.amount.millionths), unit)
      line.taxes = zip(line.taxes, parts ?? line.taxes.map { _ in .zero }).map { ($0.rate, $1) }
      return line
    }
  }

  /// Shares that sum to `amount`: those of the other sign than the whole take their rounded part, the rest goes by largest
  /// remainder; `nil` when there is nothing to share over.
  private static func shares(of amount: Exact, over weights: [Int64], _ unit: Int64) -> [Exact]? {
    let whole = weights.reduce(0, &+)
    guard whole != 0 else { return amount == .zero ? weights.map { _ in .zero } : nil }
    var parts = weights.map { _ in Int64(0) }
    var carrying = parts
    // What is finer than the unit, as in amounts that were typed so, stays with the last of the largest shares.
    let count = amount.millionths / unit
    var rest = count
    for index in weights.indices where weights[index] != 0 {
      if (weights[index] > 0) == (whole > 0) {
        carrying[index] = weights[index]
      } else {
        guard let part = Rounding.halfAwayFromZero.scale(count, by: weights[index], over: abs(whole)) else {
          return nil
        }
        parts[index] = whole > 0 ? part : -part
        rest -= parts[index]
      }
    }
    guard let allocated = try? LargestRemainder.allocate(rest, over: carrying) else { return nil }
    for index in allocated.indices where carrying[index] != 0 { parts[index] = allocated[index] }
    var result = parts.map { Exact(millionths: $0 * unit) }
    let finer = amount.millionths - count * unit
    if finer != 0, let first = carrying.firstIndex(where: { $0 != 0 }) {
      result[first] = Exact(millionths: result[first].millionths + finer)
    }
    return result
  }
}
