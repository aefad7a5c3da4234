import Books
import Commerce

/// An entry of sales as the lines of an invoice: what it is for and the tax on it, without what providers hold of it.
struct SalesInvoice {
  /// A line.
  struct Line {
    let account: Account
    let description: String
    let tax: TaxTag?
    /// The amount without tax in minor units; positive where the buyer owes it.
    var net: Int64
    /// The tax in minor units.
    var taxAmount: Int64 = 0
  }

  /// The entry that it is made of.
  let entry: JournalEntry
  /// The currency of the entry where it has one, else that of the books.
  let currency: Currency
  private(set) var lines: [Line] = []

  /// Whom it is for: no buyer is named, the store stands for all of them.
  var customer: String { entry.store.isEmpty ? "Shops" : entry.store }

  /// What the buyer owes; negative for a refund.
  var total: Int64 { lines.reduce(0) { $0 + $1.net + $1.taxAmount } }

  /// Decimals of its amounts.
  var exponent: Int { currency.exponent ?? 2 }

  /// The entries that are invoices: sales and refunds.
  static func entries(of entries: [JournalEntry]) -> [JournalEntry] {
    entries.filter { $0.kind == .sale || $0.kind == .refund }
  }

  /// The invoice of an entry.
  ///
  /// - Parameter taxIsApart: whether tax stays in lines of its own, for programs that take none with a line.
  init(_ entry: JournalEntry, _ facts: ExportFacts, taxIsApart: Bool = false) {
    self.entry = entry
    let currencies = Set(entry.lines.map(\.currency))
    let only = currencies.count == 1 ? currencies.first : nil
    currency = only ?? facts.currency
    let parts = entry.lines.filter { $0.account.type != .asset }
    func line(_ part: JournalLine, tax: TaxTag?) -> Line {
      Line(
        account: part.account, description: part.note.isEmpty ? part.account.name : part.note, tax: tax,
        net: only == nil ? -part.base.count : -part.amount.count)
    }
    guard !taxIsApart else {
      lines = parts.map { line($0, tax: nil) }
      return
    }
    lines = parts.filter { !$0.isTaxAmount }.map { line($0, tax: $0.tax) }
    var taxes: [Line] = []
    for part in parts where part.isTaxAmount {
      let tax = line(part, tax: part.tax?.family)
      if let place = taxes.firstIndex(where: { $0.tax == tax.tax }) {
        taxes[place].net += tax.net
      } else {
        taxes.append(tax)
      }
    }
    for tax in taxes { spread(tax) }
  }

  /// Spreads a tax over the lines that it is due on; where there are none it is a line.
  private mutating func spread(_ tax: Line) {
    let places = lines.indices.filter { lines[$0].tax?.family == tax.tax }
    guard let first = places.first else {
      if tax.net != 0 {
        lines.append(Line(account: tax.account, description: tax.account.name, tax: nil, net: tax.net))
      }
      return
    }
    guard let shares = try? LargestRemainder.allocate(tax.net, over: places.map { lines[$0].net }) else {
      lines[first].taxAmount = tax.net
      return
    }
    for (place, share) in zip(places, shares) { lines[place].taxAmount = share }
  }

  /// The number of each invoice: the document's where it is the only one of that number and no longer than `length`, else
  /// one that ends with the entry's, which is unique.
  static func numbers(_ entries: [JournalEntry], length: Int = .max) -> [Int64: String] {
    let uses = Dictionary(grouping: entries, by: \.document).mapValues(\.count)
    return Dictionary(
      uniqueKeysWithValues: entries.map { entry in
        let document = uses[entry.document] == 1 ? entry.document : "\(entry.document)-\(entry.number)"
        return (entry.number, document.utf8.count <= length ? document : "SL-\(entry.number)")
      })
  }

  /// What to say of invoices beside `others` entries that are none.
  static func warnings(of others: Int) -> [String] {
    let advice = "export sales and refunds as invoices or as journals, not both"
    return others > 0
      ? [advice, "entries that are neither sales nor refunds and have no invoice: \(others)"] : [advice]
  }
}

extension JournalLine {
  /// Whether it is an amount of tax and not what tax is due on.
  fileprivate var isTaxAmount: Bool { tax != nil && account.type == .liability }
}
