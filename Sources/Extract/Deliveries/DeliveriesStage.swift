import Columns
import Crypto
import Pipeline
import Platforms
import Simulation

/// The `deliveries` extract stage: received deliveries of a shop's webhooks name records, which are then asked for.
struct DeliveriesStage: ExtractStage {
  static let spec = StageSpec(
    "deliveries", .extract,
    "Reads received deliveries of the store's webhooks, checks who sent them, and pulls the records that they name.",
    options: [
      OptionSpec(
        "paths", .list(.path, minimum: 1),
        "Spools, as paths or patterns: folders with NAME.headers.txt and NAME.body, or files with a JSON object a line.",
        example: #"["spool/shopify-de"]"#),
      OptionSpec(
        "max_age", .integer(1...8_784),
        "Hours between an event and its receipt from which a delivery is rejected; default: 96.", example: "96"),
    ] + StoreDoor.options
  )
  .requiring("paths")

  private let door: StoreDoor
  private let patterns: [String]
  private var stream: PlatformStream { door.stream }
  private let ageMax: Int64
  private let known: (any DeliveryDirectory)?
  private let seen = SeenEvents()

  /// Compiles the options and tells the stages behind it which columns there are.
  init?(_ options: OptionValues, _ context: inout CompileContext) {
    patterns = options.texts("paths")
    ageMax = Int64(options.integer("max_age", default: 96)) * 3_600
    known = context.services.deliveries
    guard let door = StoreDoor(Self.spec.name, options, &context) else { return nil }
    self.door = door
    context.sourceColumns = (context.sourceColumns ?? []) + door.platform.columns(door.stream)
  }

  func sources() throws(RunFailure) -> [SourceIdentity] {
    var sources: [SourceIdentity] = []
    for path in try PathPatterns.files(patterns) {
      sources.append(FolderListing.isFolder(path) ? try FolderListing.identity(path) : try .of(path: path))
    }
    return sources
  }

  func open(
    _ source: SourceIdentity, columns: [String], from checkpoint: SourceCheckpoint?
  ) throws(RunFailure) -> any BatchReader {
    guard FolderListing.isFolder(source.path) else {
      var start = checkpoint?.position
      if start == nil { start = try behindLast(of: source) }
      let position = start ?? SourcePosition(line: 1, byte: 0)
      return try reader(SpoolLines(source, from: position), source, columns, from: position)
    }
    let taken =
      try known?.takenDeliveries(in: source.path, stream: door.stream.rawValue, store: door.store.name) ?? []
    return try reader(
      SpoolFolder(source.path, taken: taken), source, columns,
      from: checkpoint?.position ?? SourcePosition(line: 1, byte: 0))
  }

  /// The place behind the last delivery of a file that was dealt with; `nil` to read it from its start.
  private func behindLast(of source: SourceIdentity) throws(RunFailure) -> SourcePosition? {
    let last = try known?.lastDelivery(in: source.path, stream: door.stream.rawValue, store: door.store.name)
    guard let last else { return nil }
    return try SpoolLines.start(source, behind: last)
  }

  private func reader(
    _ spool: any Spool, _ source: SourceIdentity, _ columns: [String], from position: SourcePosition
  ) throws(RunFailure) -> DeliveriesReader {
    let adapter = try door.connect()
    return DeliveriesReader(
      spool, path: source.path, judge: try judge(adapter), adapter: adapter, layout: layout, columns: columns,
      digest: try digest(of: source), from: position)
  }

  private var layout: String { "\(door.platform.name).webhooks" }

  private func judge(_ adapter: any PlatformAdapter) throws(RunFailure) -> DeliveryJudge {
    do throws(PlatformFailure) {
      return DeliveryJudge(
        reader: try adapter.webhooks(), stream: door.stream, store: door.store.name, ageMax: ageMax, known: known,
        seen: seen
      )
    } catch {
      throw RunFailure(error)
    }
  }

  /// A spool is known by what the file system says of it: deliveries are only ever added to it, and each of them is known
  /// by itself.
  func digest(of source: SourceIdentity) throws(RunFailure) -> [UInt8] {
    let words = "\(source.path)\n\(source.byteCount) \(source.modifiedNanoseconds) \(source.inode)"
    return Array(SHA256.hash(data: Array(words.utf8)))
  }

  func reopen(_ reject: RejectedDocument, columns: [String]) throws(RunFailure) -> any BatchReader {
    let isFolder = reject.dialect == SpoolFolder.form
    let content = isFolder ? SpoolFolder.content(of: reject.raw) : SpoolLines.content(of: reject.raw)
    // A document that a delivery led to is no delivery: what is kept of it came from the platform.
    if case .unreadable = content, reject.raw.first == UInt8(ascii: "{"), reject.raw.last == UInt8(ascii: "}") {
      throw .pulled(reject)
    }
    let spooled = SpooledDelivery(
      name: "", position: reject.position, end: reject.position.byte + reject.raw.count, raw: reject.raw,
      content: content)
    let adapter = try door.connect()
    return DeliveriesReader(
      isFolder ? SingleDelivery<SpoolFolder>(spooled) : SingleDelivery<SpoolLines>(spooled), path: reject.path,
      judge: try judge(adapter), adapter: adapter, layout: layout, columns: columns, digest: nil,
      from: reject.position, reject: reject.reject)
  }

  /// What the simulated shop of the definition would deliver about the orders that changed last; `nil` where the shop is
  /// a live one.
  func simulatedDeliveries(latest count: Int) -> [WebhookDelivery]? {
    door.simulation?.simulator(door.platform, of: door.store).deliveries(latest: count)
  }
}

/// One delivery that was rejected, read as its spool was.
private struct SingleDelivery<Origin: Spool>: Spool {
  static var form: String { Origin.form }
  static func content(of raw: [UInt8]) -> SpooledDelivery.Content { Origin.content(of: raw) }
  let pending: String? = nil
  private var delivery: SpooledDelivery?

  init(_ delivery: SpooledDelivery) { self.delivery = delivery }

  mutating func next() -> SpooledDelivery? {
    defer { delivery = nil }
    return delivery
  }
}

extension StageSpec {
  /// The same with an option that must be there.
  fileprivate func requiring(_ name: String) -> StageSpec {
    var spec = self
    for index in spec.options.indices where spec.options[index].name == name { spec.options[index].isRequired = true }
    return spec
  }
}
