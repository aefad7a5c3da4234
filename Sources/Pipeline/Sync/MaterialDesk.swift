public import Commerce
public import Matching

/// Products of a store that were published and are to be folded into the materials.
public struct CatalogueOrder: Sendable {
  /// Name of the store.
  public var store: String
  /// The run that was published last.
  public var run: Int64
  /// How store and ledger are kept alike.
  public var rules: CatalogueRules
  /// The currency of the store's prices.
  public var currency: Currency
  /// Now, in seconds since 1970.
  public var at: Int64

  /// An order.
  public init(store: String, run: Int64, rules: CatalogueRules, currency: Currency, at: Int64) {
    self.store = store
    self.run = run
    self.rules = rules
    self.currency = currency
    self.at = at
  }
}

/// Stock of a store that was published and is to be folded into that of the materials.
public struct StockOrder: Sendable {
  /// Name of the store.
  public var store: String
  /// The run that was published last.
  public var run: Int64
  /// Which way levels go.
  public var direction: SyncDirection
  /// The ledger's name for a store's place, by the platform's id; a place that is not named is the store's own.
  public var places: [String: String]
  /// The ledger's name of the store's place where ``places`` names none and the store tells of one only; `nil` for its own.
  public var onlyPlace: String?
  /// Places that are counted by somebody else and are only read, by the platform's id.
  public var readOnly: Set<String>
  /// Whole units that are kept back from the store.
  public var heldBack: Int64
  /// Whether the store is told that there is nothing of what is no longer to be sold.
  public var withdrawsArchived = false
  /// Whether goods of refunds are back in stock, where orders and refunds tell of stock.
  public var restocksRefunds = false
  /// Channels of orders whose goods lie with somebody else, as a pattern with `*`; `nil` where all goods are the seller's.
  public var foreignChannel: String?
  /// Now, in seconds since 1970.
  public var at: Int64

  /// An order.
  public init(
    store: String, run: Int64, direction: SyncDirection, places: [String: String] = [:], readOnly: Set<String> = [],
    heldBack: Int64 = 0, at: Int64
  ) {
    self.store = store
    self.run = run
    self.direction = direction
    self.places = places
    self.readOnly = readOnly
    self.heldBack = heldBack
    self.at = at
  }
}

/// What folding came to, in numbers.
public struct SyncTally: Sendable, Equatable {
  /// Products or levels that were told since the last fold.
  public var told: Int64 = 0
  /// Materials that were made.
  public var materials: Int64 = 0
  /// Conflicts that wait for a person, of the store.
  public var conflicts: Int64 = 0
  /// Changes that wait in the outbox, of the store and entity.
  public var waiting: Int64 = 0
  /// What a person should know, by kind.
  public var problems: [String: Int64] = [:]

  /// Nothing.
  public init() {}
}

/// Who keeps materials, and what stores are to be told of them.
public protocol MaterialDesk: AnyObject, Sendable {
  /// Folds the products of a store that were published since the last time, and decides what the store is to be told.
  func fold(_ order: CatalogueOrder) throws(RunFailure) -> SyncTally
  /// Folds the stock of a store that was published since the last time, and decides what the store is to be told.
  func fold(_ order: StockOrder) throws(RunFailure) -> SyncTally
  /// What a store is to be told, in the order in which it was decided: what was decided, and what was sent and not
  /// answered.
  func outbox(of store: String, _ entity: Entity) throws(RunFailure) -> [OutboxEntry]
  /// What a store was told last of each thing, and has taken.
  func confirmed(of store: String, _ entity: Entity) throws(RunFailure) -> Set<PlannedChange>
  /// Notes that entries are about to be sent; on the disk before this returns.
  func send(_ numbers: [Int64], at instant: Int64) throws(RunFailure)
  /// Notes what became of entries.
  func settle(_ verdicts: [OutboxVerdict], at instant: Int64) throws(RunFailure)
}
