/// A year of simulated sales from five stores, declared in all returns: nothing is lost, and nothing is declared twice.
import Formats
import Foundation
import GRDB
import Testing

@Suite("A year of all returns")
struct ReturnsYearTests {
  /// A simulated shop that sends from the country that it sells in, at the prices and taxes of that country.
  private struct Shop {
    var pipeline: String
    var country: String
    var currency: String
    var pricesAre: String
    var name: String { "\(pipeline)-\(country.lowercased())" }
    /// Amazon knows its shops by country.
    var shop: String { pipeline == "amazon" ? country : "\(name).example" }
  }

  private static let shops = [
    Shop(pipeline: "amazon", country: "DE", currency: "EUR", pricesAre: "gross"),
    Shop(pipeline: "shopify", country: "GB", currency: "GBP", pricesAre: "gross"),
    Shop(pipeline: "shopify", country: "US", currency: "USD", pricesAre: "net"),
    Shop(pipeline: "woocommerce", country: "CA", currency: "CAD", pricesAre: "net"),
    Shop(pipeline: "shopify", country: "AU", currency: "AUD", pricesAre: "gross"),
  ]

  /// A return with the figures that declare its tax, and its currency.
  private static let returns: [(name: String, currency: String, figures: Set<String>)] = [
    ("uk_vat", "GBP", ["box1"]), ("de_vat", "EUR", ["81_tax", "86_tax", "36", "69"]),
    ("us_sales_tax", "USD", ["tax_collected"]), ("ca_gst", "CAD", ["103"]), ("ca_provincial", "CAD", ["tax"]),
    ("au_bas", "AUD", ["1A", "low_value_gst"]),
  ]

  /// Net and tax in minor units.
  private typealias Sums = [String: [Int64]]

  @Test("each document is in one return or has a reason, and together they are the sub-ledger's tax, by currency")
  func year() throws {
    let program = try Self.books()
    let parts = try table("documents", of: "returns_coverage", program)
    // By document, which is the same sum by currency too.
    #expect(try sums(parts) == booked(program))
    #expect(parts.allSatisfy { $0["return", default: ""].isEmpty != $0["reason", default: ""].isEmpty })
    let balances = try table("balance", of: "returns_coverage", program)
    #expect(Set(balances.map { $0["currency"] }) == Set(Self.shops.map(\.currency)))
    for row in balances {
      #expect(try minor(row["difference"]) == 0, "\(row)")
      #expect(try minor(row["declared_tax"]) > 0, "\(row)")
    }
    // The tax that is in no return is of no supply, or stands on lines whose rate the platform states by document only.
    let reasons = Set(parts.filter { $0["tax"] != "0.00" }.compactMap { $0["reason"] }).subtracting([""])
    #expect(reasons.isSubset(of: ["status_cancelled", "status_pending", "no_rate"]), "\(reasons)")
    try compare(parts, program)
  }

  /// Each return declares what it is said to declare.
  private func compare(_ parts: [[String: String]], _ program: Program) throws {
    for one in Self.returns {
      let declared = try sums(parts.filter { $0["return"] == one.name && $0["currency"] == one.currency })
        .compactMapValues { $0[1] == 0 ? nil : $0[1] }
      let inOwnCurrency = Set(parts.filter { $0["currency"] == one.currency }.map(key))
      let rows = try table("documents", of: one.name, program).filter {
        one.figures.contains($0["figure", default: ""])
      }
      var returned: [String: Int64] = [:]
      for row in rows where inOwnCurrency.contains(key(row)) {
        returned[key(row), default: 0] += try minor(row["amount"])
      }
      #expect(!declared.isEmpty, "\(one.name)")
      #expect(returned.filter { $0.value != 0 } == declared, "\(one.name)")
    }
    let shops = try sums(parts.filter { $0["return"] == "oss_union" })
    #expect(!shops.isEmpty)
    #expect(try shops == sums(table("documents", of: "oss_union", program)))
  }

  // MARK: Books

  /// The books of a German business that is registered where its shops are.
  private static func books() throws -> Program {
    let program = try Program()
    // The project's own seller and stores give way to these.
    let folder = program.path("pipelines")
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(at: Program.project.appending(path: "pipelines"), to: URL(filePath: folder))
    let places = ["DE", "GB", "CA", "AU"].map { #"{ "country": "\#($0)", "from": "2015-01-01" }"# }
    let states = ["CA", "FL", "IL", "MA", "NY", "PA", "TX", "WA"].map {
      #"{ "country": "US", "region": "\#($0)", "from": "2015-01-01" }"#
    }
    try program.write(
      "pipelines/business.json",
      """
      { "legal_name": "Beispielwaren GmbH", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03", "vat_registrations": [ \((places + states).joined(separator: ", ")) ],
        "schemes": [ { "scheme": "oss_union", "country": "DE", "from": "2021-07-01" } ] }
      """)
    let stores = shops.map {
      #"{ "name": "\#($0.name)", "platform": "\#($0.pipeline)", "shop": "\#($0.shop)", "#
        + #""warehouses": ["\#($0.country)"], "prices": "\#($0.pricesAre)" }"#
    }
    try program.write("pipelines/stores.json", #"{ "stores": [ \#(stores.joined(separator: ", ")) ] }"#)
    for shop in shops {
      try program.define(
        "\(shop.pipeline)-nightly", (#""orders": 600"#, #""orders": 300, "currency": "\#(shop.currency)""#))
      let run = try program.run("run", "own.json", "--quiet", "--set", "store=\(shop.name)")
      try #require([0, 5].contains(run.exit), "\(shop.name): \(run.messages)")
    }
    return program
  }

  /// The sums of the year's lines by document.
  private func booked(_ program: Program) throws -> Sums {
    try program.rows(
      """
      SELECT store, kind, external_id, currency, sum(net) AS net, sum(tax) AS tax FROM
        (SELECT t.id, v.store, v.external_id, v.currency, v.net, v.tax, v.tax_date,
          CASE t.kind WHEN 1 THEN 'sale' WHEN 2 THEN 'refund' ELSE 'adjustment' END AS kind
        FROM v_lines v JOIN transactions t ON t.id = v.transaction_id)
      WHERE tax_date IS NULL OR tax_date BETWEEN '2024-01-01' AND '2024-12-31' GROUP BY id
      """
    ).reduce(into: [:]) {
      let parts: [String] = [$1["currency"], $1["store"], $1["kind"], $1["external_id"]]
      $0[parts.joined(separator: " ")] = [$1["net"], $1["tax"]]
    }
  }

  // MARK: Reports

  private func sums(_ rows: [[String: String]]) throws -> Sums {
    var sums: Sums = [:]
    for row in rows {
      for (index, name) in ["net", "tax"].enumerated() {
        sums[key(row), default: [0, 0]][index] += try minor(row[name])
      }
    }
    return sums
  }

  /// What tells documents apart.
  private func key(_ row: [String: String]) -> String {
    let kind = row["kind"] ?? row["document_kind"] ?? ""
    return [row["currency"] ?? "", row["store"] ?? "", kind, row["document"] ?? ""].joined(separator: " ")
  }

  private func minor(_ text: String?) throws -> Int64 {
    // Amounts are written with all the decimals of their currency, so the digits are its minor units.
    try #require(Int64((text ?? "").filter { $0 != "." }))
  }

  /// The rows of one table of a report about the year.
  private func table(_ name: String, of report: String, _ program: Program) throws -> [[String: String]] {
    let outcome = try program.run(
      "report", report, "--business", "pipelines/business.json", "--rates", "samples/fx/eurofxref-hist.zip", "--from",
      "2024-01", "--to", "2024-12", "--table", name, "--format", "json")
    #expect(outcome.exit == 0, "\(outcome.messages)")
    return try JSONText.parse(Array(outcome.output.utf8)).elements?.map { row in
      (row.members ?? []).reduce(into: [:]) { cells, member in cells[member.key] = member.value.string ?? "" }
    } ?? []
  }
}
