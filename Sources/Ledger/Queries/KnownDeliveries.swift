/// Which deliveries of webhooks were dealt with; those of runs that were taken back are forgotten with them.
import Columns
import Foundation
import GRDB
public import Pipeline

extension KnownBefore {
  func takenDeliveries(in spool: String, stream: String, store: String) throws(RunFailure) -> Set<String> {
    try read { database in
      try String.fetchSet(database, sql: "SELECT d.name \(Self.deliveries)", arguments: [spool, stream, store])
    }
  }

  func lastDelivery(in spool: String, stream: String, store: String) throws(RunFailure) -> DeliveryRecord? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT d.* \(Self.deliveries) ORDER BY f.id DESC, d.end_byte DESC LIMIT 1",
        arguments: [spool, stream, store])
      guard let row else { return nil }
      let digest: Data = row["digest"]
      let key: Data? = row["event_key"]
      return DeliveryRecord(
        stream: stream, name: row["name"], position: SourcePosition(row: row), end: row["end_byte"],
        digest: Array(digest), key: key.map { Array($0) }, topic: row["topic"],
        outcome: DeliveryRecord.Outcome(rawValue: row["outcome"]) ?? .fetched)
    }
  }

  func isKnown(_ key: [UInt8], stream: String, store: String) throws(RunFailure) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS (SELECT 1 FROM deliveries d JOIN stores s ON s.id = d.store_id
            WHERE d.event_key = ? AND d.stream = ? AND s.name = ?)
          """, arguments: [Data(key), stream, store]) ?? false
    }
  }

  private static let deliveries = """
    FROM sources f CROSS JOIN deliveries d ON d.source_id = f.id JOIN stores s ON s.id = d.store_id
    WHERE f.path = ? AND f.layout <> 'rejects' AND d.stream = ? AND s.name = ?
    """
}

extension LedgerStore: DeliveryDirectory {
  /// As the protocol says; errors of SQLite become failures with a code and a remedy.
  /// The names of the deliveries of a spool folder that were dealt with.
  public func takenDeliveries(in spool: String, stream: String, store: String) throws(RunFailure) -> Set<String> {
    try directory.takenDeliveries(in: spool, stream: stream, store: store)
  }

  /// As the protocol says; errors of SQLite become failures with a code and a remedy.
  /// The delivery of a file of lines that was dealt with last.
  public func lastDelivery(in spool: String, stream: String, store: String) throws(RunFailure) -> DeliveryRecord? {
    try directory.lastDelivery(in: spool, stream: stream, store: store)
  }

  /// As the protocol says; errors of SQLite become failures with a code and a remedy.
  /// Whether an event was dealt with.
  public func isKnown(_ key: [UInt8], stream: String, store: String) throws(RunFailure) -> Bool {
    try directory.isKnown(key, stream: stream, store: store)
  }
}
