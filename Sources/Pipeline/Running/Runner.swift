import AsyncAlgorithms
import Columns

/// Runs a compiled pipeline: one task reads, one transforms, one writes, with a batch in flight between them.
///
/// Order is kept from end to end, so a run is deterministic; memory does not grow with the input, because a task that is
/// ahead waits for the next one.
public struct Runner: Sendable {
  private let pipeline: CompiledPipeline
  private let store: any RunStore
  private let request: RunRequest
  private let environment: RunEnvironment

  /// A runner of `pipeline` into `store`.
  public init(pipeline: CompiledPipeline, store: any RunStore, request: RunRequest, environment: RunEnvironment) {
    self.pipeline = pipeline
    self.store = store
    self.request = request
    self.environment = environment
  }

  /// Runs the pipeline to its end.
  ///
  /// - Throws: ``RunFailure`` when it stops before the end; what was committed stays, and the next run goes on from it.
  public func run() async throws(RunFailure) -> RunReport {
    let started = environment.milliseconds()
    let found = try sources()
    var request = request
    request.sources = found.map(\.source)
    let ticket = try store.begin(request)
    var report = RunReport()
    report.pipeline = request.pipeline
    report.store = request.store
    report.run = ticket.run
    report.isResumed = ticket.isResumed
    report.replacedRun = ticket.replacedRun
    report.startedAt = request.startedAt
    report.add(ticket.counted)
    let reading = try plan(found, &report)
    let flow = try await Flow(
      transforms: pipeline.transforms, columns: pipeline.sourceColumns, entity: pipeline.entity, store: store,
      environment: environment
    ).run(reading)
    report.add(flow)
    report.totals = try store.totals()
    try await conclude(&report)
    report.milliseconds = environment.milliseconds() - started
    return report
  }

  /// The sources there are now, with the stages that read them.
  private func sources() throws(RunFailure) -> [(extract: any ExtractStage, source: SourceIdentity)] {
    var found: [(extract: any ExtractStage, source: SourceIdentity)] = []
    for extract in pipeline.extracts {
      for source in try extract.sources() { found.append((extract, source)) }
    }
    return found
  }

  /// Decides for every source whether it is read, and from where.
  private func plan(
    _ found: [(extract: any ExtractStage, source: SourceIdentity)], _ report: inout RunReport
  ) throws(RunFailure) -> [Reading] {
    var readings: [Reading] = []
    for (extract, source) in found {
      let state = try store.state(of: source) { () throws(RunFailure) in try extract.digest(of: source) }
      var line = RunReport.Source(path: source.path, state: .read, byteCount: source.byteCount)
      switch state {
      case .new:
        readings.append(Reading(extract: extract, source: source, line: report.sources.count))
      case .partly(let number, let checkpoint):
        line.state = .resumed
        readings.append(
          Reading(
            extract: extract, source: source, line: report.sources.count, number: number, checkpoint: checkpoint))
      case .complete:
        line.state = .complete
      case .unchanged:
        line.state = .unchanged
      }
      report.sources.append(line)
    }
    return readings
  }

  /// Checks the controls and publishes, or takes everything back.
  private func conclude(_ report: inout RunReport) async throws(RunFailure) {
    let rejected = report.totals.count(.rejected).documents
    let unbalanced = report.totals.unbalanced
    if !unbalanced.isEmpty {
      report.refuse(
        .unbalanced, "source totals differ from loaded + unchanged + rejected in \(unbalanced.joined(separator: ", "))")
    } else if let parts = report.rejectsByCode[RejectCode.scattered.rawValue], parts > 0 {
      // No limit lets them pass: what was loaded of such a document is a part of it.
      report.refuse(
        .tooManyRejects,
        "\(parts) documents have lines too far apart in their file to be read as one, and a part is never published; "
          + "\(RejectCode.scattered.remedy)")
    } else if pipeline.rejectLimit.isExceeded(rejected: rejected, of: report.totals.count(.source).documents) {
      report.refuse(
        .tooManyRejects,
        "\(rejected) of \(report.totals.count(.source).documents) documents were rejected; the limit is \(pipeline.rejectLimit)"
      )
    } else {
      report.verdict = report.sources.allSatisfy { $0.state == .unchanged } ? .unchanged : .published
      report.exit = rejected == 0 ? .done : .publishedWithRejects
    }
    guard let verdict = report.verdict else { return }
    try store.finish(verdict, at: environment.now(), message: report.message)
    guard verdict != .refused else { return }
    var context = DeliveryContext(
      run: report.run, pipeline: request.pipeline, store: request.store, outputDirectory: environment.outputDirectory,
      reports: environment.reports)
    context.customers = store as? any CustomerDesk
    context.journal = store as? any JournalDesk
    context.stock = store as? any StockDesk
    context.materials = store as? any MaterialDesk
    context.shop = { [extracts = pipeline.extracts] () throws(RunFailure) in
      for extract in extracts { if let shop = try extract.shop() { return shop } }
      return nil
    }
    context.transforms = pipeline.transforms
    context.sourceColumns = pipeline.sourceColumns
    context.entity = pipeline.entity
    context.isPlan = environment.isPlan
    context.planned = environment.planned
    context.now = environment.now()
    let outcomes = try await interruptible(environment.interruption) {
      [loads = pipeline.loads, context] in try await loads.carry(context)
    }
    for outcome in outcomes { report.add(outcome) }
  }
}

extension RunReport {
  fileprivate mutating func refuse(_ exit: ExitCode, _ message: String) {
    verdict = .refused
    self.exit = exit
    self.message = message
  }

  fileprivate mutating func add(_ flow: FlowResult) {
    add(flow.counts)
    for (line, source) in flow.sources {
      sources[line].layout = source.layout
      sources[line].notices = source.notices
    }
  }
}
