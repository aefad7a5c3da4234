/// Returns to tax offices, from the files of a shop to what is handed in; every figure is worked out by hand.
import Formats
import Foundation
import GRDB
import Testing

@Suite("Returns")
struct ReturnTests {
  private typealias Document = SellerBooks.Document

  // MARK: Germany

  /// A seller in Berlin, in the one-stop shop.
  static func german() throws -> SellerBooks {
    try SellerBooks(
      "DE", "EUR",
      business: #"""
        "vat_registrations": [ { "country": "DE", "number": "DE123456788", "from": "2015-01-01" } ],
        "schemes": [ { "scheme": "oss_union", "country": "DE", "from": "2021-07-01" } ]
        """#,
      [
        Document("G1", "2024-02-01", "DE", "119.00", "EUR", tax: "19.00", ("DE MwSt 19%", "19.00")),
        Document("G2", "2024-02-02", "DE", "107.00", "EUR", tax: "7.00", ("DE MwSt 7%", "7.00")),
        Document("G3", "2024-03-05", "DE", "-59.50", "EUR", tax: "-9.50", ("DE MwSt 19%", "-9.50")).refunding("G1"),
        Document("G4", "2024-02-03", "CH", "50.99", "EUR"),
        Document("G5", "2024-02-12", "FR", "200.50", "EUR").forBusiness("FR40303265045"),
        Document("G6", "2024-02-20", "FR", "99.99", "EUR").forBusiness("fr 40 303265045"),
        Document("G7", "2024-02-21", "AT", "40.50", "EUR").forBusiness("ATU13585627", line: "service"),
        Document("G8", "2024-02-22", "FR", "120.00", "EUR", tax: "20.00", ("FR TVA 20%", "20.00")),
        Document("G9", "2024-02-11", "US", "108.00", "USD"),
        Document("G10", "2024-04-01", "DE", "11.90", "EUR", tax: "1.90", ("DE MwSt 19%", "1.90")),
      ])
  }

  /// 81: 100.00 - 50.00. 43: 50.99 + 100.26, which 108.00 USD are at 1.0772 of the Friday before. 41: 200.50 + 99.99.
  @Test("Germany: bases in whole euros without the cents, tax in cents, and what other returns have left out")
  func germany() throws {
    let books = try Self.german()
    let quarter = try books.stated("de_vat", "2024-Q1")
    #expect(
      quarter == [
        "81": "50.00", "81_tax": "9.50", "86": "100.00", "86_tax": "7.00", "41": "300.00", "43": "151.00",
        "21": "40.00",
      ])
    #expect(try books.stated("de_vat", "2024-04") == ["81": "10.00", "81_tax": "1.90"])
    #expect(try books.filed("de_vat", "2024-Q1").messages.contains("de_vat for 2024-Q1, due on 2024-04-10"))
  }

  /// 18.00 on 108.00 with it: nothing of it is goods.
  @Test("A discount on an e-book is part of the service in the one-stop shop")
  func discountOnService() throws {
    var book = Document("G1", "2024-02-01", "FR", "120.00", "EUR", tax: "18.00", total: "108.00", ("TVA 20%", "18.00"))
    book.lines = [("digital", "120.00"), ("discount", "-12.00")]
    let books = try SellerBooks(
      "DE", "EUR",
      business: #"""
        "vat_registrations": [ { "country": "DE", "number": "DE123456788", "from": "2015-01-01" } ],
        "schemes": [ { "scheme": "oss_union", "country": "DE", "from": "2021-07-01" } ]
        """#, [book])
    let records = try books.filed("oss_union", "2024-Q1", "--as", "de").output.split(separator: "\n")
    // Record 2 is of services from Germany, record 3 of goods.
    #expect(records.filter { $0.hasPrefix("2,") } == ["2,FR,STANDARD,20.00,90.00,18.00"])
    #expect(!records.contains { $0.hasPrefix("3,") })
  }

  @Test("The recapitulative statement by buyer: 300.49 are 300 euros, 40.50 are 41")
  func salesList() throws {
    let outcome = try Self.german().filed("ec_sales_list", "2024-Q1", "--as", "de")
    #expect(
      outcome.output
        == "#v3.0\nUSt-IdNr.,Betrag (EUR),Art der Leistung\nATU13585627,41,S\nFR40303265045,300,L\n")
    #expect(outcome.messages.contains("due on 2024-04-25"))
  }

  // MARK: United Kingdom

  /// Box 1: 20.00 - 2.00 + 17.09; box 6: 100.00 + 50.00 + 30.99 - 10.00 + 85.44. 20 EUR at 0.8544 of the Friday before
  /// are 17.088 pounds.
  @Test("The United Kingdom: the request to the service for making tax digital")
  func unitedKingdom() throws {
    let books = try SellerBooks(
      "GB", "GBP", business: #""vat_registrations": [ { "country": "GB", "from": "2015-01-01" } ]"#,
      [
        Document("U1", "2024-02-01", "GB", "120.00", "GBP", tax: "20.00", ("GB VAT 20%", "20.00")),
        Document("U2", "2024-02-02", "GB", "50.00", "GBP"), Document("U3", "2024-02-03", "US", "30.99", "GBP"),
        Document("U4", "2024-03-31", "GB", "-12.00", "GBP", tax: "-2.00", ("GB VAT 20%", "-2.00")).refunding("U1"),
        Document("U5", "2024-02-10", "GB", "120.00", "EUR", tax: "20.00", ("GB VAT 20%", "20.00")),
        Document("U6", "2024-04-01", "GB", "60.00", "GBP", tax: "10.00", ("GB VAT 20%", "10.00")),
      ])
    let outcome = try books.filed(
      "uk_vat", "2024-Q1", "--as", "mtd", "--given", "period_key=24A1", "--box4", "10.00", "--box7", "40.00")
    #expect(
      outcome.output == """
        {"periodKey":"24A1","vatDueSales":35.09,"vatDueAcquisitions":0.00,"totalVatDue":35.09,\
        "vatReclaimedCurrPeriod":10.00,"netVatDue":25.09,"totalValueSalesExVAT":256,"totalValuePurchasesExVAT":40,\
        "totalValueGoodsSuppliedExVAT":0,"totalAcquisitionsExVAT":0,"finalised":true}

        """)
    #expect(outcome.messages.contains("due on 2024-05-07"))
  }

  // MARK: Canada

  /// 103: 13.00 + 5.50 + 5.00 + 1.00 - 2.50. Québec's tax is 9.975 % of 109.99, British Columbia's 7.00 - 3.50.
  @Test("Canada: federal tax by its names in one return, each province's own in its, registered there or not")
  func canada() throws {
    var quebec = Document(
      "C2", "2024-02-02", "CA", "100.00", "CAD", region: "QC", tax: "16.47", total: "126.46", ("GST 5%", "5.50"),
      ("QST 9.975%", "10.97"))
    quebec.lines.append(("goods", "9.99"))
    let books = try SellerBooks(
      "CA", "CAD",
      business: #"""
        "vat_registrations": [ { "country": "CA", "from": "2015-01-01" },
          { "country": "CA", "region": "QC", "from": "2015-01-01" } ]
        """#,
      [
        Document(
          "C1", "2024-02-01", "CA", "100.00", "CAD", region: "ON", tax: "13.00", total: "113.00",
          ("Ontario HST 13%", "13.00")),
        quebec,
        Document(
          "C3", "2024-02-03", "CA", "100.00", "CAD", region: "BC", tax: "12.00", total: "112.00", ("GST 5%", "5.00"),
          ("British Columbia PST 7%", "7.00")),
        Document(
          "C4", "2024-02-04", "CA", "20.00", "CAD", region: "AB", tax: "1.00", total: "21.00", ("GST 5%", "1.00")),
        Document(
          "C5", "2024-03-01", "CA", "-50.00", "CAD", region: "BC", tax: "-6.00", total: "-56.00", ("GST 5%", "-2.50"),
          ("British Columbia PST 7%", "-3.50")
        ).refunding("C3"),
      ])
    #expect(
      try books.stated("ca_gst", "2024-Q1", "--given", "106=4.00") == [
        "101": "279.99", "103": "22.00", "105": "22.00", "106": "4.00", "108": "4.00", "109": "18.00",
      ])
    #expect(
      try books.stated("ca_provincial", "2024-Q1") == [
        "CA-BC sales": "50.00", "CA-BC tax": "3.50", "CA-QC sales": "109.99", "CA-QC tax": "10.97",
      ])
  }

  // MARK: Australia

  /// G1: 110.00 + 50.50 + 20.00 - 11.00 = 169.50; 1A: 10.00 - 1.00.
  @Test("Australia: whole dollars, sales with the tax")
  func australia() throws {
    let books = try SellerBooks(
      "AU", "AUD", business: #""vat_registrations": [ { "country": "AU", "from": "2015-01-01" } ]"#,
      [
        Document("A1", "2024-02-01", "AU", "110.00", "AUD", region: "NSW", tax: "10.00", ("GST 10%", "10.00")),
        Document("A2", "2024-02-02", "NZ", "50.50", "AUD"), Document("A3", "2024-02-03", "AU", "20.00", "AUD"),
        Document("A4", "2024-03-01", "AU", "-11.00", "AUD", tax: "-1.00", ("GST 10%", "-1.00")).refunding("A1"),
      ])
    #expect(
      try books.stated("au_bas", "2024-Q1") == ["G1": "169.00", "G2": "50.00", "G3": "20.00", "1A": "9.00"])
  }

  // MARK: United States

  /// California: 100.00 - 50.00 taxable, of which 7.25 % are 3.625; the city's tax is 0.50 - 0.25.
  @Test("The United States: each state's sales by class, its taxes by level, the marketplace's sales apart")
  func unitedStates() throws {
    var market = Document("S3", "2024-02-03", "US", "40.00", "USD", region: "CA")
    market.isMarketplaces = true
    let books = try SellerBooks(
      "US", "USD",
      business: #"""
        "vat_registrations": [ { "country": "US", "region": "CA", "from": "2015-01-01" },
          { "country": "US", "region": "TX", "from": "2015-01-01" } ]
        """#,
      [
        Document(
          "S1", "2024-02-01", "US", "100.00", "USD", region: "CA", tax: "10.00", total: "110.00",
          ("California State Tax 7.25%", "7.25"), ("Los Angeles County Tax 2.25%", "2.25"),
          ("Santa Monica City Tax 0.5%", "0.50")),
        Document(
          "S2", "2024-02-02", "US", "50.00", "USD", region: "TX", tax: "4.13", total: "54.13",
          ("Texas State Tax 6.25%", "3.13"), ("Austin City Tax 1%", "0.50"), ("Austin Transit District Tax 1%", "0.50")),
        market, Document("S4", "2024-02-04", "US", "25.00", "USD", region: "OR"),
        Document("S5", "2024-02-05", "US", "30.00", "USD", region: "NY"),
        Document(
          "S6", "2024-03-01", "US", "-50.00", "USD", region: "CA", tax: "-5.01", total: "-55.01",
          ("California State Tax 7.25%", "-3.63"), ("Los Angeles County Tax 2.25%", "-1.13"),
          ("Santa Monica City Tax 0.5%", "-0.25")
        ).refunding("S1"),
      ])
    #expect(
      try books.stated("us_sales_tax", "2024-Q1").filter { !$0.key.contains("|") } == [
        "US-CA gross": "90.00", "US-CA marketplace": "40.00", "US-CA taxable": "50.00", "US-CA tax_collected": "4.99",
        "US-CA tax_state": "3.62", "US-CA tax_county": "1.12", "US-CA tax_city": "0.25", "US-CA tax_due_state": "3.63",
        "US-NY gross": "30.00", "US-NY not_collected": "30.00", "US-OR gross": "25.00", "US-OR exempt": "25.00",
        "US-TX gross": "50.00", "US-TX taxable": "50.00", "US-TX tax_collected": "4.13", "US-TX tax_state": "3.13",
        "US-TX tax_city": "0.50", "US-TX tax_district": "0.50", "US-TX tax_due_state": "3.13",
      ])
  }

  /// Half of 109.50 is refunded: 4.75 of tax, of which 3.625 are the state's, which takes the half cent.
  @Test("An export that tells only the sum of a refund leaves each level its share of the tax")
  func refundOfLevels() throws {
    let program = try Program()
    try program.write("us.json", Self.registeredInCalifornia)
    let export = try ShopifyExport(orders: 1).changing(
      0,
      [
        "Currency": "USD", "Subtotal": "100.00", "Lineitem price": "100.00", "Taxes": "9.50", "Total": "109.50",
        "Shipping Country": "US", "Shipping Province": "CA", "Shipping Zip": "'90001",
        "Tax 1 Name": "California State Tax 7.25%", "Tax 1 Value": "7.25",
        "Tax 2 Name": "Los Angeles County Tax 2.25%", "Tax 2 Value": "2.25", "Refunded Amount": "54.75",
        "Financial Status": "partially_refunded",
      ])
    try program.write("orders.csv", export.text)
    try program.define("shopify-orders", (#""store": "shopify-de""#, #""store": "shopify-us""#))
    let run = try program.run("run", "own.json", "--set", "input=orders.csv", "--quiet")
    #expect([0, 5].contains(run.exit), "\(run.text)")
    let outcome = try program.run(
      "return", "us_sales_tax", "--period", "2024-Q1", "--business", "us.json")
    let rows = outcome.output.split(whereSeparator: \.isNewline)
    func amount(_ figure: String) -> String? {
      rows.first { $0.contains(",US-CA,\(figure),") }.map { String($0.split(separator: ",")[7]) }
    }
    #expect(amount("tax_collected") == "4.75" && amount("tax_other") == "0.00")
    #expect(amount("tax_state") == "3.62" && amount("tax_county") == "1.13")
  }

  /// The seller of the pipelines, registered in the United States, too.
  private static let registeredInCalifornia = """
    { "legal_name": "Muster Trading", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
      "chart_of_accounts": "skr03",
      "vat_registrations": [ { "country": "US", "region": "CA", "from": "2015-01-01" } ] }
    """

  /// What Amazon says that it collected, order by order, and what the states' returns have: nothing of it is the seller's.
  @Test("What Amazon collects and remits in its own name reaches the states' returns, apart from the seller's tax")
  func marketplace() throws {
    let program = try Program()
    try program.write("us.json", Self.registeredInCalifornia)
    let run = try program.run("run", "pipelines/amazon-nightly.json", "--set", "store=amazon-us", "--quiet")
    #expect([0, 5].contains(run.exit), "\(run.text)")
    let outcome = try program.run(
      "return", "us_sales_tax", "--period", "2024", "--business", "us.json", "--as", "json")
    var sums: [String: Int64] = [:]
    for row in try JSONText.parse(Array(outcome.output.utf8)).elements ?? [] {
      let cents = Int64((row["stated"]?.string ?? "").filter { $0 != "." }) ?? 0
      sums[row["figure"]?.string ?? "", default: 0] += cents
    }
    let told: Int64? = try program.rows(
      """
      SELECT sum(x.amount) / 10000 FROM tax_lines x JOIN transactions t ON t.id = x.transaction_id AND t.is_current = 1
      WHERE x.title = 'Marketplace facilitator tax' AND t.tax_date LIKE '2024-%'
      """
    ).first?[0]
    #expect(sums["tax_withheld"] == told && told != 0)
    #expect(sums["marketplace", default: 0] > 0)
    #expect(sums["tax_collected"] == sums["tax_other", default: 0] + sums["tax_state", default: 0])
  }

  @Test("A report file of Amazon's tells the states' returns too what Amazon collected")
  func marketplaceFile() throws {
    let program = try Program()
    try program.write("us.json", Self.registeredInCalifornia)
    let run = try program.run(
      "run", "pipelines/amazon-all-orders.json", "--set", "store=amazon-us", "--set",
      "input=samples/amazon/all-orders-us.txt", "--quiet")
    #expect([0, 5].contains(run.exit), "\(run.text)")
    let outcome = try program.run(
      "return", "us_sales_tax", "--period", "2024-Q2", "--business", "us.json", "--as", "json")
    let rows = try JSONText.parse(Array(outcome.output.utf8)).elements ?? []
    func stated(_ figure: String) -> [String] {
      rows.filter { $0["figure"]?.string == figure && $0["stated"]?.string != "0.00" }.map {
        "\($0["group"]?.string ?? "") \($0["stated"]?.string ?? "")"
      }
    }
    // The lamp that went to Denver; the mug that went there without Amazon's tax is the seller's.
    #expect(stated("tax_withheld") == ["US-CO 1.01"])
    #expect(stated("marketplace") == ["US-CO 25.99"])
    #expect(stated("tax_collected") == ["US-CO 1.20"])
  }

  // MARK: Whose return

  @Test("The tax of one business is in no return of another one that shares its ledger, and reports about it warn")
  func otherBusiness() throws {
    let program = try SellerBooks(
      "GB", "GBP", business: #""vat_registrations": [ { "country": "GB", "from": "2015-01-01" } ]"#,
      [Document("U1", "2024-02-01", "GB", "120.00", "GBP", tax: "20.00", ("GB VAT 20%", "20.00"))]
    ).program
    func file(_ business: String, registered country: String, _ currency: String) throws {
      try program.write(
        business,
        """
        { "legal_name": "Muster Trading", "country": "DE", "base_currency": "\(currency)", "time_zone": "UTC",
          "chart_of_accounts": "skr03", "vat_registrations": [ { "country": "\(country)", "from": "2015-01-01" } ] }
        """)
    }
    try file("german.json", registered: "DE", "EUR")
    try file("both.json", registered: "GB", "EUR")
    func filed(_ business: String) throws -> Outcome {
      try program.run("return", "uk_vat", "--period", "2024-Q1", "--as", "csv", "--business", business)
    }
    let unregistered = try filed("german.json")
    #expect(unregistered.exit == 2 && unregistered.messages.contains("error[E2003]"), "\(unregistered.text)")
    let foreign = try filed("both.json")
    #expect(foreign.exit == 2 && foreign.messages.contains("error[E2006]"), "\(foreign.text)")
    #expect(foreign.messages.contains("1 of shop in GBP") && foreign.output.isEmpty)
    let report = try program.run("report", "uk_vat", "--business", "both.json", "--format", "csv")
    #expect(report.exit == 0 && report.messages.contains("warning: the business keeps its books in EUR"))
    #expect(try filed("pipelines/business.json").exit == 0)
  }

  // MARK: Nothing to declare

  @Test(
    "A period in which nothing happened has a nil return, which says so",
    arguments: ["de_vat", "uk_vat", "ec_sales_list", "us_sales_tax", "ca_gst", "ca_provincial", "au_bas"])
  func nothing(_ name: String) throws {
    let everywhere = ["DE", "GB", "US", "CA", "AU"].map { #"{ "country": "\#($0)", "from": "2015-01-01" }"# }
    let books = try SellerBooks(
      "DE", "EUR", business: #""vat_registrations": [ \#(everywhere.joined(separator: ", ")) ]"#,
      [Document("G1", "2024-02-01", "DE", "119.00", "EUR", tax: "19.00", ("DE MwSt 19%", "19.00"))])
    let outcome = try books.filed(name, "2023-Q1", "--given", "period_key=23A1")
    #expect(outcome.messages.contains("\(name) for 2023-Q1, a nil return"))
    #expect(!outcome.output.isEmpty)
    #expect(try books.stated(name, "2023-Q1") == [:])
  }

  /// Pipelines refuse such documents; a ledger can still have them from before they did.
  @Test("A document without a tax date is in no return whatever the period, and the coverage of returns names it")
  func undated() throws {
    let program = try SellerBooks(
      "DE", "EUR", business: #""vat_registrations": [ { "country": "DE", "from": "2015-01-01" } ]"#,
      [
        Document("G1", "2024-02-01", "DE", "119.00", "EUR", tax: "19.00", ("DE MwSt 19%", "19.00")),
        Document("G2", "2024-02-02", "DE", "107.00", "EUR", tax: "7.00", ("DE MwSt 7%", "7.00")),
      ]
    ).program
    try program.change("UPDATE transactions SET tax_date = NULL WHERE external_id = 'G2'")
    func table(_ name: String) throws -> JSONNode {
      let outcome = try program.run(
        "report", "returns_coverage", "--business", "pipelines/business.json", "--from", "2024-01", "--to", "2024-03",
        "--table", name, "--format", "json")
      #expect(outcome.exit == 0, "\(outcome.messages)")
      return try JSONText.parse(Array(outcome.output.utf8))
    }
    let documents = try table("documents")
    #expect(documents.column("document") == ["G1", "G2"])
    #expect(documents.column("tax_date") == ["2024-02-01", ""])
    #expect(documents.column("return") == ["de_vat", ""])
    #expect(documents.column("period") == ["2024-02", ""])
    #expect(documents.column("reason") == ["", "no_tax_date"])
    let balance = try table("balance")
    #expect(balance.column("booked_tax") == ["26.00"] && balance.column("undeclared_tax") == ["7.00"])
    #expect(balance.column("difference") == ["0.00"])
  }

  // MARK: Audit

  @Test("A document is explained: decision, row of the rate, exchange rate and its day, place and bytes of the source")
  func explained() throws {
    let program = try Self.german().program
    let export = try program.run("explain", "shop/sale/G9", "--show-values")
    #expect(export.exit == 0, "\(export.messages)")
    #expect(export.output.contains("shop/sale/G9, revision 1, completed, tax date 2024-02-11, USD\n"))
    #expect(export.output.contains("converted to EUR: 1 EUR = 1.0772 USD, published on 2024-02-09\n"))
    #expect(export.output.contains("line 1: goods, net 108.00, tax 0.00 (EUR 100.26 and 0.00)\n"))
    #expect(export.output.contains("decision: treatment export_zero, scheme export, territory DE, dispatch DE"))
    #expect(export.output.contains("(Directive 2006/112/EC, art. 146"))
    let bytes = try String(contentsOfFile: program.path("orders.csv"), encoding: .utf8)
    let row = try #require(bytes.split(separator: "\n").first { $0.hasPrefix("G9,") })
    let start = bytes.utf8.distance(from: bytes.startIndex, to: row.startIndex)
    #expect(export.output.contains("source: orders.csv, line 10, byte \(start)\n"))
    #expect(export.output.contains("    \(row)\n"))
    #expect(try program.run("audit").output.contains("document_read"))
    let sale = try program.run("explain", "shop/sale/G1")
    #expect(sale.output.contains("rate row: DE standard 19 % from 2021-01-01"))
    #expect(!sale.output.contains("G1,sale,"))
    let refund = try program.run("explain", "shop/refund/G3")
    #expect(refund.output.contains("line 1: goods, net -50.00, tax -9.50"))
  }

  @Test("A figure is explained by the documents that it is made of")
  func figure() throws {
    let program = try Self.german().program
    let outcome = try program.run("explain", "de_vat", "--period", "2024-Q1", "41", "--format", "json")
    #expect(outcome.exit == 0, "\(outcome.messages)")
    let json = try JSONText.parse(Array(outcome.output.utf8))
    #expect(json["figures"]?.column("amount") == ["300.49"])
    #expect(json["documents"]?.column("document") == ["G5", "G6"])
    #expect(json["documents"]?.column("amount") == ["200.50", "99.99"])
  }
}
