public import Columns
public import Commerce

/// What the run itself counts, for the ledger's count to be compared with.
extension ControlTotals {
  /// What a batch holds as it came from its source: documents, lines with a readable amount, and amounts by currency.
  ///
  /// Where an entity has no amounts to add up, its lines are counted all the same.
  ///
  /// This is the run's own count, made before the store sees the batch; the store counts what it writes.
  public init(counting batch: Batch, of entity: Entity = .orders) {
    self.init()
    let currencies = batch[OrderKeys.currency]
    let amounts = entity.controlAmount.map { batch[$0] }
    let documentTotals = batch[OrderKeys.total]
    var sums: [Int32: Sum] = [:]
    for document in 0..<batch.documentCount {
      let lines = batch.lines(of: document)
      var sum = sums[currencies.stored[document]] ?? Sum()
      sum.documents += 1
      if documentTotals.stored[document] != .missing { sum.total &+= documentTotals.stored[document] }
      if let amounts {
        for line in lines where amounts.stored[line] != .missing {
          sum.lines += 1
          sum.amount &+= amounts.stored[line]
        }
      } else {
        sum.lines += Int64(lines.count)
      }
      sums[currencies.stored[document]] = sum
    }
    for (stored, sum) in sums {
      add(sum, currency: stored == .missing ? "" : Currency(stored: stored).code, fate: .source)
    }
  }
}
