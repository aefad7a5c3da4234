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
    "V10": {
      try rules().postings(of: .sale("SHOP-1006", by: "paypal", [.line(.noSupply(.giftCard), 5000)]))
    },
    "V14": {
      try rules().postings(
        of: .sale(
          "AMZ-210", by: "", on: "amazon", to: "GB", in: .poundSterling,
          [.line(.untaxed(.notCollected, .ukOverseasSellerMarketplace, in: "GB", .marketplace), 2400, base: 2808)]))
    },
    "V17": {
      try rules().postings(
        of: .sale(
          "SHOP-1010", by: "stripe", to: "GB", in: .poundSterling,
          [.line(.taxed("20", in: "GB", .ukRegistration), 10000, tax: 2000, base: 11700, baseTax: 2340)]))
    },
    "V19": {
      try rules().postings(
        of: .sale("SHOP-1011", by: "paypal", to: "US", in: .usDollar, [.line(.export, 100_000, base: 92000)]))
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
  ]

  /// The rules for a business in `country`.
  static func rules(_ country: String = "DE") throws -> DocumentRules {
    DocumentRules(home: try #require(Country(country)))
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
