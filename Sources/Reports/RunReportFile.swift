/// The run report as JSON, for schedulers and for the folder of the pipeline.
import Commerce
public import Formats
public import Pipeline

/// It names files, codes and sums, and nothing personal; keys keep their order, and lists are sorted.
public struct RunReportFile: Sendable {
  /// Its name within the folder of the pipeline.
  public static let name = "run-report.json"

  private let report: RunReport

  /// The file of a report.
  public init(_ report: RunReport) { self.report = report }

  /// Writes it to `<output>/<pipeline>/run-report.json` and returns the path.
  ///
  /// - Throws: `E8101` to `E8104` when the folder cannot be made or written.
  @discardableResult
  public func write(under outputDirectory: String) throws(RunFailure) -> String {
    let folder = "\(outputDirectory)/\(report.pipeline)"
    try AtomicFile.makeFolder(folder)
    let path = "\(folder)/\(Self.name)"
    try AtomicFile.write(path, bytes: Array(json.utf8))
    return path
  }

  /// The JSON text, ended by a line feed.
  public var json: String {
    var writer = JSONWriter(.indented)
    write(to: &writer)
    writer.endLine()
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  /// Writes it as one value.
  public func write(to writer: inout JSONWriter) {
    writer.object { object in
      object.member("run", report.run)
      object.member("pipeline", report.pipeline)
      object.member("store", report.store)
      object.member("verdict", report.verdict?.rawValue)
      object.member("exit_code", Int64(report.exit.rawValue))
      object.member("message", report.message)
      object.member("resumed", report.isResumed)
      object.member("replaced_run", report.replacedRun)
      object.member("started_at", Instant(seconds: report.startedAt).description)
      object.member("milliseconds", report.milliseconds)
      object.list("sources", report.sources, Self.source)
      object.totals(report.totals)
      object.member("revised", report.revised)
      object.list("findings", report.findingsByCode.sorted { $0.key < $1.key }) { finding, object in
        object.findingCode(finding.key, count: finding.value)
      }
      object.list("rejects", report.rejectsByCode.sorted { $0.key < $1.key }) { reject, object in
        object.rejectCode(reject.key, documents: reject.value)
      }
      object.list("deliveries", report.deliveries, Self.delivery)
      object.list("counts", report.counts) { count, object in
        object.member("stage", count.stage)
        object.member("name", count.name)
        object.member("count", count.count)
      }
      object.member("notices", report.notices)
    }
  }

  private static func source(_ source: RunReport.Source, _ object: inout JSONWriter) {
    object.member("path", source.path)
    object.member("state", source.state.rawValue)
    object.member("layout", source.layout)
    object.member("bytes", source.byteCount)
    object.member("notices", source.notices)
  }

  private static func delivery(_ delivery: Delivery, _ object: inout JSONWriter) {
    object.member("path", delivery.path)
    object.member("rows", Int64(delivery.rows))
    object.member("bytes", Int64(delivery.byteCount))
    object.member("sha256", delivery.sha256)
  }
}
