/// Damaged exports are repaired, or refused with the name of what they are.
import Columns
import Pipeline
import Testing

@Suite("Damaged files")
struct DamagedFileTests {
  private let columns = ShopifyExport.columns + ShopifyExport.made

  private func stage(_ name: String) throws -> any ExtractStage {
    try Extraction.shopify(Files.sample("damaged/\(name)"))
  }

  /// The sales of a file.
  private func sales(_ name: String) async throws -> [ReadDocument] {
    try await stage(name).documents(columns).filter { $0["Document kind"] == "" }
  }

  /// The orders that all these files hold, from one in which they are sound.
  private func sound() async throws -> [[[String: String]]] {
    try await sales("trailing-header.csv").map { $0.lines.map(\.cells) }
  }

  @Test("A stray semicolon behind the last column's name is no part of it")
  func trailingHeader() async throws {
    let stage = try stage("trailing-header.csv")
    let source = try #require(try stage.sources().first)
    #expect(try stage.open(source, columns: [], from: nil).header.last == "Payment References")
    let documents = try await sales("trailing-header.csv")
    #expect(documents.count == 14)
    #expect(documents.flatMap(\.lines).filter { $0["Line kind"] == "" }.count == 28)
    #expect(try await stage.notices(columns) == [])
  }

  @Test("A file whose lines an Excel of another country has wrapped is read as if it had not")
  func semicolons() async throws {
    #expect(try await sales("excel-semicolon.csv").map { $0.lines.map(\.cells) } == sound())
    #expect(try await sales("excel-semicolon.csv").allSatisfy { $0.refusals == [] })
  }

  @Test("The header of a second part is passed over and told of; what comes twice is read twice")
  func concatenated() async throws {
    let documents = try await sales("concatenated.csv")
    #expect(documents.count == 17)
    #expect(Set(documents.map { $0["Id"] }).count == 14)
    #expect(Set(documents.map { $0.lines.map(\.cells) }) == Set(try await sound()))
    let notices = try await stage("concatenated.csv").notices(columns)
    #expect(notices.count == 1)
    #expect(notices.first?.contains("holds its header 1 more times") == true)
  }

  @Test(
    "Another export of the same admin is refused by its name",
    arguments: [
      ("customers-export.csv", "shopify.customers_export"),
      ("abandoned-checkouts.csv", "Shopify's abandoned checkouts export"),
    ])
  func otherExports(file: String, name: String) async throws {
    let failure = try #require(try await stage(file).failure(columns))
    #expect(failure.code == "E7101")
    #expect(failure.exit == .schemaDrift)
    #expect(
      failure.message.hasSuffix("damaged/\(file) is no file of layout shopify.orders_export; it looks like \(name)"))
  }

  @Test("A missing column is named")
  func missingColumn() async throws {
    let failure = try #require(try await stage("missing-total.csv").failure(columns))
    #expect(failure.code == "E7103")
    #expect(failure.message.contains("lacks the column \"Total\""))
  }

  @Test("A file of no bytes is a failure, one of a header alone is an empty export")
  func empty() async throws {
    #expect(try await stage("empty.csv").failure(columns)?.code == "E7005")
    #expect(try await sales("header-only.csv") == [])
  }

  @Test("A truncated download gives what stands before the cut, then fails")
  func truncated() async throws {
    let stage = try stage("truncated.csv.gz")
    let source = try #require(try stage.sources().first)
    var reader = try stage.open(source, columns: columns, from: nil)
    let failure = await #expect(throws: RunFailure.self) { while try await reader.next() != nil {} }
    #expect(failure?.code == "E7007")
    #expect(failure?.exit == .sourceUnavailable)
  }

  @Test(
    "A damaged row refuses its order and no other",
    arguments: [("too-many-cells.csv", "R1002"), ("invalid-utf8.csv", "R1003")])
  func damagedRow(file: String, code: String) async throws {
    let documents = try await sales(file)
    #expect(documents.count == 14)
    #expect(documents.map(\.refusals).filter { $0 != [] } == [[code]])
  }

  @Test("A row with too few cells, and a file that ends inside quotes, refuse their documents")
  func shortRows() async throws {
    let scratch = try Scratch()
    let path = try scratch.write("Id,Amount,Note\n1,2.00,a\n2,3.00\n3,4.00,c\n4,5.00,\"d\n")
    let stage = try Extraction.table(
      path, columns: ["Id", "Amount", "Note"], #""dialect": { "delimiter": ",", "header": true, "quote": "\"" }"#)
    let documents = try await stage.documents(["Id"])
    #expect(documents.map { $0["Id"] } == ["1", "2", "3", "4"])
    #expect(documents.map(\.refusals) == [[], ["R1001"], [], ["R1007"]])
  }

  @Test("Quotes that are taken for text are told of, unless that is declared")
  func quotesAsText() async throws {
    let scratch = try Scratch()
    let path = try scratch.write("Id,Note\n1,\"a\n2,\"b\"\n3,c\n")
    let columns = ["Id", "Note"]
    let notices = try await Extraction.table(path, columns: columns).notices(columns)
    #expect(notices.count == 1)
    #expect(notices.first?.contains("its first quotes do not pair up") == true)
    for quote in [#""""#, #""\"""#] {
      let declared = try Extraction.table(path, columns: columns, #""dialect": { "quote": \#(quote) }"#)
      #expect(try await declared.notices(columns) == [])
    }
  }

  // MARK: Lines that may belong to a document beside them

  private static let quoted = #""document": ["Id"], "dialect": { "delimiter": ",", "header": true, "quote": "\"" }"#

  private func documents(_ scratch: Scratch, _ rows: [String], within reach: Int = 1) async throws -> [ReadDocument] {
    let path = try scratch.write("Id,Amount,Note\n" + rows.joined(separator: "\n") + "\n")
    let options = Self.quoted + ", \"within\": \(reach)"
    return try await Extraction.table(path, columns: ["Id", "Amount", "Note"], options).documents(["Id"])
  }

  @Test("A stray quote behind the id refuses the document of that id whole, and no other")
  func quoteBehindID() async throws {
    let documents = try await documents(Scratch(), ["1,1,a", "2,1,a", "2,1,\"b", "2,1,\"c, d\"", "3,1,a"])
    #expect(documents.map { $0["Id"] } == ["1", "2", "3"])
    #expect(documents.map(\.lines.count) == [1, 3, 1])
    #expect(documents.map(\.refusals) == [[], ["R1007"], []])
  }

  @Test("A quote within the id refuses the documents beside the line, to either of which it may belong")
  func quoteInID() async throws {
    let documents = try await documents(Scratch(), ["1,1,a", "2,1,a", "\"2\"x,1,b", "3,1,c", "4,1,a"])
    #expect(documents.map { $0["Id"] } == ["1", "2", "2x", "3", "4"])
    #expect(documents.map(\.refusals) == [[], ["R1007"], ["R1005"], ["R1007"], []])
  }

  @Test("What was the inside of a damaged cell does not part the lines of its document")
  func insideOfCell() async throws {
    let documents = try await documents(Scratch(), ["1,1,\"a", "b\" c", "1,1,d", "2,1,e"])
    #expect(documents.map { $0["Id"] } == ["1", "b\" c", "1", "2"])
    #expect(documents.map(\.refusals) == [["R1007"], ["R1001"], ["R1007"], []])
  }

  @Test("A damaged line and what it may belong to are refused together, wherever a batch ends")
  func damageAtBatchEnds() async throws {
    // Lines of several lengths, so that batches end before, at and behind damaged ones.
    let rows = (0..<30_000).map { row in
      "\(row % 3 == 1 ? "\"\(row)\"x" : "\(row)"),1,\(String(repeating: "n", count: 90 + row % 7))"
    }
    let documents = try await documents(Scratch(), rows)
    #expect(documents.count == rows.count)
    #expect(documents.allSatisfy { $0.refusals.count == 1 })
  }

  @Test("Where documents are mixed, a line with a damaged id refuses all that it may belong to, and no other")
  func mixedDocuments() async throws {
    let ids = ["9", "0", "1", "2", "\"3\"x", "1", "2", "4", "5"]
    let documents = try await documents(Scratch(), ids.map { "\($0),1,a" }, within: 3)
    #expect(documents.map { $0["Id"] } == ["9", "0", "1", "2", "3x", "4", "5"])
    #expect(documents.map(\.lines.count) == [1, 1, 2, 2, 1, 1, 1])
    #expect(documents.map(\.refusals) == [[], ["R1007"], ["R1007"], ["R1007"], ["R1005"], ["R1007"], []])
    let behind = try await self.documents(
      Scratch(), ["1,1,a", "2,1,a", "1,1,\"b", "2,1,c", "1,1,d"], within: 3)
    #expect(behind.map(\.refusals) == [["R1007"], []])
  }

  @Test("Mixed documents and the damaged lines that may be theirs are refused together, wherever a batch ends")
  func mixedAtBatchEnds() async throws {
    let damaged = (0..<30_000).filter { $0 % 4_999 == 17 }
    let rows = (0..<30_000).map { row in
      let id = row / 100 * 20 + row % 20
      return "\(damaged.contains(row) ? "\"\(id)\"x" : "\(id)"),1,\(String(repeating: "n", count: 90 + row % 7))"
    }
    let documents = try await documents(Scratch(), rows, within: 40)
    #expect(documents.count == 6_000 + damaged.count)
    for document in documents {
      let mayBeDamaged = document.lines.contains { line in damaged.contains { abs(line.position.line - 2 - $0) <= 40 } }
      try #require(document.refusals.isEmpty != mayBeDamaged, "\(document["Id"])")
    }
  }

  @Test("A backslash before a quote, met first behind the part that tells the dialect, is told with what to declare")
  func lateBackslash() async throws {
    let scratch = try Scratch()
    let rows = (0..<4_000).map { "\($0),1,\"plain, and so on\"" } + [#"4000,1,"27\" wide""#, #"4001,1,"15\" wide""#]
    let path = try scratch.write("Id,Amount,Note\n" + rows.joined(separator: "\n") + "\n")
    let stage = try Extraction.table(path, columns: ["Id", "Amount", "Note"])
    let documents = try await stage.documents(["Id"])
    #expect(documents.filter { !$0.refusals.isEmpty }.map { $0["Id"] } == ["4000", "4001"])
    let notices = try await stage.notices(["Id"])
    #expect(notices.count == 1)
    #expect(
      notices.first?.hasSuffix(
        #"a backslash stands before a quote in line 4002; declare "dialect": { "escape": "backslash" } where quotes in cells are written so"#
      ) == true, "\(notices)")
    let declared = try Extraction.table(
      path, columns: ["Id", "Amount", "Note"], #""dialect": { "escape": "backslash" }"#)
    #expect(try await declared.documents(["Note"]).suffix(2).map { $0["Note"] } == ["27\" wide", "15\" wide"])
  }
}
