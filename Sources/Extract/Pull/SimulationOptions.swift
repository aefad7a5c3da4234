import Commerce
import Pipeline
import Platforms
import Simulation

/// What a simulated shop is like, as a definition says it.
struct SimulationOptions: Sendable {
  static let options = [
    OptionSpec("orders", .integer(0...1_000_000), "Number of orders; default: 250.", example: "10000"),
    OptionSpec(
      "seed", .integer(0...1_000_000_000), "What the shop is drawn from; default: by the store's name.", example: "7"),
    OptionSpec("from", .date, "The day of the first order; default: 2024-01-01.", example: #""2024-01-01""#),
    OptionSpec("to", .date, "The day of the last order; default: 2024-12-31.", example: #""2024-12-31""#),
    OptionSpec("currency", .text, "The shop's currency; default: the base currency.", example: #""EUR""#),
    OptionSpec(
      "faults", .choice(FaultProfile.all.map(\.name)), "What goes wrong on the way; default: nothing.",
      example: #""flaky""#),
  ]

  private let plan: ShopPlan
  private let faults: FaultProfile
  private let seed: UInt64

  /// The shop of a store; `nil`, with a diagnostic, when the currency is none.
  init?(_ values: OptionValues?, _ context: inout CompileContext) {
    let store = context.store
    let name = values?.optionalText("currency")
    guard let currency = name.map({ Currency($0) }) ?? context.business.baseCurrency else {
      if let values {
        context.report(values.diagnostic(.malformedValue, at: "currency", "\"\(name ?? "")\" is no currency"))
      }
      return nil
    }
    // A store has its own shop, the same in every run.
    let own = store.name.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    seed = values?.integer("seed").map { UInt64($0) } ?? own
    let first = Int64(values?.date("from")?.day ?? 19_723) * 86_400
    let last = Int64(values?.date("to")?.day ?? 20_088) * 86_400 + 86_399
    plan = ShopPlan(
      seed: seed, orders: values?.integer("orders") ?? 250,
      country: store.warehouses.first ?? context.business.country, currency: currency,
      timeZone: store.timeZone ?? context.business.timeZone, pricesIncludeTax: store.prices != .net,
      span: first...max(first, last))
    faults = FaultProfile.named(values?.optionalText("faults") ?? "none") ?? .none
  }

  /// The simulated platform with the shop of `store`.
  func simulator(_ platform: ConnectedPlatform, of store: Store) -> any SimulatedPlatform {
    // A day after the last order, so that all that happened in the shop has happened.
    let clock = VirtualClock(start: (plan.span.upperBound + 86_400) * 1_000)
    return platform.simulator(ShopState(ShopData(plan), clock: clock), store.shop)
  }

  /// What a connector needs to reach the simulated shop of `store`.
  func access(_ platform: ConnectedPlatform, of store: Store) -> StoreAccess {
    let simulator = simulator(platform, of: store)
    return StoreAccess(
      store: store.name, shop: simulator.access.shop, secrets: simulator.access.secrets.mapValues { Secret($0) },
      transport: FaultyTransport(simulator, faults, seed: seed), clock: simulator.state.clock,
      settings: simulator.settings.merging(store.connector) { $1 })
  }
}
