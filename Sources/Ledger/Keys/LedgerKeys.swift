/// The keys of one ledger, opened when they are needed first.
import Foundation
import GRDB
import Pipeline
import Privacy
import Synchronization

/// What reads no personal data and stores none asks for no key: reports can be made by whoever has none.
final class LedgerKeys: Sendable {
  private let ledger: String
  private let access: KeyAccess
  private let opened = Mutex<KeyFile?>(nil)

  /// The keys of the ledger at a path.
  init(ledger: String, key access: KeyAccess) {
    self.ledger = ledger
    self.access = access
  }

  /// The file of keys.
  ///
  /// - Parameter database: a connection to the ledger, which says who it is and whether anything in it is sealed.
  func open(_ database: Database) throws -> KeyFile {
    try opened.withLock { opened in
      if let opened { return opened }
      let mayBegin = try !LedgerIdentity.reliesOnKeys(database)
      let keys = try KeyFile(
        ledger: ledger, identity: LedgerIdentity.of(database), key: key(mayBegin: mayBegin && !isThere),
        from: access.origin, mayBegin: mayBegin)
      opened = keys
      return keys
    }
  }

  /// The file of keys, when it was needed.
  var ifOpened: KeyFile? { opened.withLock { $0 } }

  /// Closes the file of keys if it was opened.
  func close() throws {
    try opened.withLock { opened in
      try opened?.close()
      opened = nil
    }
  }

  /// Whether there are keys, or have to be.
  func isBegun(_ database: Database) throws -> Bool { try isThere || LedgerIdentity.reliesOnKeys(database) }

  /// Whether the file of keys, if there is one, remembers more erasures than that; no key is asked for.
  func remember(moreErasuresThan seen: Int64) throws -> Bool {
    guard isThere else { return false }
    let path = KeyFile.path(ofLedger: ledger)
    do {
      let queue = try KeyFileSchema.open(path)
      defer { try? queue.close() }
      return try queue.read { database in
        guard try database.tableExists("identity") else { return false }
        return try Int64.fetchOne(database, sql: "SELECT erasures FROM identity") ?? 0 > seen
      }
    } catch { throw KeyFileFailure.failure(error, path: path) }
  }

  private var isThere: Bool { FileManager.default.fileExists(atPath: KeyFile.path(ofLedger: ledger)) }

  private func key(mayBegin: Bool) throws(RunFailure) -> KeyEncryptionKey {
    if let fetch = access.fetch { return try fetch() }
    let path = KeyAccess.path(ofLedger: ledger)
    guard mayBegin, !FileManager.default.fileExists(atPath: path) else { return try KeyText.key(inFile: path) }
    let key = try KeyText.make(inFile: path)
    access.made?(path)
    return key
  }
}
