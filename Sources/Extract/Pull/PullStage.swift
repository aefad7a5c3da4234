import Commerce
import Pipeline
import Platforms

/// The `pull` extract stage: the records of a shop that changed since the last run, from its platform.
struct PullStage: ExtractStage {
  static let spec = StageSpec(
    "pull", .extract, "Pulls what has changed in the store's shop from its platform, live or simulated.",
    options: [
      OptionSpec(
        "transport", .choice(["live", "simulated"]), required: true,
        "The platform itself, or a simulated one that answers as it does.", example: #""simulated""#),
      OptionSpec(
        "overlap", .integer(0...44_640),
        "Minutes before the last run's latest change from which records are pulled again; default: 10.",
        example: "10"),
      OptionSpec(
        "since", .date, "The first day, in UTC; default: where the last run ended. --since overrides it.",
        example: #""2024-01-01""#),
      OptionSpec(
        "until", .date, "The first day that no longer belongs, in UTC; default: none. --until overrides it.",
        example: #""2025-01-01""#),
      OptionSpec(
        "simulation", .record(SimulationOptions.options), "What the simulated shop is like.",
        example: #"{ "orders": 1000, "faults": "flaky" }"#),
    ])

  private let platform: ConnectedPlatform
  private let stream: PlatformStream
  private let store: Store
  private let simulation: SimulationOptions?
  private let services: StageServices
  private let overlap: Int64
  private let since: Int64?
  private let until: Int64?

  /// Compiles the options and tells the stages behind it which columns there are.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    store = context.store
    services = context.services
    overlap = Int64(options.integer("overlap", default: 10)) * 60
    since = Self.second(context.services.window.since ?? options.date("since"))
    until = Self.second(context.services.window.until ?? options.date("until"))
    guard let platform = ConnectedPlatforms.named(store.platform.rawValue) else {
      context.report(
        options.diagnostic(
          .conflictingOptions,
          "stage \"pull\" has no connector for the store's platform \"\(store.platform.rawValue)\"",
          allowed: ConnectedPlatforms.all.map(\.name)))
      return nil
    }
    self.platform = platform
    guard let stream = platform.streams.first(where: { $0.rawValue == context.entity.rawValue }) else {
      context.report(
        options.diagnostic(
          .conflictingOptions, "\(platform.name) has no \(context.entity.rawValue) that stage \"pull\" could pull",
          allowed: platform.streams.map(\.rawValue), help: "set \"entity\" to what is to be pulled"))
      return nil
    }
    self.stream = stream
    let isSimulated = options.text("transport") == "simulated"
    if isSimulated {
      guard let simulation = SimulationOptions(options.record("simulation"), &context) else { return nil }
      self.simulation = simulation
    } else {
      simulation = nil
    }
    context.sourceColumns = (context.sourceColumns ?? []) + platform.columns(stream)
  }

  private static func second(_ day: CivilDate?) -> Int64? { day.map { Int64($0.day) * 86_400 } }

  /// The name by which runs know the stream.
  private var name: String { "\(store.name)/\(stream.rawValue)" }

  func sources() throws(RunFailure) -> [SourceIdentity] {
    let mark = try services.watermarks?.watermark(of: name, store: store.name)
    return [.stream(name, since: since ?? mark.map { $0 - overlap })]
  }

  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader {
    let since = source.modifiedNanoseconds / 1_000_000_000
    let window = PullWindow(since: since == 0 ? nil : since, until: until)
    return PullReader(
      try connect(), stream, window: window, layout: "\(platform.name).\(stream.rawValue)", columns: columns,
      from: checkpoint)
  }

  /// The connector to the store's shop.
  private func connect() throws(RunFailure) -> any PlatformAdapter {
    let access: StoreAccess
    if let simulation { access = simulation.access(platform, of: store) } else { access = try live() }
    do throws(PlatformFailure) {
      return try platform.adapter(access)
    } catch {
      throw RunFailure(error)
    }
  }

  private func live() throws(RunFailure) -> StoreAccess {
    guard let doors = services.platforms else {
      throw RunFailure("E1006", .internalFault, "this program has no way to reach \(platform.name)")
    }
    return try doors.access(to: store)
  }

  func digest(of source: SourceIdentity) throws(RunFailure) -> [UInt8] { [] }

  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    throw RunFailure(
      "E4002", .usage, "reject \(reject.reject) came from \(reject.path), which is pulled and not read from a file",
      remedy: "run the pipeline again with --since: what is pulled anew takes the place of its rejects")
  }
}
