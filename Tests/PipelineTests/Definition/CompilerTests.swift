/// What becomes of a definition in which nothing is wrong.
import Commerce
import Pipeline
import Testing

@Suite("Compiling definitions")
struct CompilerTests {
  @Test("A sound definition compiles without a word")
  func sound() throws {
    let checked = Validation.compile(Validation.sound)
    #expect(checked.diagnostics == [])
    let pipeline = try #require(checked.valid)
    #expect(pipeline.name == "orders")
    #expect(pipeline.store.name == "shop-de")
    #expect(pipeline.rejectLimit == .share(ppm: 5_000))
    #expect(
      pipeline.names == [.extract: ["file"], .transform: ["map", "vat", "currency"], .load: ["ledger", "report"]])
    #expect(pipeline.extracts.count == 1 && pipeline.transforms.count == 3 && pipeline.loads.count == 2)
  }

  @Test("Source columns are those that transforms ask for, each once, in order")
  func sourceColumns() throws {
    let pipeline = try #require(Validation.compile(Validation.sound).value)
    #expect(pipeline.sourceColumns == ["Country", "Name", "Total"])
  }

  @Test("Variables have defaults, and the command line overrides them")
  func variables() throws {
    let usual = try #require(Validation.compile(Validation.sound).value)
    #expect(try usual.extracts[0].sources().map(\.path) == ["samples/orders.csv"])
    let override = VariableOverride(name: "input", value: "a=b.csv")
    let other = try #require(Validation.compile(Validation.sound, overrides: [override]).value)
    #expect(try other.extracts[0].sources().map(\.path) == ["a=b.csv"])
    #expect(VariableOverride("input=a=b.csv") == override)
    #expect(VariableOverride("=a") == nil && VariableOverride("input") == nil)
  }

  @Test("Several variables in one text are filled in, and $${ stands for itself")
  func manyVariables() throws {
    let definition = Validation.sound
      .replacing(#""input": "samples/orders.csv""#, with: #""a": "x", "b": "$y""#)
      .replacing("${input}", with: "${a}-$-${b}$${a}")
    let pipeline = try #require(Validation.compile(definition).value)
    #expect(try pipeline.extracts[0].sources().map(\.path) == ["x-$-$y${a}"])
  }

  @Test("A definition may name its own business file")
  func business() throws {
    let own = Validation.sound.replacing(
      #""entity": "orders""#, with: #""business": "pipelines/business-retail-uk.json""#)
    #expect(Definition.read(Array(own.utf8), file: "a").value?.business == "pipelines/business-retail-uk.json")
    let usual = try #require(Definition.read(Array(Validation.sound.utf8), file: "a").value)
    #expect(usual.business == "pipelines/business.json")
    #expect(usual.entity == .orders)
  }

  @Test("The tests of a definition are kept")
  func tests() throws {
    let definition = try #require(Definition.read(Array(Validation.sound.utf8), file: "a").value)
    #expect(definition.tests.map(\.name) == ["one order"])
    #expect(definition.tests.first?.input == "one.csv")
    #expect(definition.tests.first?.expect["net"]?.text == "1.00")
  }

  @Test("A broken business file does not hide what is wrong in the definition")
  func brokenBusiness() {
    let definition = Validation.sound.replacing("\"net\"", with: "\"nett\"")
    let checked = Validation.compile(definition, business: "{")
    #expect(checked.value == nil)
    #expect(checked.diagnostics.map(\.code) == [.invalidJSON, .notAllowed])
  }

  @Test("What follows a stage that does not compile is not accused of missing its columns")
  func noCascade() {
    let definition = Validation.sound.replacing(#""use": "map""#, with: #""use": "mpa""#)
    #expect(Validation.compile(definition).diagnostics.map(\.code) == [.unknownStage])
  }

  @Test("An unknown variable is one mistake, not also an unknown layout")
  func unknownVariableOnce() {
    let definition = Validation.sound.replacing(#""layout": "shop""#, with: #""layout": "${lay}""#)
    #expect(Validation.compile(definition).diagnostics.map(\.code) == [.unknownVariable])
  }
}
