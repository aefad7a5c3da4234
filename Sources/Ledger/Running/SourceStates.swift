/// What the ledger knows of a source: seen, half read, or new.
import Columns
import Foundation
import GRDB
import Pipeline

struct SourceStates {
  let run: Int64
  let database: Database

  /// What the open run has of the source itself; `nil` when it has not read any of it.
  ///
  /// - Throws: ``Changed`` when the file is another than the one the run had begun to read.
  func own(_ source: SourceIdentity) throws -> SourceState? {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM sources WHERE run_id = ? AND path = ?", arguments: [run, source.path])
    guard let row else { return nil }
    guard SourceIdentity(row: row) == source else { throw Changed() }
    if row["sha256"] as Data? != nil { return .complete(source: row["id"]) }
    return SourceCheckpoint(row: row).map { .partly(source: row["id"], $0) }
  }

  /// A file that the open run had begun to read is another one now.
  struct Changed: Error {}

  /// The published run that loaded this very file, as the operating system tells files apart.
  func publishedByIdentity(_ source: SourceIdentity) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT f.run_id FROM sources f \(Self.stillValid)
          AND f.path = ? AND f.byte_count = ? AND f.modified_ns = ? AND f.inode = ? ORDER BY f.run_id DESC LIMIT 1
        """,
      arguments: [
        run, source.path, source.byteCount, source.modifiedNanoseconds, Int64(bitPattern: source.inode),
      ])
  }

  /// The published runs that loaded a file of this size, with its SHA-256.
  func publishedBySize(_ byteCount: Int64) throws -> [(run: Int64, digest: Data)] {
    try Row.fetchAll(
      database,
      sql: "SELECT f.run_id, f.sha256 FROM sources f \(Self.stillValid) AND f.byte_count = ? ORDER BY f.run_id DESC",
      arguments: [run, byteCount]
    ).map { ($0["run_id"], $0["sha256"]) }
  }

  /// Restricts sources to those that a run of the same pipeline, store and definition has published, with nothing
  /// published since that could have changed what they say: another definition, or another file at the same place; and
  /// with no document that waits for an answer about a VAT id.
  private static let stillValid = """
    JOIN runs r ON r.id = f.run_id AND r.status = 'published'
    JOIN runs o ON o.id = ? AND o.store_id = r.store_id AND o.pipeline = r.pipeline
      AND o.definition_digest = r.definition_digest AND o.base_currency = r.base_currency
    WHERE f.sha256 IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM runs x WHERE x.store_id = r.store_id AND x.pipeline = r.pipeline
        AND x.status = 'published' AND x.id > r.id AND x.definition_digest <> r.definition_digest)
      AND NOT EXISTS (SELECT 1 FROM sources y JOIN runs x ON x.id = y.run_id AND x.status = 'published'
        WHERE y.path = f.path AND y.run_id > f.run_id AND y.sha256 <> f.sha256 AND x.store_id = r.store_id)
      AND NOT EXISTS (SELECT 1 FROM findings g CROSS JOIN transactions t ON t.id = g.transaction_id
        CROSS JOIN sources p ON p.id = t.source_id
        WHERE g.code = 'F2201' AND t.is_current = 1 AND t.store_id = r.store_id AND p.sha256 = f.sha256)
    """
}
