/// The run report as JSON, for schedulers and for the folder of the pipeline.
import Commerce
import Formats
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
    writer.object { object in
      object.member("run", report.run)
      object.member("pipeline", report.pipeline)
      object.member("store", report.store)
      object.member("verdict", report.verdict?.rawValue)
      object.member("exit_code", Int64(report.exit.rawValue))
      object.member("message", report.message)
      object.key("resumed")
      object.bool(report.isResumed)
      object.member("replaced_run", report.replacedRun)
      object.member("started_at", Instant(seconds: report.startedAt).description)
      object.member("milliseconds", report.milliseconds)
      object.list("sources", report.sources, Self.source)
      object.list("totals", report.totals.sums.sorted { $0.key < $1.key }, totals)
      object.member("revised", report.revised)
      object.list("findings", report.findingsByCode.sorted { $0.key < $1.key }, Self.finding)
      object.list("rejects", report.rejectsByCode.sorted { $0.key < $1.key }, Self.reject)
      object.list("deliveries", report.deliveries, Self.delivery)
    }
    writer.endLine()
    return String(decoding: writer.takeBytes(), as: UTF8.self)
  }

  private static func source(_ source: RunReport.Source, _ object: inout JSONWriter) {
    object.member("path", source.path)
    object.member("state", source.state.rawValue)
    object.member("layout", source.layout)
    object.member("bytes", source.byteCount)
    object.key("notices")
    object.array { array in for notice in source.notices { array.string(notice) } }
  }

  private func totals(
    _ currency: (key: String, value: [ControlTotals.Fate: ControlTotals.Sum]), _ object: inout JSONWriter
  ) {
    let exponent = Currency(currency.key)?.exponent ?? 0
    object.member("currency", currency.key)
    for fate in ControlTotals.Fate.allCases {
      object.sum(fate.rawValue, currency.value[fate] ?? ControlTotals.Sum(), exponent)
    }
    object.sum("difference", report.totals.difference(currency.key), exponent)
  }

  private static func finding(_ finding: (key: String, value: Int64), _ object: inout JSONWriter) {
    object.member("code", finding.key)
    object.member("count", finding.value)
    object.member("title", FindingCode(rawValue: finding.key)?.title)
  }

  private static func reject(_ reject: (key: String, value: Int64), _ object: inout JSONWriter) {
    let code = RejectCode(rawValue: reject.key)
    object.member("code", reject.key)
    object.member("documents", reject.value)
    object.member("title", code?.title)
    object.member("remedy", code?.remedy)
  }

  private static func delivery(_ delivery: Delivery, _ object: inout JSONWriter) {
    object.member("path", delivery.path)
    object.member("rows", Int64(delivery.rows))
    object.member("bytes", Int64(delivery.byteCount))
    object.member("sha256", delivery.sha256)
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  fileprivate mutating func member(_ name: String, _ number: Int64?) {
    key(name)
    if let number { integer(number) } else { null() }
  }

  /// Counts as numbers, amounts as decimal text: no reader makes a binary fraction of them.
  fileprivate mutating func sum(_ name: String, _ sum: ControlTotals.Sum, _ exponent: Int) {
    key(name)
    object { object in
      object.member("documents", sum.documents)
      object.member("lines", sum.lines)
      object.member("amount", Exact(millionths: sum.amount).description(decimals: exponent))
      object.member("total", Exact(millionths: sum.total).description(decimals: exponent))
    }
  }

  fileprivate mutating func list<Item>(
    _ name: String, _ items: [Item], _ write: (Item, inout JSONWriter) -> Void
  ) {
    key(name)
    array { array in for item in items { array.object { write(item, &$0) } } }
  }
}
