/// Match keys as the ledger stores them: many in one row, 16 bytes each, in the order in which they came.
///
/// Keys are hashes, so an index over them dirties a page of its own for nearly every key of a batch: writing them into
/// one cost more than all the rest of a load. Read in bulk they fill a hash table at the speed of the disk.
import Commerce
import Foundation
import GRDB

struct KeyEntries {
  /// Little-endian pairs: the key; then the customer times 256 plus the kind of key.
  private(set) var bytes: [UInt8] = []

  /// No keys.
  init() {}

  /// Adds a key.
  mutating func append(key: Int64, customer: Int64, kind: MatchKeyKind) {
    append(UInt64(bitPattern: key))
    append(UInt64(bitPattern: customer << 8 | Int64(kind.rawValue)))
  }

  private mutating func append(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Calls `body` with each stored key of the rows that `condition` picks, in the order in which they were written.
  static func forEach(
    in database: Database, where condition: String,
    _ body: (_ key: Int64, _ customer: Int64, _ kind: MatchKeyKind?) -> Void
  ) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT entries FROM customer_keys WHERE \(condition) ORDER BY id")
    while let row = try rows.next() {
      try row.withUnsafeData(atIndex: 0) { data in
        unsafe data?.withUnsafeBytes { unsafe forEach(in: $0, body) }
      }
    }
  }

  private static func forEach(
    in entries: UnsafeRawBufferPointer, _ body: (_ key: Int64, _ customer: Int64, _ kind: MatchKeyKind?) -> Void
  ) {
    var offset = 0
    while offset + 16 <= entries.count {
      let key = unsafe UInt64(littleEndian: entries.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let owner = unsafe UInt64(littleEndian: entries.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      body(Int64(bitPattern: key), Int64(owner >> 8), MatchKeyKind(rawValue: Int32(owner & 255)))
      offset += 16
    }
  }
}
