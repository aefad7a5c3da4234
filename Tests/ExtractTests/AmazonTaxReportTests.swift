/// Amazon's tax reports: which rows are sales, whose tax it is, and the vintages and dialects of the files.
import Pipeline
import Testing

@Suite("Amazon's tax reports")
struct AmazonTaxReportTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let columns = [
    "UNIQUE_ACCOUNT_IDENTIFIER", "TRANSACTION_TYPE", "TRANSACTION_EVENT_ID", "ACTIVITY_TRANSACTION_ID",
    "TRANSACTION_COMPLETE_DATE", "QTY", "PRICE_OF_ITEMS_AMT_VAT_EXCL", "TOTAL_ACTIVITY_VALUE_AMT_VAT_EXCL",
    "PRICE_OF_ITEMS_VAT_RATE_PERCENT", "PRICE_OF_ITEMS_VAT_AMT", "TOTAL_ACTIVITY_VALUE_VAT_AMT",
    "PRICE_OF_ITEMS_AMT_VAT_INCL", "TOTAL_ACTIVITY_VALUE_AMT_VAT_INCL", "TRANSACTION_CURRENCY_CODE",
    "TAX_COLLECTION_RESPONSIBILITY",
  ]
  private static let shown = [
    "Document id", "Document kind", "Refunds", "Tax date", "Document total", "Document tax", "Marketplace collects",
    "Line amount", "Line quantity", "Line tax", "Line tax rate", "Line marketplace collects",
  ]

  private func stage(_ rows: [String], delimiter: String = "\t", lineBreak: String = "\r\n") throws -> any ExtractStage
  {
    let lines = [Self.columns.joined(separator: delimiter)] + rows.map { $0.replacing("|", with: delimiter) }
    let path = try scratch.write(lines.map { $0 + lineBreak }.joined())
    return try Extraction.stage(#""layout": "amazon.vat_transactions", "paths": ["\#(path)"]"#)
  }

  @Test("Rows may end at their last filled cell, in either dialect")
  func ragged() async throws {
    let row = "A|SALE|1|D1|02-05-2024|1|10.00|10.00|0.19|1.90|1.90|11.90|11.90|EUR"
    for delimiter in ["\t", ","] {
      let found = try await stage([row], delimiter: delimiter).documents(Self.shown)
      #expect(found.map(\.refusals) == [[]])
      #expect(found.map { $0["Document id"] } == ["1/D1"])
      #expect(found.map { $0["Tax date"] } == ["2024-05-02"])
      #expect(
        found.map { [$0["Document total"], $0["Document tax"], $0["Line tax rate"]] } == [["11.90", "1.90", "19"]])
    }
  }

  @Test("A refund's quantity is turned, its amounts are negative already")
  func refund() async throws {
    let found = try await stage([
      "A|REFUND|1|R1|20-05-2024|1|-4.20|-4.20|0.19|-0.80|-0.80|-5.00|-5.00|EUR"
    ]).documents(Self.shown)
    #expect(found.map { [$0["Document kind"], $0["Refunds"], $0["Document id"]] } == [["refund", "1", "1/R1"]])
    #expect(found.map { [$0["Line amount"], $0["Line quantity"], $0["Line tax"]] } == [["-5.00", "-1", "-0.80"]])
  }

  @Test("Tax that the marketplace owes is not the seller's: the amount is without it")
  func marketplace() async throws {
    let found = try await stage([
      "A|SALE|1|D1|02-05-2024|1|25.00|25.00|0.2|5.00|5.00|30.00|30.00|GBP|MARKETPLACE"
    ]).documents(Self.shown)
    #expect(found.map { [$0["Line amount"], $0["Document total"], $0["Document tax"]] } == [["25.00", "25.00", "0"]])
    #expect(found.map { $0["Marketplace collects"] } == ["true"])
  }

  @Test("Where the marketplace owes the tax of some rows of a shipment, the seller's rows keep theirs")
  func shared() async throws {
    let document = try #require(
      try await stage([
        "A|SALE|1|D1|02-05-2024|1|25.00|25.00|0.2|5.00|5.00|30.00|30.00|EUR|MARKETPLACE",
        "A|SALE|1|D1|02-05-2024|1|10.00|10.00|0.19|1.90|1.90|11.90|11.90|EUR|SELLER",
      ]).documents(Self.shown).first)
    #expect(
      ["Document total", "Document tax", "Marketplace collects"].map { document[$0] } == ["36.90", "1.90", ""])
    #expect(document.column("Line amount") == ["11.90", "25.00"])
    #expect(document.column("Line tax") == ["1.90", "0"])
    #expect(document.column("Line marketplace collects") == ["", "true"])
  }

  @Test("A row without VAT figures leaves the tax open")
  func unknownTax() async throws {
    let found = try await stage(["A|SALE|1|D1|02-05-2024|1||||||11.90|11.90|EUR"]).documents(Self.shown)
    #expect(found.map { [$0["Document total"], $0["Document tax"], $0["Line tax"]] } == [["11.90", "", ""]])
  }

  @Test("What is no sale is left out and counted, a word that nobody knows is passed on to be refused")
  func others() async throws {
    let stage = try stage([
      "A|FC_TRANSFER|X1||02-05-2024|24", "A|FC_TRANSFER|X2||02-05-2024|1", "A|RETURN|1||03-05-2024|1",
      "A|SALE|1|D1|02-05-2024|1|10.00|10.00|0.19|1.90|1.90|11.90|11.90|EUR",
      "A|GIFT_EXCHANGE|2|D2|02-05-2024|1|10.00|10.00|0.19|1.90|1.90|11.90|11.90|EUR",
    ])
    #expect(try await stage.documents(Self.shown).map { $0["Document kind"] } == ["sale", "GIFT_EXCHANGE"])
    let notices = try await stage.notices(Self.shown)
    #expect(notices.count == 1)
    #expect(
      notices.first?.hasSuffix(
        "3 records are no sales and were left out: FC_TRANSFER 2 (transfers between warehouses), RETURN 1 (goods that came back)"
      ) == true)
  }

  @Test("Days of a spreadsheet are read too")
  func days() async throws {
    let row = "A|SALE|1|D1|31.12.2024|1|10.00|10.00|0.19|1.90|1.90|11.90|11.90|EUR"
    #expect(try await stage([row]).documents(Self.shown).map { $0["Tax date"] } == ["2024-12-31"])
  }

  @Test(
    "The VAT calculation report writes its days with names; which number is the month is never guessed",
    arguments: [
      ("28-Aug-2026 UTC", "2026-08-28"), ("01/01/2020", "2020-01-01"), ("31/12/2020", "2020-12-31"),
      ("01/02/2020", "01/02/2020"),
    ])
  func calculation(day: String, expected: String) async throws {
    let text = """
      "Transaction Type","Order ID","Shipment Date","Transaction ID","Quantity","Tax Rate","Currency",\
      "OUR_PRICE Tax Inclusive Selling Price","OUR_PRICE Tax Amount","Tax Calculation Date"
      "SHIPMENT","1","\(day)","7","1","0.1900","EUR","11.90","1.90",""
      """
    let path = try scratch.write(text)
    let stage = try Extraction.stage(#""layout": "amazon.vat_calculation", "paths": ["\#(path)"]"#)
    let found = try await stage.documents(Self.shown)
    #expect(found.map { [$0["Document id"], $0["Tax date"], $0["Line tax rate"]] } == [["1/7", expected, "19"]])
  }
}
