/// Everything that help lists is shown in a definition or the README, and is tested.
import Extract
import Pipeline
import Reports
import Testing
import Transform

@testable import Commands

@Suite("Lists")
struct ListTests {
  /// Something that help lists: its kind, its name, and how definitions write it.
  struct Item: Sendable, CustomTestStringConvertible {
    let kind: String
    let name: String
    let key: String

    var id: String { "\(kind) \(name)" }
    var testDescription: String { id }
    /// The words that definitions use it by.
    var use: String { "\"\(key)\": \"\(name)\"" }
  }

  private static let items: [Item] = {
    let stages = Project.catalogue.entries.map { Item(kind: "stage", name: $0.spec.name, key: "use") }
    let layouts = Layouts.descriptions.map { Item(kind: "layout", name: $0.name, key: "layout") }
    let presets = [Presets.map, .status].flatMap(\.names).map { Item(kind: "preset", name: $0, key: "preset") }
    let reports = ReportCatalogue.all.map { Item(kind: "report", name: $0.name, key: "name") }
    return stages + layouts + presets + reports
  }()

  /// What no shipped definition uses yet: it needs a sample first.
  private static let withoutSample: Set<String> = []

  @Test("it is used by a shipped definition or shown in the README", arguments: items)
  func sampled(item: Item) {
    let isShown = Repository.examples.contains { $0.text.contains(item.use) }
    #expect(isShown != Self.withoutSample.contains(item.id), "it is \(isShown ? "shown: strike it" : "shown nowhere")")
  }

  @Test("a test uses it", arguments: items)
  func tested(item: Item) {
    let isTested =
      item.kind == "report"
      ? !Repository.file("Tests/ReportsTests/Golden/\(item.name).csv").text.isEmpty
      : Self.tests.contains { $0.text.contains(item.use) || $0.names(item) }
    #expect(isTested)
  }

  @Test("every report and every layout says what it is")
  func described() {
    for report in ReportCatalogue.all { #expect(report.summary.hasSuffix("."), "\(report.name)") }
    for layout in Layouts.descriptions { #expect(layout.summary.hasSuffix("."), "\(layout.name)") }
  }

  /// The tests of real stages: those of definitions have a catalogue of their own, with the same names.
  private static let tests = Repository.tests.filter { !["PipelineTests", "TidyTests"].contains($0.module) }
}

extension SourceFile {
  /// Whether it names the type of a stage, or a preset beside others.
  fileprivate func names(_ item: ListTests.Item) -> Bool {
    switch item.kind {
    case "stage": text.lowercased().contains("\(item.name)stage")
    case "preset": text.contains("\"\(item.name)\"")
    default: false
    }
  }
}
