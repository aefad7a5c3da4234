/// Opens the file of keys after making sure that it is the right one, and that the right key opens it.
import Foundation
import GRDB
import Pipeline
import Privacy

struct KeyFileOpening {
  let path: String
  let ledger: String
  let identity: [UInt8]
  let key: KeyEncryptionKey
  let origin: String?

  func open(
    mayBegin: Bool, _ nonces: inout NonceSupply, crash: (KeyCrashPoint) -> Void
  ) throws -> (DatabaseQueue, BlindIndex, AuditChain) {
    // A process that ended after making the file left it without a byte: nothing was sealed then.
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
    if size ?? 0 == 0 {
      guard mayBegin else { throw KeyFileFailure.missing(path, ledger: ledger) }
      try KeyFileSchema.makeFile(path)
      crash(.afterFileMade)
    }
    let queue = try KeyFileSchema.open(path)
    let isEmpty = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") == 0 }
    if isEmpty {
      guard mayBegin else { throw KeyFileFailure.missing(path, ledger: ledger) }
      try queue.inTransaction(.immediate) { database in
        try KeyFileSchema.make(database, ledger: identity, key: key, nonces: &nonces)
        crash(.beforeCommit)
        return .commit
      }
      crash(.afterCommit)
    }
    let (index, chain) = try queue.read(secrets)
    return (queue, index, chain)
  }

  /// What the secret of a file is for that fits the ledger and the key.
  private func secrets(_ database: Database) throws -> (BlindIndex, AuditChain) {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") == KeyFileSchema.applicationID,
      let row = try Row.fetchOne(database, sql: "SELECT * FROM identity"), row["format"] == KeyFileSchema.format
    else { throw KeyFileFailure.notKeys(path) }
    guard row["ledger"] == Data(identity) else { throw KeyFileFailure.ofAnotherLedger(path, ledger: ledger) }
    let wanted: String = row["fingerprint"]
    guard wanted == key.fingerprint else {
      throw KeyFileFailure.otherKey(path, wanted: wanted, given: key.fingerprint, from: origin)
    }
    let sealed: Data = row["index_secret"]
    guard let secret = try? key.open(Array(sealed), named: KeyFileSchema.secretName),
      let index = BlindIndex(secret: secret)
    else { throw KeyFileFailure.damaged(path, "the secret of the indexes") }
    return (index, AuditChain(secret: secret))
  }
}
