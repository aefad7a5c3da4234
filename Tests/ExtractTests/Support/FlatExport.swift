/// Writes files of flat exports, row by row, and reads them through a layout.
import Pipeline

/// A file of some columns.
enum FlatExport {
  /// The text of a file with these rows.
  static func text(_ columns: [String], _ rows: [[String: String]]) -> String {
    ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
      .map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    cell.utf8.contains { Array(",\"\r\n".utf8).contains($0) } ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
  }

  /// The columns that layouts of orders make.
  static let made = [
    "Document kind", "Document id", "Refunds", "Estimated", "Document date", "Document total", "Document tax",
    "Customer", "Destination name", "Destination address", "Destination postcode", "Destination city",
    "Destination state", "Destination country", "Line kind", "Line title", "Line sku", "Line quantity", "Line amount",
    "Line tax", "Line rate", "Line taxable", "Tax 1 title", "Tax 1 amount", "Tax 2 title", "Tax 2 amount",
  ]
}

extension ReadDocument {
  /// Kind, title, quantity and amount of every line.
  var flat: [[String]] { lines.map { [$0["Line kind"], $0["Line title"], $0["Line quantity"], $0["Line amount"]] } }
}
