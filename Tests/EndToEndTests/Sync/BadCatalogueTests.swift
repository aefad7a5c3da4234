/// Bad data of catalogues and places: each item is reported by itself, and the rest is done.
import Commerce
import Foundation
import GRDB
import Ledger
import Testing

@Suite("Bad data of catalogues")
struct BadCatalogueTests {
  private let program: Program

  init() throws { program = try Program() }

  /// Runs a list of products as a store tells it.
  private func run(_ rows: [String]) throws -> Outcome {
    try program.write("products.csv", "id,parent,name,sku,price,stock\n" + rows.joined(separator: "\n") + "\n")
    try program.write(
      "own.json",
      #"""
      { "name": "own", "store": "retail-uk", "entity": "products",
        "extract": [ { "use": "file", "layout": "delimited", "paths": ["products.csv"],
          "columns": ["id", "parent", "name", "sku", "price", "stock"], "document": ["id"],
          "dialect": { "delimiter": ",", "encoding": "utf-8", "header": true } } ],
        "transform": [ { "use": "map", "fields": {
          "external_id": "id", "parent": "parent", "title": "name", "sku": "sku", "status": { "value": "active" },
          "price": { "from": "price", "decimal": "." }, "stock": { "from": "stock", "decimal": "." } } } ],
        "load": [ { "use": "ledger" }, { "use": "materials", "direction": "from_store" } ],
        "limits": { "rejects": "50%" } }
      """#)
    return try program.run("run", "own.json", "--quiet")
  }

  @Test("each bad item is reported by itself, and the rest is done")
  func items() throws {
    let outcome = try run([
      "1,,Mug,MUG-1,12.90,5", "2,,Teapot,POT-1,30.00,1", "3,,Another teapot,POT-1,31.00,1", "4,,Bowl,,8.00,2",
      "5,99,Shirt M,SHIRT-M,20.00,3", "6,,Free sample,FREE-1,0,9", "7,,Thread,THREAD-1,1.234,9",
      "8,,<b>Lamp</b>,LAMP-1,40.00,1", "9,,Scarf,SCARF-1,15.00,many", "10,,Vase,VASE-1,9.50,2",
    ])
    #expect(outcome.exit == 5, "\(outcome.text)")
    let problems = try program.ledger().syncProblems(of: "retail-uk").map { "\($0.product) \($0.kind)" }
    #expect(
      Set(problems) == [
        "2 repeated_sku", "3 repeated_sku", "4 no_sku", "5 lost_parent", "6 price_of_zero", "7 price_decimals",
        "8 markup",
      ])
    let rejects = try program.json("rejects", "list")
    #expect(rejects.line.contains(#""code":"R2101","title":"the value is no number","path":"products.csv","line":10"#))
    // What is wrong with a value keeps that value back, and nothing else.
    let materials = try program.ledger().materials()
    #expect(materials.count == 9)
    #expect(materials.first { $0.sku == "VASE-1" }?.price == "9.50")
    #expect(materials.filter { $0.price == nil }.compactMap(\.sku).sorted() == ["FREE-1", "THREAD-1"])
    #expect(materials.first { $0.sku == "LAMP-1" }.map { $0.name == nil && $0.price == "40.00" } == true)
    // Mended, it is as the others, and no longer reported.
    _ = try run([
      "6,,Free sample,FREE-1,0.50,9", "8,,Lamp,LAMP-1,40.00,1", "9,,Scarf,SCARF-1,15.00,7",
    ])
    let left = try program.ledger().syncProblems(of: "retail-uk").map(\.product)
    #expect(Set(left) == ["2", "3", "4", "5", "7"])
    #expect(try program.ledger().materials().contains { $0.sku == "SCARF-1" })
  }

  @Test("a place that is gone is reported for its article, and the others are told")
  func place() throws {
    for platform in ["shopify", "woocommerce"] {
      for what in ["products", "stock"] {
        let outcome = try program.run("run", "pipelines/\(platform)-\(what)-sync.json", "--quiet")
        #expect([0, 5].contains(outcome.exit), "\(outcome.text)")
      }
    }
    let links = try program.rows(
      """
      SELECT l.material_id, l.article FROM stock_links l JOIN stores s ON s.id = l.store_id
      WHERE s.name = 'shopify-de' AND l.location = 'WH-001' ORDER BY l.material_id LIMIT 2
      """)
    let materials = links.map { $0[0] as Int64 }
    let article: String = try #require(links.first)[1]
    // The merchant takes the article away from the place.
    let journal = program.path("output/shops/shopify-de.jsonl")
    let line =
      #"{"at":1767400000000,"method":"DELETE","path":"/admin/api/2024-01/inventory_levels.json?inventory_item_id=\#(article)&location_id=70300000001","body":""}"#
    let known = (try? String(contentsOfFile: journal, encoding: .utf8)) ?? ""
    try program.write("output/shops/shopify-de.jsonl", known + line + "\n")
    for material in materials {
      #expect(try program.run("materials", "set", String(material), "--units", "77", "--at", "WH-001").exit == 0)
    }
    let outcome = try program.run("run", "pipelines/shopify-stock-sync.json", "--quiet")
    #expect([0, 5].contains(outcome.exit), "\(outcome.text)")
    let problems = try program.ledger().syncProblems(of: "shopify-de").filter { $0.entity == "inventory" }
    #expect(problems.contains { $0.product == article && $0.kind == "gone" }, "\(problems)")
    let level = try program.ledger().materialStock(materials[1]).first {
      $0.store == "shopify-de" && $0.location == "WH-001"
    }
    #expect(level?.level == Exact("77"))
  }
}
