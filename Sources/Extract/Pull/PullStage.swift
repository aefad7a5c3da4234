import Commerce
import Pipeline
import Platforms

/// The `pull` extract stage: the records of a shop that changed since the last run, from its platform.
struct PullStage: ExtractStage {
  static let spec = StageSpec(
    "pull", .extract, "Pulls what has changed in the store's shop from its platform, live or simulated.",
    options: [
      OptionSpec(
        "scope", .choice(["changes", "everything"]),
        "What has changed since the last run, or a comparison of all orders or products with the ledger, which also finds "
          + "what was deleted; default: changes.", example: #""changes""#),
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
    ] + StoreDoor.options)

  private let door: StoreDoor
  private let services: StageServices
  private let overlap: Int64
  private let since: Int64?
  private let until: Int64?
  private let comparesAll: Bool

  /// Compiles the options and tells the stages behind it which columns there are.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    services = context.services
    overlap = Int64(options.integer("overlap", default: 10)) * 60
    since = Self.second(context.services.window.since ?? options.date("since"))
    until = Self.second(context.services.window.until ?? options.date("until"))
    comparesAll = options.optionalText("scope") == "everything"
    guard let door = StoreDoor(Self.spec.name, options, &context) else { return nil }
    if comparesAll, door.stream != .products, !door.platform.comparesAll || door.stream != .orders {
      context.report(
        options.diagnostic(
          .conflictingOptions, at: "scope",
          "\(door.platform.name) tells of every change of its \(door.stream.rawValue): there is nothing to compare",
          allowed: ["changes"]))
      return nil
    }
    self.door = door
    context.sourceColumns = (context.sourceColumns ?? []) + door.platform.columns(door.stream)
  }

  private static func second(_ day: CivilDate?) -> Int64? { day.map { Int64($0.day) * 86_400 } }

  /// The name by which runs know the stream.
  private var name: String { "\(door.store.name)/\(door.stream.rawValue)" }

  func sources() throws(RunFailure) -> [SourceIdentity] {
    if comparesAll { return [.stream(name, since: nil)] }
    let mark = try services.watermarks?.watermark(of: name, store: door.store.name)
    return [.stream(name, since: since ?? mark.map { $0 - overlap })]
  }

  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader {
    let since = source.modifiedNanoseconds / 1_000_000_000
    let window = PullWindow(since: since == 0 ? nil : since, until: until)
    // No platform tells of products that were deleted: they are what a list of all no longer has.
    var removals: Removals?
    if comparesAll, door.stream == .products {
      removals = Removals(
        known: try services.watermarks?.products(of: door.store.name) ?? [], idColumn: door.platform.productID)
    }
    let comparesOrders = comparesAll && door.stream == .orders
    let known = comparesOrders ? try services.watermarks?.documents(of: name, store: door.store.name) ?? [] : nil
    return PullReader(
      try door.connect(), door.stream, window: window, known: known, removals: removals,
      layout: "\(door.platform.name).\(door.stream.rawValue)", columns: columns,
      from: checkpoint)
  }

  func digest(of source: SourceIdentity) throws(RunFailure) -> [UInt8] { [] }

  func shop() throws(RunFailure) -> ShopDoor? { try door.shop() }

  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    throw .pulled(reject)
  }
}

extension RunFailure {
  /// A document that came from a platform: its bytes are not kept in the form in which they would be read again.
  static func pulled(_ reject: RejectedDocument) -> RunFailure {
    RunFailure(
      "E4002", .usage, "reject \(reject.reject) came from \(reject.path), and was pulled and not read from a file",
      remedy: "run the pipeline again with --since: what is pulled anew takes the place of its rejects")
  }
}
