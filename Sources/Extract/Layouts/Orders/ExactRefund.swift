import Columns
import Commerce

/// A refund whose lines an export states, though not as a document: each line of the order says what was given back of it.
struct ExactRefund {
  /// The lines, with negative amounts.
  private(set) var lines: [ExportedOrder.Line] = []
  /// The tax on them, negative.
  private(set) var tax = Exact.zero
  /// The tax by the slot that its rate has on the order; empty where a line bears several rates.
  private(set) var taxes: [(slot: Int, amount: Exact)] = []

  /// The lines of the only refund of an order.
  ///
  /// - Returns: `nil` where they do not come with their tax to the refund's amount to the cent, as when carriage was
  ///   given back, or where there are several refunds: which of them a line belongs to is told nowhere.
  init?(of order: ExportedOrder, _ text: inout TextArena) {
    guard order.refunds.count == 1, let amount = order.refunds.first?.amount.value else { return nil }
    var sum = Exact.zero
    var isSplit = true
    for line in order.lines where line.refunded != .zero {
      guard let whole = line.amount.value, let lineTax = line.tax, let share = lineTax.share(line.refunded, whole)
      else {
        return nil
      }
      var returned = line
      returned.quantity = Self.quantity(of: line, whole, &text)
      returned.amount = text.amount(of: -line.refunded)
      returned.tax = -share
      lines.append(returned)
      tax = tax - share
      sum = sum + line.refunded + share
      guard share != .zero else { continue }
      if let slot = order.taxSlot(of: line, text) { add(-share, in: slot) } else { isSplit = false }
    }
    guard !lines.isEmpty, sum.magnitude == amount.magnitude else { return nil }
    if !isSplit { taxes = [] }
  }

  private mutating func add(_ amount: Exact, in slot: Int) {
    if let index = taxes.firstIndex(where: { $0.slot == slot }) {
      taxes[index].amount = taxes[index].amount + amount
    } else {
      taxes.append((slot, amount))
    }
  }

  /// How many were returned where the amount is that of whole pieces; 0 where only money was given back.
  private static func quantity(of line: ExportedOrder.Line, _ whole: Exact, _ text: inout TextArena) -> TextRange {
    guard let quantity = line.quantity.isEmpty ? Exact(1) : text.amount(line.quantity).value,
      let returned = quantity.share(line.refunded, whole, unit: 1), returned.isWhole(at: 0)
    else { return text.append("0") }
    return text.append((-returned).description)
  }
}
