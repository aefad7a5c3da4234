/// Books of an invented seller: a table of documents, loaded by a pipeline of its own.
import Formats
import Foundation
import GRDB
import Testing

struct SellerBooks {
  /// A document as the shop states it.
  struct Document {
    var id: String
    var kind = "sale"
    var refunds = ""
    var date: String
    var currency: String
    var country: String
    var region = ""
    var vatID = ""
    var isMarketplaces = false
    /// The taxes that the shop names.
    var taxes: [(title: String, amount: String)] = []
    var tax = "0.00"
    var total: String
    /// Kind and amount of each line.
    var lines: [(kind: String, amount: String)]

    /// A document of one line of goods.
    init(
      _ id: String, _ date: String, _ country: String, _ amount: String, _ currency: String, region: String = "",
      tax: String = "0.00", total: String? = nil, _ taxes: (title: String, amount: String)...
    ) {
      self.id = id
      self.date = date
      self.country = country
      self.currency = currency
      self.region = region
      self.tax = tax
      self.total = total ?? amount
      self.taxes = taxes
      lines = [("goods", amount)]
    }

    /// The same as a refund of the sale with that id.
    func refunding(_ sale: String) -> Document {
      var copy = self
      copy.kind = "refund"
      copy.refunds = sale
      return copy
    }

    /// The same for a business with that VAT number.
    func forBusiness(_ number: String, line kind: String = "goods") -> Document {
      var copy = self
      copy.vatID = number
      copy.lines = lines.map { (kind, $0.amount) }
      return copy
    }

    fileprivate var rows: [String] {
      let slots = (0..<3).flatMap { index in
        taxes.indices.contains(index) ? [taxes[index].title, taxes[index].amount] : ["", ""]
      }
      return lines.map { line in
        ([id, kind, refunds, date, currency, country, region, vatID, isMarketplaces ? "1" : "", tax, total] + slots
          + [line.kind, line.amount]).joined(separator: ",")
      }
    }
  }

  /// Where the books are.
  let program: Program

  private static let columns = [
    "Id", "Kind", "Refunds", "Date", "Currency", "Country", "Region", "VAT id", "Market", "Tax", "Total", "Tax 1",
    "Value 1", "Tax 2", "Value 2", "Tax 3", "Value 3", "Line", "Amount",
  ]

  /// The books of a seller in `country`, kept in `currency`, with `documents`.
  ///
  /// - Parameter business: more members of the business file.
  init(_ country: String, _ currency: String, business: String, _ documents: [Document]) throws {
    program = try Program()
    // The project's own seller and stores give way to these.
    try FileManager.default.removeItem(atPath: program.path("pipelines"))
    let header = Self.columns.joined(separator: ",")
    try program.write("orders.csv", ([header] + documents.flatMap(\.rows)).joined(separator: "\n") + "\n")
    try program.write(
      "pipelines/business.json",
      """
      { "legal_name": "Muster Trading", "country": "\(country)", "base_currency": "\(currency)", "time_zone": "UTC",
        "chart_of_accounts": "skr03", \(business) }
      """)
    let store = #"{ "name": "shop", "platform": "file", "warehouses": ["\#(country)"] }"#
    try program.write("pipelines/stores.json", #"{ "stores": [ \#(store) ] }"#)
    try program.write("own.json", Self.pipeline(currency))
    let outcome = try program.run("run", "own.json", "--quiet")
    try #require([0, 5].contains(outcome.exit), "\(outcome.text)")
    try #require(try program.rows("SELECT count(*) FROM rejects").first?[0] == 0, "\(outcome.text)")
  }

  private static func pipeline(_ currency: String) -> String {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"""
      { "name": "own", "store": "shop", "entity": "orders",
        "extract": [ { "use": "file", "layout": "delimited", "paths": ["orders.csv"], "columns": [\#(names)],
          "document": ["Id"], "dialect": { "delimiter": ",", "encoding": "utf-8", "header": true } } ],
        "transform": [
          { "use": "map", "fields": {
              "external_id": "Id", "kind": "Kind", "refunds": "Refunds", "tax_date": "Date", "currency": "Currency",
              "country_source": "Country", "region": "Region", "vat_id": "VAT id", "marketplace_collects": "Market",
              "total": "Total", "tax_total": "Tax",
              "tax_1_title": "Tax 1", "tax_1_amount": "Value 1", "tax_2_title": "Tax 2", "tax_2_amount": "Value 2",
              "tax_3_title": "Tax 3", "tax_3_amount": "Value 3", "line_kind": "Line", "source_amount": "Amount" } },
          { "use": "status", "otherwise": "completed" },
          { "use": "vat_ids", "transport": "simulated", "valid_for": 3650 },
          { "use": "vat" },
          { "use": "currency", "to": "\#(currency)", "rates": "samples/fx/eurofxref-hist.zip" } ],
        "load": [ { "use": "ledger" } ] }
      """#
  }

  /// A return, as the command writes it.
  func filed(_ name: String, _ period: String, _ arguments: String...) throws -> Outcome {
    let outcome = try program.start(
      ["return", name, "--period", period, "--business", "pipelines/business.json"] + arguments
    ).outcome()
    #expect(outcome.exit == 0, "\(outcome.messages)")
    return outcome
  }

  /// What the form is told, by figure and group, without what is nothing.
  func stated(_ name: String, _ period: String, _ arguments: String...) throws -> [String: String] {
    let outcome = try program.start(
      ["return", name, "--period", period, "--business", "pipelines/business.json", "--as", "json"] + arguments
    ).outcome()
    try #require(outcome.exit == 0, "\(outcome.messages)")
    var stated: [String: String] = [:]
    for row in try JSONText.parse(Array(outcome.output.utf8)).elements ?? [] {
      let amount = row["stated"]?.string ?? row["stated"]?.line ?? ""
      guard amount != "0.00" else { continue }
      let group = row["group"]?.string ?? ""
      stated["\(group.isEmpty ? "" : "\(group) ")\(row["figure"]?.string ?? "")"] = amount
    }
    return stated
  }
}
