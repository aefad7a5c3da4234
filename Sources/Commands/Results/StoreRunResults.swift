import Formats
import Pipeline
import Reports

/// What became of a run for one store: a summary for a person, the run report for a program.
struct StoreRunResult: CommandResult {
  let outcome: StoreRunOutcome

  var text: String {
    switch outcome {
    case .ended(let report, let path): RunSummary(report, reportPath: path).text
    case .skipped(let store, let reason): "store \(store): nothing was done, \(reason)\n"
    // A person reads what went wrong on standard error.
    case .failed(let store, let failure): "store \(store): failed  [\(failure.code)]\n"
    case .invalid(let store): "store \(store): the definition does not fit it\n"
    }
  }

  func write(to json: inout JSONWriter) {
    if case .ended(let report, _) = outcome { return RunReportFile(report).write(to: &json) }
    json.object { object in
      let verdict: String
      switch outcome {
      case .ended: verdict = "ended"
      case .failed(let store, let failure):
        verdict = "failed"
        object.member("store", store)
        object.member("code", failure.code)
        object.member("message", failure.message)
        object.member("remedy", failure.remedy)
      case .skipped(let store, let reason):
        verdict = "skipped"
        object.member("store", store)
        object.member("message", reason)
      case .invalid(let store):
        verdict = "invalid"
        object.member("store", store)
      }
      object.member("verdict", verdict)
      object.member("exit_code", Int64(outcome.exit.rawValue))
    }
  }
}

/// What became of the runs for several stores.
struct StoreRunResults: CommandResult {
  let outcomes: [StoreRunOutcome]

  var text: String {
    let counts = outcomes.reduce(into: (done: 0, failed: 0, skipped: 0)) { counts, outcome in
      switch outcome {
      case .ended(let report, _):
        if report.verdict == .refused { counts.failed += 1 } else { counts.done += 1 }
      case .failed, .invalid: counts.failed += 1
      case .skipped: counts.skipped += 1
      }
    }
    return "\(outcomes.count) stores: \(counts.done) done, \(counts.failed) failed, \(counts.skipped) skipped\n"
  }

  func write(to json: inout JSONWriter) {
    json.array { array in for outcome in outcomes { StoreRunResult(outcome: outcome).write(to: &array) } }
  }
}
