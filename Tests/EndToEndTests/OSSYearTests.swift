/// A year of simulated sales from five stores, declared in the one-stop shops: nothing is lost on the way.
import Formats
import GRDB
import Testing

@Suite("A year of one-stop shops")
struct OSSYearTests {
  private static let stores = [
    ("shopify", "shopify-de"), ("shopify", "shopify-us"), ("woocommerce", "woocommerce-de"), ("amazon", "amazon-de"),
    ("amazon", "amazon-us"),
  ]

  /// Sums of net and tax, in minor units, by currency.
  private typealias Sums = [String: [Int64]]

  @Test(
    "rows, corrections and what is left out are together the sub-ledger's lines of the scheme, to the cent, by currency"
  )
  func year() throws {
    let program = try Program()
    for (platform, store) in Self.stores {
      let run = try program.run("run", "pipelines/\(platform)-nightly.json", "--quiet", "--set", "store=\(store)")
      #expect([0, 5].contains(run.exit), "\(store): \(run.messages)")
    }
    for scheme in ["oss_union", "oss_non_union", "ioss"] {
      let documents = try table("documents", of: scheme, program)
      let leftOut = try table("left_out", of: scheme, program)
      var found: Sums = [:]
      for row in documents + leftOut { try add(row, to: &found) }
      #expect(try found == booked(scheme, program), "\(scheme)")
      // A document is in rows of one period, or in none; it may be in several rows when its lines have several rates.
      let periods = Dictionary(grouping: documents) {
        "\($0["store"] ?? "") \($0["document_kind"] ?? "") \($0["document"] ?? "")"
      }
      .mapValues { Set($0.map { $0["period"] }).count }
      #expect(periods.values.allSatisfy { $0 == 1 })
      #expect(leftOut.allSatisfy { $0["reason"]?.isEmpty == false })
      if scheme == "oss_union" { #expect(documents.count > 100) }
    }
  }

  /// What the ledger's lines of a scheme come to.
  private func booked(_ scheme: String, _ program: Program) throws -> Sums {
    try program.rows(
      "SELECT currency, sum(net) AS net, sum(tax) AS tax FROM v_lines WHERE tax_return = '\(scheme)' GROUP BY currency"
    ).reduce(into: [:]) { $0[$1["currency"]] = [$1["net"], $1["tax"]] }
  }

  private func add(_ row: [String: String], to sums: inout Sums) throws {
    let currency = row["currency", default: ""]
    for (index, name) in ["net", "tax"].enumerated() {
      // Amounts are written with all the decimals of their currency, so the digits are its minor units.
      let digits = row[name, default: ""].filter { $0 != "." }
      sums[currency, default: [0, 0]][index] += try #require(Int64(digits))
    }
  }

  /// The rows of one table of a report.
  private func table(_ name: String, of report: String, _ program: Program) throws -> [[String: String]] {
    let outcome = try program.run(
      "report", report, "--business", "pipelines/business.json", "--table", name, "--format", "json")
    #expect(outcome.exit == 0, "\(outcome.messages)")
    return try JSONText.parse(Array(outcome.output.utf8)).elements?.map { row in
      (row.members ?? []).reduce(into: [:]) { cells, member in cells[member.key] = member.value.string ?? "" }
    } ?? []
  }
}
