/// A year of simulated sales, declared in all returns: nothing is lost, and nothing is declared twice.
import Testing

@Suite("A year of all returns")
struct ReturnsYearTests {
  /// A return with the figures that declare its tax, its currency, and the state where it is one of several.
  private typealias Declared = (name: String, state: String?, currency: String, figures: Set<String>)

  @Test("each document is in one return or has a reason, and together they are the sub-ledger's tax, by currency")
  func year() throws {
    let places = ["DE", "GB", "CA", "AU"].map { #"{ "country": "\#($0)", "from": "2015-01-01" }"# }
    let states = ["CA", "FL", "IL", "MA", "NY", "PA", "TX", "WA"].map {
      #"{ "country": "US", "region": "\#($0)", "from": "2015-01-01" }"#
    }
    let books = try YearBooks(
      "DE",
      business: #"""
        "vat_registrations": [ \#((places + states).joined(separator: ", ")) ],
        "schemes": [ { "scheme": "oss_union", "country": "DE", "from": "2021-07-01" } ]
        """#,
      [
        .init("amazon", "DE", "EUR", "gross"), .init("shopify", "GB", "GBP", "gross"),
        .init("shopify", "US", "USD", "net"), .init("woocommerce", "CA", "CAD", "net"),
        .init("shopify", "AU", "AUD", "gross"),
      ])
    let parts = try balanced(books, currencies: ["AUD", "CAD", "EUR", "GBP", "USD"])
    try compare(
      parts, books, shops: ["oss_union"],
      [
        ("uk_vat", nil, "GBP", ["box1"]), ("de_vat", nil, "EUR", ["81_tax", "86_tax", "36", "69"]),
        ("us_sales_tax", nil, "USD", ["tax_collected"]), ("ca_gst", nil, "CAD", ["103"]),
        ("ca_provincial", nil, "CAD", ["tax"]), ("au_bas", nil, "AUD", ["1A", "low_value_gst"]),
      ])
  }

  /// A British business sends small consignments to the Union and sells e-books there, without an establishment in it, and
  /// keeps stock in France.
  @Test("a seller from outside the Union declares imports, services and stock in a state, each in its own return")
  func outsideTheUnion() throws {
    let british = #""dispatch_country": { "value": "GB" }"#
    let digital = #""line_kind": { "from": "line.kind", "values": { "goods": "digital" } }"#
    let books = try YearBooks(
      "GB",
      business: #"""
        "vat_registrations": [ { "country": "GB", "from": "2015-01-01" }, { "country": "FR", "from": "2015-01-01" } ],
        "schemes": [ { "scheme": "ioss", "country": "IE", "from": "2021-07-01" },
          { "scheme": "oss_union", "country": "FR", "from": "2021-07-01" },
          { "scheme": "oss_non_union", "country": "IE", "from": "2021-07-01" } ]
        """#,
      [
        .init("woocommerce", "DE", "EUR", "gross", fields: british), .init("shopify", "FR", "EUR", "gross"),
        .init("amazon", "DE", "EUR", "gross", fields: british + ", " + digital),
      ])
    // What a shop charges on goods that are taxed at the border has no return, and who wants it back no registration.
    let parts = try balanced(books, currencies: ["EUR"], reasons: ["not_registered"])
    try compare(
      parts, books, shops: ["ioss", "oss_non_union", "oss_union"], [("domestic_vat", "FR", "EUR", ["tax"])])
  }

  /// The year's documents by return and reason, after a look at what holds for any books.
  private func balanced(
    _ books: YearBooks, currencies: Set<String>, reasons allowed: Set<String> = []
  ) throws -> [[String: String]] {
    let parts = try books.table("documents", of: "returns_coverage")
    // By document, which is the same sum by currency too.
    #expect(try YearBooks.sums(parts) == books.booked())
    #expect(parts.allSatisfy { $0["return", default: ""].isEmpty != $0["reason", default: ""].isEmpty })
    let balances = try books.table("balance", of: "returns_coverage")
    #expect(Set(balances.compactMap { $0["currency"] }) == currencies)
    for row in balances {
      #expect(try YearBooks.minor(row["difference"]) == 0, "\(row)")
      #expect(try YearBooks.minor(row["declared_tax"]) > 0, "\(row)")
    }
    // Any other tax that is in no return is of no supply.
    let reasons = Set(parts.filter { $0["tax"] != "0.00" }.compactMap { $0["reason"] }).subtracting([""])
    #expect(reasons.isSubset(of: allowed.union(["status_cancelled", "status_pending"])), "\(reasons)")
    return parts
  }

  /// Each return declares what it is said to declare.
  private func compare(
    _ parts: [[String: String]], _ books: YearBooks, shops: [String], _ returns: [Declared]
  ) throws {
    for one in returns {
      let declared = try YearBooks.sums(
        parts.filter {
          $0["return"] == one.name && $0["currency"] == one.currency && (one.state == nil || $0["state"] == one.state)
        }
      ).compactMapValues { $0[1] == 0 ? nil : $0[1] }
      let inOwnCurrency = Set(parts.filter { $0["currency"] == one.currency }.map(YearBooks.key))
      let rows = try books.table("documents", of: one.name).filter {
        one.figures.contains($0["figure", default: ""]) && (one.state == nil || $0["state"] == one.state)
      }
      var returned: [String: Int64] = [:]
      for row in rows where inOwnCurrency.contains(YearBooks.key(row)) {
        returned[YearBooks.key(row), default: 0] += try YearBooks.minor(row["amount"])
      }
      #expect(!declared.isEmpty, "\(one.name)")
      #expect(returned.filter { $0.value != 0 } == declared, "\(one.name)")
    }
    for shop in shops {
      let sums = try YearBooks.sums(parts.filter { $0["return"] == shop })
      #expect(!sums.isEmpty, "\(shop)")
      #expect(try sums == YearBooks.sums(books.table("documents", of: shop)), "\(shop)")
    }
  }
}
