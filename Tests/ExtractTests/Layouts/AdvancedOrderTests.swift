/// What AlgolPlus's export becomes: prices are rounded, returned goods are missing, and fees are nowhere.
import Columns
import Pipeline
import Testing

@Suite("The Advanced Order Export")
struct AdvancedOrderTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let columns = [
    "Order Number", "Order Status", "Order Date", "Country Code (Billing)", "Cart Discount Amount",
    "Order Subtotal Amount", "Shipping Method Title", "Order Shipping Amount", "Order Refund Amount",
    "Order Total Amount", "Order Total Tax Amount", "SKU", "Item #", "Item Name", "Quantity (- Refund)", "Item Cost",
  ]

  /// The rows of an order with items of a name, a quantity and a price.
  private func rows(_ items: [(String, String, String)], _ order: [String: String]) -> [[String: String]] {
    items.map { item in
      [
        "Order Number": "24", "Order Status": "Processing", "Order Date": "2026-11-23 22:26",
        "Country Code (Billing)": "DE", "Cart Discount Amount": "0", "Order Shipping Amount": "0",
        "Order Refund Amount": "0", "Item Name": item.0, "Quantity (- Refund)": item.1, "Item Cost": item.2,
      ].merging(order) { $1 }
    }
  }

  private func documents(_ rows: [[String: String]], columns: [String] = columns) async throws -> [ReadDocument] {
    let path = try scratch.write(FlatExport.text(columns, rows))
    return try await Extraction.stage(#""layout": "woocommerce.advanced_order_export", "paths": ["\#(path)"]"#)
      .documents(FlatExport.made)
  }

  @Test("What a rounded price is off by goes to the item, so that the goods are what the order says")
  func rounding() async throws {
    // 3 × 16.80 is 50.40; the shop has 50.39.
    let sale = try #require(
      try await documents(
        rows(
          [("Mug", "3", "16.8"), ("Book", "2", "23.27")],
          ["Order Subtotal Amount": "96.93", "Order Total Amount": "96.93", "Order Total Tax Amount": "0"])
      ).first)
    #expect(sale.flat == [["goods", "Mug", "3", "50.39"], ["goods", "Book", "2", "46.54"]] && sale.findings == [])
  }

  @Test("Prices are after the discount, which is no line of its own")
  func discount() async throws {
    let sale = try #require(
      try await documents(
        rows(
          [("Mug", "1", "15.13"), ("Book", "1", "20.93"), ("Washer", "7", "0.25")],
          [
            "Order Subtotal Amount": "42.01", "Cart Discount Amount": "4.2", "Order Shipping Amount": "4.9",
            "Shipping Method Title": "Post", "Order Total Amount": "48.31", "Order Total Tax Amount": "5.6",
          ])
      ).first)
    #expect(sale.flat.map { $0[3] } == ["15.13", "20.93", "1.75", "4.9"] && sale.findings == [])
  }

  @Test("Pieces that were given back are those of the one item whose price fits, and the refund is a document")
  func returned() async throws {
    let documents = try await documents(
      rows(
        [("Mug", "1", "16.8"), ("Book", "1", "23.27")],
        [
          "Order Subtotal Amount": "56.87", "Order Shipping Amount": "4.9", "Order Refund Amount": "19.99",
          "Order Total Amount": "70.71", "Order Total Tax Amount": "8.94",
        ]))
    #expect(
      documents.first?.flat == [
        ["goods", "Mug", "2", "33.60"], ["goods", "Book", "1", "23.27"], ["shipping", "", "1", "4.9"],
      ])
    #expect(documents.map { $0["Document total"] } == ["70.71", "-19.99"] && documents[1].findings == ["F1201"])
  }

  @Test("Where no item fits, what was given back is a line of its own")
  func returnedUnknown() async throws {
    let sale = try #require(
      try await documents(
        rows(
          [("Mug", "0", "10"), ("Plate", "1", "10")],
          [
            "Order Subtotal Amount": "30", "Order Refund Amount": "20", "Order Total Amount": "30",
            "Order Total Tax Amount": "0",
          ])
      ).first)
    #expect(sale.flat.last == ["goods", "goods that were given back since", "1", "20.00"])
  }

  @Test("What is missing from the total is a line of fees with a finding, but for a few cents")
  func fees() async throws {
    let order = ["Order Subtotal Amount": "33.6", "Order Shipping Amount": "4.9", "Order Total Tax Amount": "6.83"]
    let totals = ["42.83", "47.83", "45.34"]
    let read = try await documents(
      totals.enumerated().flatMap { number, total in
        rows([("Mug", "2", "16.8")], order.merging(["Order Total Amount": total, "Order Number": "\(number)"]) { $1 })
      })
    #expect(
      read.map { $0.flat.map { $0[0] } } == [
        ["goods", "discount", "shipping"], ["goods", "fee", "shipping"], ["goods", "shipping"],
      ])
    #expect(read.map(\.findings) == [["F1202"], ["F1202"], []])
    #expect(read.first?.flat[1] == ["discount", "fees that the export does not list", "1", "-2.50"])
  }

  @Test("A difference that nothing explains stays, so that the order is refused and not bent")
  func unexplained() async throws {
    let sale = try #require(
      try await documents(
        rows(
          [("Mug", "1", "16.8")],
          ["Order Subtotal Amount": "20", "Order Total Amount": "20", "Order Total Tax Amount": "0"])
      ).first)
    #expect(sale.flat == [["goods", "Mug", "1", "16.80"]])
  }

  @Test("The older default calls an item's name otherwise, and a phone's guard is a blank")
  func older() async throws {
    let columns = Self.columns.map { $0 == "Item Name" ? "Name" : $0 }
    let row = rows(
      [("", "1", "5")],
      ["Order Subtotal Amount": "5", "Order Total Amount": "5", "Order Total Tax Amount": "0", "Name": "A &amp; B"])
    #expect(try await documents(row, columns: columns).first?["Line title"] == "A & B")
  }
}
