/// What a file's columns may be, and what the contract makes of those that are missing or new.
import Pipeline
import Testing

@Suite("The contract of columns")
struct ContractTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func table(_ text: String, _ options: String = "") throws -> any ExtractStage {
    try Extraction.table(
      try scratch.write(text), columns: ["Id", "Amount"],
      #""dialect": { "delimiter": ",", "header": true }"# + (options.isEmpty ? "" : ", ") + options)
  }

  @Test(
    "A missing column fails unless it is let go",
    arguments: [
      ("", "E7103", 0), (#""contract": { "missing_column": "fail" }"#, "E7103", 0),
      (#""contract": { "missing_column": "warn" }"#, nil, 1), (#""contract": { "missing_column": "ignore" }"#, nil, 0),
    ] as [(String, String?, Int)])
  func missing(options: String, code: String?, notices: Int) async throws {
    let stage = try table("Id\n1\n2\n", options)
    #expect(await stage.failure(["Id", "Amount"])?.code == code)
    guard code == nil else { return }
    #expect(try await stage.notices(["Id", "Amount"]).count == notices)
    #expect(try await stage.documents(["Id", "Amount"]).map { [$0["Id"], $0["Amount"]] } == [["1", ""], ["2", ""]])
  }

  @Test(
    "A new column is told of unless it is refused or let go",
    arguments: [
      ("", nil, 1), (#""contract": { "new_column": "fail" }"#, "E7104", 0),
      (#""contract": { "new_column": "warn" }"#, nil, 1), (#""contract": { "new_column": "ignore" }"#, nil, 0),
    ] as [(String, String?, Int)])
  func new(options: String, code: String?, notices: Int) async throws {
    let stage = try table("Id,Colour,Amount\n1,red,2.00\n", options)
    #expect(await stage.failure(["Id", "Amount"])?.code == code)
    guard code == nil else { return }
    let found = try await stage.notices(["Id", "Amount"])
    #expect(found.count == notices)
    #expect(found.allSatisfy { $0.contains("has the column \"Colour\", which layout delimited does not know") })
    #expect(try await stage.documents(["Amount"]).map { $0["Amount"] } == ["2.00"])
  }

  @Test("A column that comes twice is refused whatever the contract says")
  func duplicate() async throws {
    let stage = try table(
      "Id,Amount,Amount\n1,2.00,3.00\n", #""contract": { "missing_column": "ignore", "new_column": "ignore" }"#)
    let failure = try await #require(stage.failure(["Id"]))
    #expect(failure.code == "E7102")
    #expect(failure.exit == .schemaDrift)
    #expect(failure.message.contains("has the column \"Amount\" twice"))
  }

  @Test("Columns are found by name, in whatever order they stand")
  func order() async throws {
    let stage = try table("Amount,Id\n2.00,1\n")
    #expect(try await stage.documents(["Id", "Amount"]).map { [$0["Id"], $0["Amount"]] } == [["1", "2.00"]])
  }

  @Test("A table without any of the declared columns is no such table")
  func otherTable() async throws {
    #expect(try await table("Rank,Score\n1,2\n").failure(["Id"])?.code == "E7101")
  }
}
