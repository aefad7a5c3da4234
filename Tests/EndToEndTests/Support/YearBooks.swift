/// Books of a seller's year: simulated shops, one year of their orders.
import Formats
import Foundation
import GRDB
import Testing

struct YearBooks {
  /// A simulated shop that sends from the country that it sells in, at that country's prices and taxes.
  struct Shop {
    var pipeline: String
    var country: String
    var currency: String
    var pricesAre: String
    /// Fields of the map stage that the shop has instead of the preset's.
    var fields: String
    var name: String { "\(pipeline)-\(country.lowercased())" }
    /// Amazon knows its shops by country.
    var shop: String { pipeline == "amazon" ? country : "\(name).example" }

    init(_ pipeline: String, _ country: String, _ currency: String, _ pricesAre: String, fields: String = "") {
      self.pipeline = pipeline
      self.country = country
      self.currency = currency
      self.pricesAre = pricesAre
      self.fields = fields
    }
  }

  /// Net and tax in minor units, by document.
  typealias Sums = [String: [Int64]]

  /// Where the books are.
  let program: Program

  /// Books in euros of a business in `country` with `shops`.
  ///
  /// - Parameter business: more members of the business file.
  init(_ country: String, business: String, _ shops: [Shop]) throws {
    program = try Program()
    // The project's own seller and stores give way to these.
    let folder = program.path("pipelines")
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(at: Program.project.appending(path: "pipelines"), to: URL(filePath: folder))
    try program.write(
      "pipelines/business.json",
      """
      { "legal_name": "Beispielwaren", "country": "\(country)", "base_currency": "EUR",
        "time_zone": "Europe/Berlin", "chart_of_accounts": "skr03", \(business) }
      """)
    let stores = shops.map {
      #"{ "name": "\#($0.name)", "platform": "\#($0.pipeline)", "shop": "\#($0.shop)", "#
        + #""warehouses": ["\#($0.country)"], "prices": "\#($0.pricesAre)" }"#
    }
    try program.write("pipelines/stores.json", #"{ "stores": [ \#(stores.joined(separator: ", ")) ] }"#)
    for shop in shops {
      let preset = #""preset": "\#(shop.pipeline).orders""#
      try program.define(
        "\(shop.pipeline)-nightly", (#""orders": 600"#, #""orders": 300, "currency": "\#(shop.currency)""#),
        (preset, shop.fields.isEmpty ? preset : #"\#(preset), "fields": { \#(shop.fields) }"#))
      let run = try program.run("run", "own.json", "--quiet", "--set", "store=\(shop.name)")
      try #require([0, 5].contains(run.exit), "\(shop.name): \(run.messages)")
    }
  }

  /// The sums of the year's lines by document.
  func booked() throws -> Sums {
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

  /// The net and tax of rows of a report by document.
  static func sums(_ rows: [[String: String]]) throws -> Sums {
    var sums: Sums = [:]
    for row in rows {
      for (index, name) in ["net", "tax"].enumerated() {
        sums[key(row), default: [0, 0]][index] += try minor(row[name])
      }
    }
    return sums
  }

  /// What tells documents apart.
  static func key(_ row: [String: String]) -> String {
    let kind = row["kind"] ?? row["document_kind"] ?? ""
    return [row["currency"] ?? "", row["store"] ?? "", kind, row["document"] ?? ""].joined(separator: " ")
  }

  /// An amount in minor units.
  static func minor(_ text: String?) throws -> Int64 {
    // Amounts are written with all the decimals of their currency, so the digits are its minor units.
    try #require(Int64((text ?? "").filter { $0 != "." }))
  }

  /// The rows of one table of a report about the year.
  func table(_ name: String, of report: String) throws -> [[String: String]] {
    let outcome = try program.run(
      "report", report, "--business", "pipelines/business.json", "--rates", "samples/fx/eurofxref-hist.zip", "--from",
      "2024-01", "--to", "2024-12", "--table", name, "--format", "json")
    #expect(outcome.exit == 0, "\(outcome.messages)")
    return try JSONText.parse(Array(outcome.output.utf8)).elements?.map { row in
      (row.members ?? []).reduce(into: [:]) { cells, member in cells[member.key] = member.value.string ?? "" }
    } ?? []
  }
}
