/// Options that may hold one of several types: any of them counts, however alike they look as JSON.
import Testing

@testable import Pipeline

@Suite("Alternatives of an option")
struct AlternativesTests {
  private let type = OptionType.either([
    .choice(["sale"]), .date, .list(.date, minimum: 1), .record([OptionSpec("n", .flag, "N.", example: "true")]),
  ])

  private func messages(_ json: String) throws -> [String] {
    var checker = OptionChecker()
    let node = try #require(DefinitionTree.read(DefinitionText(Array(json.utf8), file: "a")).value)
    let isReadable = checker.check(node, type, owner: OptionOwner(noun: "option", name: "it", path: "day"))
    #expect(isReadable == checker.diagnostics.isEmpty)
    return checker.diagnostics.map(\.message)
  }

  @Test("a text is right when any of the kinds of text takes it", arguments: [#""sale""#, #""2024-12-31""#])
  func texts(json: String) throws { #expect(try messages(json) == []) }

  @Test("so are a list and an object", arguments: [#"["2024-12-31"]"#, #"{ "n": true }"#])
  func others(json: String) throws { #expect(try messages(json) == []) }

  @Test("where none takes it, the first of its kind says why")
  func none() throws {
    #expect(try messages(#""sales""#) == [#"option "day" in it cannot be "sales""#])
    #expect(
      try messages("[1]") == [#"option "day[0]" in it must be a date such as 2024-03-01, not a number"#])
  }

  @Test("a value of no kind among them is told what there is")
  func otherKind() throws {
    #expect(
      try messages("1") == [
        #"option "day" in it must be one of the allowed words or a date such as 2024-03-01 or a list of dates or an object"#
          + ", not a number"
      ])
  }
}
