/// What WebToffee's orders export becomes: lines and taxes out of packed cells, refunds as documents of their own.
import Columns
import Pipeline
import Testing

@Suite("WebToffee's orders export")
struct WebToffeeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let columns = [
    "order_id", "order_date", "status", "shipping_total", "shipping_tax_total", "fee_total", "fee_tax_total",
    "tax_total", "order_total", "order_currency", "shipping_method", "customer_id", "billing_first_name",
    "billing_last_name", "billing_address_1", "billing_address_2", "billing_postcode", "billing_city",
    "billing_state", "billing_country", "shipping_first_name", "shipping_last_name", "shipping_postcode",
    "shipping_state", "shipping_country", "wt_import_key", "tax_items", "fee_items", "refund_items", "line_item_1",
    "line_item_2",
  ]

  private static let mug =
    #"name:Mug|product_id:11|sku:MUG|quantity:2|total:33.60|sub_total:33.60|tax:6.38|tax_data:{"total":{"3":"6.383361"},"subtotal":{"3":"6.383361"}}"#
  private static let rate19 =
    "rate_id:3|code:DE-VAT 19% DE-1|total:6.38|label:VAT 19% DE|tax_rate_compound:|rate_percent:19"

  /// An order of two mugs for 39.98.
  private func order(_ more: [String: String] = [:]) -> [String: String] {
    [
      "order_id": "24", "order_date": "2026-11-23 22:26:16", "status": "processing", "shipping_total": "0",
      "shipping_tax_total": "0.00", "fee_total": "0.00", "tax_total": "6.38", "order_total": "39.98",
      "order_currency": "EUR", "customer_id": "0", "wt_import_key": "24", "tax_items": Self.rate19,
      "line_item_1": Self.mug,
    ].merging(more) { $1 }
  }

  private func documents(_ rows: [[String: String]], columns: [String] = columns) async throws -> [ReadDocument] {
    let path = try scratch.write(FlatExport.text(columns, rows))
    return try await Extraction.stage(#""layout": "woocommerce.webtoffee", "paths": ["\#(path)"]"#)
      .documents(FlatExport.made)
  }

  @Test("An order's items, carriage and fees are lines without tax; its taxes are titled with their rate")
  func sale() async throws {
    let documents = try await documents([
      order([
        "order_total": "42.83", "tax_total": "6.83", "shipping_total": "4.9", "shipping_tax_total": "0.93",
        "shipping_method": "Flat rate", "fee_total": "-2.50", "fee_tax_total": "-0.48",
        "fee_items":
          #"name:Loyalty|total:-5.00|tax:-0.95|tax_data:{"total":{"3":"-0.95"}}||name:Cash|total:2.50|tax:0.47|tax_data:{"total":{"3":"0.475"}}"#,
      ])
    ])
    let sale = try #require(documents.first)
    #expect(documents.count == 1 && sale["Document kind"] == "sale" && sale["Document id"] == "24")
    #expect(
      sale.flat == [
        ["goods", "Mug", "2", "33.60"], ["shipping", "Flat rate", "1", "4.9"], ["discount", "Loyalty", "1", "-5.00"],
        ["fee", "Cash", "1", "2.50"],
      ])
    #expect(sale["Document total"] == "42.83" && sale["Document tax"] == "6.83")
    #expect(sale["Tax 1 title"] == "VAT 19% DE 19%" && sale["Tax 1 amount"] == "6.38")
    #expect(sale.column("Line tax") == ["6.38", "0.93", "-0.95", "0.47"])
    #expect(sale.column("Line rate") == ["19", "19", "19", "19"])
    #expect(sale["Document date"] == "2026-11-23 22:26:16" && sale.column("Line sku") == ["MUG", "", "", ""])
  }

  @Test(
    "A name may hold every mark that the cell is packed with",
    arguments: ["Cup | large", "Cup; blue: 5|tax", "A|total:5|B", "name:X||name:Y", "Größe „L“"])
  func marks(name: String) async throws {
    let item = "name:\(name)|product_id:1|sku:A|B;C|quantity:1|total:33.60|sub_total:33.60|tax:6.38"
    let sale = try #require(try await documents([order(["line_item_1": item])]).first)
    #expect(sale.flat == [["goods", name, "1", "33.60"]] && sale["Line sku"] == "A|B;C")
  }

  @Test("Every item column of the file is read, however many it has")
  func wide() async throws {
    let items = (1...12).map { "line_item_\($0)" }
    let columns = Self.columns.filter { !$0.hasPrefix("line_item") } + items
    let row = order(
      Dictionary(
        uniqueKeysWithValues: items.map { ($0, "name:\($0)|product_id:1|sku:|quantity:1|total:1.00|sub_total:1.00") }))
    let sale = try #require(try await documents([row], columns: columns).first)
    #expect(sale.column("Line title") == items)
    // A line without a tax of its own on an order that is taxed is none that bears it.
    #expect(sale.column("Line taxable") == items.map { _ in "false" })
  }

  @Test("A shop that rounds the tax once per rate has lines that do not come to it, and then none has a tax of its own")
  func roundedOnce() async throws {
    let sale = try #require(try await documents([order(["tax_total": "6.39", "order_total": "39.99"])]).first)
    #expect(sale.column("Line tax") == [""] && sale["Tax 1 amount"] == "6.38" && sale["Document tax"] == "6.39")
  }

  @Test("Of a line with taxes on taxes there is a tax, but no one rate")
  func severalRates() async throws {
    let item =
      #"name:Mug|product_id:1|sku:|quantity:1|total:16.80|sub_total:16.80|tax:2.60|tax_data:{"total":{"22":"0.839916","23":"1.763823"},"subtotal":{"22":"0.839916","23":"1.763823"}}"#
    let taxes =
      "rate_id:22|code:CA-PE-GST-1|total:0.84|label:GST|tax_rate_compound:|rate_percent:5;rate_id:23|code:CA-PE-PST-2|total:1.76|label:PST|tax_rate_compound:1|rate_percent:10"
    let sale = try #require(
      try await documents([
        order(["line_item_1": item, "tax_items": taxes, "tax_total": "2.60", "order_total": "19.40"])
      ]).first)
    #expect(sale.column("Line tax") == ["2.60"] && sale.column("Line rate") == [""])
    #expect(
      ["Tax 1 title", "Tax 1 amount", "Tax 2 title", "Tax 2 amount"].map { sale[$0] } == [
        "GST 5%", "0.84", "PST 10%", "1.76",
      ])
  }

  @Test("All of an address is one address, and a guest has no account")
  func buyer() async throws {
    let billing = [
      "billing_first_name": "Ada", "billing_last_name": "Byron", "billing_postcode": "10115", "billing_city": "Berlin",
      "billing_state": "BE", "billing_country": "DE", "billing_address_1": "Weg 1", "billing_address_2": "Hof",
    ]
    let shipping = ["shipping_first_name": "Bo", "shipping_country": "FR", "shipping_postcode": "75001"]
    let read = try await documents([
      order(billing), order(billing.merging(shipping) { $1 }.merging(["customer_id": "17"]) { $1 }),
    ])
    let columns = [
      "Destination name", "Destination address", "Destination postcode", "Destination city", "Destination state",
      "Destination country", "Customer",
    ]
    #expect(
      read.map { document in columns.map { document[$0] } } == [
        ["Ada Byron", "Weg 1 Hof", "10115", "Berlin", "BE", "DE", ""], ["Bo", "", "75001", "", "", "FR", "17"],
      ])
  }

  @Test("A refund that its lines account for to the cent has them, with the tax of each")
  func exactRefund() async throws {
    let documents = try await documents([
      order([
        "refund_items": "amount:19.99|reason:broken; sorry|date:2026-11-24 08:00:00",
        "line_item_1": Self.mug + "|meta:_reduced_stock:1|refunded:16.80",
      ])
    ])
    let refund = try #require(documents.last)
    #expect(documents.count == 2 && refund["Document kind"] == "refund" && refund["Refunds"] == "24")
    #expect(refund["Document id"] == "24@2026-11-24 08:00:00" && refund["Document date"] == "2026-11-24 08:00:00")
    #expect(refund.flat == [["goods", "Mug", "-1", "-16.80"]] && refund["Estimated"] == "")
    #expect(refund["Document total"] == "-19.99" && refund["Document tax"] == "-3.19")
    #expect(refund["Tax 1 title"] == "VAT 19% DE 19%" && refund["Tax 1 amount"] == "-3.19")
  }

  @Test("Of other refunds only the sum is known: each repeats the sale's lines and says that it is an estimate")
  func estimatedRefunds() async throws {
    let documents = try await documents([
      order([
        "refund_items":
          "amount:10.00|reason:|date:2026-11-25 08:00:00;amount:5.00|reason:again|date:2026-11-25 08:00:00;"
      ])
    ])
    #expect(documents.map { $0["Document kind"] } == ["sale", "refund", "refund"])
    #expect(documents.map { $0["Estimated"] } == ["", "1", "1"])
    #expect(documents.map { $0["Document id"] } == ["24", "24@2026-11-25 08:00:00", "24@2026-11-25 08:00:00#2"])
    #expect(documents.dropFirst().map { $0["Document total"] } == ["-10.00", "-5.00"])
    // 6.38 × 10 ÷ 39.98 and 6.38 × 5 ÷ 39.98.
    #expect(documents.dropFirst().map { $0["Document tax"] } == ["-1.60", "-0.80"])
    #expect(documents.last?.flat == [["goods", "Mug", "-2", "-33.60"]])
    #expect(documents.allSatisfy { $0.findings == [] })
  }

  @Test("An order without items is a document with a line that says so")
  func noItems() async throws {
    let sale = try #require(
      try await documents([order(["line_item_1": "", "order_total": "0.00", "tax_total": "0.00"])]).first)
    #expect(sale.flat == [["rounding", "the order has no lines", "1", "0"]])
  }

  @Test("Columns of items and of plug-ins are no surprise; another export is named")
  func contract() async throws {
    let columns = Self.columns + ["line_item_3", "meta:_wc_order_attribution_referrer", "Product Item 1 Name", "own"]
    let path = try scratch.write(FlatExport.text(columns, [order()]))
    let stage = try Extraction.stage(#""layout": "woocommerce.webtoffee", "paths": ["\#(path)"]"#)
    #expect(try await stage.notices(FlatExport.made).map { $0.contains(#"has the column "own","#) } == [true])
    let other = try scratch.write(ShopifyExport.text([ShopifyExport.head("#1")]), to: "other.csv")
    let failure = await (try Extraction.stage(#""layout": "woocommerce.webtoffee", "paths": ["\#(other)"]"#))
      .failure(FlatExport.made)
    #expect(failure?.code == "E7101" && failure?.message.contains("looks like shopify.orders_export") == true)
  }
}
