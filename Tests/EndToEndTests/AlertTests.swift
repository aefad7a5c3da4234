/// Alerts of low stock: raised once, brought up to date, and cleared when they are over.
import Commerce
import Formats
import Foundation
import Ledger
import Testing

@Suite("Alerts of low stock")
struct AlertTests {
  private let program: Program

  /// A shop whose stock comes in a file.
  init() throws {
    program = try Program()
    try write(settings: #""low_stock_threshold": 10"#)
    try program.write(
      "stock.json",
      """
      { "name": "stock", "store": "shop", "entity": "inventory",
        "extract": [ { "use": "file", "layout": "shopify.inventory_export", "paths": ["stock.csv"] } ],
        "transform": [ { "use": "map", "preset": "shopify.inventory_export" } ],
        "load": [ { "use": "ledger" }, { "use": "alerts" }, { "use": "report", "name": "low_stock" } ],
        "limits": { "rejects": "100%" } }
      """)
  }

  private func write(settings: String) throws {
    try program.write(
      "stores.json",
      """
      { "stores": [ { "name": "shop", "platform": "shopify", "warehouses": ["DE"], "settings": { \(settings) } } ] }
      """)
  }

  /// Loads stock by SKU and place, and returns what the run says of alerts.
  @discardableResult
  private func load(_ stock: [(sku: String, place: String, available: String)]) throws -> String {
    let header = try String(
      contentsOf: Program.project.appending(path: "samples/shopify/lists/inventory.csv"), encoding: .utf8
    ).split(whereSeparator: \.isNewline)[0]
    let columns = header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var lines = [String(header)]
    for row in stock {
      let cells = [
        "Handle": row.sku.lowercased(), "Title": "Thing \(row.sku)", "SKU": row.sku, "Location": row.place,
        "On hand (current)": row.available, "Available (not editable)": row.available, "Option1 Name": "Title",
        "Option1 Value": "Default Title",
      ]
      lines.append(columns.map { cells[$0] ?? "" }.joined(separator: ","))
    }
    try program.write("stock.csv", lines.joined(separator: "\n") + "\n")
    let run = try program.run("run", "stock.json", "--quiet", "--stores", "stores.json")
    #expect([0, 5].contains(run.exit), "\(run.text)")
    return run.output.split(separator: "\n").first { $0.contains("  alerts: ") }.map(String.init) ?? run.text
  }

  private func alerts(_ more: String...) throws -> [String] {
    let outcome = try program.start(["alerts", "--format", "json"] + more).outcome()
    #expect(outcome.exit == 0, "\(outcome.text)")
    return (try JSONText.parse(Array(outcome.output.utf8)).elements ?? []).map { alert in
      ["sku", "place_name", "current_stock", "threshold", "severity"].map { alert[$0]?.string ?? "-" }
        .joined(separator: " ")
    }
  }

  @Test("an alert is raised once, follows the stock, and is cleared when there is more than the threshold")
  func life() throws {
    #expect(try load([("A-1", "Berlin", "5"), ("A-2", "Berlin", "11"), ("A-3", "Berlin", "0")]).contains("2 raised"))
    #expect(try alerts() == ["A-3 - 0 10 critical", "A-1 - 5 10 warning"])
    let first = try program.json("alerts").column("created_at")
    #expect(
      try load([("A-1", "Berlin", "4"), ("A-2", "Berlin", "10"), ("A-3", "Berlin", "0")])
        .hasSuffix(": 1 raised, 3 open"))
    #expect(try alerts() == ["A-3 - 0 10 critical", "A-1 - 4 10 warning", "A-2 - 10 10 warning"])
    #expect(try program.json("alerts").column("created_at")[0] == first[0])
    #expect(
      try load([("A-1", "Berlin", "-2"), ("A-2", "Berlin", "12"), ("A-3", "Berlin", "40")])
        .hasSuffix(": 1 worse, 2 cleared, 1 open"))
    #expect(try alerts() == ["A-1 - -2 10 critical"])
    #expect(try alerts("--all").count == 3)
    #expect(
      try load([("A-1", "Berlin", "30"), ("A-2", "Berlin", "12"), ("A-3", "Berlin", "40")]).hasSuffix(": 1 cleared"))
    #expect(try program.run("alerts").output == "no stock is low\n")
    #expect(try load([("A-1", "Berlin", "3"), ("A-2", "Berlin", "12"), ("A-3", "Berlin", "40")]).contains("1 raised"))
    #expect(try alerts("--all").count == 4)
  }

  @Test(
    "an alert has what a person needs to order: store, product, SKU, name, stock, threshold, platform, severity, time")
  func fields() throws {
    try load([("A-1", "Berlin", "5")])
    let alert = try #require(try program.json("alerts").elements?.first)
    #expect(
      alert["store_id"]?.string == "shop" && alert["sku"]?.string == "A-1" && alert["name"]?.string == "Thing A-1")
    #expect(alert["current_stock"]?.string == "5" && alert["threshold"]?.string == "10")
    #expect(alert["platform"]?.string == "shopify" && alert["severity"]?.string == "warning")
    #expect(alert["product_id"]?.string?.isEmpty == false && alert["created_at"]?.string?.hasSuffix("Z") == true)
    let text = try program.run("alerts", "--store", "shop").output
    #expect(text.contains("A-1") && text.contains("warning"))
    #expect(try program.run("alerts", "--store", "other").exit == 2)
    let report = try program.run("report", "low_stock", "--format", "csv").output
    #expect(report.contains("shop,") && report.contains(",A-1,Thing A-1,,5,10,,shopify,warning,"), "\(report)")
  }

  @Test("places count together, and one with a threshold of its own is watched by itself too")
  func places() throws {
    try write(
      settings:
        #""low_stock_threshold": 10, "low_stock_skus": { "B-*": 3, "B-9": 50 }, "low_stock_places": { "Hamburg": 6 }"#)
    try load([
      ("A-1", "Berlin", "5"), ("A-1", "Hamburg", "7"), ("A-2", "Berlin", "90"), ("A-2", "Hamburg", "6"),
      ("B-1", "Berlin", "4"), ("B-2", "Berlin", "3"), ("B-9", "Berlin", "49"),
    ])
    #expect(
      try alerts() == ["A-2 Hamburg 6 6 warning", "B-2 - 3 3 warning", "B-9 - 49 50 warning"])
    // What is no longer told of is over.
    #expect(try load([("A-2", "Berlin", "90"), ("A-2", "Hamburg", "7")]).contains("open"))
    #expect(try alerts().contains("A-2 Hamburg 6 6 warning") == false)
  }

  @Test(
    "how bad it is depends on how long the stock lasts at the pace of the latest sales",
    arguments: [
      "shopify", "woocommerce", "amazon",
    ])
  func cover(platform: String) throws {
    let folder = program.path("pipelines")
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(at: Program.project.appending(path: "pipelines"), to: URL(filePath: folder))
    let stores = try String(contentsOfFile: program.path("pipelines/stores.json"), encoding: .utf8)
    try program.write(
      "pipelines/stores.json",
      stores.replacing("\"low_stock_threshold\": 10", with: "\"low_stock_threshold\": 100000").replacing(
        "\"platform\": \"woocommerce\",",
        with: "\"platform\": \"woocommerce\", \"settings\": { \"low_stock_threshold\": 100000 },"
      ).replacing(
        "\"name\": \"amazon-de\",", with: "\"name\": \"amazon-de\", \"settings\": { \"low_stock_threshold\": 100000 },")
    )
    #expect(try [0, 5].contains(program.run("run", "pipelines/\(platform)-nightly.json", "--quiet").exit))
    let run = try program.run("run", "pipelines/all-stock.json", "--quiet", "--set", "store=\(platform)-de")
    #expect(run.exit == 0 && run.output.contains("  alerts: "), "\(run.text)")
    let alerts = try program.json("alerts").elements ?? []
    #expect(!alerts.isEmpty)
    let sold = alerts.filter { $0["days_of_cover"]?.line != "null" }
    #expect(!sold.isEmpty)
    for alert in alerts {
      let stock = Double(alert["current_stock"]?.string ?? "") ?? 0
      let days = (alert["days_of_cover"]?.line).flatMap { Int($0) }
      switch alert["severity"]?.string {
      case "critical": #expect(stock <= 0 || days.map { $0 <= 3 } == true)
      case "info": #expect(days.map { $0 >= 14 } == true)
      default: #expect(stock > 0 && (days == nil || days.map { 3...14 ~= $0 } == true))
      }
    }
  }
}
