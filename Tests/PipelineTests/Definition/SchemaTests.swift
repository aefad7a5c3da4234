/// The generated JSON Schema says the same of a definition's structure as the validator.
import Pipeline
import Testing

@Suite("JSON Schema")
struct SchemaTests {
  private let generator = SchemaGenerator(catalogue: FakeCatalogue.catalogue)
  /// Mistakes of structure, which a schema can see.
  private let structural: Set<DiagnosticCode> = [
    .unknownKey, .missingKey, .wrongType, .notAllowed, .outOfRange, .tooFewItems, .unknownStage, .wrongSection,
    .missingStage,
  ]

  private func node(_ text: String) throws -> DefinitionNode {
    try #require(Definition.read(Array(text.utf8), file: "a").value?.root)
  }

  @Test("It accepts what the validator accepts")
  func sound() throws {
    let schema = SchemaCheck(try node(generator.definitionSchema()))
    #expect(try schema.accepts(node(Validation.sound)))
    let variable = Validation.sound.replacing(#""prices": "net""#, with: #""prices": "${input}""#)
    #expect(try schema.accepts(node(variable)))
  }

  @Test("It refuses the mistakes of structure, and only those", arguments: Fixtures.names("definition"))
  func fixtures(name: String) throws {
    let text = try Fixtures.text("definition/\(name).json")
    guard let root = Definition.read(Array(text.utf8), file: "a").value?.root else { return }
    let codes = Set(Validation.compile(text).diagnostics.map(\.code))
    // Malformed values are refused as far as a pattern can tell; secrets are texts.
    guard !codes.contains(.malformedValue), !codes.contains(.literalSecret) else { return }
    let schema = SchemaCheck(try node(generator.definitionSchema()))
    #expect(schema.accepts(root) == codes.isDisjoint(with: structural))
  }

  @Test("It is the same text every time, and every example in it is JSON")
  func deterministic() throws {
    #expect(generator.definitionSchema() == SchemaGenerator(catalogue: FakeCatalogue.catalogue).definitionSchema())
    for text in [generator.definitionSchema(), SchemaGenerator.businessSchema(), SchemaGenerator.storesSchema()] {
      #expect(text.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"))
      _ = try node(text)
    }
  }
}
