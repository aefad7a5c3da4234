/// Orders come once each, and to the cent, whatever the shop's server prints or breaks off.
import Columns
import Commerce
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Pulling orders from WooCommerce")
struct PullTests {
  private let clock = VirtualClock(start: 1_767_312_000_000)

  private func simulator(_ options: WooCommerceSimulator.Options = .init()) throws -> WooCommerceSimulator {
    let plan = ShopPlan(
      seed: 7, orders: 220, country: try #require(Country("DE")), currency: .euro, timeZone: "Europe/Berlin",
      pricesIncludeTax: true, span: 1_735_689_600...1_767_225_599)
    return WooCommerceSimulator(ShopState(ShopData(plan), clock: clock), options: options)
  }

  /// The cells of all documents, sorted, and how many documents there are.
  private func pull(_ simulator: WooCommerceSimulator, through transport: (any Transport)? = nil) async throws
    -> [String]
  {
    let adapter = try WooCommerceAdapter(
      StoreAccess(
        store: "woocommerce-de", shop: simulator.access.shop,
        secrets: simulator.access.secrets.mapValues { Secret($0) }, transport: transport ?? simulator, clock: clock))
    let columns = WooCommerceAdapter.columns(of: .orders)
    var pull = try await adapter.pull(.orders, window: PullWindow(), columns: columns, from: nil)
    var documents: [String] = []
    while let page = try await pull.next() {
      for document in 0..<page.batch.documentCount {
        let cells = page.batch.lines(of: document).map { line in
          columns.indices.map { page.batch.text.string(page.batch.records[line, $0]) }.joined(separator: "|")
        }
        documents.append(cells.joined(separator: "\n"))
      }
    }
    return documents.sorted()
  }

  @Test("every order and refund comes once")
  func whole() async throws {
    let simulator = try simulator()
    let documents = try await pull(simulator)
    let expected = simulator.state.read { data in data.orders.reduce(data.orders.count) { $0 + $1.refunds.count } }
    #expect(documents.count == expected)
    #expect(Set(documents).count == documents.count)
  }

  @Test("throttling, faults and half answers change nothing", arguments: FaultProfile.all)
  func faults(profile: FaultProfile) async throws {
    let simulator = try simulator()
    let expected = try await pull(simulator)
    #expect(try await pull(simulator, through: FaultyTransport(simulator, profile, seed: 3)) == expected)
  }

  @Test("notices of PHP in front of an answer are passed over")
  func notices() async throws {
    let expected = try await pull(try simulator())
    var options = WooCommerceSimulator.Options()
    options.noise = "<br />\n<b>Notice</b>: Undefined index: id in <b>/srv/plugin.php</b> on line <b>[7]</b><br />\n"
    #expect(try await pull(try simulator(options)) == expected)
  }
}
