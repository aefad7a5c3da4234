/// What the file of keys remembers beside keys: who was erased, how far the audit log goes, and how many keys there are.
import Foundation
import GRDB
public import Pipeline
public import Privacy

/// Tells an erased person again: the number of a text under the secrets of the file of keys.
public struct Tombstone: Sendable, Hashable {
  /// The kind of the text.
  public var kind: UInt8
  /// Its number, as ``Privacy/BlindIndex`` gives it.
  public var key: Int64

  /// What stands for a text of an erased person.
  public init(kind: UInt8, key: Int64) {
    self.kind = kind
    self.key = key
  }
}

/// How far the audit log went when it was last told to the file of keys.
public struct AuditHead: Sendable, Hashable {
  /// How many rows it has.
  public var count: Int64
  /// The hash of the last one, 32 bytes; zeros when there is none.
  public var hash: [UInt8]

  /// The head of a log.
  public init(count: Int64, hash: [UInt8]) {
    self.count = count
    self.hash = hash
  }

  /// The head of a log without rows.
  public static let none = AuditHead(count: 0, hash: [UInt8](repeating: 0, count: 32))
}

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
        Row.fetchAll(database, sql: "SELECT kind, key FROM tombstones").map { row in
          Tombstone(kind: row["kind"], key: row["key"])
        })
    }
  }

  /// Remembers people who were erased; those who are remembered already stay so.
  public func bury(_ tombstones: Set<Tombstone>) throws(RunFailure) {
    try write { database, _ in try insert(tombstones, database) }
  }

  func insert(_ tombstones: Set<Tombstone>, _ database: Database) throws {
    for tombstone in tombstones {
      try database.execute(
        sql: "INSERT INTO tombstones (kind, key) VALUES (?, ?) ON CONFLICT DO NOTHING",
        arguments: [tombstone.kind, tombstone.key])
    }
  }

  /// How far the audit log went.
  public func auditHead() throws(RunFailure) -> AuditHead {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT audit_count, audit_hash FROM identity") else {
        return .none
      }
      let hash: Data = row["audit_hash"]
      return AuditHead(count: row["audit_count"], hash: Array(hash))
    }
  }

  /// Remembers how far the audit log goes, once that is on the disk; a log never gets shorter.
  public func record(_ head: AuditHead) throws(RunFailure) {
    try write { database, _ in
      try database.execute(
        sql: "UPDATE identity SET audit_count = ?1, audit_hash = ?2 WHERE audit_count < ?1",
        arguments: [head.count, Data(head.hash)])
    }
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
