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
    OptionSpec("products", .integer(1...100_000), "Number of products; default: 40.", example: "100"),
    OptionSpec(
      "gift_cards", .integer(0...1_000_000),
      "Of how many orders paid by card a gift card has paid a part of one; default: 0, of none.", example: "3"),
    OptionSpec(
      "state", .path,
      "The file in which what is written to the shop is kept, so that a later run finds it there; without one the shop is always as it was drawn, and is told nothing.",
      example: #""output/shops/shopify-de.jsonl""#),
    OptionSpec(
      "night", .decimal,
      "How many nights have passed in the shop, in each of which the merchant edits the catalogue; default: 0. It takes a \"state\".",
      example: "1"),
  ]

  private let plan: ShopPlan
  private let faults: FaultProfile
  private let seed: UInt64
  private let journal: ShopJournal?
  private let nights: Int

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
    journal = values?.optionalText("state").map { ShopJournal(path: $0, services: context.services) }
    let night = values?.decimal("night") ?? "0"
    guard let nights = Int(night), 0...10_000 ~= nights else {
      if let values {
        context.report(values.diagnostic(.outOfRange, at: "night", "\"night\" is a whole number from 0 to 10000"))
      }
      return nil
    }
    self.nights = nights
    if nights > 0, journal == nil, let values {
      context.report(
        values.diagnostic(
          .conflictingOptions, at: "night", "nights pass only in a shop that is kept: name a file as \"state\""))
      return nil
    }
    var plan = ShopPlan(
      seed: seed, orders: values?.integer("orders") ?? 250, products: values?.integer("products") ?? 40,
      country: store.warehouses.first ?? context.business.country, currency: currency,
      timeZone: store.timeZone ?? context.business.timeZone, pricesIncludeTax: store.prices != .net,
      span: first...max(first, last))
    plan.giftCards = values?.integer("gift_cards") ?? 0
    self.plan = plan
    faults = FaultProfile.named(values?.optionalText("faults") ?? "none") ?? .none
  }

  /// The simulated platform with the shop of `store`, as it was drawn.
  func simulator(_ platform: ConnectedPlatform, of store: Store) -> any SimulatedPlatform {
    simulator(platform, of: store, clock)
  }

  private func simulator(
    _ platform: ConnectedPlatform, of store: Store, _ clock: VirtualClock
  ) -> any SimulatedPlatform {
    platform.simulator(ShopState(ShopData(plan), clock: clock), store.shop)
  }

  /// A day after the last order, so that all that happened in the shop has happened.
  private var clock: VirtualClock { VirtualClock(start: (plan.span.upperBound + 86_400) * 1_000) }

  /// Whether what is written to the shop is kept.
  var isKept: Bool { journal != nil }

  /// What a connector needs to reach the simulated shop of `store`.
  ///
  /// - Throws: `E8803` when the file that keeps what was written to the shop is none.
  func access(_ platform: ConnectedPlatform, of store: Store) throws(RunFailure) -> StoreAccess {
    let clock = clock
    var simulator = simulator(platform, of: store, clock)
    if let journal {
      simulator = try journal.restore(simulator, clock, nights: nights, seed: plan.seed, store: store.name)
    }
    return StoreAccess(
      store: store.name, shop: simulator.access.shop, secrets: simulator.access.secrets.mapValues { Secret($0) },
      transport: FaultyTransport(simulator, faults, seed: seed), clock: simulator.state.clock,
      settings: simulator.settings.merging(store.connector) { $1 })
  }
}
