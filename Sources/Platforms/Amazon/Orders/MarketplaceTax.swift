import Columns
import Commerce

/// Tax that Amazon collects and remits in its own name.
extension [OrderColumn: TextRange] {
  /// Says whether all tax of a document is Amazon's, and how much that is: it stands apart, in no amount of the seller's.
  mutating func addMarketplaceTax(_ tax: Exact, besides sellerTax: Exact, _ sink: inout DocumentSink) {
    let isTheirs = tax != .zero && sellerTax == .zero
    self[.isCollectedByMarketplace] = sink.made(isTheirs ? "true" : "false")
    guard isTheirs else { return }
    self[.tax1Title] = sink.made(OrderColumn.marketplaceTaxTitle)
    self[.tax1Amount] = sink.made(tax)
  }
}
