public import Columns

/// Sends rejected documents through the whole pipeline again, from their original bytes.
///
/// It is a run of its own: what passes now is loaded and closes its reject, what does not is rejected anew.
public struct Redrive: Sendable {
  private let pipeline: CompiledPipeline
  private let environment: RunEnvironment

  /// A redrive through `pipeline`.
  public init(pipeline: CompiledPipeline, environment: RunEnvironment) {
    self.pipeline = pipeline
    self.environment = environment
  }

  /// What would become of one rejected document.
  public struct Outcome: Sendable {
    /// Number of the reject.
    public var reject: Int64
    /// Why it would be rejected again; empty when it would pass.
    public var refusals: [Refusal]
  }

  /// Tries the documents without loading them.
  public func trial(_ documents: [RejectedDocument]) async throws(RunFailure) -> [Outcome] {
    var stages = pipeline.transforms
    var outcomes: [Outcome] = []
    for document in documents {
      var outcome = Outcome(reject: document.reject, refusals: [])
      var reader = try open(document)
      while var (batch, next) = try await reader.next() {
        _ = try await apply(&stages, to: &batch, before: &next, of: pipeline.entity)
        outcome.refusals += batch.refusals
      }
      outcomes.append(outcome)
    }
    return outcomes
  }

  /// Loads the documents that pass, publishes them and delivers the pipeline's reports.
  public func run(
    _ documents: [RejectedDocument], into store: any RunStore, _ request: RunRequest
  ) async throws(RunFailure) -> RunReport {
    let started = environment.milliseconds()
    var report = RunReport()
    report.pipeline = request.pipeline
    report.store = request.store
    report.startedAt = request.startedAt
    // An interrupted redrive is never gone on with: the rejects that it closed are open again once it is undone.
    var request = request
    request.sources = []
    report.run = try store.begin(request).run
    var stages = pipeline.transforms
    for (path, group) in groups(documents) {
      let number = try open(path, group, store)
      for document in readings(group) {
        var reader = try open(document)
        while var item = try await reader.next() {
          let extracted = try await apply(&stages, to: &item.batch, before: &item.next, of: pipeline.entity)
          let outcome = try store.commit(item.batch, source: number, next: item.next, extracted: extracted)
          report.add(outcome.counts)
        }
      }
      try store.complete(source: number, digest: [])
      report.sources.append(RunReport.Source(path: path, state: .read, byteCount: 0))
    }
    report.totals = try store.totals()
    try conclude(&report, store)
    report.milliseconds = environment.milliseconds() - started
    return report
  }

  private func conclude(_ report: inout RunReport, _ store: any RunStore) throws(RunFailure) {
    let unbalanced = report.totals.unbalanced
    guard unbalanced.isEmpty else {
      report.verdict = .refused
      report.exit = .unbalanced
      report.message =
        "source totals differ from loaded + unchanged + rejected in \(unbalanced.joined(separator: ", "))"
      return try store.finish(.refused, at: environment.now(), message: report.message)
    }
    report.verdict = .published
    report.exit = report.totals.count(.rejected).documents == 0 ? .done : .publishedWithRejects
    try store.finish(.published, at: environment.now(), message: "")
    var context = DeliveryContext(
      run: report.run, pipeline: report.pipeline, store: report.store, outputDirectory: environment.outputDirectory,
      reports: environment.reports)
    context.customers = store as? any CustomerDesk
    context.journal = store as? any JournalDesk
    context.now = environment.now()
    for load in pipeline.loads { report.add(try load.deliver(context)) }
  }

  private func open(_ document: RejectedDocument) throws(RunFailure) -> any BatchReader {
    guard let extract = pipeline.extracts.first else {
      throw RunFailure("E1005", .internalFault, "the pipeline has no extract stage")
    }
    return try extract.reopen(document, columns: pipeline.sourceColumns)
  }

  private func open(
    _ path: String, _ group: [RejectedDocument], _ store: any RunStore
  ) throws(RunFailure) -> Int64 {
    let source = SourceIdentity(path: path, byteCount: 0, modifiedNanoseconds: 0, inode: 0)
    return try store.open(
      source, layout: "rejects", header: group.first?.header ?? [], dialect: group.first?.dialect ?? "")
  }

  /// The documents less those that come out of another's bytes, as a refund comes out of its sale's.
  private func readings(_ documents: [RejectedDocument]) -> [RejectedDocument] {
    var readings: [RejectedDocument] = []
    for document in documents {
      if let last = readings.last, last.position == document.position, last.raw == document.raw { continue }
      readings.append(document)
    }
    return readings
  }

  /// The documents by the source they came from, in order.
  ///
  /// A run has a path once, with one header. A file that was there before with other columns gets a name of its own:
  /// read by its successor's header, its documents would be others.
  private func groups(_ documents: [RejectedDocument]) -> [(path: String, documents: [RejectedDocument])] {
    var groups: [(path: String, documents: [RejectedDocument])] = []
    var firsts: [String: RejectedDocument] = [:]
    var source: Int64?
    for document in documents {
      if source != document.source {
        let first = firsts[document.path] ?? document
        let isSameShape = first.header == document.header && first.dialect == document.dialect
        firsts[document.path] = first
        groups.append((isSameShape ? document.path : "\(document.path) (source \(document.source))", []))
      }
      source = document.source
      groups[groups.count - 1].documents.append(document)
    }
    return groups
  }
}
