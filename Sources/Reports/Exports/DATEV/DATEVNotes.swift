import Books

/// What a person should look at in a Buchungsstapel.
struct DATEVNotes {
  private var divided: [Int64] = []
  private var splitTax: [Int64] = []
  private var withoutRows: [Int64] = []
  private var changedDocuments = 0
  private var intraCommunity = 0
  private var characters: [String] = []

  /// Takes note of an entry and what became of it.
  mutating func add(_ entry: JournalEntry, _ made: DATEVBooking.Rows) {
    if made.isDivided { divided.append(entry.number) }
    if made.splitTax { splitTax.append(entry.number) }
    if made.rows.isEmpty { withoutRows.append(entry.number) }
    if DATEVDocument.number(entry.document) != entry.document { changedDocuments += 1 }
    if entry.lines.contains(where: { $0.tax?.isIntraCommunity == true }) { intraCommunity += 1 }
  }

  /// Takes note of characters that the code page lacks.
  mutating func addUnknown(_ scalars: [Unicode.Scalar], file: String, line: Int) {
    let shown = Set(scalars).sorted { $0.value < $1.value }.map { "\"\($0)\"" }.joined(separator: ", ")
    characters.append("\(file) line \(line): Windows-1252 has no \(shown); written without its mark, or as _")
  }

  /// The sentences.
  var warnings: [String] {
    var warnings = characters
    if !divided.isEmpty {
      warnings.append(
        "gross amounts in several rows, entries \(Self.list(divided)): DATEV rounds the tax of each row, and comes to the tax that is booked only so"
      )
    }
    if !splitTax.isEmpty {
      warnings.append(
        "net amounts with key 40 and tax in rows of its own, entries \(Self.list(splitTax)): DATEV would work out another tax, and its own return lacks these net amounts"
      )
    }
    if !withoutRows.isEmpty {
      warnings.append("no row for entries \(Self.list(withoutRows)): they move nothing from one account to another")
    }
    if changedDocuments > 0 {
      warnings.append(
        "document numbers that DATEV does not take as they are, \(changedDocuments): the original stands in Beleginfo")
    }
    if intraCommunity > 0 {
      warnings.append(
        "entries with supplies to businesses in other member states, \(intraCommunity): the buyer's VAT id is not in them, use ec_sales_list for the recapitulative statement"
      )
    }
    return warnings
  }

  /// The first numbers of a list, and how many more there are.
  private static func list(_ numbers: [Int64]) -> String {
    let shown = numbers.prefix(10).map(String.init).joined(separator: ", ")
    return numbers.count > 10 ? "\(shown) and \(numbers.count - 10) more" : shown
  }
}
