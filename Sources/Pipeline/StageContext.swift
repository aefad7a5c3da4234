public import Commerce
public import Platforms

/// What stages may know while their options are compiled: who sells, for which store, and which columns there are.
///
/// Stages are compiled in the order of the flow; each adds the columns it makes, so a stage that needs a column which
/// nothing before it makes is found before a byte is read.
public struct CompileContext: Sendable {
  /// The seller.
  public let business: Business
  /// The store that the pipeline is for.
  public let store: Store
  /// What the pipeline carries.
  public let entity: Entity
  /// Canonical columns made so far.
  public var columns: Set<String> = []
  /// The columns that the sources will have; `nil` when only the files themselves tell.
  public var sourceColumns: [String]?
  /// Source columns that stages have asked for, in the order of a batch's cells.
  public private(set) var demandedColumns: [String] = []
  /// What is wrong so far.
  public var diagnostics: [Diagnostic] = []
  /// Services that stages need at run time.
  public let services: StageServices

  /// A context for a pipeline of `store`.
  public init(business: Business, store: Store, services: StageServices, entity: Entity = .orders) {
    self.business = business
    self.store = store
    self.entity = entity
    self.services = services
  }

  /// The canonical fields that the store does not take, because they are personal and nobody asked for them.
  public var leftOut: Set<String> { PersonalField.leftOut(of: entity, taking: store.personal) }

  /// Warns of entries that a definition has for fields that the store does not take.
  public mutating func warnOfFieldsNotTaken(_ entries: [OptionEntry]) {
    for entry in entries where leftOut.contains(entry.key) {
      diagnostics.append(
        entry.keyDiagnostic(
          .fieldNotTaken, "the store \"\(store.name)\" does not take \"\(entry.key)\": it is left out",
          help: "add it to \"personal\" of the store in the stores file if it is needed"))
    }
  }

  /// Asks for a source column and returns the place of its cell in every record of a batch.
  public mutating func demand(_ column: String) -> Int {
    if let place = demandedColumns.firstIndex(of: column) { return place }
    demandedColumns.append(column)
    return demandedColumns.count - 1
  }
}

/// What the doors of the program give to stages: the rest of the world, as values and protocols.
public struct StageServices: Sendable {
  /// The folder that relative paths start from.
  public var workingDirectory: String
  /// Reads a whole file.
  public var readFile: @Sendable (_ path: String) throws(RunFailure) -> [UInt8]
  /// Whether there is a file.
  public var fileExists: @Sendable (_ path: String) -> Bool = { _ in false }
  /// Writes to the end of a file, which is made where there is none.
  public var appendFile: @Sendable (_ path: String, _ bytes: [UInt8]) throws(RunFailure) -> Void = {
    path, _ throws(RunFailure) in
    throw RunFailure("E1007", .internalFault, "this program has no way to write \(path)")
  }
  /// The contacts of the ledger; `nil` where nothing is loaded, as in `validate`.
  public var contacts: (any ContactDirectory)?
  /// Up to where streams were pulled; `nil` where nothing is loaded.
  public var watermarks: (any WatermarkDirectory)?
  /// Which deliveries were dealt with; `nil` where nothing is loaded.
  public var deliveries: (any DeliveryDirectory)?
  /// The days that the command line asks for, in place of those of the definition.
  public var window: (since: CivilDate?, until: CivilDate?) = (nil, nil)
  /// What was found out about VAT ids before; `nil` where nothing is loaded.
  public var vatIDs: (any VATIDDirectory)?
  /// The time, in seconds since 1970.
  public var now: @Sendable () -> Int64 = { 0 }
  /// The way to live platforms; `nil` where there is none, as in tests.
  public var platforms: (any PlatformDoors)?

  /// The services.
  public init(
    workingDirectory: String, readFile: @escaping @Sendable (_ path: String) throws(RunFailure) -> [UInt8],
    contacts: (any ContactDirectory)? = nil, watermarks: (any WatermarkDirectory)? = nil
  ) {
    self.workingDirectory = workingDirectory
    self.readFile = readFile
    self.contacts = contacts
    self.watermarks = watermarks
  }
}

/// The way to live platforms.
public protocol PlatformDoors: Sendable {
  /// What a connector needs to reach the shop of `store`, its secrets included.
  func access(to store: Store) throws(RunFailure) -> StoreAccess
  /// What a client needs to reach a public service that asks for no secrets, such as `VIES`.
  func access(toService name: String) -> StoreAccess
}

/// What a load stage gets when a run was published.
public struct DeliveryContext: Sendable {
  /// Number of the published run.
  public var run: Int64
  /// Name of the pipeline.
  public var pipeline: String
  /// Name of the store whose documents were loaded.
  public var store: String
  /// Folder for files.
  public var outputDirectory: String
  /// Who makes reports; `nil` where there is no ledger to make them from.
  public var reports: (any ReportDesk)?
  /// Who decides about customers; `nil` where nothing is stored.
  public var customers: (any CustomerDesk)?
  /// Who books; `nil` where nothing is stored.
  public var journal: (any JournalDesk)?
  /// Who watches stock; `nil` where nothing is stored.
  public var stock: (any StockDesk)?
  /// Who keeps materials; `nil` where nothing is stored.
  public var materials: (any MaterialDesk)?
  /// The way to the store's shop; `nil` where the pipeline pulls from none.
  public var shop: (@Sendable () throws(RunFailure) -> ShopDoor?)?
  /// The stages that make canonical columns of what a shop tells, and the source columns that they read.
  public var transforms: [any TransformStage] = []
  /// The source columns that the transforms read.
  public var sourceColumns: [String] = []
  /// What the pipeline carries.
  public var entity = Entity.orders
  /// Whether only to show what would be told to shops.
  public var isPlan = false
  /// All that the shop may be told, as a plan says it; `nil` for whatever there is.
  public var planned: [PlannedChange]?
  /// When the run was published, in seconds since 1970.
  public var now: Int64 = 0

  /// A context.
  public init(
    run: Int64, pipeline: String, store: String, outputDirectory: String, reports: (any ReportDesk)? = nil
  ) {
    self.run = run
    self.pipeline = pipeline
    self.store = store
    self.outputDirectory = outputDirectory
    self.reports = reports
  }
}

/// What load stages may decide about customers.
public protocol CustomerDesk: AnyObject, Sendable {
  /// Decides that customers are one whose likeness is at least `least` thousandths, and returns how many decisions it took.
  func mergeDuplicates(from least: Int, at instant: Int64) throws(RunFailure) -> Int
}
