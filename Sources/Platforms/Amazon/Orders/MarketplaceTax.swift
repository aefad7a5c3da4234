import Columns
import Commerce

/// Tax that Amazon collects and remits in its own name.
extension [OrderColumn: TextRange] {
  /// Says whether all tax of a document is Amazon's, and how much of it is: it stands apart, in no amount of the seller's,
  /// behind the seller's taxes.
  mutating func addMarketplaceTax(_ tax: Exact, besides sellerTax: Exact, _ sink: inout DocumentSink) {
    let isTheirs = tax != .zero && sellerTax == .zero
    self[.isCollectedByMarketplace] = sink.made(isTheirs ? "true" : "false")
    guard tax != .zero, let free = OrderColumn.taxSlots.first(where: { self[$0.title] == nil }) else { return }
    self[free.title] = sink.made(AmazonMarketplace.withheldTaxTitle)
    self[free.amount] = sink.made(tax)
  }
}
