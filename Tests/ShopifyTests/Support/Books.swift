/// What pulled orders come to in books: mapped by the preset, taxed by the rules.
import Columns
import Commerce
import Formats
import Pipeline
import Platforms
import Shopify
import Testing
import Transform

/// One order or refund after the stages.
struct Booked {
  var currency: String
  var total: Exact
  var taxDate: String
  /// Kind, net and tax of each line, in minor units.
  var lines: [(kind: String, net: Int64, tax: Int64)]

  var net: Int64 { lines.reduce(0) { $0 + $1.net } }
  var tax: Int64 { lines.reduce(0) { $0 + $1.tax } }
}

/// Documents after the stages, and what there is to look at.
struct Books {
  private(set) var documents: [Booked] = []
  private(set) var findings: [Finding] = []
  private(set) var refusals: [String] = []

  /// Pulls orders that Shopify answers with, and runs `map` and `vat` over them.
  init(_ orders: OrderText..., preset: String = "shopify.orders", seller: String = "DE") async throws {
    let definition = """
      { "name": "orders", "store": "shop", "entity": "orders", "extract": [ { "use": "rows" } ],
        "transform": [ { "use": "map", "preset": "\(preset)" }, { "use": "vat", "tax": "platform" } ],
        "load": [ { "use": "nowhere" } ] }
      """
    let business = """
      { "legal_name": "Seller", "country": "\(seller)", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03",
        "vat_registrations": [ { "country": "\(seller)", "from": "2015-01-01" } ] }
      """
    let stores = #"{ "stores": [ { "name": "shop", "platform": "file" } ] }"#
    let services = StageServices(
      workingDirectory: "/",
      readFile: { path throws(RunFailure) in throw RunFailure("E7001", .sourceUnavailable, "no \(path)") })
    let checked = DefinitionCompiler.compile(
      Definition.read(Array(definition.utf8), file: "orders.json"),
      business: Business.read(Array(business.utf8), file: "business.json"),
      stores: Stores.read(Array(stores.utf8), file: "stores.json"),
      catalogue: Catalogue(entries: [Self.rows, Self.nowhere] + TransformStages.all), services: services)
    #expect(checked.diagnostics == [])
    let pipeline = try #require(checked.value)
    let shop = try TestShop(orders: 1)
    let scripted = ScriptedShop(base: shop.simulator, bodies: ["/orders.json": OrderText.page(orders)])
    var pull = try await shop.adapter(through: scripted).pull(
      .orders, window: PullWindow(), columns: pipeline.sourceColumns, from: nil)
    var batch = try #require(try await pull.next()).batch
    var stages = pipeline.transforms
    for index in stages.indices { try stages[index].apply(to: &batch) }
    read(batch)
  }

  private mutating func read(_ batch: Batch) {
    findings = batch.findings
    refusals = batch.refusals.map { "\($0.code) \($0.detail)" }
    let (nets, taxes, kinds) = (batch[OrderKeys.net], batch[OrderKeys.tax], batch[OrderKeys.lineKind])
    for document in 0..<batch.documentCount where !batch.isRefused(document) {
      documents.append(
        Booked(
          currency: batch[OrderKeys.currency][document]?.code ?? "", total: batch[OrderKeys.total][document] ?? .zero,
          taxDate: batch[OrderKeys.taxDate][document]?.description ?? "",
          lines: batch.lines(of: document).map { line in
            (kinds[line]?.name ?? "", nets[line]?.count ?? 0, taxes[line]?.count ?? 0)
          }))
    }
  }

  private static let rows = StageEntry(StageSpec("rows", .extract, "Gives rows.", options: [])) { _, context in
    context.sourceColumns = ShopifyAdapter.columns(of: .orders)
    return .extract(Nothing())
  }

  private static let nowhere = StageEntry(StageSpec("nowhere", .load, "Loads nothing.", options: [])) { _, _ in
    .load(Nowhere())
  }
}

private struct Nothing: ExtractStage {
  private static let nothing = RunFailure("E7001", .sourceUnavailable, "nothing to read")
  func sources() -> [SourceIdentity] { [] }
  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader { throw Self.nothing }
  func digest(of source: SourceIdentity) -> [UInt8] { [] }
  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    throw Self.nothing
  }
}

private struct Nowhere: LoadStage {
  func deliver(_ context: DeliveryContext) -> LoadOutcome { [] }
}
