/// Match keys as the ledger stores them: many of one kind in a row, 16 bytes each, in the order in which they came.
///
/// Keys are hashes, so an index over them dirties a page of its own for nearly every key of a batch: writing them into
/// one cost more than all the rest of a load. Read in bulk they fill a hash table at the speed of the disk.
import Commerce
import Foundation
import GRDB

struct ContactKeys {
  /// Keys in one row at most: rows of one size are read one by one in a bounded amount of memory.
  static let perRow = 4_096

  private let insert: Statement
  private var waiting: [[UInt8]] = MatchKeyKind.allCases.map { _ in [] }
  private var waitingToSearch: [[UInt8]] = MatchKeyKind.allCases.map { _ in [] }

  /// Prepares the statement for one run.
  init(run: Int64, _ database: Database) throws {
    insert = try Statement("INSERT INTO contact_keys (run_id, kind, entries, joins) VALUES (?1, ?2, ?3, ?4)", database)
    insert.bind(1, run)
  }

  /// Adds a key of a contact; it is written with ``flush()`` at the latest.
  ///
  /// - Parameter joining: whether contacts that share it may be one customer, or are only found by it.
  mutating func add(_ key: Int64, contact: Int64, kind: Int, joining: Bool) throws {
    if joining {
      try Self.add(key, contact, kind, 1, to: &waiting[kind], insert)
    } else {
      try Self.add(key, contact, kind, 0, to: &waitingToSearch[kind], insert)
    }
  }

  /// Writes what waits.
  mutating func flush() throws {
    for kind in waiting.indices {
      try Self.write(kind, 1, &waiting[kind], insert)
      try Self.write(kind, 0, &waitingToSearch[kind], insert)
    }
  }

  private static func add(
    _ key: Int64, _ contact: Int64, _ kind: Int, _ joins: Int64, to bytes: inout [UInt8], _ insert: Statement
  ) throws {
    append(key, to: &bytes)
    append(contact, to: &bytes)
    if bytes.count >= perRow * 16 { try write(kind, joins, &bytes, insert) }
  }

  private static func write(_ kind: Int, _ joins: Int64, _ bytes: inout [UInt8], _ insert: Statement) throws {
    guard !bytes.isEmpty else { return }
    insert.bind(2, MatchKeyKind.allCases[kind].rawValue)
    insert.bind(3, copying: bytes)
    insert.bind(4, joins)
    try insert.run()
    bytes.removeAll(keepingCapacity: true)
  }

  fileprivate static func append(_ value: Int64, to bytes: inout [UInt8]) {
    var value = UInt64(bitPattern: value)
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: value))
      value >>= 8
    }
  }
}

extension ContactKeys {
  /// Which keys are read.
  enum Scope {
    /// Those of published runs.
    case published
    /// Those of published runs and of one that is being written.
    case visible(toRun: Int64)

    fileprivate var run: Int64 {
      switch self {
      case .published: 0
      case .visible(let run): run
      }
    }
  }

  /// Calls `body` with each key of a kind and its contact, in the order in which they were written, and returns the
  /// number of the last row.
  ///
  /// - Parameters:
  ///   - row: the number of the row to begin behind.
  ///   - joining: whether only those are read by which contacts are joined.
  @discardableResult
  static func forEach(
    _ kind: MatchKeyKind, _ scope: Scope, after row: Int64 = 0, joining: Bool = false, in database: Database,
    _ body: (_ key: Int64, _ contact: Int64) throws -> Void
  ) throws -> Int64 {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT k.id, k.entries FROM contact_keys k JOIN runs r ON r.id = k.run_id AND (r.status = 'published' OR r.id = ?)
        WHERE k.kind = ? AND k.id > ? AND k.joins >= ? ORDER BY k.id
        """, arguments: [scope.run, kind.rawValue, row, joining ? 1 : 0])
    var last = row
    while let row = try rows.next() {
      last = row[0]
      try row.withUnsafeData(atIndex: 1) { data in try unsafe data?.withUnsafeBytes { try unsafe forEach(in: $0, body) }
      }
    }
    return last
  }

  /// Takes the keys of contacts out; the rows that have none of them stay as they are.
  static func remove(_ contacts: Set<Int64>, in database: Database) throws {
    var changed: [(row: Int64, entries: [UInt8])] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT id, entries FROM contact_keys ORDER BY id")
    while let row = try rows.next() {
      let entries: Data = row[1]
      let kept = try self.entries(entries) { key, contact in contacts.contains(contact) ? nil : key }
      if kept.count < entries.count { changed.append((row[0], kept)) }
    }
    for change in changed {
      if change.entries.isEmpty {
        try database.execute(sql: "DELETE FROM contact_keys WHERE id = ?", arguments: [change.row])
      } else {
        try database.execute(
          sql: "UPDATE contact_keys SET entries = ? WHERE id = ?", arguments: [Data(change.entries), change.row])
      }
    }
  }

  /// The keys of a row with others in their place.
  ///
  /// - Parameter other: what takes the place of a contact's key; nothing where it is `nil`.
  static func entries(_ row: Data, _ other: (_ key: Int64, _ contact: Int64) -> Int64?) throws -> [UInt8] {
    var entries: [UInt8] = []
    try unsafe row.withUnsafeBytes { bytes in
      try unsafe forEach(in: bytes) { key, contact in
        guard let key = other(key, contact) else { return }
        append(key, to: &entries)
        append(contact, to: &entries)
      }
    }
    return entries
  }

  private static func forEach(
    in entries: UnsafeRawBufferPointer, _ body: (_ key: Int64, _ contact: Int64) throws -> Void
  ) throws {
    var offset = 0
    while offset + 16 <= entries.count {
      let key = unsafe Int64(littleEndian: entries.loadUnaligned(fromByteOffset: offset, as: Int64.self))
      let contact = unsafe Int64(littleEndian: entries.loadUnaligned(fromByteOffset: offset + 8, as: Int64.self))
      try body(key, contact)
      offset += 16
    }
  }
}
