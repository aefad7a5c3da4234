/// Files that are larger than a batch aims at.

/// An export of several megabytes, with documents of one row and of very many.
enum LongExports {
  /// Orders by their number of rows: short ones, and long ones where batches end.
  static let sizes = (0..<600).map { $0 % 40 == 39 ? 300 : 1 + $0 % 7 } + [6_000] + (0..<150).map { 1 + $0 % 5 }

  /// A Shopify export of these orders.
  static let orders = shopify(sizes)

  /// A Shopify export of orders with that many rows; the items of an order are numbered.
  static func shopify(_ sizes: [Int]) -> String {
    let note = String(repeating: "with handle and saucer ", count: 18)
    var rows: [[String: String]] = []
    for (order, size) in sizes.enumerated() {
      rows.append(ShopifyExport.head("#\(1_000 + order)", item: "1", ["Shipping": "4.90", "Email": note]))
      for item in 0..<size - 1 {
        rows.append(
          ShopifyExport.row("#\(1_000 + order)", item: "\(item + 2)").merging(["Email": note]) { $1 })
      }
    }
    return ShopifyExport.text(rows)
  }

  /// A table of invoices whose records are mixed with those of the next one.
  static func mixedTable(_ invoices: Int) -> String {
    let note = String(repeating: "x", count: 200)
    var text = "Invoice,Item,Note\n"
    for pair in 0..<invoices / 2 {
      for item in 0..<12 { text += "\(pair * 2 + item % 2),\(item),\(note)\n" }
    }
    return text
  }
}
