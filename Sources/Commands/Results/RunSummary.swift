import Commerce
import Formats
import Pipeline
import Reports

/// What a run did: a summary for a person, the run report for a program.
struct RunSummary: CommandResult {
  private let report: RunReport
  private let reportPath: String?

  init(_ report: RunReport, reportPath: String?) {
    self.report = report
    self.reportPath = reportPath
  }

  /// The summary, some ten lines.
  var text: String {
    var lines = ["run \(report.run) of \(report.pipeline): \(verdict)"]
    if !report.message.isEmpty { lines.append("  \(report.message)") }
    if report.isResumed { lines.append("  went on where an interrupted run stopped") }
    if let run = report.replacedRun {
      lines.append("  a source has changed since run \(run) was interrupted: that run was undone, all is read anew")
    }
    lines += sources
    if report.verdict != .unchanged { lines.append(totals) }
    if report.revised > 0 {
      lines.append("  revised  \(report.revised) of the loaded documents, which had other content before")
    }
    for (code, count) in report.findingsByCode.sorted(by: { $0.key < $1.key }) {
      lines.append("  finding \(code)  \(count) × \(FindingCode(rawValue: code)?.title ?? "")")
    }
    for (code, count) in report.rejectsByCode.sorted(by: { $0.key < $1.key }) {
      lines.append("  reject  \(code)  \(count) × \(RejectCode(rawValue: code)?.title ?? "")")
    }
    lines += counts
    lines += report.notices.map { "  note: \($0)" }
    for delivery in report.deliveries {
      lines.append("  wrote \(delivery.path)  \(delivery.rows) rows")
    }
    if let reportPath { lines.append("  wrote \(reportPath)") }
    if report.totals.count(.rejected).documents > 0 { lines.append("  look at them with: shopledger rejects list") }
    return lines.asLines
  }

  func write(to json: inout JSONWriter) { RunReportFile(report).write(to: &json) }

  /// What load stages counted, a line for each.
  private var counts: [String] {
    var stages: [String] = []
    for count in report.counts where !stages.contains(count.stage) { stages.append(count.stage) }
    return stages.map { stage in
      let parts = report.counts.filter { $0.stage == stage && $0.count != 0 }.map { "\($0.count) \($0.name)" }
      return "  \(stage): \(parts.isEmpty ? "nothing to do" : parts.joined(separator: ", "))"
    }
  }

  private var verdict: String {
    let seconds = DecimalText.text(report.milliseconds, scale: 3, atLeast: 3)
    switch report.verdict {
    case .published: return "published in \(seconds) s"
    case .unchanged: return "nothing new, every source was published before (\(seconds) s)"
    case .refused: return "refused, nothing of it counts (\(seconds) s)"
    case nil: return "not ended"
    }
  }

  private var sources: [String] {
    if report.sources.count > 6 {
      let counts = Dictionary(grouping: report.sources, by: \.state).mapValues(\.count)
      let parts = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
      return ["  \(report.sources.count) sources: \(parts.joined(separator: ", "))"] + notices
    }
    return report.sources.map { "  \($0.path): \($0.state.rawValue)" } + notices
  }

  private var notices: [String] { report.sources.flatMap(\.notices).map { "  note: \($0)" } }

  /// Source = loaded + unchanged + rejected, per currency.
  private var totals: String {
    let rows = report.totals.sums.sorted { $0.key < $1.key }.flatMap { currency, fates in
      ControlTotals.Fate.allCases.map { fate in
        let sum = fates[fate] ?? ControlTotals.Sum()
        let exponent = Currency(currency)?.exponent ?? 0
        return [
          fate == .source ? currency : "", fate.rawValue, String(sum.documents), String(sum.lines),
          Exact(millionths: sum.amount).description(decimals: exponent),
        ]
      }
    }
    let table = TableText(header: ["", "", "documents", "lines", "amount"], rows: rows).rendered(width: .max)
    return table.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }
}
