/// Opens the connections to a ledger file, with the settings that each of them needs.
import Foundation
import GRDB
import Pipeline

enum LedgerFile {
  /// Opens the one connection that writes, making the file and bringing its schema up to date where needed.
  ///
  /// Foreign keys are declared in the schema and enforced on every other connection; the bulk writer makes the rows
  /// that it refers to itself, and checking each costs a fifth of the whole load.
  static func openForWriting(_ path: String, _ settings: LedgerConfiguration) throws(RunFailure) -> DatabaseQueue {
    try refuseFolder(path)
    do {
      var configuration = Configuration()
      configuration.label = "ledger.writer"
      configuration.foreignKeysEnabled = false
      // A transaction stays open from one batch to the next; the store ends it before it does anything else.
      configuration.allowsUnsafeTransactions = true
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { database in
        try database.execute(
          sql: """
            PRAGMA page_size = \(settings.pageBytes);
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            PRAGMA cache_size = -\(settings.cacheKiB);
            PRAGMA wal_autocheckpoint = \(settings.checkpointPages);
            PRAGMA recursive_triggers = ON;
            """)
        if let pages = settings.pagesMax { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { database in try refuseForeignFile(database, path) }
      try Schema.migrate(queue, path: path)
      return queue
    } catch { throw StorageFailure.failure(error, path: path) }
  }

  /// Opens a connection that can only read.
  static func openForReading(_ path: String) throws(RunFailure) -> DatabaseQueue {
    guard FileManager.default.fileExists(atPath: path) else { throw StorageFailure.missing(path) }
    try refuseFolder(path)
    do {
      var configuration = Configuration()
      configuration.label = "ledger.reader"
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { database in
        try refuseForeignFile(database, path)
        if try Schema.isNewer(database) { throw StorageFailure.newerSchema(path) }
        guard try Schema.isBegun(database) else { throw StorageFailure.notALedger(path) }
        guard try Schema.isCurrent(database) else { throw StorageFailure.olderSchema(path) }
      }
      return queue
    } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
      throw StorageFailure.unreadable(path)
    } catch { throw StorageFailure.failure(error, path: path) }
  }

  private static func refuseFolder(_ path: String) throws(RunFailure) {
    let place = URL(filePath: path).resolvingSymlinksInPath().path
    let kind = try? FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
    if kind == .typeDirectory { throw StorageFailure.notALedger(path) }
  }

  /// Throws unless the file is empty or bears the ledger's application id.
  private static func refuseForeignFile(_ database: Database, _ path: String) throws {
    let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard id != StorageFailure.applicationID else { return }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard id == 0, tables == 0 else { throw StorageFailure.notALedger(path) }
  }
}
