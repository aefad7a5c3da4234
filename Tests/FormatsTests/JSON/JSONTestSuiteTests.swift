/// The published JSONTestSuite, all files that must be accepted or refused.
import Formats
import Testing

@Suite struct JSONTestSuiteTests {
  static let names = Fixture.names(in: "JSONTestSuite", suffix: ".json")
  /// Valid by the grammar, but a definition with the same name twice is refused.
  static let duplicates = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"]

  @Test("Valid JSON is read", arguments: names.filter { $0.hasPrefix("y_") && !duplicates.contains($0) })
  func accepts(name: String) throws {
    let outcome = JSONText.read(try Fixture.bytes("JSONTestSuite/\(name)"))
    #expect(outcome.root != nil)
    #expect(outcome.problems == [])
  }

  @Test("Anything else is refused, with a place inside the text", arguments: names.filter { $0.hasPrefix("n_") })
  func refuses(name: String) throws {
    let bytes = try Fixture.bytes("JSONTestSuite/\(name)")
    let problem = try #require(JSONText.read(bytes).problems.first)
    #expect(problem.place.line >= 1 && problem.place.column >= 1 && problem.place.bytes.upperBound <= bytes.count)
    #expect(!problem.message.isEmpty)
  }

  @Test("Names that come twice are refused", arguments: duplicates)
  func refusesDuplicates(name: String) throws {
    let problems = JSONText.read(try Fixture.bytes("JSONTestSuite/\(name)")).problems
    #expect(problems.map(\.code) == [.duplicateKey])
  }

  @Test(
    "What the standard leaves open is read or refused, never crashed on", arguments: names.filter { $0.hasPrefix("i_") }
  )
  func survives(name: String) throws {
    let outcome = JSONText.read(try Fixture.bytes("JSONTestSuite/\(name)"))
    #expect(outcome.root != nil || !outcome.problems.isEmpty)
  }

  @Test("A hundred thousand brackets are refused by their depth", arguments: ["[", "[{\"\":"])
  func depth(opening: String) {
    let bytes = [UInt8](String(repeating: opening, count: 100_000).utf8)
    #expect(JSONText.read(bytes).problems.map(\.code) == [.depth])
  }

  @Test("The suite is complete")
  func complete() {
    #expect(Self.names.filter { $0.hasPrefix("y_") }.count == 95)
    #expect(Self.names.filter { $0.hasPrefix("n_") }.count == 186)
  }
}
