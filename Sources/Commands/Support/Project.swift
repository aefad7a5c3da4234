import Commerce
import Crypto
import Extract
import Foundation
import Load
import Pipeline
import Transform

/// A definition with all that belongs to it, read from the disk: what `run`, `validate` and `preview` start from.
struct Project {
  /// Every stage there is.
  static let catalogue = Catalogue(entries: ExtractStages.all + TransformStages.all + LoadStages.all)

  /// The pipeline, ready to run.
  let pipeline: CompiledPipeline
  /// The seller.
  let business: Business
  /// SHA-256 over everything that decides the result.
  let digest: [UInt8]

  /// Reads and compiles the definition at `path`.
  ///
  /// - Parameters:
  ///   - stores: path of the stores file.
  ///   - settings: values for the definition's variables, as `name=value`.
  ///   - window: the days of a stream that the command line asks for.
  ///   - ledger: what is known of customers and streams; `nil` to start without any.
  ///   - chosen: the store that a definition for many is read for; `nil` for the one that `--set store=…` names.
  /// - Throws: ``Stop`` after all mistakes were shown; ``RunFailure`` when the command line gives no store.
  init(
    path: String, stores: String, settings: [String], window: WindowOptions? = nil,
    ledger: (any ContactDirectory & WatermarkDirectory & DeliveryDirectory & VATIDDirectory)? = nil,
    for chosen: Store? = nil
  ) throws {
    let checked = try Self.check(
      path: path, stores: stores, settings: settings, window: window, ledger: ledger, for: chosen)
    Messages.show(checked.diagnostics)
    guard let project = checked.valid else { throw Stop(exit: .definitionInvalid) }
    self = project
  }

  private init(_ pipeline: CompiledPipeline, of business: Business, digest: [UInt8]) {
    self.pipeline = pipeline
    self.business = business
    self.digest = digest
  }

  /// Reads and compiles the definition at `path`; mistakes are returned, not shown.
  ///
  /// - Throws: ``RunFailure`` when the command line gives no store.
  static func check(
    path: String, stores: String, settings: [String], window: WindowOptions? = nil,
    ledger: (any ContactDirectory & WatermarkDirectory & DeliveryDirectory & VATIDDirectory)? = nil,
    for chosen: Store? = nil
  ) throws -> Checked<Project> {
    let overrides = try Self.overrides(settings)
    let file = DefinitionFile.read(path)
    guard let bytes = file.value else { return Checked(nil, file.diagnostics) }
    let chosen = try chosen ?? StoreSelection.named(path: path, stores: stores, overrides)
    let definition = Definition.read(bytes, file: path, overrides: overrides, for: chosen)
    guard let read = definition.value else { return Checked(nil, definition.diagnostics) }
    let businessFile = DefinitionFile.read(read.business, namedAt: read.place("business"))
    let business =
      businessFile.value.map { Business.read($0, file: read.business) } ?? Checked(nil, businessFile.diagnostics)
    let storesFile = DefinitionFile.read(stores)
    var services = StageServices(
      workingDirectory: FileManager.default.currentDirectoryPath,
      readFile: { path throws(RunFailure) in try Disk.read(path) }, contacts: ledger,
      watermarks: ledger)
    services.deliveries = ledger
    services.vatIDs = ledger
    services.now = { Int64(Date().timeIntervalSince1970) }
    services.window = (window?.since, window?.until)
    services.platforms = LivePlatforms()
    services.fileExists = { FileManager.default.fileExists(atPath: $0) }
    services.appendFile = { path, bytes throws(RunFailure) in try Disk.append(bytes, to: path) }
    let compiled = DefinitionCompiler.compile(
      definition, business: business,
      stores: storesFile.value.map { Stores.read($0, file: stores) } ?? Checked(nil, storesFile.diagnostics),
      catalogue: catalogue, services: services)
    guard let pipeline = compiled.valid, let seller = business.valid, let businessBytes = businessFile.value,
      let storesBytes = storesFile.value
    else { return Checked(nil, compiled.diagnostics) }
    // Other days are another run, as another input is.
    let days = [("since", window?.since), ("until", window?.until)].compactMap { name, day in
      day.map { "\(name) \($0)" }
    }
    let digest = Self.digest(of: [bytes, businessBytes, storesBytes], settings + days)
    return Checked(Project(pipeline, of: seller, digest: digest), compiled.diagnostics)
  }

  /// The values for variables that the command line gives.
  static func overrides(_ settings: [String]) throws(RunFailure) -> [VariableOverride] {
    var overrides: [VariableOverride] = []
    for setting in settings {
      guard let override = VariableOverride(setting) else {
        throw RunFailure(
          "E2001", .usage, "--set takes name=value, not \"\(setting)\"", remedy: "for example --set input=orders.csv")
      }
      overrides.append(override)
    }
    return overrides
  }

  /// What the store needs to begin a run of it.
  ///
  /// - Parameter purpose: sets runs of the same definition apart that do not continue each other.
  func request(_ environment: RunEnvironment, purpose: String = "") -> RunRequest {
    let own = purpose.isEmpty ? digest : Array(SHA256.hash(data: digest + Array(purpose.utf8)))
    return RunRequest(
      pipeline: pipeline.name, store: pipeline.store.name, definitionDigest: own, baseCurrency: business.baseCurrency,
      startedAt: environment.now(), version: Version.text, entity: pipeline.entity)
  }

  /// The digest of files, settings, tax data and program version together.
  private static func digest(of files: [[UInt8]], _ settings: [String]) -> [UInt8] {
    var hash = SHA256()
    for file in files { hash.update(data: Array(SHA256.hash(data: file))) }
    // Another input is another run: one that was interrupted must not be published with what a later one loads.
    for setting in settings.sorted() { hash.update(data: Array(setting.utf8) + [0]) }
    hash.update(data: Array(Version.text.utf8))
    return Array(hash.finalize())
  }
}

/// Whole files, for definitions and tables.
enum Disk {
  /// The bytes of a file.
  static func read(_ path: String) throws(RunFailure) -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RunFailure(
        "E7001", .sourceUnavailable, "\(path) does not exist",
        remedy: "check the path; relative paths start from the folder the command is run in")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RunFailure(
        "E7002", .sourceUnavailable, "\(path) cannot be read", remedy: "look whether this user may read it")
    }
    return Array(data)
  }

  /// Writes a whole file, and the folder that it lies in.
  static func write(_ bytes: [UInt8], to path: String) throws(RunFailure) {
    try makeFolder(of: path)
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { throw cannotWrite(path) }
  }

  /// Writes to the end of a file, which is made where there is none.
  static func append(_ bytes: [UInt8], to path: String) throws(RunFailure) {
    guard FileManager.default.fileExists(atPath: path) else { return try write(bytes, to: path) }
    do {
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data(bytes))
      try file.close()
    } catch {
      throw cannotWrite(path)
    }
  }

  private static func cannotWrite(_ path: String) -> RunFailure {
    RunFailure(
      "E8105", .destinationUnavailable, "\(path) cannot be written",
      remedy: "look whether this user may write there, and whether the disk is full")
  }

  /// Makes the folder that the file at `path` is to lie in.
  static func makeFolder(of path: String) throws(RunFailure) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw RunFailure(
        "E8002", .destinationUnavailable, "the folder \(folder.path) cannot be made",
        remedy: "make it, or name another place for the ledger")
    }
  }
}
