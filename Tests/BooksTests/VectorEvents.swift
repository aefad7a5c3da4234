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
    "V08": {
      ProviderCharges(
        shopify, .euro,
        [("SHOP-1001", 250), ("SHOP-1002", 193), ("SHOP-1003", 100)].map {
          .init(.paymentFees, reference: $0, MinorUnits($1), base: MinorUnits($1))
        }
      ).postings
    },
    "V09": {
      try Payout(
        received: item(bank, "", 25866),
        settled: [
          item(shopify, "SHOP-1001", 5700), item(shopify, "SHOP-1002", 9466), item(shopify, "SHOP-1003", 10700),
        ]
      ).postings(in: .euro)
    },
    "V10": {
      try rules().postings(of: .sale("SHOP-1006", by: "paypal", [.line(.noSupply(.giftCard), 5000)]))
    },
    "V11": {
      try rules().postings(
        of: .sale("SHOP-1007", by: "gift_card + paypal", [.line(.taxed("19"), 6723, tax: 1277)]),
        paidBy: [Tender("gift_card", MinorUnits(5000), base: MinorUnits(5000))])
    },
    "V12": {
      let sale = try rules("US").postings(of: facilitated("AMZ-111"))
      let charges = ProviderCharges(
        amazon, .usDollar,
        [
          .init(.platformFees, reference: "AMZ-111", MinorUnits(1500), base: MinorUnits(1500)),
          .init(.fulfilmentFees, reference: "AMZ-111", MinorUnits(540), base: MinorUnits(540)),
        ])
      return Settlement.postings([sale, charges.postings])
    },
    "V13": {
      let tax = FacilitatorTax(item(amazon, "AMZ-112", 825, .usDollar), of: try territory("US"))
      return try tax.postings + rules("US").postings(of: facilitated("AMZ-112"))
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
      let charges = ProviderCharges(
        amazon, .usDollar,
        [
          .init(.platformFees, reference: "SET-9001", MinorUnits(18000), base: MinorUnits(18000)),
          .init(.advertising, reference: "SET-9001", MinorUnits(5000), base: MinorUnits(5000)),
        ])
      return Settlement.postings([
        try rules("US").postings(of: sales), try rules("US").postings(of: refunds), charges.postings,
      ])
    },
    "V16": {
      try Payout(
        received: item(bank, "", 47000, .usDollar), settled: [item(amazon, "SET-9001", 67000, .usDollar)],
        held: [item(AccountKey(.reserve, party: "amazon"), "SET-9001", 20000, .usDollar)]
      ).postings(in: .usDollar)
    },
    "V17": {
      try rules().postings(
        of: .sale(
          "SHOP-1010", by: "stripe", to: "GB", in: .poundSterling,
          [.line(.taxed("20", in: "GB", .ukRegistration), 10000, tax: 2000, base: 11700, baseTax: 2340)]))
    },
    "V18": {
      let sold = item(AccountKey(.clearing, party: "stripe"), "SHOP-1010", 12000, .poundSterling, base: 14040)
      let fee = try #require(sold.part(MinorUnits(400)))
      return try Payout(
        received: item(bank, "", 13340), settled: [sold],
        charges: [item(AccountKey(.paymentFees), "", 400, .poundSterling, base: fee.base.count)]
      ).postings(in: .euro)
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
      try Payout(
        received: item(bank, "", 94100), settled: [item(paypal, "SHOP-1011", 100_000, .usDollar, base: 92000)]
      ).postings(in: .euro)
    },
    "V23": {
      try ReverseChargeFee(
        item(amazon, "AMZ-FEE-01", 10000), in: territory("DE"), at: try #require(TaxRate("19"))
      ).postings()
    },
    "V24": {
      let refund = PostedDocument.refund(
        of: "SHOP-1001-CB", by: "paypal", [.line(.taxed("19"), -5000, tax: -950)])
      let fee = ProviderCharges(
        paypal, .euro, [.init(.paymentFees, reference: "SHOP-1001-CB", MinorUnits(1500), base: MinorUnits(1500))])
      return try Chargeback(refund, fee: fee).postings(by: rules())
    },
    "V25": { try cost().postings() },
    "V26": {
      let restock = try cost().restock(Exact(millionths: Exact.unit))
      #expect(restock.back == MinorUnits(1235) && restock.spent == MinorUnits(1234))
      return restock.postings
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
      func sale(_ line: PostedDocument.Line) -> PostedDocument { .sale("SHOP-1020", by: "shopify_payments", [line]) }
      let entry = Correction.entry(
        from: try rules().postings(of: sale(.line(.taxed("19"), 10000, tax: 1900))),
        to: try rules().postings(of: sale(.line(.oss("20", in: "FR"), 9917, tax: 1983))),
        of: CivilMonth("2026-01"), on: try #require(CivilDate("2026-02-10")), store: "shopify-de", document: "COR-1",
        key: "SHOP-1020 2")
      #expect(entry?.correctionOf?.description == "2026-01" && entry?.kind == .correction)
      return try #require(entry).postings
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

  /// The rules for a business in `country`.
  static func rules(_ country: String = "DE") throws -> DocumentRules {
    DocumentRules(home: try #require(Country(country)))
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

  /// A sale through a marketplace in the United States that collects 8.25 % of tax.
  static func facilitated(_ reference: String) -> PostedDocument {
    .sale(
      reference, by: "", on: "amazon", to: "US", in: .usDollar,
      [.line(.untaxed(.notCollected, .usMarketplaceFacilitator, in: "US", .marketplace, rate: "8.25"), 10000)])
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
