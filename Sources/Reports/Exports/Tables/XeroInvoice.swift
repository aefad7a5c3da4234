import Books
import Commerce

/// An entry of sales as the lines of an invoice: what it is for and the tax on it, without what providers hold of it.
struct XeroInvoice {
  /// A line.
  struct Line {
    let account: Account
    let description: String
    let currency: Currency
    let tax: TaxTag?
    /// The amount without tax in minor units; positive where the buyer owes it.
    let net: Int64
    /// The tax in minor units.
    var taxAmount: Int64 = 0
  }

  private(set) var lines: [Line] = []

  /// The invoice of an entry, in the currency of the entry where it has one, else in that of the books.
  init(_ entry: JournalEntry, _ facts: ExportFacts) {
    let currencies = Set(entry.lines.map(\.currency))
    let only = currencies.count == 1 ? currencies.first : nil
    func amount(_ line: JournalLine) -> Int64 { only == nil ? -line.base.count : -line.amount.count }
    let parts = entry.lines.filter { $0.account.type != .asset }
    let taxes = parts.filter(\.isTaxAmount)
    for line in parts where !line.isTaxAmount {
      lines.append(
        Line(
          account: line.account, description: line.note.isEmpty ? line.account.name : line.note,
          currency: only ?? facts.currency, tax: line.tax, net: amount(line)))
    }
    for (tag, group) in Dictionary(grouping: taxes, by: { $0.tax?.family }) {
      let places = lines.indices.filter { lines[$0].tax?.family == tag }
      let total = group.reduce(0) { $0 + amount($1) }
      let shares =
        (try? LargestRemainder.allocate(total, over: places.map { lines[$0].net }))
        ?? places.indices.map {
          $0 == 0 ? total : 0
        }
      for (place, share) in zip(places, shares) { lines[place].taxAmount = share }
      if places.isEmpty, total != 0, let first = group.first {
        lines.append(
          Line(
            account: first.account, description: first.account.name, currency: only ?? facts.currency, tax: nil,
            net: total))
      }
    }
  }
}

extension JournalLine {
  /// Whether it is an amount of tax and not what tax is due on.
  fileprivate var isTaxAmount: Bool { tax != nil && account.type == .liability }
}
