import Columns
import Commerce
import Formats
import Foundation
import Ledger
import Pipeline
import Reports

/// The latest runs of a ledger.
struct RunList: CommandResult {
  let runs: [RunRow]

  var text: String {
    let rows = runs.map { run in
      [
        String(run.run), run.pipeline, run.status, Instant(seconds: run.startedAt).minute, String(run.loaded),
        String(run.unchanged), String(run.rejected),
      ]
    }
    return TableText(
      header: ["run", "pipeline", "status", "started (UTC)", "loaded", "unchanged", "rejected"], rows: rows
    ).text
  }

  func write(to json: inout JSONWriter) { json.list(runs) { $1.run($0) } }
}

/// One run with its sources, totals and findings.
struct RunDetails: CommandResult {
  private let run: RunRow
  private let sources: [RunSourceRow]
  private let controls: [RunControls]
  private let findings: [FindingSummary]

  /// Reads a run; `nil` when there is none of that number.
  init?(_ number: Int64, from ledger: LedgerReader) throws(RunFailure) {
    guard let run = try ledger.run(number) else { return nil }
    self.run = run
    sources = try ledger.sources(ofRun: number)
    controls = try ledger.controls(run: number)
    findings = try ledger.findings(run: number)
  }

  var text: String {
    var lines = ["run \(run.run) of \(run.pipeline) into \(run.store): \(run.status)"]
    if !run.message.isEmpty { lines.append("  \(run.message)") }
    let ended = run.finishedAt.map { Instant(seconds: $0).description } ?? "not ended"
    lines.append("  started \(Instant(seconds: run.startedAt)), ended \(ended), version \(run.version)")
    lines.append("  definition \(Self.hexadecimal(Array(run.definitionDigest.prefix(8))))…")
    lines.append("\nsources")
    for source in sources {
      let place = source.digest == nil ? "read up to byte \(source.readUpTo)" : "read whole"
      lines.append("  \(source.identity.path)  \(source.layout)  \(source.identity.byteCount) bytes, \(place)")
    }
    lines.append("\ntotals\n" + TableText(ReportTable(controls: controls)).text.dropLast())
    if !findings.isEmpty { lines.append("\nfindings") }
    for finding in findings {
      lines.append("  \(finding.code)  \(finding.count)  \(FindingCode(rawValue: finding.code)?.title ?? "")")
      if !finding.example.isEmpty { lines.append("        such as: \(finding.example)") }
    }
    return lines.asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.run(run)
      object.member("version", run.version)
      object.member("base_currency", run.baseCurrency)
      object.member("definition_digest", Self.hexadecimal(run.definitionDigest))
      object.list("sources", sources) { source, object in
        object.member("path", source.identity.path)
        object.member("layout", source.layout)
        object.member("bytes", source.identity.byteCount)
        object.member("read_whole", source.digest != nil)
        object.member("read_to_byte", Int64(source.readUpTo))
        object.member("sha256", source.digest.map(Self.hexadecimal))
      }
      object.totals(controls.first?.totals ?? ControlTotals())
      object.list("findings", findings) { finding, object in
        object.findingCode(finding.code, count: finding.count)
        object.member("example", finding.example)
      }
    }
  }

  private static func hexadecimal(_ digest: [UInt8]) -> String {
    digest.map { String(format: "%02x", $0) }.joined()
  }
}

extension RunSourceRow {
  /// First byte of the decompressed file that was not loaded.
  fileprivate var readUpTo: Int { checkpoint?.position.byte ?? 0 }
}

extension JSONWriter {
  /// Writes the members that a run has in a list and by itself.
  fileprivate mutating func run(_ run: RunRow) {
    member("run", run.run)
    member("pipeline", run.pipeline)
    member("store", run.store)
    member("status", run.status)
    member("message", run.message)
    member("started_at", Instant(seconds: run.startedAt).description)
    member("finished_at", run.finishedAt.map { Instant(seconds: $0).description })
    member("documents", run.documents)
    member("loaded", run.loaded)
    member("unchanged", run.unchanged)
    member("rejected", run.rejected)
    member("revised", run.revised)
  }
}
