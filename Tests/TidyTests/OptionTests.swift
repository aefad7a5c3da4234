/// What stages and files may be told: every option says what it does, by an example that it accepts.
import Testing
import Transform

@testable import Commands
@testable import Pipeline

@Suite("Options")
struct OptionTests {
  @Test("every stage says what it does", arguments: Section.allCases)
  func stages(section: Section) {
    let specs = Project.catalogue.entries(in: section).map(\.spec)
    #expect(!specs.isEmpty)
    #expect(Set(specs.map(\.name)).count == specs.count)
    for spec in specs { #expect(spec.summary.isSentence, "stage \(spec.name)") }
  }

  @Test("every option of every stage has a summary, and an example that it accepts")
  func options() {
    for entry in Project.catalogue.entries {
      #expect(Self.problems(entry.spec.options, of: "stage \"\(entry.spec.name)\"") == [])
    }
  }

  @Test("so has every key of the files beside them")
  func files() {
    #expect(Self.problems(DefinitionShape.options(forMany: false), of: "the definition") == [])
    #expect(Self.problems(DefinitionShape.test, of: "a test") == [])
    #expect(Self.problems(BusinessReader.options, of: "the business file") == [])
    #expect(Self.problems(StoresReader.options, of: "the stores file") == [])
  }

  @Test("every preset is what its stage could be told", arguments: ["map", "status"])
  func presets(stage: String) throws {
    let presets = stage == "map" ? Presets.map : Presets.status
    let spec = try #require(Project.catalogue.entry(stage, in: .transform)?.spec)
    #expect(!presets.names.isEmpty)
    for name in presets.names {
      let tree = DefinitionTree.read(DefinitionText(Array((presets.text(name) ?? "").utf8), file: name))
      var checker = OptionChecker()
      let isReadable = checker.check(
        try #require(tree.value), spec.options, owner: OptionOwner(noun: "option", name: name))
      #expect(isReadable && tree.diagnostics == [] && checker.diagnostics == [])
    }
  }

  @Test("an option without words and one whose example it refuses are found")
  func found() {
    let options = [
      OptionSpec("silent", .text, "", example: #""x""#),
      OptionSpec("wrong", .integer(1...9), "A digit.", example: "10"),
      OptionSpec("broken", .flag, "A flag.", example: "tru"),
      OptionSpec(
        "outer", .list(.record([OptionSpec("inner", .date, "A day.", example: #""1 May""#)]), minimum: 0), "Days.",
        example: "[]"),
    ]
    let names = Self.problems(options, of: "it").map { String($0.prefix { $0 != ":" }) }
    #expect(names == ["silent", "wrong", "broken", "inner"])
  }

  /// What is wrong with options, nested ones included.
  private static func problems(_ options: [OptionSpec], of owner: String) -> [String] {
    options.flatMap { option in
      var problems: [String] = []
      if !option.summary.isSentence { problems.append("\(option.name): \(owner) has no sentence for it") }
      let tree = DefinitionTree.read(DefinitionText(Array(option.example.utf8), file: owner))
      if let node = tree.value, tree.diagnostics.isEmpty {
        var checker = OptionChecker()
        if !checker.check(node, option.type, owner: OptionOwner(noun: "option", name: owner).under(option.name)) {
          problems.append("\(option.name): \(checker.diagnostics.map(\.message))")
        }
      } else {
        problems.append("\(option.name): the example is no JSON: \(option.example)")
      }
      return problems + option.type.records.flatMap { Self.problems($0, of: "\(option.name) of \(owner)") }
    }
  }
}

extension OptionType {
  /// The records that a value of the type may hold.
  fileprivate var records: [[OptionSpec]] {
    switch self {
    case .record(let options): [options]
    case .list(let element, _), .table(let element, _): element.records
    case .either(let types): types.flatMap(\.records)
    default: []
    }
  }
}

extension String {
  /// Whether it is a sentence for a person: not empty, and ended.
  fileprivate var isSentence: Bool { count > 1 && (hasSuffix(".") || hasSuffix(";")) }
}
