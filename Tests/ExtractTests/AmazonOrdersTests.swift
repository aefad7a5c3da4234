/// Amazon's all-orders report, cell by cell: what stands apart, what is blank, and how files are written.
import Pipeline
import Testing

@Suite("Amazon's all-orders report")
struct AmazonOrdersTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let columns = [
    "amazon-order-id", "purchase-date", "order-status", "sales-channel", "product-name", "sku", "item-status",
    "quantity", "currency", "item-price", "item-tax", "shipping-price", "shipping-tax", "item-promotion-discount",
    "ship-country", "tax-collection-model",
  ]
  private static let shown = [
    "amazon-order-id", "sku", "Line kind", "Line title", "Line amount", "Line quantity", "Line tax", "Line tax rate",
    "Order total", "Order tax", "Order currency", "Line marketplace collects", "Marketplace tax title",
    "Marketplace tax",
  ]

  private static func row(_ order: String, _ cells: [String: String] = [:]) -> [String: String] {
    [
      "amazon-order-id": order, "purchase-date": "2024-05-02T08:04:21+00:00", "order-status": "Shipped",
      "sales-channel": "Amazon.de", "product-name": "Lamp", "sku": "LAMP", "quantity": "1", "currency": "EUR",
      "item-price": "11.90", "item-tax": "1.90", "ship-country": "DE",
    ].merging(cells) { $1 }
  }

  private static func text(_ rows: [[String: String]], delimiter: String = "\t") -> String {
    ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
      .map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  private func documents(_ bytes: [UInt8], _ options: String = "") async throws -> [ReadDocument] {
    let path = try scratch.write(bytes)
    let stage = try Extraction.stage(#""layout": "amazon.all_orders", "paths": ["\#(path)"]\#(options)"#)
    return try await stage.documents(Self.shown)
  }

  private func documents(_ text: String, _ options: String = "") async throws -> [ReadDocument] {
    try await documents(Array(text.utf8), options)
  }

  @Test("Amounts of an item are lines of their own, and what lowers them bears its share of the tax")
  func lines() async throws {
    // 35.00 and 4.99 at 19 %: 5.59 and 0.80; the promotion's share is 5.59 × 5 ÷ 35.
    let document = try #require(
      try await documents(
        Self.text([
          Self.row(
            "1",
            [
              "item-price": "40.00", "item-tax": "5.59", "quantity": "2", "shipping-price": "4.99",
              "shipping-tax": "0.80", "item-promotion-discount": "5.00",
            ])
        ])
      ).first)
    #expect(document.column("Line kind") == ["goods", "shipping", "discount"])
    #expect(document.column("Line amount") == ["40.00", "4.99", "-5.00"])
    #expect(document.column("Line quantity") == ["2", "1", "-1"])
    #expect(document.column("Line tax") == ["6.39", "0.80", "-0.80"])
    #expect(document.column("Line tax rate") == ["19", "19", "19"])
    #expect(document.column("sku") == ["LAMP", "", ""])
    #expect([document["Order total"], document["Order tax"]] == ["39.99", "6.39"])
  }

  @Test("The items of an order are found again behind other orders, as far as the layout reaches")
  func apart() async throws {
    let between = (0..<300).map { Self.row("B\($0)") }
    let text = Self.text([Self.row("A")] + between + [Self.row("A", ["sku": "MUG"])])
    let found = try await documents(text)
    #expect(found.count == 301)
    #expect(found.first?.column("sku") == ["LAMP", "MUG"])
    #expect(found.first?["Order total"] == "23.80")
    #expect(try await documents(text, #", "within": 300"#).count == 302)
    #expect(try await documents(text, #", "within": 301"#).count == 301)
  }

  @Test("Batches do not cut an order, wherever its items stand")
  func batches() async throws {
    let title = String(repeating: "Lamp ", count: 120)
    let rows = (0..<6_000).map { Self.row("\($0 / 3 + $0 % 3 * 5)", ["product-name": title]) }
    let found = try await documents(Self.text(rows))
    #expect(found.flatMap(\.lines).count == 6_000)
    #expect(Set(found.map { $0["amazon-order-id"] }).count == found.count)
  }

  @Test("Quotes are text in a file with tabs; commas and semicolons of a spreadsheet are understood with theirs")
  func quotes() async throws {
    let inch = try await documents(
      Self.text([Self.row("1", ["product-name": "Lamp 7\", black"]), Self.row("2"), Self.row("3")]))
    #expect(inch.map { $0["Line title"] } == ["Lamp 7\", black", "Lamp", "Lamp"])
    let quoted = try await documents(
      Self.text([Self.row("1", ["product-name": "\"Lamp 7\"\"; black\""])], delimiter: ";"))
    #expect(quoted.map { $0["Line title"] } == ["Lamp 7\"; black"])
  }

  @Test(
    "Text is right in every encoding that Amazon writes",
    arguments: [
      ([0x84, 0x4B, 0xE4, 0x75, 0x7A, 0x93], "„Käuz“"),
      (Array("„Käuz“".utf8), "„Käuz“"), (Array("Lamp \u{FFFD}".utf8), "Lamp \u{FFFD}"),
    ] as [([UInt8], String)])
  func encodings(title: [UInt8], expected: String) async throws {
    let parts = Self.text([Self.row("1", ["product-name": "@"])]).split(separator: "@").map { Array($0.utf8) }
    #expect(try await documents(parts[0] + title + parts[1]).map { $0["Line title"] } == [expected])
    let mark: [UInt8] = title[0] == 0x84 ? [] : [0xEF, 0xBB, 0xBF]
    #expect(try await documents(mark + parts[0] + title + parts[1]).map { $0["Line title"] } == [expected])
  }

  @Test("Shift-JIS is refused by its name, unless another encoding is declared; marks of Windows-1252 are none")
  func shiftJIS() async throws {
    // ランプ in code page 932, and then „Käuz“ in code page 1252.
    let japanese: [UInt8] = [0x83, 0x89, 0x83, 0x93, 0x83, 0x76]
    let parts = Self.text([Self.row("1", ["product-name": "@"])]).split(separator: "@").map { Array($0.utf8) }
    let path = try scratch.write(parts[0] + japanese + parts[1])
    let plain = #""layout": "amazon.all_orders", "paths": ["\#(path)"]"#
    let failure = try await Extraction.stage(plain).failure(Self.shown)
    #expect(failure?.code == "E7006")
    #expect(failure?.message.contains("Shift-JIS") == true)
    let declared = try Extraction.stage(plain + #", "dialect": { "encoding": "windows-1252" }"#)
    #expect(try await declared.documents(Self.shown).count == 1)
    let german: [UInt8] = [0x84, 0x4B, 0xE4, 0x75, 0x7A, 0x93, 0x20, 0x84, 0x41, 0x93, 0x84, 0x42]
    #expect(try await documents(parts[0] + german + parts[1]).count == 1)
  }

  @Test("A pending order has no total, and the currency of its sales channel")
  func pending() async throws {
    let blank = ["currency": "", "item-price": "", "item-tax": ""]
    let found = try await documents(
      Self.text([
        Self.row("1", blank.merging(["order-status": "Pending"]) { $1 }),
        Self.row("2", blank.merging(["order-status": "Pending", "sales-channel": "Amazon.com"]) { $1 }),
        Self.row("3", blank.merging(["sales-channel": "Non-Amazon GB"]) { $1 }),
        Self.row("4", blank.merging(["order-status": "Cancelled", "quantity": "0"]) { $1 }),
      ]))
    #expect(found.map { $0["Order currency"] } == ["EUR", "USD", "GBP", "EUR"])
    #expect(found.map { $0["Order total"] } == ["", "", "", "0"])
    #expect(found.map { $0["Line quantity"] } == ["1", "1", "1", "0"])
  }

  @Test("Where prices are without tax, it comes on top")
  func onTop() async throws {
    let found = try await documents(
      Self.text([
        Self.row("1", ["sales-channel": "Amazon.com", "currency": "USD", "item-price": "15.00", "item-tax": "1.20"])
      ]))
    #expect(found.map { [$0["Order total"], $0["Order tax"], $0["Line tax rate"]] } == [["16.20", "1.20", "8"]])
  }

  @Test("Tax that Amazon collects of some items is named and is in no amount; the seller's stays on its own lines")
  func marketplace() async throws {
    let item = ["sales-channel": "Amazon.com", "currency": "USD", "item-price": "15.00", "item-tax": "1.20"]
    let theirs = ["tax-collection-model": "MarketplaceFacilitator", "item-price": "40.00", "item-tax": "3.80"]
    let document = try #require(
      try await documents(Self.text([Self.row("1", item), Self.row("1", item.merging(theirs) { $1 })])).first)
    #expect([document["Order total"], document["Order tax"]] == ["56.20", "1.20"])
    #expect(document["Marketplace tax title"] == "Marketplace facilitator tax")
    #expect(document["Marketplace tax"] == "3.80")
    #expect(document.column("Line amount") == ["15.00", "40.00"])
    #expect(document.column("Line tax") == ["1.20", "0"])
    #expect(document.column("Line marketplace collects") == ["", "true"])
  }

  @Test("The Indian report writes its days month first, and a blank after a name")
  func india() async throws {
    let path = try scratch.write(
      "Order ID,Date,Status,Fulfilment,Sales Channel ,SKU,Courier Status,Qty,currency,Amount\n"
        + "1,04-30-22,Shipped,Amazon,Amazon.in,A,Shipped,1,INR,10.50\n2,30.04.2022,Cancelled,Amazon,Amazon.in,A,,0,,\n"
        + "1,04-30-22,Cancelled,Amazon,Amazon.in,B,,0,INR,7.00\n")
    let stage = try Extraction.stage(#""layout": "amazon.india_sales", "paths": ["\#(path)"]"#)
    let found = try await stage.documents(["Order day", "Order total", "Order status", "Order currency", "SKU"])
    #expect(found.map { $0["Order day"] } == ["2022-04-30", "30.04.2022"])
    #expect(found.map { $0["Order total"] } == ["10.50", "0.00"])
    #expect(found.map { $0["Order status"] } == ["Shipped", "Cancelled"])
    #expect(found.map { $0["Order currency"] } == ["INR", "INR"])
    #expect(found.first?.column("SKU") == ["A", "B"])
  }

  @Test("Rows that are alike to the letter are all kept")
  func twins() async throws {
    let found = try await documents(
      Self.text([Self.row("1"), Self.row("1"), Self.row("1", ["item-price": "23.80", "item-tax": "3.80"])]))
    #expect(found.map { $0.column("Line amount") } == [["11.90", "11.90", "23.80"]])
    #expect(found.map { $0["Order total"] } == ["47.60"])
  }
}
