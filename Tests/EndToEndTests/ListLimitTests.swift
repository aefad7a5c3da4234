/// Lists that show a part say so, to people and to programs.
import Formats
import Testing

@Suite("Lists that stop at their limit")
struct ListLimitTests {
  private let program: Program

  init() throws {
    program = try Program()
    for _ in 1...2 { try program.run("run", "pipelines/shopify-orders.json", "--quiet") }
  }

  @Test(
    "what is not shown is told on standard error, as text and as JSON",
    arguments: [
      ["journal", "waiting", "documents"], ["customers", "list", "customers"], ["runs", "list", "runs"],
    ], ["text", "json"])
  func told(_ words: [String], _ format: String) throws {
    let part = try program.run(words[0], words[1], "--limit", "1", "--format", format)
    #expect(part.exit == 0)
    #expect(part.messages == "note: the list stops after 1, and there are more \(words[2]); --limit 10 shows more\n")
    let whole = try program.run(words[0], words[1], "--limit", "100000", "--format", format)
    #expect(whole.messages == "" && whole.output.count > part.output.count)
  }

  @Test("a list that is whole says nothing, at its limit exactly too")
  func exact() throws {
    #expect(try program.run("runs", "list", "--limit", "2").messages == "")
  }

  @Test("entries of the journal are counted, since all of them are read")
  func entries() throws {
    try program.run("journal", "post")
    let all = try program.json("journal", "list", "--limit", "100000").elements?.count ?? 0
    try #require(all > 3)
    let part = try program.run("journal", "list", "--limit", "3", "--format", "json")
    #expect(part.messages == "note: the list stops after 3 of \(all) entries; --limit \(all) shows all\n")
  }
}
