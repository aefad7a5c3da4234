import Commerce
import Ledger
import Pipeline
import Reports

/// Runs a pipeline for one store into a ledger that is open, and keeps in it what went wrong.
struct StoreRun {
  let source: DefinitionOptions
  let window: WindowOptions
  let output: String
  /// Whether a store waits for the minutes between two synchronisations that its settings say.
  let onlyDue: Bool
  let ledger: LedgerStore
  let environment: RunEnvironment

  /// Runs it.
  ///
  /// - Parameter chosen: the store, of a definition for many.
  func callAsFunction(for chosen: Store?) async throws -> StoreRunOutcome {
    let project = try Project(
      path: source.definition, stores: source.stores, settings: source.settings, window: window, ledger: ledger,
      for: chosen)
    let store = project.pipeline.store
    if store.isPaused { return .skipped(store: store.name, reason: "it is paused") }
    if onlyDue, let reason = try notDue(store, project.pipeline.entity) {
      return .skipped(store: store.name, reason: reason)
    }
    let request = project.request(environment)
    do throws(RunFailure) {
      let report = try await Runner(
        pipeline: project.pipeline, store: ledger, request: request, environment: environment
      ).run()
      return .ended(report, path: try RunReportFile(report).write(under: output))
    } catch {
      // That a plan no longer fits is no trouble of the store's.
      if ![.interrupted, .terminated, .planStale].contains(error.exit) {
        // What stops the run counts; that it cannot be noted, too, would only hide it.
        try? ledger.note(error, of: request)
      }
      throw error
    }
  }

  /// Why it is not a store's turn yet; `nil` when it is.
  private func notDue(_ store: Store, _ entity: Entity) throws(RunFailure) -> String? {
    let minutes = Int64(store.settings.autoSyncIntervalMinutes)
    guard minutes > 0 else { return "it is not synchronised by itself: \"auto_sync_interval\" is 0" }
    guard let last = try LedgerReader(path: ledger.path).lastSync(of: entity, store: store.name) else { return nil }
    let passed = (environment.now() - last) / 60
    return passed < minutes ? "it is not due: synchronised \(max(passed, 0)) minutes ago, every \(minutes)" : nil
  }
}

/// What became of the run for one store.
enum StoreRunOutcome {
  /// It came to its end.
  case ended(RunReport, path: String)
  /// It stopped before.
  case failed(store: String, RunFailure)
  /// Nothing was done.
  case skipped(store: String, reason: String)
  /// The definition is wrong for this store; the mistakes were shown.
  case invalid(store: String)

  /// What a scheduler is to do.
  var exit: ExitCode {
    switch self {
    case .ended(let report, _): report.exit
    case .failed(_, let failure): failure.exit
    case .skipped: .done
    case .invalid: .definitionInvalid
    }
  }
}
