/// Any table: which of its records are one document, and what a definition may say of it.
import Columns
import Pipeline
import Testing

@Suite("Delimited tables")
struct DelimitedTableTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The items of each document of a table whose records are `Order,Item`.
  private func items(_ records: [(String, String)], _ options: String) async throws -> [[String]] {
    let text = "Order,Item\n" + records.map { "\($0),\($1)\n" }.joined()
    let stage = try Extraction.table(try scratch.write(text), columns: ["Order", "Item"], options)
    return try await stage.documents(["Order", "Item"]).map { $0.column("Item") }
  }

  private let mixed = [("A", "1"), ("B", "2"), ("A", "3"), ("C", "4"), ("B", "5"), ("A", "6")]

  @Test("Every record is a document unless columns name one")
  func single() async throws { #expect(try await items([("A", "1"), ("A", "2")], "") == [["1"], ["2"]]) }

  @Test("Records that follow each other with equal cells are one document")
  func adjacent() async throws {
    #expect(
      try await items([("A", "1"), ("A", "2"), ("B", "3"), ("A", "4")], #""document": ["Order"]"#)
        == [["1", "2"], ["3"], ["4"]])
  }

  @Test(
    "\"within\" says how many records apart the records of one document may stand",
    arguments: [
      (1, [["1"], ["2"], ["3"], ["4"], ["5"], ["6"]]), (2, [["1", "3"], ["2"], ["4"], ["5"], ["6"]]),
      (3, [["1", "3", "6"], ["2", "5"], ["4"]]),
    ])
  func within(reach: Int, expected: [[String]]) async throws {
    #expect(try await items(mixed, #""document": ["Order"], "within": \#(reach)"#) == expected)
  }

  @Test("The records of a document keep their place and their bytes")
  func positions() async throws {
    let text = "Order,Item\n" + mixed.map { "\($0),\($1)\n" }.joined()
    let stage = try Extraction.table(
      try scratch.write(text), columns: ["Order", "Item"], #""document": ["Order"], "within": 3"#)
    let documents = try await stage.documents(["Order", "Item"])
    #expect(documents.map { $0.lines.map(\.position.line) } == [[2, 4, 7], [3, 6], [5]])
    #expect(documents.map { $0.lines.map(\.raw) } == [["A,1", "A,3", "A,6"], ["B,2", "B,5"], ["C,4"]])
  }

  @Test("Several columns together name a document")
  func twoColumns() async throws {
    let text = "Shop,Order,Item\nx,1,a\nx,1,b\ny,1,c\n"
    let stage = try Extraction.table(
      try scratch.write(text), columns: ["Shop", "Order", "Item"], #""document": ["Shop", "Order"]"#)
    #expect(try await stage.documents(["Item"]).map { $0.column("Item") } == [["a", "b"], ["c"]])
  }

  @Test("How the file is written is detected, and what is declared counts more")
  func dialect() async throws {
    let text = "Order;Item\nA;\"1;5\"\nB;2\n"
    let path = try scratch.write(text)
    let detected = try Extraction.table(path, columns: ["Order", "Item"])
    #expect(try await detected.documents(["Item"]).map { $0["Item"] } == ["1;5", "2"])
    let quoted = try scratch.write("Order;Item\nA;'1;5'\nB;2\n")
    let declared = try Extraction.table(
      quoted, columns: ["Order", "Item"], #""dialect": { "delimiter": ";", "quote": "'" }"#)
    #expect(try await declared.documents(["Item"]).map { $0["Item"] } == ["1;5", "2"])
  }

  @Test(
    "What a definition may not say of a table",
    arguments: [
      (#""layout": "delimited", "paths": ["a.csv"]"#, "needs \"columns\""),
      (
        #""layout": "delimited", "paths": ["a.csv"], "columns": ["Order"], "document": ["Ordre"]"#,
        "\"document\" names \"Ordre\""
      ),
      (
        #""layout": "delimited", "paths": ["a.csv"], "columns": ["Order"], "refund_date": "sale""#,
        "\"refund_date\" is for layouts"
      ),
      (
        #""layout": "shopify.orders_export", "paths": ["a.csv"], "within": 3"#, "\"within\" is for layout \"delimited\""
      ),
      (#""layout": "shopify.orders_export", "paths": []"#, "needs at least 1 item"),
    ])
  func refused(options: String, words: String) {
    let compiled = Extraction.compile(options)
    #expect(compiled.value == nil)
    #expect(compiled.diagnostics.count == 1)
    #expect(compiled.diagnostics.first?.message.contains(words) == true)
  }
}
