/// What SkyVerge's orders export becomes, one row per order or one per item.
import Columns
import Pipeline
import Testing

@Suite("SkyVerge's orders export")
struct SkyVergeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let order = [
    "order_id", "date", "status", "shipping_total", "shipping_tax_total", "fee_total", "fee_tax_total", "tax_total",
    "order_total", "refunded_total", "order_currency", "shipping_method", "customer_id", "billing_country",
    "shipping_items", "fee_items", "tax_items", "download_permissions_granted",
  ]
  private static let perOrder = order + ["line_items", "refunds"]
  private static let perItem =
    order + ["item_name", "item_sku", "item_quantity", "item_total", "item_total_tax", "item_refunded"]

  private func row(_ more: [String: String]) -> [String: String] {
    [
      "order_id": "27", "date": "2026-11-23 22:26:16", "status": "completed", "shipping_total": "4.90",
      "shipping_tax_total": "0.93", "fee_total": "'-2.50", "fee_tax_total": "'-0.48", "tax_total": "6.83",
      "order_total": "42.83", "refunded_total": "0.00", "order_currency": "EUR", "billing_country": "DE",
      "shipping_items": #"id:3|method_id:flat_rate|method_title:Post\: A\|B|total:4.90"#,
      "fee_items":
        #"id:4|title:Loyalty\; thanks|tax_class:|total:-5.00|total_tax:-0.95|taxable:1;id:5|title:Cash|tax_class:|total:2.50|total_tax:0.47|taxable:1"#,
      "tax_items": "id:6|rate_id:3|code:DE-VAT 19% DE-1|title:VAT 19% DE|total:6.83|compound:",
    ].merging(more) { $1 }
  }

  private func documents(_ columns: [String], _ rows: [[String: String]], _ options: String = "") async throws
    -> [ReadDocument]
  {
    let path = try scratch.write(FlatExport.text(columns, rows))
    return try await Extraction.stage(#""layout": "woocommerce.skyverge", "paths": ["\#(path)"]\#(options)"#)
      .documents(FlatExport.made)
  }

  private let mugs =
    #"id:1|name:Mug \| \"L\"\: blue\; new &amp\; big|product_id:0|sku:unknown_product|quantity:2|subtotal:33.60|subtotal_tax:6.38|total:33.60|total_tax:6.38|refunded:16.80|refunded_qty:-1|meta:"#
  private let lines = [
    ["goods", #"Mug | \"L\": blue; new & big"#, "2", "33.60"], ["shipping", "Post: A|B", "1", "4.90"],
    ["discount", "Loyalty; thanks", "1", "-5.00"], ["fee", "Cash", "1", "2.50"],
  ]

  @Test("Packed cells are freed from the backslashes that guard their marks; deleted goods have no article number")
  func perOrder() async throws {
    let sale = try #require(try await documents(Self.perOrder, [row(["line_items": mugs])]).first)
    #expect(sale.flat == lines && sale["Line sku"] == "")
    #expect(sale["Tax 1 title"] == "VAT 19% DE 19%" && sale["Tax 1 amount"] == "6.83")
    #expect(sale["Document total"] == "42.83" && sale["Document tax"] == "6.83")
  }

  @Test("Where items name no rate it is the only one of the order's that gives their tax")
  func rates() async throws {
    let taxes =
      "id:6|rate_id:3|code:A|title:VAT 19% DE|total:3.19|compound:;id:7|rate_id:13|code:B|title:Reduced VAT 7% DE|total:1.63|compound:"
    let items = [("Mug", "16.80", "3.19"), ("Book", "23.27", "1.63"), ("Free", "0.00", "0.00")]
    let rows = items.map { name, total, tax in
      row([
        "item_name": name, "item_quantity": "1", "item_total": total, "item_total_tax": tax, "tax_items": taxes,
        "shipping_total": "0.00", "shipping_tax_total": "0.00", "shipping_items": "", "fee_total": "0.00",
        "fee_items": "", "tax_total": "4.82", "order_total": "44.89",
      ])
    }
    let sale = try #require(try await documents(Self.perItem, rows).first)
    #expect(sale.column("Line rate") == ["19", "7", ""] && sale.column("Line tax") == ["3.19", "1.63", "0.00"])
  }

  @Test("Refunds of the packed format have ids and dates of their own")
  func refunds() async throws {
    let refunds = #"id:46|date:2026-11-24 08\:00\:00|amount:19.99|reason:broken"#
    let documents = try await documents(Self.perOrder, [row(["line_items": mugs, "refunds": refunds])])
    let refund = try #require(documents.last)
    #expect(documents.count == 2 && refund["Document id"] == "46" && refund["Refunds"] == "27")
    #expect(refund["Document date"] == "2026-11-24 08:00:00" && refund["Document tax"] == "-3.19")
    #expect(refund.flat.map { $0[2] + " " + $0[3] } == ["-1 -16.80"] && refund["Tax 1 amount"] == "-3.19")
  }

  @Test("One row per item gives the same order; of its refunds only the sum is told, and no date")
  func perItem() async throws {
    let item = [
      "item_name": #"Mug | \"L\": blue; new &amp; big"#, "item_sku": "unknown_product", "item_quantity": "2",
      "item_total": "33.60", "item_total_tax": "6.38", "item_refunded": "0.00", "refunded_total": "10.00",
    ]
    let rows = [row(item), row(["order_id": "28"].merging(item) { $0 + $1 }.merging(["order_id": "28"]) { $1 })]
    let documents = try await documents(Self.perItem, rows)
    #expect(documents.map { $0["Document kind"] } == ["sale", "refund", "sale", "refund"])
    #expect(documents.first?.flat == lines)
    let refund = documents[1]
    #expect(refund["Document id"] == "27" && refund["Estimated"] == "1" && refund["Document total"] == "-10.00")
    #expect(refund["Document date"] == "2026-11-23 22:26:16" && refund.findings == ["F1201"])
    let dated = try await self.documents(Self.perItem, rows, #", "refund_date": "2026-12-31""#)
    #expect(dated[1]["Document date"] == "2026-12-31 00:00:00" && dated[1].findings == [])
  }

  @Test("Items of one order are one document, and carriage and fees are its own once")
  func items() async throws {
    let rows = ["Mug", "Plate"].map { name in
      row(["item_name": name, "item_quantity": "1", "item_total": "16.80", "item_total_tax": "3.19"])
    }
    let documents = try await documents(Self.perItem, rows)
    #expect(documents.map { $0.flat.map { $0[1] } } == [["Mug", "Plate", "Post: A|B", "Loyalty; thanks", "Cash"]])
    #expect(documents.first?.lines.map(\.position.line) == [2, 3, 2, 2, 2])
  }
}
