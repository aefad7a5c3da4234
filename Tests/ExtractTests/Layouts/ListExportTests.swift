/// Exports of products, stock, accounts and payouts: which rows are one document, and which columns mean the same.
import Columns
import Pipeline
import Testing

@Suite("Exports of lists")
struct ListExportTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func stage(_ layout: String, _ path: String, _ options: String = "") throws -> any ExtractStage {
    try Extraction.stage(#"\#(layout), "paths": ["\#(path)"]\#(options)"#)
  }

  // MARK: Products

  @Test(
    "A product's further rows are variants, a row with an image alone is none; both generations of headers mean the same",
    arguments: ["products-2024.csv", "products-2025.csv"])
  func products(file: String) async throws {
    let columns = ["Handle", "Title", "Variant SKU", "Variant Price", "Option2 Value", "Status"]
    let stage = try stage(#""layout": "shopify.products_export""#, Files.sample("lists/\(file)"))
    let documents = try await stage.documents(columns)
    #expect(documents.map { $0["Handle"] } == ["becher", "t-shirt", "gutschein", "lampe"])
    // The shirt has five images and three variants, the cup two images and one variant.
    #expect(documents.map(\.lines.count) == [1, 3, 1, 1])
    let shirt = documents[1]
    #expect(shirt.column("Variant SKU") == ["TEE-M-RED", "TEE-M-BLAU", "'00177"])
    #expect(shirt.column("Variant Price") == ["15.00", "15.00", "17.50"] && shirt["Title"] == "T-Shirt")
    #expect(documents.map { $0["Status"] } == ["active", "active", "draft", "archived"])
    #expect(try await stage.notices(columns) == [])
  }

  @Test("WooCommerce's list in German is read by the same names, and its unit is kept")
  func german() async throws {
    let columns = [
      "ID", "Typ", "Artikelnummer", "GTIN, UPC, EAN oder ISBN", "Name", "Veröffentlicht", "Bestand", "Gewicht (kg)",
      "Länge (cm)", "Angebotspreis", "Regulärer Preis", "Kategorien", "Übergeordnetes Produkt", "Attribut 1 Name",
      "Attribut 1 Wert(e)", "Meta: _own",
    ]
    let rows = [
      ["ID": "17", "Typ": "variable", "Artikelnummer": "TEE", "Name": "A &amp; B", "Veröffentlicht": "1"],
      [
        "ID": "19", "Typ": "variation", "Name": "A", "Bestand": "parent", "Gewicht (kg)": "0,4",
        "Regulärer Preis": "15,00", "Übergeordnetes Produkt": "id:17", "Attribut 1 Wert(e)": "M",
      ],
    ]
    let path = try scratch.write(FlatExport.text(columns, rows))
    let read = [
      "ID", "SKU", "Name", "Stock", "Weight", "Weight unit", "Regular price", "Parent", "Attribute 1 value(s)",
    ]
    let stage = try stage(#""layout": "woocommerce.products_export""#, path)
    #expect(
      try await stage.documents(read).map { document in read.map { document[$0] } } == [
        ["17", "TEE", "A & B", "", "", "kg", "", "", ""], ["19", "", "A", "", "0,4", "kg", "15,00", "id:17", "M"],
      ])
    #expect(try await stage.notices(read) == [])
  }

  // MARK: Stock and accounts

  @Test("A place that does not keep a variant has no number of it")
  func stock() async throws {
    let columns = ["SKU", "Location", "Available (not editable)", "On hand (current)"]
    let documents = try await stage(#""layout": "shopify.inventory_export""#, Files.sample("lists/inventory.csv"))
      .documents(
        columns)
    #expect(documents.count == 12)
    #expect(
      documents.prefix(4).map { document in columns.map { document[$0] } } == [
        ["MUG-001", "Lager Berlin", "73", "76"], ["MUG-001", "Laden Dresden", "4", "7"],
        ["TEE-M-RED", "Lager Berlin", "10", "12"], ["TEE-M-RED", "Laden Dresden", "", ""],
      ])
  }

  @Test("Accounts of 2022 and of today have the same columns but for the id")
  func accounts() async throws {
    let columns = [
      "Customer ID", "Default Address City", "Default Address Country Code", "Default Address Zip", "Phone",
    ]
    let older = try await stage(#""layout": "shopify.customers_export""#, Files.sample("lists/customers-2022.csv"))
      .documents(
        columns)
    let newer = try await stage(#""layout": "shopify.customers_export""#, Files.sample("lists/customers-2023.csv"))
      .documents(
        columns)
    #expect(newer.map { $0["Customer ID"] } == (1...4).map { "'700000000000\($0)" })
    #expect(older.map { $0["Customer ID"] } == ["", "", "", ""])
    for column in columns.dropFirst() {
      #expect(older.map { $0[column] } == newer.map { $0[column] } && newer.contains { !$0[column].isEmpty })
    }
  }

  // MARK: Payouts

  @Test("The transactions of a payout are its document, though others stand between them; those of none are one")
  func transactions() async throws {
    let columns = ["Payout ID", "Type", "Net"]
    let path = Files.sample("lists/payment-transactions.csv")
    let documents = try await stage(#""layout": "shopify.payment_transactions""#, path).documents(columns)
    #expect(documents.map { $0["Payout ID"] } == ["91000000001", "91000000002", ""])
    #expect(documents.map(\.lines.count) == [5, 2, 2])
    #expect(documents[0].column("Type") == ["charge", "charge", "refund", "adjustment", "payout"])
    let near = try await stage(#""layout": "shopify.payment_transactions""#, path, #", "within": 1"#).documents(columns)
    #expect(near.count == 6)
  }

  @Test("A payout has a line for each sum that is not zero, with its sign")
  func payouts() async throws {
    let columns = ["Payout Date", "Line kind", "Line amount"]
    let documents = try await stage(#""layout": "shopify.payouts_export""#, Files.sample("lists/payouts.csv"))
      .documents(columns)
    #expect(
      documents.map { $0.column("Line kind") } == [
        ["sale", "refund", "adjustment", "fee"], ["sale", "adjustment", "reserve", "fee"], ["sale", "payout_return"],
        ["sale", "refund", "adjustment", "fee"],
      ])
    #expect(documents.last?.column("Line amount") == ["1650.00", "-15.00", "-156.75", "-67.65"])
  }

  // MARK: Taken for one another

  /// Every sample with its layout.
  private static let samples = [
    ("shopify.orders_export", "shopify/orders-2023-79col.csv"),
    ("shopify.products_export", "shopify/lists/products-2024.csv"),
    ("shopify.products_export", "shopify/lists/products-2025.csv"),
    ("shopify.inventory_export", "shopify/lists/inventory.csv"),
    ("shopify.customers_export", "shopify/lists/customers-2022.csv"),
    ("shopify.customers_export", "shopify/lists/customers-2023.csv"),
    ("shopify.payouts_export", "shopify/lists/payouts.csv"),
    ("shopify.payment_transactions", "shopify/lists/payment-transactions.csv"),
    ("paypal.activity", "payments/paypal-activity.csv"),
    ("stripe.payout_reconciliation", "payments/stripe-payout-reconciliation.csv"),
    ("woocommerce.webtoffee", "woocommerce/webtoffee-order-export.csv"),
    ("woocommerce.skyverge", "woocommerce/skyverge-orders.csv"),
    ("woocommerce.skyverge", "woocommerce/skyverge-items.csv"),
    ("woocommerce.advanced_order_export", "woocommerce/advanced-order-export-default.csv"),
    ("woocommerce.analytics_orders", "woocommerce/analytics-orders.csv"),
    ("woocommerce.products_export", "woocommerce/products-export.csv"),
  ]

  @Test("A file of one layout under the name of any other is refused, and its own is named", arguments: samples)
  func others(layout: String, file: String) async throws {
    let path = Files.sample("../\(file)")
    #expect(await (try stage(#""layout": "\#(layout)""#, path)).failure([]) == nil)
    for other in Set(Self.samples.map(\.0)) where other != layout {
      let failure = await (try stage(#""layout": "\#(other)""#, path)).failure([])
      #expect(failure?.code == "E7101" && failure?.message.hasSuffix("it looks like \(layout)") == true, "\(other)")
    }
  }
}
