import Columns
import Commerce
import Pipeline

/// The last step of the `map` stage for payouts: what each amount brings, and whether that adds up to the payout.
///
/// A payout that is paid must come to what its amounts add up to: it is refused when not. While amounts are still added
/// to it, or it was carried over in another currency, the difference is a finding. The transfer itself, which some sources
/// list among the amounts, is no part of the sum; what was carried over from the payout before may be.
struct PayoutNets: MappedField {
  /// Whether the source states nets of its own; those that it leaves blank are worked out.
  let hasNets: Bool

  mutating func map(_ batch: inout Batch, _ cells: SourceCells) {
    let amounts = batch[PayoutKeys.amount]
    let fees = batch[PayoutKeys.fee]
    var nets = batch.take(PayoutKeys.net)
    for line in 0..<batch.lineCount where nets.stored[line] == .missing {
      guard let amount = amounts[line] else { continue }
      nets[line] = fees[line].map { amount.subtracting($0) } ?? amount
    }
    batch.put(PayoutKeys.net, nets)
    let totals = batch[PayoutKeys.total]
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      if let refusal = check(document, batch, nets) { batch.refuse(refusal) }
      guard !batch.isRefused(document), let total = totals[document] else { continue }
      compare(total, document, &batch, nets)
    }
  }

  /// A line without an amount, or with a net that is not its amount less its fee.
  private func check(_ document: Int, _ batch: borrowing Batch, _ nets: Column<Exact>) -> Refusal? {
    let amounts = batch[PayoutKeys.amount]
    let fees = batch[PayoutKeys.fee]
    let lines = batch.lines(of: document)
    // A payout of which only the total is known has one line without anything on it.
    if lines.count == 1, nets[lines.lowerBound] == nil { return nil }
    for line in lines {
      guard let net = nets[line] else {
        return Refusal(.missingValue, document: document, line: line, detail: PayoutKeys.amount.name)
      }
      guard hasNets, let amount = amounts[line], let fee = fees[line], amount.subtracting(fee) != net else { continue }
      return Refusal(
        .linesDoNotAddUp, document: document, line: line,
        detail: "the line states \(net) for the amount \(amount) less the fee \(fee)")
    }
    return nil
  }

  private func compare(_ total: Exact, _ document: Int, _ batch: inout Batch, _ nets: Column<Exact>) {
    let kinds = batch[PayoutKeys.lineKind]
    let own = batch[PayoutKeys.currency][document]
    let currencies = batch[PayoutKeys.lineCurrency]
    let lines = batch.lines(of: document)
    var sum = Exact.zero
    for line in lines where kinds[line] != .payout {
      guard currencies[line] == nil || currencies[line] == own else {
        return batch.findings.append(
          Finding(.payoutOpen, document: document, line: line, detail: "an amount is in another currency"))
      }
      guard let next = sum.adding(nets[line] ?? .zero) else {
        return batch.refuse(Refusal(.numberTooLarge, document: document, line: line))
      }
      sum = next
    }
    if sum == total { return }
    if let opening = batch[PayoutKeys.openingBalance][document], sum.adding(opening) == total { return }
    let detail = "the amounts add up to \(sum), the payout states \(total)"
    switch batch[PayoutKeys.status][document] {
    case .paid, .failed, nil: batch.refuse(Refusal(.linesDoNotAddUp, document: document, detail: detail))
    case .open, .scheduled, .inTransit, .cancelled:
      batch.findings.append(Finding(.payoutOpen, document: document, detail: detail))
    }
  }
}
