/// Begins a run, or takes up the interrupted run of the same definition.
import Columns
import Commerce
import Foundation
import GRDB
import Pipeline

/// A run that is open for writing.
struct OpenRun {
  var ticket: RunTicket
  var store: Int64
  var entity: Entity
  /// When the command was started that writes it, in seconds since 1970.
  var startedAt: Int64
}

struct RunOpening {
  private let request: RunRequest

  init(_ request: RunRequest) { self.request = request }

  /// Resumes the open run that fits the request, undoes every other open run of the same records of the store, and
  /// begins one if none fits.
  func begin(_ database: Database) throws -> OpenRun {
    let store = try storeID(database)
    var resumed: Int64?
    var replaced: Int64?
    let open = try Row.fetchAll(
      database, sql: "SELECT * FROM runs WHERE store_id = ? AND entity = ? AND status = 'open' ORDER BY id DESC",
      arguments: [store, request.entity.rawValue])
    for row in open {
      let isSame = isSameWork(row)
      if resumed == nil, isSame, try hasSameSources(row, database) {
        resumed = row["id"]
        continue
      }
      let changed = resumed == nil && isSame
      if changed { replaced = row["id"] }
      try RunUndo(run: row["id"], database).undo(
        as: "undone", at: request.startedAt,
        message: changed ? "a source changed while it was interrupted" : "interrupted")
    }
    if let resumed {
      return opened(RunTicket(run: resumed, isResumed: true, counted: try counted(resumed, database)), store)
    }
    return opened(RunTicket(run: try insert(store, database), isResumed: false, replacedRun: replaced), store)
  }

  /// What a run had counted before it was interrupted.
  private func counted(_ run: Int64, _ database: Database) throws -> RunCounts {
    func byCode(_ sql: String) throws -> [String: Int64] {
      let rows = try Row.fetchAll(database, sql: sql, arguments: [run])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int64) })
    }
    var counts = RunCounts()
    counts.revised =
      try Int64.fetchOne(
        database, sql: "SELECT coalesce(sum(revised), 0) FROM batches WHERE run_id = ?", arguments: [run]) ?? 0
    counts.rejectsByCode = try byCode("SELECT code, count(*) FROM rejects WHERE run_id = ? GROUP BY code")
    counts.findingsByCode = try byCode(
      """
      SELECT code, count(*) FROM (
        SELECT code, run_id FROM findings UNION ALL SELECT code, run_id FROM entity_findings
      ) WHERE run_id = ? GROUP BY code
      """)
    return counts
  }

  private func opened(_ ticket: RunTicket, _ store: Int64) -> OpenRun {
    OpenRun(ticket: ticket, store: store, entity: request.entity, startedAt: request.startedAt)
  }

  /// Whether a run is of the pipeline and the definition that are asked for.
  private func isSameWork(_ row: Row) -> Bool {
    row["pipeline"] == request.pipeline && row["definition_digest"] == Data(request.definitionDigest)
      && row["base_currency"] == request.baseCurrency.code
  }

  /// Whether all that a run had opened is there still, unchanged.
  private func hasSameSources(_ row: Row, _ database: Database) throws -> Bool {
    guard let sources = request.sources else { return true }
    let opened = try Row.fetchAll(database, sql: "SELECT * FROM sources WHERE run_id = ?", arguments: [row["id"]])
    return opened.map(SourceIdentity.init(row:)).allSatisfy(Set(sources).contains)
  }

  private func storeID(_ database: Database) throws -> Int64 {
    try database.execute(sql: "INSERT INTO stores (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [request.store])
    return try Int64.fetchOne(database, sql: "SELECT id FROM stores WHERE name = ?", arguments: [request.store]) ?? 0
  }

  private func insert(_ store: Int64, _ database: Database) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO runs (pipeline, store_id, definition_digest, base_currency, version, status, started_at,
          entity, first_transaction, first_contact)
        SELECT ?, ?, ?, ?, ?, 'open', ?, ?, (SELECT coalesce(max(id), 0) + 1 FROM transactions),
          (SELECT coalesce(max(id), 0) + 1 FROM contacts)
        """,
      arguments: [
        request.pipeline, store, Data(request.definitionDigest), request.baseCurrency.code, request.version,
        request.startedAt, request.entity.rawValue,
      ])
    return database.lastInsertedRowID
  }
}
