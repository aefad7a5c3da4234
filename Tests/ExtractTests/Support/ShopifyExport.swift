/// Writes files of Shopify's orders export, row by row.

/// An export of a few columns, as a test needs them.
enum ShopifyExport {
  /// Columns that are enough for documents and everything that the layout makes of them.
  static let columns = [
    "Name", "Email", "Financial Status", "Currency", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount",
    "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku",
    "Refunded Amount", "Id", "Duties",
  ]
  /// Columns that the layout makes.
  static let made = ["Document kind", "Line kind", "Refunds", "Estimated"]

  /// A file with these rows.
  static func text(_ rows: [[String: String]], columns: [String] = columns, lineBreak: String = "\n") -> String {
    ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
      .map { $0.map(quoted).joined(separator: ",") + lineBreak }.joined()
  }

  /// The first row of an order, which carries the order's columns.
  static func head(
    _ name: String, id: String? = nil, item: String = "Mug", quantity: String = "1", price: String = "10.00",
    _ more: [String: String] = [:]
  ) -> [String: String] {
    let row = [
      "Name": name, "Financial Status": "paid", "Currency": "EUR", "Shipping": "0.00", "Taxes": "0.00",
      "Total": "10.00", "Discount Amount": "0.00", "Created at": "2024-03-01 10:00:00 +0100",
      "Lineitem quantity": quantity, "Lineitem name": item, "Lineitem price": price, "Refunded Amount": "0.00",
      "Id": id ?? "59118\(name.dropFirst())",
    ]
    return row.merging(more) { $1 }
  }

  /// A further row of an order, which carries a line item alone.
  static func row(_ name: String, item: String, quantity: String = "1", price: String = "10.00") -> [String: String] {
    [
      "Name": name, "Created at": "2024-03-01 10:00:00 +0100", "Lineitem quantity": quantity, "Lineitem name": item,
      "Lineitem price": price,
    ]
  }

  private static func quoted(_ cell: String) -> String {
    cell.utf8.contains { Array(",\"\r\n".utf8).contains($0) } ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
  }
}
