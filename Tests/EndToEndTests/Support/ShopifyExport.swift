/// A Shopify orders export of invented orders, sound unless a test spoils one.
import Foundation

/// Every order is of one buyer, whose personal values are known, so that a test can see whether a message holds any.
struct ShopifyExport {
  /// The columns of the file.
  var header: [String]
  /// One row per line item.
  var rows: [[String: String]]

  /// What nobody may read in a message, a list or a report.
  static let personalValues = [
    "Zacharias", "Musterfrau", "zacharias@example.org", "Privatweg", "23125999", "leave it with the neighbour",
  ]

  /// An export of so many orders of one line, in euro, prices including German tax.
  init(orders: Int) throws {
    let sample = Program.project.appending(path: "samples/shopify/damaged/header-only.csv")
    header = try String(contentsOf: sample, encoding: .utf8).split(whereSeparator: \.isNewline)[0].split(
      separator: ",", omittingEmptySubsequences: false
    ).map(String.init)
    rows = (0..<orders).map(Self.order)
  }

  private static func order(_ number: Int) -> [String: String] {
    var row = [
      "Name": "#\(1001 + number)", "Id": "\(5_000_000_001_001 + number)", "Email": "zacharias@example.org",
      "Financial Status": "paid", "Currency": "EUR", "Subtotal": "11.90", "Shipping": "0.00", "Taxes": "1.90",
      "Total": "11.90", "Discount Amount": "0.00", "Lineitem quantity": "1", "Lineitem name": "Gläser für Öl",
      "Lineitem price": "11.90", "Lineitem sku": "T-1", "Lineitem requires shipping": "true",
      "Lineitem taxable": "true", "Tax 1 Name": "DE MwSt 19%", "Tax 1 Value": "1.90", "Refunded Amount": "0.00",
      "Notes": "leave it with the neighbour", "Source": "web", "Payment Method": "Shopify Payments",
      "Created at": "2024-\(twoDigits(number / 28 % 12 + 1))-\(twoDigits(number % 28 + 1)) 10:00:00 +0100",
    ]
    for side in ["Billing", "Shipping"] {
      row["\(side) Name"] = "Zacharias Musterfrau"
      row["\(side) Street"] = "Privatweg 77"
      row["\(side) Address1"] = "Privatweg 77"
      row["\(side) City"] = "Berlin"
      row["\(side) Zip"] = "'10999"
      row["\(side) Country"] = "DE"
      row["\(side) Phone"] = "+49 30 23125999"
    }
    return row
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The export with other cells in one of its rows.
  func changing(_ row: Int, _ cells: [String: String]) -> ShopifyExport {
    var copy = self
    copy.rows[row].merge(cells) { $1 }
    return copy
  }

  /// The export with one order wholly refunded.
  func refunding(_ row: Int) -> ShopifyExport {
    changing(row, ["Financial Status": "refunded", "Refunded Amount": rows[row]["Total"] ?? ""])
  }

  /// The file.
  var text: String {
    var lines = [header.joined(separator: ",")]
    for row in rows { lines.append(header.map { Self.quoted(row[$0] ?? "") }.joined(separator: ",")) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains(where: { ",\"\n".contains($0) }) ? "\"\(cell.replacingOccurrences(of: "\"", with: "\"\""))\"" : cell
  }
}

extension Outcome {
  /// The personal values that it shows.
  var leaks: [String] { ShopifyExport.personalValues.filter(text.contains) }
}
