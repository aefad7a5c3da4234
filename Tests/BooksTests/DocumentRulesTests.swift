/// How documents are posted beyond the published vectors: kinds of line, places, payment methods, sums.
import Books
import Commerce
import Tax
import Testing

@Suite("Posting documents")
struct DocumentRulesTests {
  private static func texts(_ document: PostedDocument, home: String = "DE") throws -> [String] {
    try VectorEvents.rules(home).postings(of: document).map(\.text)
  }

  @Test(
    "a line goes to the account of its kind",
    arguments: [
      (LineKind.goods, "revenue domestic DE 19 -100.00 EUR DE-S"),
      (.service, "revenue domestic DE 19 -100.00 EUR DE-S"),
      (.digital, "revenue domestic DE 19 -100.00 EUR DE-S"), (.sample, "revenue domestic DE 19 -100.00 EUR DE-S"),
      (.manual, "revenue domestic DE 19 -100.00 EUR DE-S"),
      (.shipping, "shipping_revenue domestic DE 19 -100.00 EUR DE-S"),
      (.fee, "shipping_revenue domestic DE 19 -100.00 EUR DE-S"),
      (.discount, "revenue domestic DE 19 -100.00 EUR DE-S"), (.duty, "duties -100.00 EUR DE-S"),
    ])
  func supplies(_ kind: LineKind, _ expected: String) throws {
    let document = PostedDocument.sale("1", by: "paypal", [.line(.taxed("19").of(kind), 10000, tax: 1900)])
    #expect(
      try Self.texts(document) == ["clearing paypal 119.00 EUR", expected, "output_tax domestic DE 19 -19.00 EUR DE-S"])
  }

  @Test(
    "what is no supply is posted too, to its own account and to no return",
    arguments: [
      (LineKind.tip, "tips"), (.giftCard, "gift_cards"), (.rounding, "rounding"), (.bankCharge, "bank_charges"),
      (.marketplaceFee, "platform_fees"), (.commission, "platform_fees"), (.badDebt, "bad_debt"),
    ])
  func noSupplies(_ kind: LineKind, _ account: String) throws {
    let document = PostedDocument.sale("1", by: "paypal", [.line(.noSupply(kind), -500)])
    #expect(try Self.texts(document) == ["clearing paypal -5.00 EUR", "\(account) 5.00 EUR"])
  }

  @Test("a correction of stock has no buyer: it is the goods that are less")
  func stock() throws {
    let document = PostedDocument(
      kind: .adjustment, platform: "file", currency: .euro, reference: "1",
      lines: [.line(.noSupply(.stockAdjustment), -700)])
    #expect(try Self.texts(document) == ["inventory -7.00 EUR", "cost_of_goods 7.00 EUR"])
  }

  @Test("a voucher or a service charge that is taxed when it is sold is a sale")
  func taxedAtOnce() throws {
    let lines = [LineKind.giftCard, .tip].map { PostedDocument.Line.line(.taxed("19").of($0), 1000, tax: 190) }
    #expect(
      try Self.texts(.sale("1", by: "paypal", lines)) == [
        "clearing paypal 23.80 EUR", "revenue domestic DE 19 -20.00 EUR DE-S",
        "output_tax domestic DE 19 -3.80 EUR DE-S",
      ])
  }

  @Test("a discount on a sale is less revenue, at the rate of what it is on")
  func discount() throws {
    let document = PostedDocument.sale(
      "1", by: "paypal",
      [.line(.taxed("19"), 10000, tax: 1900), .line(.taxed("19").of(.discount), -2000, tax: -380)])
    #expect(
      try Self.texts(document) == [
        "clearing paypal 95.20 EUR", "revenue domestic DE 19 -80.00 EUR DE-S",
        "output_tax domestic DE 19 -15.20 EUR DE-S",
      ])
  }

  @Test("a refund of discounted goods is revenue back; money without goods is a reduction; carriage is carriage")
  func refunds() throws {
    let goods = PostedDocument.refund(
      of: "1", by: "paypal",
      [.line(.taxed("19"), -10000, tax: -1900), .line(.taxed("19").of(.discount), 2000, tax: 380)])
    #expect(
      try Self.texts(goods) == [
        "revenue domestic DE 19 80.00 EUR DE-S", "output_tax domestic DE 19 15.20 EUR DE-S",
        "clearing paypal -95.20 EUR",
      ])
    let goodwill = PostedDocument.refund(
      of: "1", by: "paypal",
      [.line(.taxed("19").of(.discount), -1000, tax: -190), .line(.taxed("19").of(.shipping), -420, tax: -80)])
    #expect(
      try Self.texts(goodwill) == [
        "reduction domestic DE 19 10.00 EUR DE-S", "shipping_revenue domestic DE 19 4.20 EUR DE-S",
        "output_tax domestic DE 19 2.70 EUR DE-S", "clearing paypal -16.90 EUR",
      ])
  }

  @Test(
    "the account and the code say whose tax it is, or why there is none",
    arguments: [
      (DeclaredLine.Terms.taxed("7"), "domestic DE 7", "DE-R DE"),
      (.taxed("19", .originBelowThreshold), "domestic DE 19", "DE-S DE"),
      (.taxed("20", in: "FR", .localRegistration), "local FR 20", "FR-S FR"),
      (.taxed("5.5", in: "FR", .ossUnion), "oss FR 5.5", "OSS-R2 FR"),
      (.taxed("21", in: "NL", .ioss), "ioss NL 21", "IOSS-S NL"),
      (.taxed("20", in: "GB", .ukLowValueImport), "local GB 20", "UK-S GB"),
      (.taxed("0", in: "DE"), "domestic DE 0", "DE-Z DE"), (.taxed("0", in: "IT", .ossUnion), "oss IT 0", "OSS-Z IT"),
      (.taxed("8.1", in: "CH", .chMailOrder), "local CH 8.1", "CH-S CH"),
      (.taxed("13", in: "CA-ON", .caHST), "sales_tax CA-ON", "CA-S CA-ON"),
      (.untaxed(.exemptIC, .icSupply, in: "DE", .buyer), "intra_community", "IC-0 ES"),
      (.untaxed(.exportZero, .export, in: "DE", .seller), "export", "EX-0 ES"),
      (.untaxed(.importVATAtBorder, .export, in: "NO", .importer), "export", "EX-0 ES"),
      (.untaxed(.reverseCharge, .serviceReverseCharge, in: "AT", .buyer), "reverse_charge", "RC-0 AT"),
      (.untaxed(.exempt, .domestic, in: "DE", .seller), "exempt DE", "DE-E DE"),
      (.untaxed(.outOfScope, .nonEUService, in: "US", .seller), "untaxed", "OS-0 US"),
      (.untaxed(.noTax, .usNoSalesTax, in: "US-OR", .none), "untaxed", ""),
      (.untaxed(.notCollected, .usNoNexus, in: "US-TX", .buyerUseTax), "untaxed", ""),
      (.untaxed(.taxed, .usMarketplaceFacilitator, in: "US-TX", .marketplace), "marketplace US-TX", "US-MF US-TX"),
      (.untaxed(.taxed, .iossMarketplace, in: "FR", .marketplace), "marketplace FR", "MF-0 FR"),
    ])
  func places(_ terms: DeclaredLine.Terms, _ account: String, _ tag: String) throws {
    let document = PostedDocument.sale("1", by: "paypal", to: "ES", [.line(terms, 100)])
    let posting = try #require(try VectorEvents.rules().postings(of: document).last)
    #expect(posting.account.description == "revenue \(account)")
    #expect((posting.tax.map { "\($0.code) \($0.territory?.code ?? "")" } ?? "") == tag)
  }

  @Test("a code of the one-stop shop tells which state the goods left, where that is not the seller's own")
  func origin() throws {
    var terms = DeclaredLine.Terms.oss("20", in: "FR")
    terms.dispatch = Territory("PL")
    let document = PostedDocument.sale("1", by: "paypal", to: "FR", [.line(terms, 100, tax: 20)])
    let tags = try VectorEvents.rules().postings(of: document).compactMap(\.tax)
    #expect(tags.map(\.code) == ["OSS-S-PL", "OSS-S-PL"])
    #expect(tags.map(\.origin) == [Territory("PL"), Territory("PL")])
    #expect(TaxTag(code: "OSS-R2", territory: Territory("FR"), rate: nil).origin == nil)
    #expect(TaxTag(code: "RC-S-IN", territory: Territory("DE"), rate: nil).origin == nil)
  }

  @Test("tax that a marketplace owes and that is in the amounts passes through, and is no income")
  func marketplaceTax() throws {
    let terms = DeclaredLine.Terms.untaxed(.taxed, .iossMarketplace, in: "FR", .marketplace, rate: "20")
    let document = PostedDocument.sale("A-1", by: "", on: "amazon", to: "FR", [.line(terms, 1000, tax: 200)])
    #expect(
      try Self.texts(document) == [
        "clearing amazon 12.00 EUR", "revenue marketplace FR -10.00 EUR MF-0", "marketplace_tax -2.00 EUR MF-0",
      ])
  }

  @Test(
    "who holds the money is told by the payment method, on a marketplace by the platform",
    arguments: [
      ("Shopify Payments", "shopify", "clearing shopify"), ("shopify_payments", "shopify", "clearing shopify"),
      ("PayPal Express Checkout", "shopify", "clearing paypal"), ("ppcp-gateway", "woocommerce", "clearing paypal"),
      ("stripe_sepa", "woocommerce", "clearing stripe"), ("klarna_payments", "woocommerce", "clearing klarna"),
      ("Credit / Debit Card", "woocommerce", "clearing card"), ("Direct bank transfer", "woocommerce", "receivable"),
      ("mollie_wc_gateway_klarna", "woocommerce", "clearing mollie"),
      ("woocommerce_payments", "woocommerce", "clearing woopayments"), ("manual", "shopify", "receivable"),
      ("bacs", "woocommerce", "receivable"), ("Cash on Delivery (COD)", "shopify", "receivable"),
      ("Kauf auf Rechnung", "shopify", "receivable"), ("", "shopify", "receivable"), (" ", "file", "receivable"),
      ("FooPay 2", "shopify", "clearing foopay_2"), ("gift_card", "shopify", "gift_cards"),
      ("gift_card + shopify_payments", "shopify", "clearing shopify"), ("gift_card, manual", "shopify", "receivable"),
      ("cash", "shopify", "clearing cash"), ("COD,Other", "amazon", "clearing amazon"),
      ("", "amazon", "clearing amazon"),
    ])
  func payers(_ method: String, _ platform: String, _ account: String) throws {
    let document = PostedDocument.sale("1", by: method, on: platform, [.line(.export, 100)])
    #expect(try VectorEvents.rules().postings(of: document).first?.account.description == account)
  }

  @Test("only what is settled item by item names its item")
  func references() throws {
    let card = PostedDocument.sale("1", by: "gift_card", [.line(.export, 100)])
    #expect(try VectorEvents.rules().postings(of: card).map(\.reference) == ["", ""])
  }

  @Test("a document that comes to nothing is posted nowhere")
  func nothing() throws {
    #expect(try Self.texts(.sale("1", by: "paypal", [.line(.taxed("19"), 0)])) == [])
  }

  @Test("amounts whose sum would leave 64 bits stay apart, so that none is lost")
  func tooLarge() throws {
    let huge = PostedDocument.Line.line(.export, .max)
    let postings = try VectorEvents.rules().postings(of: .sale("1", by: "paypal", [huge, huge]))
    #expect(postings.map(\.amount.count) == [.max, .max, -.max, -.max])
  }
}
