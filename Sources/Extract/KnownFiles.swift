/// Files that people take for one another, by the columns that only they have.
enum KnownFiles {
  /// Files that no layout reads.
  private static let files: [(name: String, columns: [String])] = [
    ("an Amazon orders report", ["amazon-order-id", "purchase-date"]),
    ("an Amazon order report with addresses", ["order-id", "order-item-id", "purchase-date", "quantity-purchased"]),
  ]

  /// What a header looks like: a layout, by whatever spellings it knows, or the first file all of whose columns it has.
  static func likely(_ header: [String]) -> String? {
    for layout in Layouts.all where !layout.signature.isEmpty {
      let columns = Set(header.map(layout.column(spelt:)))
      if layout.signature.allSatisfy(columns.contains) { return layout.name }
    }
    if let file = files.first(where: { $0.columns.allSatisfy(header.contains) }) { return file.name }
    // It has the columns of an order, but nothing of what becomes of one.
    let isCheckout = ["Accepts Marketing", "Shipping Method", "Lineitem name"].allSatisfy(header.contains)
    return isCheckout ? "Shopify's abandoned checkouts export" : nil
  }
}
