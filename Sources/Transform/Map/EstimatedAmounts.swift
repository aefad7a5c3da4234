import Columns
import Commerce
import Pipeline

/// The amounts of refunds of which a source tells only the sum: their sale's amounts in proportion to what was refunded.
///
/// The lines of such a refund repeat those of the sale before it with the opposite sign; other refunds of the same sale may
/// stand between them. Of a partial refund nobody knows
/// how many of which were returned, so its lines have an amount but no quantity and no unit price. Of the taxes that the
/// platform names on the sale it has its share under the same names, so that a state's or a province's stays its own.
struct EstimatedAmounts: MappedField {
  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    let estimated = batch[OrderKeys.estimated]
    guard estimated.stored.contains(1) else { return }
    shareTaxes(&batch, estimated)
    let totals = batch[OrderKeys.total]
    var amounts = batch.take(OrderKeys.sourceAmount)
    var quantities = batch.take(OrderKeys.quantity)
    var prices = batch.take(OrderKeys.unitPrice)
    for document in 0..<batch.documentCount where estimated.stored[document] == 1 {
      let sale = batch.sale(ofEstimated: document, estimated)
      guard sale >= 0, !batch.isRefused(document), let refunded = totals[document], let sold = totals[sale],
        sold != .zero, refunded != -sold
      else { continue }
      let lines = batch.lines(of: document)
      guard let shares = Self.shares(of: lines, amounts, refunded: refunded, sold: sold) else { continue }
      for (line, share) in zip(lines, shares) {
        amounts.stored[line] = share
        quantities[line] = nil
        prices[line] = nil
      }
    }
    batch.put(OrderKeys.sourceAmount, amounts)
    batch.put(OrderKeys.quantity, quantities)
    batch.put(OrderKeys.unitPrice, prices)
  }

  /// Gives every refund its share of its sale's taxes.
  private func shareTaxes(_ batch: inout Batch, _ estimated: borrowing Column<Int32>) {
    let totals = batch[OrderKeys.total]
    let slots = (0..<OrderKeys.taxSlots).filter { batch.has(OrderKeys.taxAmount($0)) }
    var titles = slots.map { batch.take(OrderKeys.taxTitle($0)) }
    var amounts = slots.map { batch.take(OrderKeys.taxAmount($0)) }
    var taxes = batch.take(OrderKeys.taxTotal)
    for document in 0..<batch.documentCount where estimated.stored[document] == 1 {
      let sale = batch.sale(ofEstimated: document, estimated)
      guard sale >= 0, !batch.isRefused(document), let refunded = totals[document], let sold = totals[sale],
        sold != .zero
      else { continue }
      let exponent = batch[OrderKeys.currency][sale]?.exponent ?? Exact.decimals
      let share = { (tax: Exact) in
        Rounding.halfAwayFromZero.scale(
          tax.rounded(to: exponent).count, by: refunded.millionths, over: sold.millionths
        ).flatMap { Exact(MinorUnits($0), exponent: exponent) }
      }
      if let tax = taxes[sale] { taxes[document] = share(tax) }
      // Running sums are scaled, and each tax takes the difference, so that the shares sum to that of the whole.
      var sum = Exact.zero
      var shared = Exact.zero
      for slot in slots.indices {
        titles[slot].stored[document] = titles[slot].stored[sale]
        amounts[slot][document] = nil
        guard let tax = amounts[slot][sale], let next = sum.adding(tax), let scaled = share(next) else { continue }
        amounts[slot][document] = scaled.subtracting(shared)
        sum = next
        shared = scaled
      }
    }
    batch.put(OrderKeys.taxTotal, taxes)
    for (index, slot) in slots.enumerated() {
      batch.put(OrderKeys.taxTitle(slot), titles[index])
      batch.put(OrderKeys.taxAmount(slot), amounts[index])
    }
  }

  /// The exact share of every line, in millionths: running sums are scaled and each line takes the difference, so that
  /// the shares sum to the scaled whole; `nil` when a line has no amount or a share does not fit.
  private static func shares(
    of lines: Range<Int>, _ amounts: borrowing Column<Exact>, refunded: Exact, sold: Exact
  ) -> [Int64]? {
    var shares: [Int64] = []
    var sum: Int64 = 0
    var shared: Int64 = 0
    for line in lines {
      guard let amount = amounts[line], let next = Exact(millionths: sum).adding(amount),
        let scaled = Rounding.halfAwayFromZero.scale(next.millionths, by: -refunded.millionths, over: sold.millionths)
      else { return nil }
      shares.append(scaled - shared)
      sum = next.millionths
      shared = scaled
    }
    return shares
  }
}

extension Batch {
  /// The sale that an estimated refund stands behind, with nothing but such refunds between them; -1 for none.
  func sale(ofEstimated document: Int, _ estimated: borrowing Column<Int32>) -> Int {
    var sale = document - 1
    while sale >= 0, estimated.stored[sale] == 1 { sale -= 1 }
    return sale
  }
}
