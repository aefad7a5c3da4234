/// What of the journal has left the ledger, so that nothing leaves twice unknowingly.
public import Books
import Commerce
import Foundation
import GRDB
public import Pipeline

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
          try auditLog(database).append(
            AuditEntry(
              .journalExported, subject: "\(export.format): entries \(export.first) to \(export.last)"), at: export.at)
        }
      }
    }
  }
}
