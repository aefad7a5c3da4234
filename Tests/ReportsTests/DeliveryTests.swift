/// What a run's load stages leave in the output folder.
import Formats
import Foundation
import Pipeline
import Testing

@testable import Reports

@Suite struct DeliveryTests {
  private let ledger: TestLedger
  private var folder: String { "\(ledger.folder)/out/orders" }

  init() throws { ledger = try TestLedger.sample() }

  private func deliver(
    _ report: String, _ formats: [ReportFormat], _ stores: ReportOrder.StoreScope = .own
  ) throws -> [Delivery] {
    try Self.deliver(report, formats, stores, from: ledger.path, to: "\(ledger.folder)/out")
  }

  private static func deliver(
    _ report: String, _ formats: [ReportFormat], _ stores: ReportOrder.StoreScope = .own, from ledger: String,
    to folder: String
  ) throws -> [Delivery] {
    let context = DeliveryContext(run: 3, pipeline: "orders", store: "shop-uk", outputDirectory: folder)
    let order = ReportOrder(report: report, period: .month, formats: formats, stores: stores)
    let desk = LedgerReportDesk(ledger: ledger) { path throws(RunFailure) in
      throw RunFailure("E7001", .sourceUnavailable, "\(path) does not exist")
    }
    return try desk.deliver(order, context)
  }

  private func manifest() throws -> [JSONNode] {
    let data = try #require(FileManager.default.contents(atPath: "\(folder)/manifest.json"))
    return try JSONText.parse(Array(data))["files"]?.elements ?? []
  }

  @Test("every table comes in every format, in the folder of the pipeline")
  func files() throws {
    let deliveries = try deliver("vat_by_country", [.csvGzip, .jsonGzip])
    #expect(
      deliveries.map(\.path) == [
        "\(folder)/vat_by_country.csv.gz", "\(folder)/vat_by_country.json.gz",
        "\(folder)/vat_by_country.left_out.csv.gz", "\(folder)/vat_by_country.left_out.json.gz",
      ])
  }

  @Test("the manifest lists all reports of the folder with sums that sha256sum agrees with")
  func sums() throws {
    _ = try deliver("vat_by_country", [.csvGzip])
    _ = try deliver("rejects", [.json])
    _ = try deliver("vat_by_country", [.csvGzip, .csv])
    let entries = try manifest()
    #expect(
      entries.compactMap { $0["name"]?.string } == [
        "rejects.json", "vat_by_country.csv", "vat_by_country.csv.gz", "vat_by_country.left_out.csv",
        "vat_by_country.left_out.csv.gz",
      ])
    for entry in entries {
      let name = try #require(entry["name"]?.string)
      #expect(try system("sha256sum", "\(folder)/\(name)").prefix(64) == entry["sha256"]?.string ?? "")
      #expect(entry["run"]?.number == "2", "the last published run of the store")
      let size = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int
      #expect(entry["bytes"]?.number == size.map(String.init))
    }
  }

  @Test("reports that are made at the same time are all in the manifest")
  func together() async throws {
    let (path, out) = (ledger.path, "\(ledger.folder)/out")
    for _ in 0..<10 {
      try? FileManager.default.removeItem(atPath: folder)
      try await withThrowingTaskGroup { tasks in
        for report in ["control_totals", "rejects", "sales_by_country", "sales_by_store"] {
          tasks.addTask { @concurrent in _ = try Self.deliver(report, [.csv], from: path, to: out) }
        }
        try await tasks.waitForAll()
      }
      #expect(
        try manifest().compactMap { $0["name"]?.string } == [
          "control_totals.csv", "rejects.csv", "sales_by_country.csv", "sales_by_store.csv",
        ])
    }
  }

  @Test("the manifest drops files that are gone and is the same for the same ledger")
  func manifestFollows() throws {
    _ = try deliver("sales_by_store", [.csv])
    let before = FileManager.default.contents(atPath: "\(folder)/manifest.json")
    _ = try deliver("rejects", [.csv])
    try FileManager.default.removeItem(atPath: "\(folder)/rejects.csv")
    _ = try deliver("sales_by_store", [.csv])
    #expect(FileManager.default.contents(atPath: "\(folder)/manifest.json") == before)
  }

  @Test("a report is about the pipeline's own store unless all are asked for")
  func stores() throws {
    let own = try deliver("sales_by_store", [.csv])
    let all = try deliver("sales_by_store", [.csv], .all)
    #expect(own.map(\.rows) == [9])
    #expect(all.map(\.rows) == [10])
  }

  @Test("a report that does not exist is a fault of the program, not an empty file")
  func unknown() throws {
    let failure = #expect(throws: RunFailure.self) { _ = try deliver("sales_by_moon", [.csv]) }
    #expect(failure?.code == "E1003")
  }
}
