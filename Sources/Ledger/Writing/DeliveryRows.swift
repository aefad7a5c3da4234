/// Writes the deliveries that a batch deals with, and what of them has to be on record for good.
import Columns
import GRDB
import Pipeline

struct DeliveryRows {
  private let delivery: Statement
  private let settle: Statement
  private let database: Database
  private let keys: LedgerKeys
  private let requests: PersonalRequestRows
  private let store: Int64
  private let run: Int64
  private let instant: Int64

  /// Prepares the statements for one run; `instant` is when it was started, in seconds since 1970.
  init(store: Int64, run: Int64, at instant: Int64, _ keys: LedgerKeys, _ database: Database) throws {
    delivery = try Statement(
      """
      INSERT INTO deliveries (run_id, source_id, store_id, stream, name, source_line, source_byte, end_byte, digest,
        event_key, topic, outcome)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, nullif(?10, x''), ?11, ?12)
      """, database)
    settle = try Statement(
      "UPDATE rejects SET status = 'resolved', resolved_run_id = ?1 WHERE id = ?2 AND status = 'open'", database)
    (self.database, self.keys) = (database, keys)
    requests = PersonalRequestRows(store: store, run: run, at: instant, keys, database)
    (self.store, self.run, self.instant) = (store, run, instant)
    delivery.bind(1, run)
    delivery.bind(3, store)
    settle.bind(1, run)
  }

  /// Writes what was dealt with up to a checkpoint.
  func write(_ checkpoint: SourceCheckpoint, source: Int64) throws {
    for record in checkpoint.deliveries { try write(record, source) }
    for entry in checkpoint.audit {
      try AuditLog(database, keys.open(database)).append(entry, store: store, run: run, at: instant)
    }
    for request in checkpoint.requests { try requests.write(request) }
  }

  private func write(_ record: DeliveryRecord, _ source: Int64) throws {
    delivery.bind(2, source)
    delivery.bind(4, copying: record.stream)
    delivery.bind(5, copying: record.name)
    delivery.bind(6, Int64(record.position.line))
    delivery.bind(7, Int64(record.position.byte))
    delivery.bind(8, Int64(record.end))
    delivery.bind(9, copying: record.digest)
    delivery.bind(10, copying: record.key ?? [])
    delivery.bind(11, copying: record.topic)
    delivery.bind(12, copying: record.outcome.rawValue)
    try delivery.run()
    guard let reject = record.reject, record.outcome != .rejected else { return }
    settle.bind(2, reject)
    try settle.run()
  }
}
