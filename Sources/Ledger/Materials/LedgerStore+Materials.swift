/// Folds what stores have told into the materials, and keeps what they are to be told.
public import Commerce
import GRDB
import Matching
public import Pipeline

extension LedgerStore: MaterialDesk {
  /// Folds the products of a store that were published since the last time, in one transaction.
  public func fold(_ order: CatalogueOrder) throws(RunFailure) -> SyncTally {
    try durably { database in try CatalogueFolding(order, database).fold() }
  }

  /// Folds the stock of a store that was published since the last time, in one transaction.
  public func fold(_ order: StockOrder) throws(RunFailure) -> SyncTally {
    try durably { database in
      var folding = StockFolding(order, database)
      return try folding.fold()
    }
  }

  /// What a store is to be told, in the order in which it was decided.
  public func outbox(of store: String, _ entity: Entity) throws(RunFailure) -> [OutboxEntry] {
    try write { database in
      guard let id = try StoreNumber.of(store, database) else { return [] }
      return try OutboxRows(database).open(store: id, entity)
    }
  }

  /// What a store was told last of each thing, and has taken.
  public func confirmed(of store: String, _ entity: Entity) throws(RunFailure) -> Set<PlannedChange> {
    try write { database in
      guard let id = try StoreNumber.of(store, database) else { return [] }
      return try OutboxRows(database).confirmed(store: id, entity)
    }
  }

  /// Notes that entries are about to be sent; on the disk before this returns.
  public func send(_ numbers: [Int64], at instant: Int64) throws(RunFailure) {
    try durably { database in for number in numbers { try OutboxRows(database).send(number, at: instant) } }
  }

  /// Notes what became of entries.
  public func settle(_ verdicts: [OutboxVerdict], at instant: Int64) throws(RunFailure) {
    try durably { database in
      for verdict in verdicts { try OutboxEnding(verdict, at: instant, database).end() }
    }
  }
}

extension LedgerStore {
  /// What tells the ledger from all others, as hexadecimal digits; a copy of it has the same.
  public func identity() throws(RunFailure) -> String {
    try write { database in
      try LedgerIdentity.of(database).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
  }
}

/// The number of a store.
enum StoreNumber {
  static func of(_ name: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(database, sql: "SELECT id FROM stores WHERE name = ?", arguments: [name])
  }
}
