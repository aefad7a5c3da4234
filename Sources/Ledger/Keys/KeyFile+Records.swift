/// What the file of keys remembers beside keys: who was erased, how far the audit log goes, and how many keys there are.
import Foundation
import GRDB
public import Pipeline
public import Privacy
import Synchronization

/// How many keys there are for one purpose.
public struct KeyCount: Sendable, Hashable {
  /// What for.
  public var purpose: SealPurpose
  /// Blocks of 4,096 keys.
  public var blocks: Int
  /// Keys that were destroyed.
  public var shredded: Int
}

extension KeyFile {
  /// Everybody who was erased.
  public func tombstones() throws(RunFailure) -> Set<Tombstone> {
    try read { database in
      try Set(
        Row.fetchAll(database, sql: "SELECT kind, key, erased_at FROM tombstones").map { row in
          Tombstone(kind: row["kind"], key: row["key"], erasedAt: row["erased_at"])
        })
    }
  }

  /// How often people were erased: a ledger that has seen fewer erasures is an old copy.
  public func erasureCount() throws(RunFailure) -> Int64 {
    try read { try Int64.fetchOne($0, sql: "SELECT erasures FROM identity") ?? 0 }
  }

  /// Remembers people who were erased; of one who is remembered already the later instant counts.
  func insert(_ tombstones: Set<Tombstone>, _ database: Database) throws {
    guard !tombstones.isEmpty else { return }
    for tombstone in tombstones {
      try database.execute(
        sql: """
          INSERT INTO tombstones (kind, key, erased_at) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET erased_at = max(erased_at, excluded.erased_at)
          """, arguments: [tombstone.kind, tombstone.key, tombstone.erasedAt])
    }
    try database.execute(sql: "UPDATE identity SET erasures = erasures + 1")
  }

  /// How far the audit log went when it was last recorded.
  public func auditHead() throws(RunFailure) -> AuditHead {
    let key = state.withLock { $0.key }
    return try read { try head($0, key) }
  }

  /// Remembers how far the audit log goes, once that is on the disk; a log never gets shorter.
  public func record(_ head: AuditHead) throws(RunFailure) {
    guard try head.count > auditHead().count else { return }
    try write { database, state in
      guard try head.count > self.head(database, state.key).count else { return }
      try store(head, database, &state)
    }
  }

  /// Remembers another head of the audit log in place of one that it does not hold, which somebody has put on record.
  func replace(_ recorded: AuditHead, by head: AuditHead) throws(RunFailure) {
    try write { database, state in
      guard try self.head(database, state.key) == recorded else { return }
      try store(head, database, &state)
    }
  }

  private func store(_ head: AuditHead, _ database: Database, _ state: inout State) throws {
    let sealed = try state.key.seal(head.bytes, named: KeyFileSchema.headName, nonce: state.nonces.next())
    try database.execute(sql: "UPDATE identity SET audit_head = ?", arguments: [Data(sealed)])
  }

  private func head(_ database: Database, _ key: KeyEncryptionKey) throws -> AuditHead {
    guard let head = AuditHead(bytes: try secret("audit_head", KeyFileSchema.headName, database, key)) else {
      throw KeyFileFailure.damaged(path, "the head of the audit log")
    }
    return head
  }

  /// How many keys there are, by purpose.
  public func counts() throws(RunFailure) -> [KeyCount] {
    let places = try read { database in
      try Row.fetchAll(database, sql: "SELECT purpose, number FROM blocks ORDER BY purpose, number")
        .map { (purpose: $0["purpose"] as UInt8, number: $0["number"] as Int64) }
    }
    return try SealPurpose.allCases.map { purpose throws(RunFailure) in
      var count = KeyCount(purpose: purpose, blocks: 0, shredded: 0)
      for place in places where place.purpose == purpose.rawValue {
        count.blocks += 1
        count.shredded += try block(purpose, place.number).shreddedCount
      }
      return count
    }
  }
}
