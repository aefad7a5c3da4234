import Columns
import Commerce

/// The lines of one document as taxing reads them; one value is filled again for each document.
struct DocumentLines {
  /// The amount of each line in minor units, with tax or without as the document's price basis says.
  private(set) var amounts: [Int64] = []
  /// The kind of each line.
  private(set) var kinds: [LineKind] = []
  /// 0 where the source says that a line is not taxable, or not by the seller.
  private(set) var taxable: [Int32] = []
  /// The lines whose tax a marketplace owes.
  private(set) var marketplaces: [Int] = []
  /// The tax of each line as the source states it, in minor units; empty where it does not state that of every line.
  private(set) var taxes: [Int64] = []
  /// The rate of each line's tax, where the source states it.
  private(set) var rates: [TaxRate?] = []
  /// Number of each line's class among the product types of the definition; empty where it names none.
  private(set) var products: [Int32] = []
  /// The sum of the amounts.
  private(set) var sum: Int64 = 0

  /// The number of lines.
  var count: Int { amounts.count }

  /// Takes the product types of the lines that were filled in last.
  mutating func classify(
    _ lines: Range<Int>, _ words: borrowing Column<TextRange>, _ text: Span<UInt8>, by types: ProductTypes
  ) {
    for line in lines { products.append(types.number(of: text.extracting(words.stored[line].indices))) }
  }

  /// Whether any line could bear tax.
  var bearTax: Bool {
    for line in 0..<count where amounts[line] != 0 && kinds[line].bearsTax && taxable[line] != 0 { return true }
    return false
  }

  /// What is sold where it is nothing but services of one kind; `nil` where goods or services of another are among it.
  var onlyService: LineKind? {
    var only: LineKind?
    for kind in kinds where kind.bearsTax && !kind.isAncillary {
      guard kind.hasOwnPlace, only == nil || only == kind else { return nil }
      only = kind
    }
    return only
  }

  /// Takes the lines of another document; `false` when their sum leaves 64 bits.
  mutating func fill(_ lines: Range<Int>, from source: borrowing SourceColumns, exponent: Int) -> Bool {
    amounts.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    taxable.removeAll(keepingCapacity: true)
    marketplaces.removeAll(keepingCapacity: true)
    taxes.removeAll(keepingCapacity: true)
    rates.removeAll(keepingCapacity: true)
    products.removeAll(keepingCapacity: true)
    sum = 0
    for line in lines {
      let amount = source.amounts[line]?.rounded(to: exponent).count ?? 0
      let (next, overflow) = sum.addingReportingOverflow(amount)
      if overflow { return false }
      sum = next
      amounts.append(amount)
      kinds.append(source.kinds[line] ?? .manual)
      if source.isLineCollectedByMarketplace(line) {
        marketplaces.append(taxable.count)
        taxable.append(0)
      } else {
        taxable.append(source.taxable.stored[line])
      }
      if let tax = source.lineTaxes?[line] {
        taxes.append(tax.rounded(to: exponent).count)
      }
      rates.append(source.rate(of: line))
    }
    if taxes.count != amounts.count { taxes.removeAll(keepingCapacity: true) }
    return true
  }
}
