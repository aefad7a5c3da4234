/// Counts what became of the documents of one batch, by currency, without a look-up of text per document.
import Columns
import Pipeline

struct ControlCounter {
  private var currencies: [Int32] = []
  private var sums: [[ControlTotals.Sum]] = []

  /// Counts a document.
  mutating func add(_ entry: DocumentEntry, currency: Int32, total: Int64) {
    let index = place(of: currency)
    let fate = entry.fate
    sums[index][fate.rawValue].documents &+= 1
    sums[index][fate.rawValue].lines &+= entry.sourceLines
    sums[index][fate.rawValue].amount &+= entry.sourceAmount
    sums[index][fate.rawValue].total &+= total == .missing ? 0 : total
  }

  /// The counts by currency code.
  func totals(_ codes: CodeTexts) -> ControlTotals {
    var totals = ControlTotals()
    let fates: [(DocumentEntry.Fate, ControlTotals.Fate)] = [
      (.loaded, .loaded), (.unchanged, .unchanged), (.rejected, .rejected),
    ]
    for (index, currency) in currencies.enumerated() {
      for (own, fate) in fates where sums[index][own.rawValue] != ControlTotals.Sum() {
        totals.add(
          sums[index][own.rawValue], currency: currency == .missing ? "" : codes.currencies.string(currency), fate: fate
        )
      }
    }
    return totals
  }

  private mutating func place(of currency: Int32) -> Int {
    if let index = currencies.firstIndex(of: currency) { return index }
    currencies.append(currency)
    sums.append(Array(repeating: ControlTotals.Sum(), count: 4))
    return currencies.count - 1
  }
}
