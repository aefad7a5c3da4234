/// Amazon's settlements, returns and stock, and the names of layouts that files are mistaken for.
import Pipeline
import Testing

@Suite("Amazon's settlements and goods")
struct AmazonSettlementTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let shown = [
    "settlement-id", "currency", "Settlement total", "Amount group", "Amount type", "Amount", "Posted at",
    "Deposited at",
  ]
  private static let header =
    "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tamount-type\tamount-description\tamount\tposted-date\tposted-date-time\n"

  private func documents(_ rows: String) async throws -> [ReadDocument] {
    let path = try scratch.write(Self.header + rows.replacing("|", with: "\t"))
    return try await Extraction.stage(#""layout": "amazon.settlement", "paths": ["\#(path)"]"#).documents(Self.shown)
  }

  @Test("The first row's total is on every line and is no amount; days come from the column with a time")
  func second() async throws {
    let found = try await documents(
      """
      7|09.06.2025 01:00:00 UTC|23.06.2025 01:00:00 UTC|25.06.2025 01:00:00 UTC|-1.095,00|EUR
      7||||||Order|1|ItemPrice|Principal|95,00    |09/06/25|2025-06-09 08:00:00 UTC
      7||||||other-transaction||other-transaction|Low Fee|-1.190,00||
      """)
    #expect(found.count == 1)
    #expect(found.first?.column("Amount") == ["95.00", "-1190.00"])
    #expect(found.first?.column("Settlement total") == ["-1095.00", "-1095.00"])
    #expect(found.first?.column("Amount group") == ["ItemPrice", "other-transaction"])
    // A fee without a time is dated by the settlement's end.
    #expect(found.first?.column("Posted at") == ["2025-06-09T08:00:00+00:00", "2025-06-23T01:00:00+00:00"])
    #expect(found.first?.column("currency") == ["EUR", "EUR"])
  }

  @Test("Where cells prove both notations none is read")
  func bothNotations() async throws {
    let found = try await documents(
      """
      7|09.06.2025 01:00:00 UTC|23.06.2025 01:00:00 UTC|25.06.2025 01:00:00 UTC|96,00|EUR
      7||||||Order|1|ItemPrice|Principal|95,00||
      7||||||Order|1|ItemPrice|Shipping|1.00||
      """)
    #expect(found.first?.column("Amount") == ["95,00", "1.00"])
  }

  @Test("A settlement without amounts is its total alone")
  func empty() async throws {
    let found = try await documents("7|09.06.2025 01:00:00 UTC|||0,00|EUR\n")
    #expect(found.map { $0.column("Amount") } == [[""]])
  }

  @Test("A return is named by the plate of the unit, else by order, article and time")
  func returns() async throws {
    let path = try scratch.write(
      "return-date\torder-id\tsku\tfulfillment-center-id\tdetailed-disposition\tquantity\tlicense-plate-number\n"
        + "2025-06-05T15:31:40+00:00\t1\tA\tLEJ1\tSELLABLE\t1\tLPN1\n2025-06-05T15:31:40+00:00\t1\tA\tLEJ1\tSELLABLE\t1\n"
        + "2025-06-05T15:31:40+00:00\t1\tA\tLEJ1\tSELLABLE\t1\n")
    let stage = try Extraction.stage(#""layout": "amazon.fba_returns", "paths": ["\#(path)"]"#)
    let found = try await stage.documents(["Return id"])
    #expect(found.map { $0["Return id"] } == ["LPN1", "1/A/2025-06-05T15:31:40+00:00"])
    #expect(found.map(\.lines.count) == [1, 2])
  }

  @Test("Every article of the stock is a document")
  func stock() async throws {
    let path = try scratch.write("sku\tfnsku\tasin\tafn-fulfillable-quantity\nA\tX1\tB1\t4\nB\tX2\tB2\t0\n")
    let stage = try Extraction.stage(#""layout": "amazon.fba_inventory", "paths": ["\#(path)"]"#)
    #expect(try await stage.documents(["sku", "afn-fulfillable-quantity"]).map { $0["sku"] } == ["A", "B"])
  }

  @Test(
    "A file of another layout is named by the one that knows it, in any language",
    arguments: [
      ("all-orders-de.txt", "amazon.all_orders"), ("all-orders-us.txt", "amazon.all_orders"),
      ("vat-transactions-92col.txt", "amazon.vat_transactions"), ("vat-calculation.csv", "amazon.vat_calculation"),
      ("date-range/jp.csv", "amazon.date_range"), ("date-range/pl.csv", "amazon.date_range"),
      ("settlement-v1-us.txt", "amazon.settlement"), ("settlement-v2-eu.txt", "amazon.settlement"),
      ("fba-returns.txt", "amazon.fba_returns"), ("fba-inventory.txt", "amazon.fba_inventory"),
    ])
  func mistaken(file: String, layout: String) async throws {
    let path = Files.sample("../amazon/\(file)")
    let other = layout == "amazon.all_orders" ? "amazon.settlement" : "amazon.all_orders"
    for reader in ["shopify.orders_export", other] {
      let failure = try await Extraction.stage(#""layout": "\#(reader)", "paths": ["\#(path)"]"#).failure([])
      #expect(failure?.code == "E7101")
      #expect(failure?.message.contains("it looks like \(layout)") == true, "\(failure?.message ?? "-")")
    }
  }
}
