import Columns
import Commerce
import Pipeline

/// The last step of the `map` stage: the exact amount of each line, and what a sale may not have.
struct LineAmounts: MappedField {
  /// Whether the source has line amounts of its own.
  let hasAmounts: Bool
  /// Whether a sale may have negative quantities.
  let allowsNegative: Bool
  /// Where the quantity is read from, for messages; `nil` when it is not mapped.
  let quantity: CellSource?

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    var amounts = batch.take(OrderKeys.sourceAmount)
    let quantities = batch[OrderKeys.quantity]
    let prices = batch[OrderKeys.unitPrice]
    let kinds = batch[OrderKeys.kind]
    let lineKinds = batch[OrderKeys.lineKind]
    var refusals: [Refusal] = []
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      let isSale = kinds.stored[document] == TransactionKind.sale.rawValue
      for line in batch.lines(of: document) {
        if isSale, !allowsNegative, quantities.stored[line] < 0, quantities.stored[line] != .missing,
          lineKinds.stored[line] != LineKind.discount.rawValue
        {
          refusals.append(negative(line, document, batch, cells))
        }
        if hasAmounts { continue }
        guard let quantity = quantities[line], let price = prices[line] else { continue }
        if let amount = quantity.multiplied(by: price) {
          amounts.stored[line] = amount.millionths
        } else {
          let isTooLarge = quantity.multiplied(by: price, rounding: .halfAwayFromZero) == nil
          refusals.append(
            Refusal(
              isTooLarge ? .numberTooLarge : .tooManyDecimals, document: document, line: line,
              detail: "quantity × unit price"))
        }
      }
    }
    for refusal in refusals { batch.refuse(refusal) }
    batch.put(OrderKeys.sourceAmount, amounts)
  }

  private func negative(
    _ line: Int, _ document: Int, _ batch: borrowing Batch, _ cells: SourceCells
  ) -> Refusal {
    let cell = quantity?.cell(line, cells, batch.text.bytes.span, .empty) ?? .empty
    return Refusal(.negativeQuantity, document: document, line: line, column: quantity?.name, value: cell)
  }
}
