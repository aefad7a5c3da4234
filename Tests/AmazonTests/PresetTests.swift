/// From Amazon's pages through the presets: canonical documents whose net and tax come to what the seller sold for.
import Amazon
import Columns
import Commerce
import Pipeline
import Platforms
import Simulation
import Testing
import Transform

@Suite("Presets")
struct PresetTests {
  /// Pulls a market and takes its pages through map, status and vat.
  private func documents(_ country: String, _ settings: [String: String], vat: String) async throws -> [Batch] {
    let chain = try Stages(
      #"""
      { "use": "map", "preset": "amazon.orders" }, { "use": "status", "preset": "amazon", "otherwise": "reject" },
      { "use": "vat", \#(vat) }
      """#)
    let market = try Market(country, orders: 120)
    var pull = try await market.adapter(settings).pull(
      .orders, window: PullWindow(), columns: chain.columns, from: nil)
    var batches: [Batch] = []
    while let page = try await pull.next() { batches.append(try chain.run(page.batch)) }
    return batches
  }

  @Test(
    "Nothing is refused, and the lines' net and tax are the document's total and tax",
    arguments: ["DE", "US", "GB", "CA"], ["v0", "2026-01-01"])
  func totals(country: String, api: String) async throws {
    let batches = try await documents(
      country, ["orders_api": api], vat: #""prices": "from_source", "tax": "platform_checked""#)
    var sales = 0
    for batch in batches {
      #expect(batch.refusals == [])
      let totals = batch[OrderKeys.total]
      let taxes = batch[OrderKeys.taxTotal]
      let (net, tax) = (batch[OrderKeys.net], batch[OrderKeys.tax])
      for document in 0..<batch.documentCount {
        var sum: Int64 = 0
        var taxSum: Int64 = 0
        for line in batch.lines(of: document) {
          sum += (net[line]?.count ?? 0) + (tax[line]?.count ?? 0)
          taxSum += tax[line]?.count ?? 0
        }
        #expect(totals[document]?.rounded(to: 2).count == sum)
        #expect(taxes[document]?.rounded(to: 2).count == taxSum)
        sales += 1
      }
    }
    #expect(sales > 100)
  }

  @Test("Prices with tax of a seller whose VAT Amazon does not calculate are taxed by the rules")
  func computed() async throws {
    var options = AmazonSimulator.Options()
    options.calculatesVAT = false
    let chain = try Stages(
      #"""
      { "use": "map", "preset": "amazon.orders" }, { "use": "status", "preset": "amazon" },
      { "use": "vat", "prices": "gross", "tax": "computed" }
      """#)
    let market = try Market("DE", orders: 60, options: options)
    var pull = try await market.adapter().pull(.orders, window: PullWindow(), columns: chain.columns, from: nil)
    var taxed = 0
    while let page = try await pull.next() {
      let batch = try chain.run(page.batch)
      #expect(batch.refusals == [])
      for line in 0..<batch.lineCount where (batch[OrderKeys.tax][line]?.count ?? 0) > 0 { taxed += 1 }
    }
    #expect(taxed > 30)
  }

  @Test("Every status of both interfaces has a meaning")
  func statuses() throws {
    let words = [
      "PendingAvailability", "Pending", "Unshipped", "PartiallyShipped", "Shipped", "InvoiceUnconfirmed", "Canceled",
      "Unfulfillable", "PENDING_AVAILABILITY", "PENDING", "UNSHIPPED", "PARTIALLY_SHIPPED", "SHIPPED", "CANCELLED",
      "UNFULFILLABLE", "Refunded",
    ]
    let chain = try Stages(
      #"{ "use": "map", "preset": "amazon.orders" }, { "use": "status", "preset": "amazon" }"#)
    let cells: [OrderColumn: String] = [
      .documentID: "1", .documentKind: "sale", .currency: "EUR", .sellerTotal: "0", .date: "2025-01-01T00:00:00Z",
      .lineKind: "goods", .quantity: "0", .unitPrice: "0", .amount: "0",
    ]
    for word in words {
      var text = TextArena()
      var records = SourceRecords(width: chain.columns.count)
      for column in chain.columns {
        let cell = column == OrderColumn.status.rawValue ? word : OrderColumn(rawValue: column).flatMap { cells[$0] }
        records.cells.append(text.append(cell ?? ""))
      }
      records.positions = [SourcePosition(line: 1, byte: 0)]
      records.raw = [.empty]
      let batch = try chain.run(Batch(text: text, records: records, documentStarts: [0, 1]))
      #expect(batch.refusals == [], "\(word)")
    }
  }

  @Test("Every column that the preset maps is one that the connector gives")
  func columns() throws {
    let chain = try Stages(#"{ "use": "map", "preset": "amazon.orders" }"#)
    #expect(Set(chain.columns).subtracting(AmazonAdapter.columns(of: .orders)) == [])
    #expect(chain.columns.count > 25)
  }
}
