/// The bytes by which a ledger tells itself from others; a copy of it has the same.
import Foundation
import GRDB

enum LedgerIdentity {
  /// The 16 bytes.
  static func of(_ database: Database) throws -> [UInt8] {
    try Array(Data.fetchOne(database, sql: "SELECT ledger FROM identity") ?? Data())
  }
}
