/// Writes the rows of `sources`.
import Foundation
import GRDB
import Pipeline

enum SourceRows {
  /// Records that a run begins to read a source; a source it had opened before, without loading any of it, keeps its number.
  static func open(
    _ source: SourceIdentity, layout: String, header: [String], dialect: String, run: Int64, _ database: Database
  ) throws -> Int64 {
    let json = String(decoding: try JSONEncoder().encode(header), as: UTF8.self)
    let number = try Int64.fetchOne(
      database,
      sql: """
        INSERT INTO sources (run_id, path, byte_count, modified_ns, inode, is_stream, layout, header, dialect)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET layout = excluded.layout, header = excluded.header, dialect = excluded.dialect
        RETURNING id
        """,
      arguments: [
        run, source.path, source.byteCount, source.modifiedNanoseconds, Int64(bitPattern: source.inode),
        source.isStream, layout, json, dialect,
      ])
    guard let number else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
    return number
  }

  /// Records that a source was read to its end; without a digest it is never taken for a file known whole.
  static func complete(_ source: Int64, digest: [UInt8], _ database: Database) throws {
    let sha256 = digest.isEmpty ? nil : Data(digest)
    try database.execute(sql: "UPDATE sources SET sha256 = ? WHERE id = ?", arguments: [sha256, source])
  }

  /// The header that a row of `sources` keeps.
  static func header(_ json: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? []
  }
}
