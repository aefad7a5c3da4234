/// The events that lead to the posting vectors.
import Books
import Commerce
import Tax
import Testing

enum VectorEvents {
  /// The events by the number of their vector.
  static let all: [String: @Sendable () throws -> [Posting]] = [
    "V01": { try domestic() },
    "V02": {
      // 4.99 of carriage go over the goods by what the buyer pays for them.
      let shipping = try LargestRemainder.allocate(499, over: [5950, 3210])
      let parts = try zip(shipping, ["19", "7"]).map { gross, percent in
        let tax = try #require(TaxRate(percent)?.taxContained(in: MinorUnits(gross))).count
        return PostedDocument.Line.line(.taxed(percent).of(.shipping), gross - tax, tax: tax)
      }
      return try rules().postings(
        of: .sale(
          "SHOP-1002", by: "Shopify Payments",
          [.line(.taxed("19"), 5000, tax: 950), .line(.taxed("7"), 3000, tax: 210)] + parts))
    },
    "V03": {
      try rules().postings(
        of: .sale("SHOP-1003", by: "shopify_payments", [.line(.oss("20", in: "FR"), 10000, tax: 2000)]))
    },
    "V04": {
      try rules().postings(
        of: .sale("SHOP-1004", by: "On Account", to: "AT", [.line(.intraCommunity, 50000)]))
    },
    "V05": {
      try rules().postings(
        of: .sale("SHOP-1005", by: "PayPal Express Checkout", to: "CH", [.line(.export, 8000)]))
    },
    "V06": {
      try rules().postings(
        of: .refund(of: "SHOP-1001", by: "shopify_payments", [.line(.taxed("19"), -5000, tax: -950)]))
    },
    "V07": {
      // Shopify tells of money without goods as a discount on the refund.
      try rules().postings(
        of: .refund(
          of: "SHOP-1003", by: "shopify_payments", [.line(.oss("20", in: "FR", .discount), -1000, tax: -200)]))
    },
    "V08": { try shopifyPayout().filter { $0.kind == .fee }.flatMap(\.postings) },
    "V09": { try shopifyPayout().filter { $0.kind == .payout }.flatMap(\.postings) },
    "V10": {
      try rules().postings(of: .sale("SHOP-1006", by: "paypal", [.line(.noSupply(.giftCard), 5000)]))
    },
    "V11": {
      try rules().postings(
        of: .sale("SHOP-1007", by: "gift_card + paypal", [.line(.taxed("19"), 6723, tax: 1277)]).redeeming(5000))
    },
    "V12": {
      let sale = try rules("US").postings(of: facilitated("AMZ-111"))
      let charges = try entries(
        "amazon", in: .usDollar,
        [
          SettledPayouts.line(.fee, -1500, "AMZ-111", "Commission"),
          SettledPayouts.line(.fee, -540, "AMZ-111", "FBAPerUnitFulfillmentFee"),
        ])
      return together([sale] + charges.filter { $0.kind == .fee }.map(\.postings))
    },
    "V13": {
      let sale = try rules("US").postings(of: facilitated("AMZ-112", tax: 825))
      var tax = SettledPayouts.line(.tax, -825, "AMZ-112", "MarketplaceFacilitatorTax-Principal")
      tax.marketplaceTax = sale.first { $0.account.role == .marketplaceTax }?.tax
      return try sale + entries("amazon", in: .usDollar, [tax]).filter { $0.kind == .adjustment }.flatMap(\.postings)
    },
    "V14": {
      try rules().postings(
        of: .sale(
          "AMZ-210", by: "", on: "amazon", to: "GB", in: .poundSterling,
          [.line(.untaxed(.notCollected, .ukOverseasSellerMarketplace, in: "GB", .marketplace), 2400, base: 2808)]))
    },
    "V15": {
      let terms = DeclaredLine.Terms.untaxed(.noTax, .usNoSalesTax, in: "US-OR", .none)
      let sales = PostedDocument.sale("SET-9001", by: "", on: "amazon", in: .usDollar, [.line(terms, 100_000)])
      let refunds = PostedDocument.refund(of: "SET-9001", by: "", on: "amazon", in: .usDollar, [.line(terms, -10000)])
      let charges = try entries(
        "amazon", in: .usDollar,
        [
          SettledPayouts.line(.fee, -18000, "SET-9001", "Commission"),
          SettledPayouts.line(.fee, -5000, "SET-9001", "Cost of Advertising"),
        ])
      let documents = try [sales, refunds].map { try rules("US").postings(of: $0) }
      return together(documents + charges.filter { $0.kind == .fee }.map(\.postings))
    },
    "V16": {
      let payout = try entries(
        "amazon", in: .usDollar,
        [
          SettledPayouts.line(.sale, 67000, "SET-9001"),
          SettledPayouts.line(.reserve, -20000, "SET-9001", "Current Reserve Amount"),
        ])
      return together(payout.reversed().map(\.postings))
    },
    "V17": {
      try rules().postings(
        of: .sale(
          "SHOP-1010", by: "stripe", to: "GB", in: .poundSterling,
          [.line(.taxed("20", in: "GB", .ukRegistration), 10000, tax: 2000, base: 11700, baseTax: 2340)]))
    },
    "V18": {
      let sold = BaseRatio(MinorUnits(12000), is: MinorUnits(14040))
      let payout = try entries(
        "stripe", in: .poundSterling, bank: 13340,
        [SettledPayouts.line(.sale, 12000, fee: 400, "SHOP-1010", ratio: sold)])
      return together(payout.map(\.postings))
    },
    "V19": {
      try rules().postings(
        of: .sale("SHOP-1011", by: "paypal", to: "US", in: .usDollar, [.line(.export, 100_000, base: 92000)]))
    },
    "V20": { try revaluation().postings() },
    "V21": {
      let month = try revaluation()
      let entry = EntryDraft(
        .revaluation, on: month.date, document: "REVAL-2026-01", key: "reval 2026-01",
        postings: try month.postings())
      let reversal = entry.reversal(
        of: 20, on: month.reversalDate, document: "REVAL-2026-01-REV", key: "reval 2026-01 back")
      #expect(reversal.date == CivilDate("2026-02-01") && reversal.reverses == 20 && reversal.kind == .reversal)
      return reversal.postings
    },
    "V22": {
      let sold = BaseRatio(MinorUnits(100_000), is: MinorUnits(92000))
      let line = SettledPayouts.line(.sale, 100_000, "SHOP-1011", ratio: sold)
      return try entries("paypal", in: .usDollar, bank: 94100, [line]).flatMap(\.postings)
    },
    "V23": {
      let line = SettledPayouts.line(.fee, -10000, "AMZ-FEE-01", "Commission")
      return try entries("amazon", reverseCharge: ["amazon"], [line]).filter { $0.kind == .fee }.flatMap(\.postings)
    },
    "V24": {
      var line = SettledPayouts.line(.chargeback, -5950, fee: 1500, "SHOP-1001-CB", "dispute")
      line.sale = .sale("SHOP-1001", by: "paypal", [.line(.taxed("19"), 10000, tax: 1900)])
      return together(try entries("paypal", [line]).filter { $0.kind != .payout }.reversed().map(\.postings))
    },
    "V25": { try cost().postings() },
    "V26": {
      let restock = try cost().restock(Exact(millionths: Exact.unit))
      let spent = try (cost().postings() + restock).filter { $0.account.role == .costOfGoods }
      #expect(baseSum(spent) == 1234)
      return restock
    },
    "V27": {
      try rules("US").postings(
        of: .sale(
          "SHOP-US-1", by: "shopify_payments", to: "US", in: .usDollar,
          [
            .line(.taxed("7.25", in: "US-CA", .usState), 4000, tax: 290),
            .line(.taxed("7.25", in: "US-CA", .usState, .shipping), 500, tax: 36),
            .line(.noSupply(.tip), 600),
          ]))
    },
    "V28": {
      func sale(_ line: PostedDocument.Line) throws -> [BookedPosting] {
        try booked(rules().postings(of: .sale("SHOP-1020", by: "shopify_payments", [line])))
      }
      let day = try #require(CivilDate("2026-01-28"))
      let corrections = DocumentCorrection.all(
        to: try sale(.line(.oss("20", in: "FR"), 9917, tax: 1983)), on: day,
        from: try sale(.line(.taxed("19"), 10000, tax: 1900)), on: day)
      #expect(corrections.map(\.date) == [day])
      return corrections.flatMap { $0.correction.postings.map(\.posting) }
    },
    "V29": {
      let yen = try #require(Currency("JPY"))
      return try rules().postings(
        of: .sale("SHOP-1012", by: "stripe", to: "JP", in: yen, [.line(.export, 11000, base: 6875)]))
    },
    "V30": {
      let dinar = try #require(Currency("KWD"))
      return try rules().postings(
        of: .sale("SHOP-1013", by: "stripe", to: "KW", in: dinar, [.line(.export, 12345, base: 3704)]))
    },
    "V31": { try cancelled() },
    "V32": {
      let sale = EntryDraft(
        .sale, on: try #require(CivilDate("2026-01-26")), document: "SHOP-1014", key: "SHOP-1014",
        postings: try cancelled())
      return sale.reversal(
        of: 31, on: try #require(CivilDate("2026-01-27")), document: "SHOP-1014-REV", key: "SHOP-1014 back"
      ).postings
    },
  ]

  // MARK: What the program does

  /// The rules for a business in `country`.
  static func rules(_ country: String = "DE") throws -> DocumentRules {
    DocumentRules(home: try #require(Country(country)))
  }

  /// The entries of a payout, in books of its own currency unless the bank received euros.
  static func entries(
    _ party: String, in currency: Currency = .euro, bank: Int64? = nil, reverseCharge: Set<String> = [],
    _ lines: [SettledPayout.Line]
  ) throws -> [EntryDraft] {
    let rules = SettledPayouts.rules(books: bank == nil ? currency : .euro, reverseCharge: reverseCharge)
    return try rules.entries(
      of: SettledPayouts.payout(
        party, in: currency, bank: bank.map { SettledPayout.BankAmount(MinorUnits($0), .euro) }, lines: lines))
  }

  /// Entries that a vector tells of as one: what they do to the same open item is drawn together, debits come first.
  static func together(_ entries: [[Posting]]) -> [Posting] {
    var items = PostingSums()
    for posting in entries.joined() where !posting.reference.isEmpty { items.add(posting) }
    var rest = items.remaining
    let all = entries.joined().compactMap { posting -> Posting? in
      guard !posting.reference.isEmpty else { return posting }
      return rest.firstIndex { $0.account == posting.account && $0.reference == posting.reference }
        .map { rest.remove(at: $0) }
    }
    return all.filter { $0.amount > .zero } + all.filter { $0.amount < .zero }
  }

  /// Postings with the accounts of a German chart.
  static func booked(_ postings: [Posting]) throws -> [BookedPosting] {
    let chart = try #require(ChartOfAccounts.named("skr03"))
    return try postings.map { BookedPosting($0, to: try #require(chart.account(for: $0.account))) }
  }

  // MARK: Accounts and items

  static let bank = AccountKey(.bank)
  static let shopify = AccountKey(.clearing, party: "shopify")
  static let amazon = AccountKey(.clearing, party: "amazon")
  static let paypal = AccountKey(.clearing, party: "paypal")

  static func item(
    _ account: AccountKey, _ reference: String, _ amount: Int64, _ currency: Currency = .euro, base: Int64? = nil
  ) -> OpenItem {
    OpenItem(account, reference: reference, currency, MinorUnits(amount), base: MinorUnits(base ?? amount))
  }

  static func territory(_ code: String) throws -> Territory { try #require(Territory(code)) }

  // MARK: What several vectors are about

  /// A sale through a marketplace in the United States that collects 8.25 % of tax, which the amounts contain or not.
  static func facilitated(_ reference: String, tax: Int64 = 0) -> PostedDocument {
    let terms = DeclaredLine.Terms.untaxed(
      .notCollected, .usMarketplaceFacilitator, in: "US", .marketplace, rate: "8.25")
    return .sale(reference, by: "", on: "amazon", to: "US", in: .usDollar, [.line(terms, 10000, tax: tax)])
  }

  /// V08 and V09: three orders, of which one was refunded in part, and what is kept of each.
  static func shopifyPayout() throws -> [EntryDraft] {
    try entries(
      "shopify",
      [
        SettledPayouts.line(.sale, 11900, fee: 250, "SHOP-1001"), SettledPayouts.line(.refund, -5950, "SHOP-1001"),
        SettledPayouts.line(.sale, 9659, fee: 193, "SHOP-1002"),
        SettledPayouts.line(.sale, 12000, fee: 100, "SHOP-1003"),
        SettledPayouts.line(.refund, -1200, "SHOP-1003"),
      ])
  }

  /// V19 at the end of January.
  static func revaluation() throws -> Revaluation {
    Revaluation(
      try #require(CivilMonth("2026-01")), in: .euro,
      [.init(item(paypal, "SHOP-1011", 100_000, .usDollar, base: 92000), worth: MinorUnits(93500))])
  }

  /// Two units at 12.3456.
  static func cost() throws -> GoodsCost {
    GoodsCost(
      unitCost: try #require(Exact("12.3456")), .euro, sold: Exact(millionths: 2 * Exact.unit))
  }

  /// V01, which V06 and V24 refund in part.
  static func domestic() throws -> [Posting] {
    try rules().postings(
      of: .sale("SHOP-1001", by: "Shopify Payments", [.line(.taxed("19"), 10000, tax: 1900)]))
  }

  /// V31, which V32 takes back.
  static func cancelled() throws -> [Posting] {
    try rules().postings(of: .sale("SHOP-1014", by: "Bank Deposit", [.line(.taxed("19"), 2000, tax: 380)]))
  }
}
