/// The run report as a file.
import Foundation
import Pipeline
import Testing

@testable import Reports

@Suite struct RunReportFileTests {
  private static let report: RunReport = {
    var report = RunReport()
    report.pipeline = "orders"
    report.store = "shop-uk"
    report.run = 12
    report.verdict = .published
    report.exit = .publishedWithRejects
    report.isResumed = true
    report.startedAt = 1_300_000_000
    report.milliseconds = 1_234
    var source = RunReport.Source(path: "orders \"new\".csv", state: .resumed, byteCount: 4_096)
    source.layout = "delimited"
    source.notices = ["a column is new: Notes"]
    report.sources = [source, RunReport.Source(path: "old.csv", state: .unchanged, byteCount: 10)]
    for (currency, fate, documents, amount) in [
      ("GBP", ControlTotals.Fate.source, 3, 6_565_000), ("GBP", .loaded, 2, 5_005_000),
      ("GBP", .rejected, 1, 1_560_000),
      ("JPY", .source, 1, 1_250_000_000), ("JPY", .loaded, 1, 1_250_000_000),
    ] as [(String, ControlTotals.Fate, Int64, Int64)] {
      var sum = ControlTotals.Sum()
      sum.documents = documents
      sum.lines = documents
      sum.amount = amount
      report.totals.add(sum, currency: currency, fate: fate)
    }
    report.revised = 1
    report.findings = 2
    report.findingsByCode = ["F2001": 2]
    report.rejectsByCode = ["R2101": 1]
    report.deliveries = [Delivery(path: "output/orders/rejects.csv", rows: 1, byteCount: 120, sha256: "ab")]
    return report
  }()

  @Test("it is what the golden file says")
  func golden() {
    let found = RunReportFile(Self.report).json
    #expect(found == Golden.text("run-report.json", found: found))
  }

  @Test("it lies in the folder of the pipeline")
  func file() throws {
    let folder = try TestLedger().folder
    let path = try RunReportFile(Self.report).write(under: folder)
    #expect(path == "\(folder)/orders/run-report.json")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == RunReportFile(Self.report).json)
  }

  @Test("a run that failed has no verdict")
  func failed() {
    #expect(RunReportFile(RunReport()).json.contains("\"verdict\": null"))
  }
}
