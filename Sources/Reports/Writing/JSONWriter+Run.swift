/// What the run report and the commands say of a run in the same words.
import Commerce
public import Formats
public import Pipeline

extension JSONWriter {
  /// Writes the member `totals`: per currency what the source held, and what became of it.
  public mutating func totals(_ totals: ControlTotals) {
    list("totals", totals.sums.sorted { $0.key < $1.key }) { currency, object in
      let exponent = Currency(currency.key)?.exponent ?? 0
      object.member("currency", currency.key)
      for fate in ControlTotals.Fate.allCases {
        object.sum(fate.rawValue, currency.value[fate] ?? ControlTotals.Sum(), exponent)
      }
      object.sum("difference", totals.difference(currency.key), exponent)
    }
  }

  /// Writes the members of a reason for which so many documents were rejected.
  public mutating func rejectCode(_ code: String, documents: Int64) {
    let known = RejectCode(rawValue: code)
    member("code", code)
    member("documents", documents)
    member("title", known?.title)
    member("remedy", known?.remedy)
  }

  /// Writes the members of a kind of finding that there are so many of.
  public mutating func findingCode(_ code: String, count: Int64) {
    member("code", code)
    member("count", count)
    member("title", FindingCode(rawValue: code)?.title)
  }

  /// Counts as numbers, amounts as decimal text: no reader makes a binary fraction of them.
  private mutating func sum(_ name: String, _ sum: ControlTotals.Sum, _ exponent: Int) {
    key(name)
    object { object in
      object.member("documents", sum.documents)
      object.member("lines", sum.lines)
      object.member("amount", Exact(millionths: sum.amount).description(decimals: exponent))
      object.member("total", Exact(millionths: sum.total).description(decimals: exponent))
    }
  }
}
