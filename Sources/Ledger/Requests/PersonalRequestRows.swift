/// Writes what platforms pass on about people's data, for somebody to see to.
import GRDB
import Platforms

/// Whom a request is about is kept as match keys alone: they find the person among the contacts, and tell nothing.
struct PersonalRequestRows {
  let store: Int64
  let run: Int64
  let instant: Int64
  private let keys: LedgerKeys
  private let database: Database

  /// Shopify asks for requests to be seen to within 30 days of their receipt.
  private static let secondsToAct: Int64 = 30 * 86_400

  init(store: Int64, run: Int64, at instant: Int64, _ keys: LedgerKeys, _ database: Database) {
    (self.store, self.run, self.instant) = (store, run, instant)
    (self.keys, self.database) = (keys, database)
  }

  /// Writes a request inside the caller's transaction.
  func write(_ request: PersonalDataRequest) throws {
    let index = try keys.open(database).index
    let name = try String.fetchOne(database, sql: "SELECT name FROM stores WHERE id = ?", arguments: [store]) ?? ""
    let received = request.receivedAt ?? instant
    try database.execute(
      sql: """
        INSERT INTO personal_requests (store_id, run_id, kind, received_at, due_at, source_key, email_key, phone_key, status)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')
        """,
      arguments: [
        store, run, request.kind.rawValue, received, received + Self.secondsToAct,
        request.customerID.flatMap { ContactClue.sourceID($0, store: name).key(under: index)?.key },
        request.email.flatMap { ContactClue.email($0).key(under: index)?.key },
        request.phone.flatMap { ContactClue.phone($0, nil).key(under: index)?.key },
      ])
  }
}
