/// What other programs got wrong in posting, by the figures of their users' complaints.
import Books
import Commerce
import Tax
import Testing

@Suite("Complaints about other programs")
struct ComplaintTests {
  /// A line at its rate, from an amount without tax.
  private static func net(_ percent: String, _ amount: Int64, _ kind: LineKind = .goods) throws -> PostedDocument.Line {
    let tax = try #require(TaxRate(percent)?.tax(on: MinorUnits(amount)))
    return .line(.taxed(percent).of(kind), amount, tax: tax.count)
  }

  /// A line at its rate, from an amount with tax.
  private static func gross(
    _ percent: String, _ amount: Int64, _ kind: LineKind = .goods
  ) throws -> PostedDocument.Line {
    let tax = try #require(TaxRate(percent)?.taxContained(in: MinorUnits(amount))).count
    return .line(.taxed(percent).of(kind), amount - tax, tax: tax)
  }

  private static func texts(_ document: PostedDocument, home: String = "DE") throws -> [String] {
    try VectorEvents.rules(home).postings(of: document).map(\.text)
  }

  // MARK: Parcels

  @Test("an order that is sent in two parcels is taxed once: the parts of its tax come to the order's 32.01")
  func parcels() throws {
    let parcels = try [
      [Self.net("19", 10_000), Self.net("19", 490, .shipping)], [Self.net("19", 5_990), Self.net("7", 1_000)],
    ]
    let whole = try Self.texts(.sale("1", by: "paypal", parcels.flatMap(\.self)))
    #expect(whole.contains("output_tax domestic DE 19 -31.31 EUR DE-S"))
    let parts = try parcels.map { try VectorEvents.rules("DE").postings(of: .sale("1", by: "paypal", $0)) }
    let taxes = parts.map { $0.filter { $0.account.role == .outputTax }.reduce(0) { $0 + $1.base.count } }
    #expect(taxes == [-1993, -1208])
    #expect(taxes.reduce(0, +) == -3201)
  }

  // MARK: Discounts and vouchers

  @Test("100 less 20 at 10 % is 88, not 90: the discount comes before the tax")
  func discountBeforeTax() throws {
    let lines = try [Self.net("10", 10000), Self.net("10", -2000, .discount)]
    #expect(
      try Self.texts(.sale("1", by: "paypal", lines)).prefix(2) == [
        "clearing paypal 88.00 EUR", "revenue domestic DE 10 -80.00 EUR DE-S",
      ])
  }

  @Test("three times 395 with tax less 59: net and tax come to what was paid, whichever line the tax stood on")
  func taxOnFirstLine() throws {
    let rupee = try #require(Currency("INR"))
    // 53.62 of tax at 5 % on 1,126.00, shared out over the lines.
    let grosses: [Int64] = [37534, 37533, 37533]
    let taxes = try LargestRemainder.allocate(5362, over: grosses)
    let terms = DeclaredLine.Terms.taxed("5", in: "IN", .platformTax)
    let lines = zip(grosses, taxes).map { PostedDocument.Line.line(terms, $0 - $1, tax: $1) }
    #expect(
      try Self.texts(.sale("1", by: "paypal", in: rupee, lines), home: "IN") == [
        "clearing paypal 1126.00 INR", "revenue domestic IN 5 -1072.38 INR IN-S",
        "output_tax domestic IN 5 -53.62 INR IN-S",
      ])
  }

  @Test("a price of 69.00 with tax is owed as 69.00: it is not taxed again")
  func inclusive() throws {
    let postings = try Self.texts(.sale("1", by: "paypal", [Self.gross("19", 6900)]))
    #expect(postings.first == "clearing paypal 69.00 EUR")
  }

  @Test("a voucher of 75.00 on 85.00 with tax leaves 10.00, as a discount and as what was paid with")
  func voucher() throws {
    let discounted = PostedDocument.sale(
      "1", by: "paypal", [try Self.gross("19", 8500), try Self.gross("19", -7500, .discount)])
    #expect(try Self.texts(discounted).first == "clearing paypal 10.00 EUR")
    let paid = PostedDocument.sale("1", by: "gift_card + paypal", [try Self.gross("19", 8500)]).redeeming(7500)
    #expect(
      try Self.texts(paid) == [
        "gift_cards 75.00 EUR", "clearing paypal 10.00 EUR", "revenue domestic DE 19 -71.43 EUR DE-S",
        "output_tax domestic DE 19 -13.57 EUR DE-S",
      ])
  }

  @Test("a discount that is worded as a negative charge lowers what is owed")
  func negativeFee() throws {
    let lines = try [Self.net("19", 10000), Self.net("19", -1000, .fee)]
    #expect(
      try Self.texts(.sale("1", by: "paypal", lines)) == [
        "clearing paypal 107.10 EUR", "revenue domestic DE 19 -100.00 EUR DE-S",
        "shipping_revenue domestic DE 19 10.00 EUR DE-S", "output_tax domestic DE 19 -17.10 EUR DE-S",
      ])
  }

  // MARK: Cents

  @Test("an entry that is off is refused, by 0.50 as by 0.01", arguments: [Int64(-50), -1, 1, 50])
  func off(_ cents: Int64) {
    let payout = Payout(
      received: VectorEvents.item(VectorEvents.bank, "", 10000 + cents),
      settled: [VectorEvents.item(VectorEvents.paypal, "1", 10000)])
    #expect(throws: PostingFault.unbalanced(MinorUnits(cents), .euro)) { try payout.postings(in: .euro) }
  }

  @Test("three times 2,790.00 less 25 % is 7,470.23 with tax: the tax is rounded, then added")
  func roundThenAdd() throws {
    let document = PostedDocument.sale("1", by: "paypal", [try Self.net("19", 627_750)])
    #expect(
      try Self.texts(document) == [
        "clearing paypal 7470.23 EUR", "revenue domestic DE 19 -6277.50 EUR DE-S",
        "output_tax domestic DE 19 -1192.73 EUR DE-S",
      ])
  }

  @Test("the cent that rounding per rate leaves beside rounding per line is a line of its own")
  func roundingModes() throws {
    // Three times 0.99 at 19 %: 3 × 0.19 by line, 0.56 on the sum.
    let lines = try (0..<3).map { _ in try Self.net("19", 99) }
    #expect(try Self.texts(.sale("1", by: "paypal", lines)).first == "clearing paypal 3.54 EUR")
    let bySum = lines + [.line(.noSupply(.rounding), -1)]
    #expect(
      try Self.texts(.sale("1", by: "paypal", bySum)) == [
        "clearing paypal 3.53 EUR", "revenue domestic DE 19 -2.97 EUR DE-S",
        "output_tax domestic DE 19 -0.57 EUR DE-S", "rounding 0.01 EUR",
      ])
  }

  // MARK: Rates

  @Test("the rate is the one that is stated, not what amounts come to when they are divided")
  func statedRate() throws {
    // 0.30 on 1.43 is 20.98 %.
    let document = PostedDocument.sale("1", by: "paypal", [.line(.oss("21", in: "NL"), 143, tax: 30)])
    let postings = try VectorEvents.rules().postings(of: document)
    #expect(postings.dropFirst().allSatisfy { $0.account.rate == TaxRate("21") && $0.tax?.rate == TaxRate("21") })
  }

  @Test("several rates of one state's one-stop shop stay apart in one order, and come to its total")
  func severalRates() throws {
    let lines = [("20", Int64(8250)), ("5.5", 1990), ("2.1", 615)].map { percent, gross in
      let tax = TaxRate(percent)?.taxContained(in: MinorUnits(gross))?.count ?? 0
      return PostedDocument.Line.line(.oss(percent, in: "FR"), gross - tax, tax: tax)
    }
    #expect(
      try Self.texts(.sale("1", by: "paypal", lines)) == [
        "clearing paypal 108.55 EUR", "revenue oss FR 20 -68.75 EUR OSS-S", "output_tax oss FR 20 -13.75 EUR OSS-S",
        "revenue oss FR 5.5 -18.86 EUR OSS-R2", "output_tax oss FR 5.5 -1.04 EUR OSS-R2",
        "revenue oss FR 2.1 -6.02 EUR OSS-SR", "output_tax oss FR 2.1 -0.13 EUR OSS-SR",
      ])
  }

  // MARK: Refunds, exchanges, other currencies

  @Test("a refund in the buyer's currency is in that currency alone, at its own day's rate")
  func refundInOtherCurrency() throws {
    let terms = DeclaredLine.Terms.taxed("20", in: "GB", .ukRegistration)
    let sale = PostedDocument.sale(
      "1", by: "stripe", in: .poundSterling, [.line(terms, 10000, tax: 2000, base: 11700, baseTax: 2340)])
    let refund = PostedDocument.refund(
      of: "1", by: "stripe", in: .poundSterling, [.line(terms, -5000, tax: -1000, base: -5950, baseTax: -1190)])
    let postings = try [sale, refund].flatMap { try VectorEvents.rules().postings(of: $0) }
    #expect(postings.allSatisfy { $0.currency == .poundSterling })
    let open = postings.filter { $0.account.role == .clearing }
    #expect(open.reduce(0) { $0 + $1.amount.count } == 6000 && baseSum(open) == 14040 - 7140)
    // What is left is paid out: the rate of the refund's day is a loss or gain that has come about.
    let payout = Payout(
      received: VectorEvents.item(VectorEvents.bank, "", 7000),
      settled: [
        VectorEvents.item(AccountKey(.clearing, party: "stripe"), "1", 6000, .poundSterling, base: baseSum(open))
      ])
    #expect(try payout.postings(in: .euro).last?.text == "exchange_gain -1.00 EUR")
  }

  @Test(
    "after an exchange the buyer owes what the new goods cost more, or is owed what they cost less",
    arguments: [(Int64(36500), Int64(0)), (51500, 15000), (21500, -15000)])
  func exchange(_ price: Int64, _ owed: Int64) throws {
    // 365.00 were paid when the order was placed; the edited order has both goods, the refund takes the first back.
    let goods = [36500, price].map { PostedDocument.Line.line(.export, $0) }
    let sale = PostedDocument.sale("1", by: "paypal", goods)
    let refund = PostedDocument.refund(of: "1", by: "paypal", [.line(.export, -36500)])
    let paid = Payout(
      received: VectorEvents.item(VectorEvents.bank, "", 36500),
      settled: [VectorEvents.item(VectorEvents.paypal, "1", 36500)])
    let rules = try VectorEvents.rules()
    let postings = try rules.postings(of: sale) + rules.postings(of: refund) + paid.postings(in: .euro)
    let open = postings.filter { $0.account == VectorEvents.paypal && $0.reference == "1" }
    #expect(open.reduce(0) { $0 + $1.amount.count } == owed)
  }

  @Test("money back for a return, goods back without money, and both are three things")
  func returns() throws {
    let one = try #require(Exact(Int64(1)))
    let cost = GoodsCost(unitCost: try #require(Exact("40")), .euro, sold: one)
    let money = try VectorEvents.rules().postings(of: .refund(of: "1", by: "paypal", [Self.net("19", -10000)]))
    #expect(!money.contains { $0.account.role == .inventory })
    let goods = try cost.restock(one)
    #expect(goods.map(\.text) == ["inventory 40.00 EUR", "cost_of_goods -40.00 EUR"])
    #expect(baseSum(money + goods) == 0)
  }
}
