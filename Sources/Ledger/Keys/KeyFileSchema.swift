/// Opens the database that holds the keys, with the settings that make what is destroyed in it stay so.
import Foundation
import GRDB
import Pipeline
import Privacy

/// A rollback journal in place of a write-ahead log, which would keep old pages; freed pages are overwritten; a
/// transaction is on the disk before it counts as done, for the ledger relies on keys that it was given.
enum KeyFileSchema {
  /// The application id in the file's header: `SLKY`.
  static let applicationID = 0x534C_4B59
  /// The version of the tables.
  static let format = 1

  private static let sql = """
    CREATE TABLE identity (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      format INTEGER NOT NULL,
      ledger BLOB NOT NULL CHECK (length(ledger) = 16),
      fingerprint TEXT NOT NULL,
      index_secret BLOB NOT NULL,
      erasures INTEGER NOT NULL,
      audit_head BLOB NOT NULL
    ) STRICT;

    CREATE TABLE blocks (
      purpose INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 0),
      version INTEGER NOT NULL CHECK (version > 0),
      sealed BLOB NOT NULL,
      PRIMARY KEY (purpose, number)
    ) STRICT;

    CREATE TABLE tombstones (
      kind INTEGER NOT NULL,
      key INTEGER NOT NULL,
      erased_at INTEGER NOT NULL,
      PRIMARY KEY (kind, key)
    ) STRICT, WITHOUT ROWID;
    """

  /// Opens the file, which is there.
  static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "ledger.keys"
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = DELETE;
          PRAGMA synchronous = EXTRA;
          PRAGMA secure_delete = ON;
          PRAGMA recursive_triggers = ON;
          """)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Makes an empty file that nobody else may read.
  static func makeFile(_ path: String) throws(RunFailure) {
    let descriptor = unsafe Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StorageFailure.cannotWrite(path, errno: errno) }
    _ = fchmod(descriptor, 0o600)
    _ = Foundation.close(descriptor)
  }

  /// Makes the tables; nothing of them is there when the process ends before.
  static func make(_ database: Database, ledger: [UInt8], key: KeyEncryptionKey, nonces: inout NonceSupply) throws {
    let secret = SystemRandom.bytes(BlindIndex.secretBytes)
    guard !secret.isEmpty else { throw KeyFileFailure.noRandomness() }
    let sealed = try key.seal(secret, named: secretName, nonce: nonces.next())
    let head = try key.seal(AuditHead.none.bytes, named: headName, nonce: nonces.next())
    try database.execute(sql: sql)
    try database.execute(
      sql: "INSERT INTO identity VALUES (1, ?, ?, ?, ?, 0, ?)",
      arguments: [format, Data(ledger), key.fingerprint, Data(sealed), Data(head)])
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  /// The name under which the secret of the blind indexes is sealed.
  static let secretName = "blind index"
  /// The name under which the head of the audit log is sealed: who can write the file cannot shorten the log.
  static let headName = "audit head"
}
