import ArgumentParser
import Columns
import Pipeline

/// `preview`: the first documents after each stage, as tables; nothing is written.
struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the first documents after each stage as tables; nothing is written.")

  @OptionGroup var source: DefinitionOptions

  @Option(name: .long, help: "How many documents to show.", transform: ArgumentValue.count)
  var documents = 3

  @Option(name: .long, help: "Only the rows after this stage, such as vat.")
  var stage: String?

  @Flag(name: .customLong("show-values"), help: "Show names, addresses and other personal values too.")
  var showValues = false

  @OptionGroup var result: ResultOptions

  mutating func run() async throws {
    let project = try Project(path: source.definition, stores: source.stores, settings: source.settings)
    let names = project.pipeline.names[.transform] ?? []
    if let stage, !names.contains(stage) {
      throw UnknownName.error("stage", stage, among: names)
    }
    guard let (extract, first) = try Self.firstSource(project.pipeline) else {
      throw RunFailure("E7004", .sourceUnavailable, "the pipeline has no source to preview")
    }
    var reader = try extract.open(first, columns: project.pipeline.sourceColumns, from: nil)
    let batch = try await reader.next()?.batch
    var preview = PreviewResult(
      path: first.path, layout: reader.layout, notices: reader.notices, hasDocuments: batch != nil)
    if result.format == .text { for notice in preview.notices { Messages.line(notice) } }
    do {
      if var batch { try await show(&batch, of: project, in: &preview) }
    } catch {
      // A stage that fails does not take away what those before it have made.
      try result.print(preview)
      throw error
    }
    try result.print(preview)
  }

  /// Takes a batch through the stages, and notes what each has made of it.
  private func show(_ batch: inout Batch, of project: Project, in preview: inout PreviewResult) async throws {
    batch.keepDocuments(documents)
    preview.refusals = batch.refusals
    if batch.isUnread { return }
    let names = project.pipeline.names[.transform] ?? []
    var before: Set<String> = []
    for (name, transform) in zip(names, project.pipeline.transforms) {
      var transform = transform
      try await transform.prepare(for: batch)
      try transform.apply(to: &batch)
      if stage == nil || stage == name {
        preview.stages.append(
          PreviewTable(
            after: name, batch, of: project.pipeline.entity, base: project.business.baseCurrency, newSince: before,
            showValues: showValues))
      }
      before = Set(batch.columnNames)
    }
    preview.refusals = batch.refusals
    preview.findings = batch.findings
  }

  private static func firstSource(_ pipeline: CompiledPipeline) throws -> (any ExtractStage, SourceIdentity)? {
    for extract in pipeline.extracts {
      if let source = try extract.sources().first { return (extract, source) }
    }
    return nil
  }
}
