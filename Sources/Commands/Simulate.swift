import ArgumentParser
import Commerce
import Extract
import Foundation
import Network
import Pipeline
import Simulation

/// `simulate`: serves a simulated platform to programs of this machine.
struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve a simulated platform over HTTP to programs of this machine.",
    discussion: """
      The shop is invented, and the same for the same options; what is written to it is kept until the command ends. \
      Only programs of this machine can connect. The address and the credentials are printed first; Ctrl-C ends it.

        shopledger simulate shopify --port 8080
        shopledger simulate amazon --shop DE --faults flaky
      """)

  @Argument(help: "The platform: \(ConnectedPlatforms.all.map(\.name).joined(separator: ", ")).")
  var platform: String

  @Option(name: .long, help: "The port; 0 for any that is free.")
  var port: UInt16 = 0

  @Option(name: .long, help: "The shop, as the stores file names it; on Amazon a marketplace such as DE.")
  var shop: String?

  @OptionGroup var plan: ShopOptions

  @Option(
    name: .long, help: "What goes wrong on the way: \(FaultProfile.all.map(\.name).joined(separator: ", ")).")
  var faults = FaultProfile.none.name

  @Option(name: .long, help: "Milliseconds until lists show what was written.")
  var listDelay: Int64 = 0

  @OptionGroup var result: ResultOptions

  mutating func run() async throws {
    guard let connected = ConnectedPlatforms.named(platform) else {
      throw UnknownName.error("platform", platform, among: ConnectedPlatforms.all.map(\.name))
    }
    if let shop, !connected.shops.isEmpty, connected.market(shop) == nil {
      throw UnknownName.error("shop", shop, among: connected.shops)
    }
    guard let profile = FaultProfile.named(faults) else {
      throw UnknownName.error("fault profile", faults, among: FaultProfile.all.map(\.name))
    }
    let data = ShopData(try plan.plan(connected.market(shop ?? plan.country)))
    let state = ShopState(data, clock: SystemClock(), listDelay: listDelay)
    let simulator = connected.simulator(state, shop)
    let transport = FaultyTransport(simulator, profile, seed: plan.seed)
    let notice = SimulationNotice(platform: connected.name, orders: data.orders.count, access: simulator.access)
    try await serve(LoopbackServer(transport, port: port), notice)
  }

  /// Serves until someone asks the program to stop.
  private func serve(_ server: LoopbackServer, _ notice: SimulationNotice) async throws {
    Interruption.watch()
    let watching = Task {
      while Interruption.exit == nil { try await Task.sleep(for: .milliseconds(50)) }
      await server.stop()
    }
    defer { watching.cancel() }
    let result = result
    do throws(LoopbackServer.Fault) {
      try await server.run { port in
        var notice = notice
        notice.port = port
        // Who started it reads the address from a pipe and waits for it.
        do throws(RunFailure) { try result.print(notice) } catch { Messages.show(error) }
      }
    } catch {
      throw ValidationError(error.message)
    }
  }
}

/// What the shop is like.
struct ShopOptions: ParsableArguments {
  @Option(name: .long, help: "Number of orders.")
  var orders = 250

  @Option(name: .long, help: "What the shop is drawn from.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "The seller's country; on Amazon that of the marketplace.")
  var country: String?

  @Option(name: .long, help: "The shop's currency; on Amazon that of the marketplace.")
  var currency: String?

  @Flag(name: .long, help: "Prices are without tax.")
  var net = false

  @Option(name: .long, help: "The day of the first order.")
  var from = "2024-01-01"

  @Option(name: .long, help: "The day of the last order.")
  var to = "2024-12-31"

  /// The plan of the shop.
  func plan(_ market: SimulatedMarket?) throws -> ShopPlan {
    guard (0...1_000_000).contains(orders) else { throw ValidationError("--orders is from 0 to 1000000") }
    let code = country ?? market?.country ?? "DE"
    guard let country = Country(code) else { throw ValidationError("\"\(code)\" is no country code such as DE") }
    let money = currency ?? market?.currency ?? "EUR"
    guard let currency = Currency(money) else { throw ValidationError("\"\(money)\" is no currency code such as EUR") }
    guard let first = CivilDate(from), let last = CivilDate(to), first <= last else {
      throw ValidationError("--from and --to are days such as 2024-01-01, in order")
    }
    return ShopPlan(
      seed: seed, orders: orders, country: country, currency: currency,
      timeZone: market?.timeZone ?? "Europe/Berlin", pricesIncludeTax: !net && market?.pricesIncludeTax ?? true,
      span: Int64(first.day) * 86_400...Int64(last.day) * 86_400 + 86_399)
  }
}

extension LoopbackServer.Fault {
  /// What happened and what to do.
  fileprivate var message: String {
    switch self {
    case .portTaken(let port): "port \(port) cannot be had: name another with --port, or 0 for any that is free"
    case .ended(let reason): "the server ended: \(reason)"
    }
  }
}
