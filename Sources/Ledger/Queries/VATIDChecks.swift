/// What was found out about VAT ids, and which documents and numbers wait for an answer.
import Commerce
import Foundation
import GRDB
public import Pipeline
import Tax

extension KnownBefore {
  func checks(of vatID: String) throws(RunFailure) -> [VATIDCheck] {
    try read { try VATIDCheck.fetch($0, "WHERE vat_id = ? ORDER BY id", [vatID]) }
  }

  /// When the first document of a stream was placed that waits for an answer and may get one now: its number was answered
  /// since, or it is not older than 30 days, so that asking again is worth reading it again.
  func firstWaiting(in stream: String, store: String, since mark: Int64) throws(RunFailure) -> Int64? {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT t.placed_at, t.vat_id, p.country FROM findings g CROSS JOIN transactions t ON t.id = g.transaction_id
          CROSS JOIN sources f ON f.id = t.source_id CROSS JOIN stores s ON s.id = t.store_id
          CROSS JOIN runs r ON r.id = t.run_id LEFT JOIN destinations p ON p.id = t.destination_id
          WHERE g.code = 'F2201' AND t.is_current = 1 AND r.status = 'published' AND f.is_stream = 1 AND f.path = ?
            AND s.name = ? AND t.placed_at IS NOT NULL AND t.vat_id IS NOT NULL
          ORDER BY t.placed_at
          """, arguments: [stream, store])
      for row in rows {
        let placed: Int64 = row["placed_at"]
        if placed >= mark - 30 * 86_400 { return placed }
        let text = Array((row["vat_id"] as String).utf8)
        let id = VATID.read(text.span, of: (row["country"] as String?).flatMap { Country($0) })
        let last = try VATIDCheck.fetch(database, "WHERE vat_id = ? ORDER BY id DESC LIMIT 1", [id.text]).first
        if let last, last.answer != .unknown { return placed }
      }
      return nil
    }
  }
}

extension LedgerStore: VATIDDirectory {
  /// The checks of a number, the oldest first.
  public func checks(of vatID: String) throws(RunFailure) -> [VATIDCheck] { try directory.checks(of: vatID) }

  /// The numbers whose last answer of that origin is that there was none.
  public func unansweredVATIDs(_ origin: VATIDCheck.Origin) throws(RunFailure) -> [String] {
    try directory.read { database in
      try String.fetchAll(
        database, sql: "SELECT vat_id FROM v_vat_ids WHERE origin = ? AND answer = 'unknown' ORDER BY vat_id",
        arguments: [origin.rawValue])
    }
  }
}

extension VATIDCheck {
  /// The checks that the rest of a statement chooses.
  static func fetch(
    _ database: Database, _ clause: String, _ arguments: StatementArguments
  ) throws -> [VATIDCheck] {
    try Row.fetchAll(database, sql: "SELECT * FROM vat_id_checks \(clause)", arguments: arguments).map { row in
      VATIDCheck(
        vatID: row["vat_id"], requester: row["requester"], askedAt: Instant(seconds: row["asked_at"]),
        answer: Answer(rawValue: row["answer"]) ?? .unknown, reason: row["reason"], requestDate: row["request_date"],
        consultation: row["consultation"], matches: row["matches"],
        origin: Origin(rawValue: row["origin"]) ?? .syntax)
    }
  }
}
