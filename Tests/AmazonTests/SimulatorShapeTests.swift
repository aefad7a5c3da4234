/// What the simulator answers has the members and types that Amazon's models have.
import Amazon
import HTTPTypes
import Platforms
import Simulation
import Synchronization
import Testing

@Suite("Shape of simulated answers")
struct SimulatorShapeTests {
  private static let restricted = ["personal_data": "buyers"]

  /// Answers by operation while everything is pulled.
  private func answers(_ settings: [String: String]) async throws -> [String: [PlatformResponse]] {
    let market = try Market("US", orders: 40)
    let kept = Kept()
    let transport = Between(next: market.simulator) { request async throws(TransportFault) in
      let answer = try await market.simulator.send(request)
      kept.add(request.operation, answer)
      return answer
    }
    let adapter = try market.adapter(settings.merging(["product_type": "SHIRT"]) { $1 }, through: transport)
    let family = ProductDraft.Family(parent: "TEE", title: "Tee", theme: "SIZE")
    _ = try await adapter.createProduct(
      ProductDraft(title: "Tee", variants: [.init(sku: "TEE-M", price: "9.00", option: "M")], family: family))
    for stream in AmazonAdapter.streams { _ = try await market.pull(stream, settings, through: transport) }
    _ = try await market.pull(.products, ids: ["TEE-M", "TEE"], settings)
    let sku = try #require(market.simulator.state.read { $0.products.first?.variants.first?.sku })
    _ = try await adapter.setStock(StockChange(article: sku, place: "", quantity: 5))
    _ = try await adapter.report(
      ReportRequest("GET_VAT_TRANSACTION_DATA", window: 1_763_000_000..<1_763_500_000))
    _ = try await adapter.reportIDs(of: "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2", since: nil)
    return kept.all
  }

  @Test(
    "Every answer to an operation validates against the model of its interface",
    arguments: [
      ("ordersV0", "orders.list", "GET", "/orders/v0/orders"),
      ("ordersV0", "orders.items", "GET", "/orders/v0/orders/{orderId}/orderItems"),
      ("ordersV0", "orders.get", "GET", "/orders/v0/orders/{orderId}"),
      ("financesV0", "finances.events", "GET", "/finances/v0/financialEvents"),
      ("financesV0", "finances.groups", "GET", "/finances/v0/financialEventGroups"),
      (
        "financesV0", "finances.group_events", "GET",
        "/finances/v0/financialEventGroups/{eventGroupId}/financialEvents"
      ),
      ("fbaInventory", "inventory.summaries", "GET", "/fba/inventory/v1/summaries"),
      ("listingsItems_2021-08-01", "listings.search", "GET", "/listings/2021-08-01/items/{sellerId}"),
      ("listingsItems_2021-08-01", "listings.get", "GET", "/listings/2021-08-01/items/{sellerId}/{sku}"),
      ("listingsItems_2021-08-01", "listings.put", "PUT", "/listings/2021-08-01/items/{sellerId}/{sku}"),
      ("listingsItems_2021-08-01", "listings.patch", "PATCH", "/listings/2021-08-01/items/{sellerId}/{sku}"),
      ("catalogItems_2022-04-01", "catalog.search", "GET", "/catalog/2022-04-01/items"),
      ("tokens_2021-03-01", "tokens.restricted", "POST", "/tokens/2021-03-01/restrictedDataToken"),
      ("reports_2021-06-30", "reports.create", "POST", "/reports/2021-06-30/reports"),
      ("reports_2021-06-30", "reports.get", "GET", "/reports/2021-06-30/reports/{reportId}"),
      ("reports_2021-06-30", "reports.list", "GET", "/reports/2021-06-30/reports"),
      ("reports_2021-06-30", "reports.document", "GET", "/reports/2021-06-30/documents/{reportDocumentId}"),
    ])
  func v0(model: String, operation: String, method: String, path: String) async throws {
    try await check(model, operation, method, path, Self.restricted)
  }

  @Test(
    "Orders 2026-01-01 validate too",
    arguments: [
      ("orders2026.search", "/orders/2026-01-01/orders"), ("orders2026.get", "/orders/2026-01-01/orders/{orderId}"),
    ])
  func v2026(operation: String, path: String) async throws {
    try await check("orders_2026-01-01", operation, "GET", path, ["orders_api": "2026-01-01"])
  }

  private func check(
    _ model: String, _ operation: String, _ method: String, _ path: String, _ settings: [String: String]
  ) async throws {
    let model = try Model(model)
    let good = try await answers(settings)[operation, default: []].filter { (200..<300).contains($0.head.status.code) }
    #expect(!good.isEmpty, "nothing asked for \(operation)")
    var faults: Set<String> = []
    for answer in good { faults.formUnion(try model.faults(answer.body, method, path)) }
    #expect(faults == [])
  }
}

/// Answers that were kept.
private final class Kept: Sendable {
  private let answers = Mutex<[String: [PlatformResponse]]>([:])
  func add(_ operation: String, _ answer: PlatformResponse) {
    answers.withLock { $0[operation, default: []].append(answer) }
  }
  var all: [String: [PlatformResponse]] { answers.withLock { $0 } }
}
