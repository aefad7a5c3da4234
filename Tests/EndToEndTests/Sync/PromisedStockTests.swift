/// What lies somewhere and cannot be sold: promised to somebody, broken, or not counted at all.
import Commerce
import Foundation
import Ledger
import Testing

@Suite("Stock that is not for sale")
struct PromisedStockTests {
  private let program: Program

  init() throws { program = try Program() }

  /// Runs a list through a pipeline of one store.
  private func run(_ entity: String, _ columns: [String], _ fields: String, _ more: String, _ rows: [String]) throws
    -> Outcome
  {
    try program.write("list.csv", ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n")
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    try program.write(
      "own.json",
      #"""
      { "name": "own-\#(entity)", "store": "retail-uk", "entity": "\#(entity)",
        "extract": [ { "use": "file", "layout": "delimited", "paths": ["list.csv"], "columns": [\#(names)],
          "document": ["\#(columns[0])"], "dialect": { "delimiter": ",", "encoding": "utf-8", "header": true } } ],
        "transform": [ { "use": "map", "fields": { \#(fields) } } ],
        "load": [ { "use": "ledger" }, { "use": "materials", "direction": "from_store"\#(more) } ],
        "limits": { "rejects": "50%" } }
      """#)
    return try program.run("run", "own.json", "--quiet")
  }

  @Test("what is promised or broken is not counted, what is not tracked has no count, and no number is reported")
  func promised() throws {
    let products = try run(
      "products", ["id", "name", "sku", "price"],
      #""external_id": "id", "title": "name", "sku": "sku", "price": { "from": "price", "decimal": "." }"#, "",
      ["1,Mug,MUG-1,12.90", "2,Vase,VASE-1,9.50", "3,Bowl,BOWL-1,8.00"])
    #expect(products.exit == 0, "\(products.text)")
    let stock = try run(
      "inventory", ["article", "sku", "there", "promised", "broken", "counted", "free"],
      #"""
      "external_id": "article", "article": "article", "sku": "sku", "on_hand": { "from": "there", "decimal": "." },
      "reserved": { "from": "promised", "decimal": "." }, "unfulfillable": { "from": "broken", "decimal": "." },
      "tracked": "counted", "available": { "from": "free", "decimal": "." }
      """#, #", "locations": { "": "WH-001" }"#,
      ["a,MUG-1,10,3,1,true,", "b,VASE-1,5,0,0,false,", "c,BOWL-1,many,0,0,true,", "d,GLASS-1,4,0,0,true,"])
    #expect(stock.exit == 5, "\(stock.text)")
    let levels = try program.ledger().materialStock()
    #expect(
      levels.map { "\($0.location) \($0.quantity) promised \($0.reserved.map { "\($0)" } ?? "-")" } == [
        "WH-001 6 promised 3"
      ])
    #expect(try program.json("rejects", "list").line.contains(#""code":"R2101""#))
    // What no material is known of is named, and counted once it is.
    #expect(try program.ledger().syncProblems().map { "\($0.product) \($0.kind) \($0.detail)" } == ["d no_sku GLASS-1"])
  }
}
