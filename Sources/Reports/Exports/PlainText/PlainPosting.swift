import Books
import Commerce

/// A line as journals in plain text write it: an amount, and what it was worth in the books' currency where that is another.
struct PlainPosting {
  let currency: Currency
  let amount: Int64
  /// The worth in the books' currency, without sign; `nil` in the books' currency itself.
  let cost: Int64?

  /// The posting of a line. What moves the books' currency alone, as a revaluation does, is an amount in it.
  init(_ line: JournalLine, books: Currency) {
    if line.currency == books || line.isRevaluation {
      currency = books
      amount = line.base.count
      cost = nil
    } else {
      currency = line.currency
      amount = line.amount.count
      cost = Int64(line.base.count.magnitude)
    }
  }

  /// The posting as text, such as `120.00 GBP @@ 140.40 EUR`.
  func text(books: Currency) -> String {
    let own = Self.text(amount, currency)
    return cost.map { "\(own) @@ \(Self.text($0, books))" } ?? own
  }

  /// An amount with all decimals of its currency.
  static func text(_ amount: Int64, _ currency: Currency) -> String {
    "\(MinorUnits(amount).description(exponent: currency.exponent ?? 2)) \(currency)"
  }
}
