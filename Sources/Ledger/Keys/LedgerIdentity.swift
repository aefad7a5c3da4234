/// What a ledger says of itself to its keys.
import Foundation
import GRDB

enum LedgerIdentity {
  /// The 16 bytes by which it tells itself from others; a copy of it has the same.
  static func of(_ database: Database) throws -> [UInt8] {
    try Array(Data.fetchOne(database, sql: "SELECT ledger FROM identity") ?? Data())
  }

  /// Whether there is anything in it that only its keys open or vouch for, so that they must be there.
  static func reliesOnKeys(_ database: Database) throws -> Bool {
    let tables = ["contacts", "rejects", "audit"].map { "EXISTS (SELECT 1 FROM \($0))" }
    return try Bool.fetchOne(database, sql: "SELECT \(tables.joined(separator: " OR "))") ?? false
  }
}
