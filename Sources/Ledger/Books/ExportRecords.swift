/// What of the journal has left the ledger, so that nothing leaves twice unknowingly.
public import Commerce
import Foundation
import GRDB
public import Pipeline

/// A file that was made of entries of the journal.
public struct JournalExport: Sendable, Equatable {
  /// Its number; 0 before it is on record.
  public var number: Int64 = 0
  /// When, in seconds since 1970.
  public var at: Int64
  /// The format, such as `datev`.
  public var format: String
  /// Where the file was written.
  public var path: String
  /// SHA-256 of its bytes.
  public var sha256: [UInt8]
  /// The first entry that it may hold.
  public var first: Int64
  /// The last entry that it may hold.
  public var last: Int64
  /// How many entries it holds.
  public var entries: Int
  /// The sum of the debits, in minor units of the books' currency.
  public var debit: MinorUnits
  /// What else limits it, such as a month or a store; empty for nothing.
  public var scope: String
  /// The number of the earlier export that it repeats; `nil` for none.
  public var repeats: Int64?

  /// A file that is not on record yet.
  public init(
    at: Int64, format: String, path: String, sha256: [UInt8], first: Int64, last: Int64, entries: Int,
    debit: MinorUnits, scope: String = "", repeats: Int64? = nil
  ) {
    self.at = at
    self.format = format
    self.path = path
    self.sha256 = sha256
    self.first = first
    self.last = last
    self.entries = entries
    self.debit = debit
    self.scope = scope
    self.repeats = repeats
  }
}

extension LedgerReader {
  /// What has left, oldest first.
  ///
  /// - Parameter format: of one format; `nil` for all.
  public func exports(format: String? = nil) throws(RunFailure) -> [JournalExport] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM exports WHERE ?1 IS NULL OR format = ?1 ORDER BY id", arguments: [format]
      ).map { row in
        var export = JournalExport(
          at: row["at"], format: row["format"], path: row["path"], sha256: Array(row["sha256"] as Data),
          first: row["first_entry"], last: row["last_entry"], entries: row["entries"],
          debit: MinorUnits(row["debit"]), scope: row["scope"], repeats: row["repeats"])
        export.number = row["id"]
        return export
      }
    }
  }
}

extension LedgerStore {
  /// Puts files that have left on record, all or none.
  public func recordExports(_ exports: [JournalExport]) throws(RunFailure) {
    try onRecord { database in
      try transaction(database) {
        for export in exports {
          try database.execute(
            sql: """
              INSERT INTO exports (at, format, path, sha256, first_entry, last_entry, entries, debit, scope, repeats)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              """,
            arguments: [
              export.at, export.format, export.path, Data(export.sha256), export.first, export.last, export.entries,
              export.debit.count, export.scope, export.repeats,
            ])
          try AuditLog(database).append(
            AuditEntry(
              .journalExported, subject: "\(export.format): entries \(export.first) to \(export.last)"), at: export.at)
        }
      }
    }
  }
}
