/// The load stages as definitions use them.
import Load
import Pipeline
import Synchronization
import Testing

@Suite struct LoadStagesTests {
  private static let business = #"""
    { "legal_name": "Seller", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
      "chart_of_accounts": "skr03" }
    """#

  private func seller() throws -> Business {
    try #require(Business.read(Array(Self.business.utf8), file: "business.json").valid)
  }

  @Test("a report has its defaults: by month, gzipped CSV and JSON, of the pipeline's own store")
  func defaults() throws {
    let orders = try deliver(#"{ "use": "report", "name": "rejects" }"#)
    #expect(
      orders == [
        ReportOrder(
          report: "rejects", period: .month, formats: [.csvGzip, .jsonGzip], stores: .own, business: try seller())
      ])
  }

  @Test("a report takes its options, and each format once")
  func options() throws {
    let orders = try deliver(
      #"""
      { "use": "report", "name": "vat_by_country", "period": "quarter", "formats": ["json", "csv", "json"],
        "stores": "all", "rates": "rates.zip" }
      """#)
    #expect(
      orders == [
        ReportOrder(
          report: "vat_by_country", period: .quarter, formats: [.json, .csv], stores: .all, business: try seller(),
          rates: "rates.zip")
      ])
  }

  @Test("the ledger stage has nothing left to do when a run is published")
  func ledger() throws { #expect(try deliver(#"{ "use": "ledger" }"#) == []) }

  @Test(
    "what a definition may not say",
    arguments: [
      (#"{ "use": "report" }"#, "name"), (#"{ "use": "report", "name": "vat_by_contry" }"#, "vat_by_country"),
      (#"{ "use": "report", "name": "rejects", "formats": [] }"#, "formats"),
      (#"{ "use": "report", "name": "rejects", "period": "week" }"#, "quarter"),
      (#"{ "use": "ledger", "path": "x" }"#, "path"),
    ])
  func refused(stage: String, word: String) {
    let compiled = compile(stage)
    #expect(compiled.value == nil)
    #expect(compiled.diagnostics.contains { "\($0)".contains(word) })
  }

  @Test("materials take the options of what the pipeline carries, and no other entity")
  func materials() {
    let products = #"""
      { "use": "materials", "direction": "both", "conflicts": "manual", "fields": { "price": "from_store" },
        "currency": "EUR", "filters": { "only_active": true, "min_stock": 1, "categories": ["Lamps"] },
        "category_words": { "Leuchten": "Lamps" },
        "options": { "create_missing": true, "update_existing": true, "delete_removed": false } }
      """#
    #expect(compile(products, entity: "products").value != nil)
    let stock = #"{ "use": "materials", "locations": { "": "WH-001" }, "hold_back": 2 }"#
    #expect(compile(stock, entity: "inventory").value != nil)
    #expect(compile(#"{ "use": "materials", "locations": { "": "" } }"#, entity: "inventory").value == nil)
    #expect(compile(#"{ "use": "materials", "locations": {} }"#, entity: "products").value == nil)
    #expect(compile(#"{ "use": "materials", "currency": "??" }"#, entity: "products").value == nil)
    #expect(compile(#"{ "use": "materials" }"#).value == nil)
  }

  @Test("an export is for a program, of which the business file says enough, and asks the desk")
  func export() throws {
    let pipeline = try #require(compile(#"{ "use": "export", "format": "hledger" }"#, entity: "payouts").value)
    let desk = RecordingDesk()
    let context = DeliveryContext(run: 1, pipeline: "p", store: "s", outputDirectory: "out", reports: desk)
    #expect(try pipeline.loads[0].deliver(context) == [])
    #expect(desk.exports == ["hledger of Seller"])
    #expect(compile(#"{ "use": "export" }"#).value == nil)
    #expect(compile(#"{ "use": "export", "format": "lexware" }"#).value == nil)
    #expect(compile(#"{ "use": "export", "format": "hledger" }"#, entity: "products").value == nil)
    let unknown = compile(#"{ "use": "export", "format": "datev" }"#)
    #expect(unknown.diagnostics.map(\.code) == [.conflictingOptions])
    #expect(unknown.diagnostics.first?.message.contains("DATEV") == true)
    #expect(unknown.diagnostics.first?.help.contains("consultant") == true)
  }

  @Test("a report is about what the pipeline carries")
  func entities() {
    #expect(compile(#"{ "use": "report", "name": "stock_levels" }"#, entity: "inventory").value != nil)
    #expect(compile(#"{ "use": "report", "name": "rejects" }"#, entity: "payouts").value != nil)
    let foreign = compile(#"{ "use": "report", "name": "sales_by_country" }"#, entity: "payouts")
    #expect(foreign.diagnostics.map(\.code) == [.conflictingOptions])
    let allowed = [
      "payouts", "journal", "trial_balance", "account_card", "open_items", "unsettled", "control_totals", "rejects",
    ]
    #expect(foreign.diagnostics.first?.allowed == allowed)
    #expect(compile(#"{ "use": "report", "name": "payouts" }"#).value == nil)
  }

  @Test("without a desk a report is a failure, not a file that never comes")
  func noDesk() throws {
    let pipeline = try #require(compile(#"{ "use": "report", "name": "rejects" }"#).value)
    let failure = #expect(throws: RunFailure.self) {
      _ = try pipeline.loads[0].deliver(DeliveryContext(run: 1, pipeline: "p", store: "s", outputDirectory: "out"))
    }
    #expect(failure?.code == "E1004")
  }

  /// The orders that reach the desk when the stage delivers.
  private func deliver(_ stage: String) throws -> [ReportOrder] {
    let pipeline = try #require(compile(stage).value)
    let desk = RecordingDesk()
    let context = DeliveryContext(run: 1, pipeline: "p", store: "s", outputDirectory: "out", reports: desk)
    for load in pipeline.loads { _ = try load.deliver(context) }
    return desk.orders
  }

  private func compile(_ stage: String, entity: String = "orders") -> Checked<CompiledPipeline> {
    let definition = #"""
      { "name": "orders", "store": "shop", "entity": "\#(entity)", "extract": [ { "use": "nothing" } ], "transform": [],
        "load": [ \#(stage), { "use": "ledger" } ] }
      """#
    let stores = #"{ "stores": [ { "name": "shop", "platform": "file" } ] }"#
    return DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: "orders.json"),
      business: Business.read(Array(Self.business.utf8), file: "business.json"),
      stores: Stores.read(Array(stores.utf8), file: "stores.json"),
      catalogue: Catalogue(entries: [Self.nothing] + LoadStages.all), services: Self.services)
  }

  private static let nothing = StageEntry(StageSpec("nothing", .extract, "Reads nothing.", options: [])) { _, _ in
    .extract(NoSources())
  }

  private static let services = StageServices(workingDirectory: "/") { path throws(RunFailure) in
    throw RunFailure("E7001", .sourceUnavailable, "there is no file \"\(path)\"")
  }
}

/// A desk that keeps what it is asked for.
private final class RecordingDesk: ReportDesk {
  private let received = Mutex<[ReportOrder]>([])
  private let exported = Mutex<[String]>([])
  var orders: [ReportOrder] { received.withLock { $0 } }
  var exports: [String] { exported.withLock { $0 } }

  func deliver(_ order: ReportOrder, _ context: DeliveryContext) -> [Delivery] {
    received.withLock { $0.append(order) }
    return []
  }

  func export(_ format: String, of business: Business, _ context: DeliveryContext) -> LoadOutcome {
    exported.withLock { $0.append("\(format) of \(business.legalName)") }
    return []
  }
}

/// An extract stage without sources.
struct NoSources: ExtractStage {
  func sources() -> [SourceIdentity] { [] }

  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader { throw Self.nothingToRead }

  func digest(of source: SourceIdentity) -> [UInt8] { [] }

  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    throw Self.nothingToRead
  }

  private static let nothingToRead = RunFailure("E7001", .sourceUnavailable, "nothing to read")
}
