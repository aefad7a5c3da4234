/// The rejected documents of a ledger: listed, shown with their original bytes, and handed out to be tried again.
public import Columns
public import Commerce
import Foundation
import GRDB
public import Pipeline

/// One rejected document.
public struct RejectRow: Sendable, Equatable {
  /// Its number.
  public var reject: Int64
  /// The run that rejected it.
  public var run: Int64
  /// Name of the store.
  public var store: String
  /// The platform's id of the document; empty where the record does not tell.
  public var externalID: String
  /// The first reason.
  public var code: String
  /// The file it came from.
  public var path: String
  /// Where it stood.
  public var position: SourcePosition
  /// `open`, `resolved` by a later load, or `repeated` by a later reject of the same document.
  public var status: String
  /// The run that closed it.
  public var resolvedRun: Int64?
}

/// One reason for a reject.
public struct RejectReason: Sendable, Equatable {
  /// Its code.
  public var code: String
  /// The record at fault.
  public var position: SourcePosition
  /// The column at fault, as the source spells it.
  public var column: String?
  /// The value at fault.
  public var value: String?
  /// What else the sentence needs.
  public var detail: String
}

/// Which rejects are asked for; every part that is `nil` lets all through.
public struct RejectFilter: Sendable {
  /// Only those with this status.
  public var status: String?
  /// Only those for this reason.
  public var code: String?
  /// Only those of this run.
  public var run: Int64?
  /// Only those of this store.
  public var store: String?
  /// Only those of records of this kind.
  public var entity: Entity?

  /// All rejects, or some.
  public init(status: String? = nil, code: String? = nil, run: Int64? = nil, store: String? = nil) {
    self.status = status
    self.code = code
    self.run = run
    self.store = store
  }
}

extension LedgerReader {
  /// The rejects that a filter lets through, newest first, at most `limit`.
  public func rejects(_ filter: RejectFilter = RejectFilter(), limit: Int = 1_000) throws(RunFailure) -> [RejectRow] {
    try read { database in
      try Row.fetchAll(
        database, sql: "\(Self.rejectSQL) ORDER BY j.id DESC LIMIT ?6", arguments: filter.arguments + [limit]
      ).map(RejectRow.init(row:))
    }
  }

  /// Number of rejects that a filter lets through, by code.
  public func rejectCounts(_ filter: RejectFilter = RejectFilter()) throws(RunFailure) -> [(code: String, count: Int64)]
  {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT code, count(*) AS n FROM (\(Self.rejectSQL)) GROUP BY code ORDER BY code",
        arguments: filter.arguments
      ).map { ($0["code"], $0["n"]) }
    }
  }

  /// Every reason for a reject, in the order in which they were found.
  ///
  /// - Parameter opened: whether the values at fault are opened; without that no key is needed.
  public func reasons(ofReject number: Int64, opened: Bool = true) throws(RunFailure) -> [RejectReason] {
    try read { database in
      let opener = opened ? try rejectOpener(database) : nil
      return try Row.fetchAll(
        database, sql: "SELECT * FROM reject_problems WHERE reject_id = ? ORDER BY ordinal", arguments: [number]
      ).map { row in
        try RejectReason(
          row: row, value: opener?.text(row["value"], reject: number, part: row["ordinal"]))
      }
    }
  }

  /// A reject with its original bytes and what it takes to read them; `nil` when there is none of that number.
  ///
  /// - Parameter opened: whether the original bytes are opened; without that no key is needed, and there are none.
  public func rejectedDocument(_ number: Int64, opened: Bool = true) throws(RunFailure) -> RejectedDocument? {
    try read { database in
      let opener = opened ? try rejectOpener(database) : nil
      return try Row.fetchOne(database, sql: "\(Self.documentSQL) WHERE j.id = ?", arguments: [number])
        .map { try RejectedDocument(row: $0, opener) }
    }
  }

  /// The rejects that a filter lets through with their original bytes, in the order of their sources, while there are
  /// any.
  ///
  /// Those of a run that has not ended are left out: it will reject them again when it goes on. So are the parts of
  /// documents whose lines stand too far apart: each would be taken for the whole.
  public func rejectedDocuments(_ filter: RejectFilter = RejectFilter(status: "open")) throws(RunFailure)
    -> [RejectedDocument]
  {
    try read { database in
      let opener = try rejectOpener(database)
      return try Row.fetchAll(
        database,
        sql:
          """
          WITH scattered AS (
            SELECT o.source_id, o.kind, o.external_id FROM rejects o
            WHERE o.id IN (SELECT reject_id FROM reject_problems WHERE code = '\(RejectCode.scattered.rawValue)'))
          \(Self.documentSQL) WHERE j.raw IS NOT NULL AND j.id IN (SELECT id FROM (\(Self.rejectSQL)))
            AND j.run_id NOT IN (SELECT id FROM runs WHERE status = 'open')
            AND NOT EXISTS (
              SELECT 1 FROM scattered s
              WHERE s.source_id = j.source_id AND s.kind IS j.kind AND s.external_id IS j.external_id)
          ORDER BY j.source_id, j.source_byte, j.id
          """,
        arguments: filter.arguments
      ).map { try RejectedDocument(row: $0, opener) }
    }
  }

  /// What opens rejects; `nil` while there are no keys, and so no rejects.
  func rejectOpener(_ database: Database) throws -> RejectOpener? {
    try keysIfBegun(database).map(RejectOpener.init)
  }

  // What a run that has not ended has closed is open still.
  private static let rejectSQL = """
    SELECT j.id, j.run_id, j.external_id, j.code, j.source_line, j.source_byte, s.name AS store, f.path,
      CASE WHEN o.id IS NULL THEN j.status ELSE 'open' END AS status,
      CASE WHEN o.id IS NULL THEN j.resolved_run_id END AS resolved_run_id
    FROM rejects j
    JOIN stores s ON s.id = j.store_id JOIN sources f ON f.id = j.source_id
    LEFT JOIN runs o ON o.id = j.resolved_run_id AND o.status = 'open'
    WHERE (?1 IS NULL OR CASE WHEN o.id IS NULL THEN j.status ELSE 'open' END = ?1) AND (?2 IS NULL OR j.code = ?2) AND (?3 IS NULL OR j.run_id = ?3)
      AND (?4 IS NULL OR s.name = ?4) AND (?5 IS NULL OR j.entity = ?5)
    """
  private static let documentSQL =
    "SELECT j.*, f.path, f.header, f.dialect FROM rejects j JOIN sources f ON f.id = j.source_id"
}

extension RejectFilter {
  fileprivate var arguments: StatementArguments { [status, code, run, store, entity?.rawValue] }
}

extension RejectRow {
  fileprivate init(row: Row) {
    self.init(
      reject: row["id"], run: row["run_id"], store: row["store"], externalID: row["external_id"] ?? "",
      code: row["code"], path: row["path"], position: SourcePosition(row: row), status: row["status"],
      resolvedRun: row["resolved_run_id"])
  }
}

extension RejectReason {
  fileprivate init(row: Row, value: String?) {
    self.init(
      code: row["code"], position: SourcePosition(row: row), column: row["column_name"], value: value,
      detail: row["detail"])
  }
}

extension RejectedDocument {
  fileprivate init(row: Row, _ opener: RejectOpener?) throws {
    let sealed: Data? = row["raw"]
    let raw = try opener?.open(sealed, reject: row["id"]) ?? []
    self.init(
      reject: row["id"], source: row["source_id"], path: row["path"], header: SourceRows.header(row["header"]),
      dialect: row["dialect"], position: SourcePosition(row: row), raw: raw, isKept: sealed != nil)
  }
}
