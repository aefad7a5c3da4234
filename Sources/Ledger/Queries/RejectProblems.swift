/// The rejects with every reason, as reports and lists show them.
import GRDB
public import Pipeline

/// One reason why a document was rejected.
public struct RejectProblem: Sendable, Equatable {
  /// Number of the reject.
  public var reject: Int64
  /// The run that rejected the document.
  public var run: Int64
  /// Name of the store.
  public var store: String
  /// The platform's id of the document, if it could be read.
  public var document: String?
  /// Stable code.
  public var code: String
  /// The file it stands in.
  public var path: String
  /// Line of the record, from 1.
  public var line: Int64
  /// First byte of the record, from 0, decompressed.
  public var byte: Int64
  /// The column at fault, as the source spells it.
  public var column: String?
  /// The value at fault, which may be personal, where it was asked for.
  public var value: String?
  /// `open`, `resolved` or `repeated`.
  public var status: String
}

extension LedgerReader {
  /// The reasons of the rejects of published runs, or of one run however it ended, in the order of the rejects.
  ///
  /// - Parameter opened: whether the values at fault are opened; without that no key is needed.
  public func rejectProblems(
    store: String? = nil, run: Int64? = nil, opened: Bool = false
  ) throws(RunFailure) -> [RejectProblem] {
    try read { database in
      let opener = opened ? try rejectOpener(database) : nil
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT j.id AS reject, j.run_id AS run, s.name AS store, j.external_id AS document, p.code, f.path,
            p.source_line AS line, p.source_byte AS byte, p.column_name AS "column", p.ordinal, p.value, j.status
          FROM rejects j JOIN reject_problems p ON p.reject_id = j.id JOIN sources f ON f.id = j.source_id
            JOIN stores s ON s.id = j.store_id JOIN runs r ON r.id = j.run_id
          WHERE (?1 IS NULL OR s.name = ?1) AND CASE WHEN ?2 IS NULL THEN r.status = 'published' ELSE r.id = ?2 END
          ORDER BY j.id, p.ordinal
          """, arguments: [store, run])
      var problems: [RejectProblem] = []
      while let row = try rows.next() {
        problems.append(
          RejectProblem(
            reject: row["reject"], run: row["run"], store: row["store"], document: row["document"], code: row["code"],
            path: row["path"], line: row["line"], byte: row["byte"], column: row["column"],
            value: try opener?.text(row["value"], reject: row["reject"], part: row["ordinal"]), status: row["status"]))
      }
      return problems
    }
  }
}
