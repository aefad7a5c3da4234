import Columns
import Commerce

/// What lines that a cell lists come to, beside the sum that a column states.
extension [ExportedOrder.Line] {
  /// The sum of the amounts, those that are no number left out.
  var sum: Exact { reduce(.zero) { $0 + ($1.amount.value ?? .zero) } }

  /// The lines, or one line of their stated sum where they do not come to it.
  func orSum(_ total: ExportedOrder.Amount, record: Int, _ text: inout TextArena) -> Self {
    if sum == total.value ?? .zero { return self }
    let kind = (total.value ?? .zero) < .zero ? ExportedOrder.LineKind.discount : .fee
    return [ExportedOrder.Line(record: record, kind: kind, title: text.append("fees"), amount: total)]
  }
}
