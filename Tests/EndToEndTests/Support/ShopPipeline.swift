/// Pipelines over a simulated shop that a test holds in its hands, so that it can change what the next run pulls.
import Amazon
import Commerce
import Extract
import Foundation
import Ledger
import Load
import Pipeline
import Platforms
import Shopify
import Simulation
import Testing
import Transform
import WooCommerce

/// A shop on a platform, and a pipeline that pulls one of its entities.
struct ShopPipeline: Sendable {
  let platform: String
  let entity: Entity
  /// The shop; what a test changes in it is there for the next run.
  let simulator: any SimulatedPlatform
  private let clock: VirtualClock

  /// A shop of 120 orders, a day after the last of them.
  init(_ platform: String, _ entity: Entity) throws {
    self.platform = platform
    self.entity = entity
    let plan = ShopPlan(
      seed: 11, orders: 120, products: 30, customers: 40, country: try #require(Country("DE")), currency: .euro,
      timeZone: "Europe/Berlin", pricesIncludeTax: true, span: 1_704_067_200...1_719_791_999)
    clock = VirtualClock(start: (plan.span.upperBound + 86_400) * 1_000)
    let state = ShopState(ShopData(plan), clock: clock)
    simulator =
      switch platform {
      case "shopify": ShopifySimulator(state)
      case "woocommerce": WooCommerceSimulator(state)
      default: AmazonSimulator(state, shop: "DE")
      }
  }

  /// Lets an hour pass in the shop.
  func wait() { clock.advance(milliseconds: 3_600_000) }

  /// Lets an hour pass in the shop, then changes it.
  func change(_ edit: @Sendable (inout ShopData, _ now: Int64) -> Void) {
    wait()
    let now = simulator.state.now
    simulator.state.write { edit(&$0, now) }
  }

  /// A connector to the shop.
  func adapter() throws -> any PlatformAdapter {
    wait()
    let access = SimulatedDoors(shop: self).access("shop")
    return switch platform {
    case "shopify": try ShopifyAdapter(access)
    case "woocommerce": try WooCommerceAdapter(access)
    default: try AmazonAdapter(access)
    }
  }

  fileprivate var access: (simulated: SimulatedAccess, clock: VirtualClock) { (simulator.access, clock) }

  // MARK: Running

  private func definition(_ fields: String) -> String {
    let customers = entity == .customers ? #", { "use": "customers" }"# : ""
    return #"""
      { "name": "own", "store": "shop", "entity": "\#(entity.rawValue)",
        "extract": [ { "use": "pull", "transport": "live" } ],
        "transform": [ { "use": "map", "preset": "\#(platform).\#(entity.rawValue)", "fields": { \#(fields) } }\#(customers) ],
        "load": [ { "use": "ledger" } ] }
      """#
  }

  /// Runs the pipeline into the ledger at `path`, as the program does.
  ///
  /// - Parameters:
  ///   - interruption: asked now and then whether somebody wants the run to stop.
  ///   - progress: told of each batch that was written.
  ///   - fields: fields that are mapped in another way than the preset says, as JSON members.
  ///   - window: the days that are asked for.
  @discardableResult
  func run(
    into path: String, fields: String = "", configuration: LedgerConfiguration = LedgerConfiguration(),
    window: (since: CivilDate?, until: CivilDate?) = (nil, nil),
    interruption: @escaping @Sendable () -> ExitCode? = { nil },
    progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
  ) async throws -> RunReport {
    let store = try LedgerStore(path: path, configuration: configuration)
    defer { try? store.close() }
    var services = StageServices(
      workingDirectory: "/",
      readFile: { path throws(RunFailure) in throw RunFailure("E7001", .sourceUnavailable, path) }, contacts: store,
      watermarks: store)
    services.platforms = SimulatedDoors(shop: self)
    services.window = window
    let checked = DefinitionCompiler.compile(
      Definition.read(Array(definition(fields).utf8), file: "own.json"), business: Self.business, stores: stores,
      catalogue: Catalogue(entries: ExtractStages.all + TransformStages.all + LoadStages.all), services: services)
    guard let pipeline = checked.valid else { throw Invalid(messages: checked.diagnostics.map(\.message)) }
    let request = RunRequest(
      pipeline: "own", store: "shop", definitionDigest: [UInt8](repeating: 3, count: 32), baseCurrency: .euro,
      startedAt: 1_720_000_000, version: "test", entity: entity)
    let environment = RunEnvironment(
      now: { 1_720_000_060 }, milliseconds: { 0 }, interruption: interruption, progress: progress,
      outputDirectory: NSTemporaryDirectory())
    return try await Runner(pipeline: pipeline, store: store, request: request, environment: environment).run()
  }

  /// What is wrong with the pipeline.
  struct Invalid: Error { var messages: [String] }

  private static var business: Checked<Business> {
    let text = #"""
      { "legal_name": "Beispielwaren GmbH", "country": "DE", "base_currency": "EUR", "time_zone": "Europe/Berlin",
        "chart_of_accounts": "skr03" }
      """#
    return Business.read(Array(text.utf8), file: "business.json")
  }

  private var stores: Checked<Stores> {
    let personal = PersonalField.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let text =
      #"{ "stores": [ { "name": "shop", "platform": "\#(platform)", "warehouses": ["DE"], "personal": [\#(personal)] } ] }"#
    return Stores.read(Array(text.utf8), file: "stores.json")
  }
}

/// The way to the shop, as the live platform is one.
private struct SimulatedDoors: PlatformDoors {
  let shop: ShopPipeline

  func access(to store: Store) throws(RunFailure) -> StoreAccess {
    access(store.name)
  }

  func access(toService name: String) -> StoreAccess { access(name) }

  func access(_ store: String) -> StoreAccess {
    let (simulated, clock) = shop.access
    return StoreAccess(
      store: store, shop: simulated.shop, secrets: simulated.secrets.mapValues { Secret($0) },
      transport: shop.simulator, clock: clock,
      settings: shop.simulator.settings)
  }
}

/// A ledger in a folder of its own, which goes when the object goes.
final class OwnLedger: Sendable {
  let folder: String
  var path: String { "\(folder)/ledger.sqlite" }

  init() throws {
    folder = NSTemporaryDirectory() + "entities-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func reader() throws -> LedgerReader { try LedgerReader(path: path) }
}
