import Commerce
import Pipeline
import Platforms

/// The way from a definition to the shop of its store: the platform itself, or a simulated one.
struct StoreDoor: Sendable {
  let platform: ConnectedPlatform
  let store: Store
  /// What the definition's entity is on the platform.
  let stream: PlatformStream
  /// What the simulated shop is like; `nil` for the live one.
  let simulation: SimulationOptions?
  private let services: StageServices

  /// The options by which a definition says which way to go.
  static let options = [
    OptionSpec(
      "transport", .choice(["live", "simulated"]), required: true,
      "The platform itself, or a simulated one that answers as it does.", example: #""simulated""#),
    OptionSpec(
      "simulation", .record(SimulationOptions.options), "What the simulated shop is like.",
      example: #"{ "orders": 1000, "faults": "flaky" }"#),
  ]

  /// The way that a stage's options say; `nil`, with a diagnostic, where there is none.
  init?(_ stage: String, _ options: OptionValues, _ context: inout CompileContext) {
    store = context.store
    services = context.services
    guard let platform = ConnectedPlatforms.named(store.platform.rawValue) else {
      context.report(
        options.diagnostic(
          .conflictingOptions,
          "stage \"\(stage)\" has no connector for the store's platform \"\(store.platform.rawValue)\"",
          allowed: ConnectedPlatforms.all.map(\.name)))
      return nil
    }
    self.platform = platform
    guard let stream = platform.streams.first(where: { $0.rawValue == context.entity.rawValue }) else {
      context.report(
        options.diagnostic(
          .conflictingOptions,
          "\(platform.name) has no \(context.entity.rawValue) that stage \"\(stage)\" could pull",
          allowed: platform.streams.map(\.rawValue), help: "set \"entity\" to what is to be pulled"))
      return nil
    }
    self.stream = stream
    guard options.text("transport") == "simulated" else {
      simulation = nil
      return
    }
    guard let simulation = SimulationOptions(options.record("simulation"), &context) else { return nil }
    self.simulation = simulation
  }

  /// A connector to the store's shop.
  func connect() throws(RunFailure) -> any PlatformAdapter { try adapter(access()) }

  /// The way to the shop for what tells it something.
  ///
  /// - Throws: `E8804` where the shop is simulated and nothing keeps what it is told.
  func shop() throws(RunFailure) -> ShopDoor {
    if let simulation, !simulation.isKept {
      throw RunFailure(
        "E8804", .definitionInvalid, "\(store.name): the simulated shop forgets what it is told when the run ends",
        remedy: "name a file as \"state\" of the simulation, in which it is kept")
    }
    var access = try access()
    let clock = MeasuredClock(access.clock)
    access.clock = clock
    return ShopDoor(try adapter(access), stream) { clock.waited }
  }

  private func access() throws(RunFailure) -> StoreAccess {
    if let simulation { return try simulation.access(platform, of: store) }
    return try live()
  }

  private func adapter(_ access: StoreAccess) throws(RunFailure) -> any PlatformAdapter {
    do throws(PlatformFailure) { return try platform.adapter(access) } catch { throw RunFailure(error) }
  }

  private func live() throws(RunFailure) -> StoreAccess {
    guard let doors = services.platforms else {
      throw RunFailure("E1006", .internalFault, "this program has no way to reach \(platform.name)")
    }
    return try doors.access(to: store)
  }
}
