/// Every kind of mistake, with the whole text that a person sees.
import Pipeline
import Testing

@Suite("What is shown for each mistake")
struct DiagnosticFixtureTests {
  private let renderer = DiagnosticRenderer()

  @Test("Definitions", arguments: Fixtures.names("definition"))
  func definition(name: String) throws {
    let text = try Fixtures.text("definition/\(name).json")
    let checked = Validation.compile(text, file: "pipelines/\(name).json")
    try Fixtures.expect(renderer.render(checked.diagnostics), toRead: "definition/\(name).txt")
    #expect(checked.diagnostics.contains { name.hasPrefix($0.code.id) } || name.hasPrefix("many"))
    #expect((checked.value == nil) == checked.diagnostics.contains { $0.severity == .error })
  }

  @Test("Business files", arguments: Fixtures.names("business"))
  func business(name: String) throws {
    let checked = Business.read(try Fixtures.bytes("business/\(name).json"), file: "pipelines/\(name).json")
    try Fixtures.expect(renderer.render(checked.diagnostics), toRead: "business/\(name).txt")
    #expect(checked.diagnostics.contains { name.hasPrefix($0.code.id) })
    #expect(checked.valid == nil)
  }

  @Test("Stores files", arguments: Fixtures.names("stores"))
  func stores(name: String) throws {
    let checked = Stores.read(try Fixtures.bytes("stores/\(name).json"), file: "pipelines/\(name).json")
    try Fixtures.expect(renderer.render(checked.diagnostics), toRead: "stores/\(name).txt")
    #expect(checked.diagnostics.contains { name.hasPrefix($0.code.id) })
    #expect(checked.valid == nil)
  }

  @Test("An override that names no variable is an error of the command line")
  func unusedOverride() {
    let override = VariableOverride("inptu=other.csv")
    #expect(override == VariableOverride(name: "inptu", value: "other.csv"))
    let checked = Validation.compile(Validation.sound, overrides: override.map { [$0] } ?? [])
    #expect(
      renderer.render(checked.diagnostics) == """
        error[E3108]: --set inptu=… has no effect: orders.json declares no variable
          "inptu"
         --> command line
          = did you mean "input"?
          = allowed: input
          = help: shopledger explain E3108

        """)
  }

  @Test("Every code has a fixture, and the list is ascending")
  func complete() {
    let names = ["definition", "business", "stores"].flatMap { Fixtures.names($0) } + ["E3108"]
    for code in DiagnosticCode.all {
      #expect(names.contains { $0.hasPrefix(code.id) }, "no fixture for \(code.id)")
      #expect(DiagnosticCode.named(code.id.lowercased()) == code)
      #expect(!code.explanation.isEmpty && code.wrong != code.mended)
    }
    let numbers = DiagnosticCode.all.map { $0.id.dropFirst() }
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
  }

  @Test("The mended example of every code is JSON", arguments: DiagnosticCode.all)
  func examples(code: DiagnosticCode) throws {
    guard code != .unusedOverride else { return }
    let mended = Definition.read(Array(code.mended.utf8), file: "a").diagnostics.map(\.code)
    #expect(!mended.contains(.invalidJSON) && !mended.contains(.duplicateKey) && !mended.contains(.literalSecret))
    let wrong = Definition.read(Array(code.wrong.utf8), file: "a").diagnostics.map(\.code)
    #expect(wrong.contains(code) || ![.invalidJSON, .duplicateKey, .literalSecret].contains(code))
  }

  @Test("Many mistakes come out at once, sorted by place")
  func many() throws {
    let checked = Validation.compile(try Fixtures.text("definition/many.json"))
    let places = checked.diagnostics.map { [$0.line, $0.column] }
    #expect(places.count >= 8)
    #expect(places.map { $0[0] * 1000 + $0[1] } == places.map { $0[0] * 1000 + $0[1] }.sorted())
  }
}
