import ArgumentParser
import Columns
import Commerce
import Foundation
import Pipeline
import Reports
import Tax

/// `preview`: the first documents after each stage, as tables; nothing is written.
struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the first documents after each stage as tables; nothing is written.")

  @OptionGroup var source: DefinitionOptions

  @Option(name: .long, help: "How many documents to show.")
  var documents = 3

  @Option(name: .long, help: "Only the rows after this stage, such as vat.")
  var stage: String?

  @Flag(name: .customLong("show-values"), help: "Show names, addresses and other personal values too.")
  var showValues = false

  mutating func run() throws {
    let project = try Project(path: source.definition, stores: source.stores, settings: source.settings)
    let names = project.pipeline.names[.transform] ?? []
    if let stage, !names.contains(stage) {
      throw UnknownName.error("stage", stage, among: names)
    }
    guard let (extract, first) = try Self.firstSource(project.pipeline) else {
      throw RunFailure("E7004", .sourceUnavailable, "the pipeline has no source to preview")
    }
    var reader = try extract.open(first, columns: project.pipeline.sourceColumns, from: nil)
    guard var batch = try reader.next()?.batch else {
      print("\(first.path) holds no documents")
      return
    }
    batch.keepDocuments(documents)
    print("\(first.path), layout \(reader.layout)")
    for notice in reader.notices { Messages.line(notice) }
    var before: Set<String> = []
    for (index, transform) in project.pipeline.transforms.enumerated() {
      var transform = transform
      try transform.apply(to: &batch)
      if stage == nil || stage == names[index] {
        print("\n── after \(names[index]) ──")
        print(PreviewTable(batch, base: project.business.baseCurrency, newSince: before, showValues: showValues).text)
      }
      before = Set(batch.columnNames)
    }
    for refusal in batch.refusals {
      let title = RejectCode(rawValue: refusal.code)?.title ?? ""
      print("rejected[\(refusal.code)]: document \(refusal.document + 1): \(title) \(refusal.detail)")
    }
    for finding in batch.findings {
      let title = FindingCode(rawValue: finding.code)?.title ?? ""
      print("finding[\(finding.code)]: document \(finding.document + 1): \(title) (\(finding.detail))")
    }
  }

  private static func firstSource(_ pipeline: CompiledPipeline) throws -> (any ExtractStage, SourceIdentity)? {
    for extract in pipeline.extracts {
      if let source = try extract.sources().first { return (extract, source) }
    }
    return nil
  }
}
