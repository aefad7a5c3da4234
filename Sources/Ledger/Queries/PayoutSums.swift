/// Payouts with what their amounts come to, by what they are for.
public import Commerce
import GRDB
public import Pipeline

/// One payout; amounts are exact, in its currency.
public struct PayoutSums: Sendable, Equatable {
  /// Name of the store.
  public var store: String
  /// The platform's id of the payout.
  public var externalID: String
  /// How far the money has come.
  public var status: PayoutStatus?
  /// The day on which the money was sent, `yyyy-MM-dd`.
  public var paidOn: String?
  /// Its currency.
  public var currency: String
  /// What the platform states that it comes to.
  public var total: Exact?
  /// What was carried over from the payout before.
  public var opening: Exact?
  /// Amounts before fees, by what they are for; those in another currency are left out.
  public var amounts: [PayoutLineKind: Exact] = [:]
  /// What was kept of those amounts.
  public var fees = Exact.zero
}

extension LedgerReader {
  /// The payouts of one store or of all, by store, day and id.
  public func payoutSums(store: String? = nil) throws(RunFailure) -> [PayoutSums] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT s.name AS store, d.id, d.external_id, d.status, d.paid_on, d.currency, d.total, d.opening_balance,
            l.line_kind, sum(l.amount) AS amount, sum(coalesce(l.fee, l.amount - l.net, 0)) AS fee
          FROM payouts d
          JOIN runs r ON r.id = d.run_id AND r.status = 'published'
          JOIN stores s ON s.id = d.store_id
          LEFT JOIN payout_lines l ON l.document_id = d.id AND coalesce(l.line_currency, d.currency) = d.currency
          WHERE d.is_current = 1 AND (?1 IS NULL OR s.name = ?1)
          GROUP BY d.id, l.line_kind ORDER BY s.name, d.paid_on, d.external_id, d.id
          """, arguments: [store])
      var payouts: [PayoutSums] = []
      var last: Int64?
      while let row = try rows.next() {
        let id: Int64 = row["id"]
        if last != id { payouts.append(PayoutSums(row: row)) }
        last = id
        guard let code: Int32 = row["line_kind"] else { continue }
        let kind = PayoutLineKind(stored: code)
        payouts[payouts.count - 1].amounts[kind] = Exact(millionths: row["amount"] ?? 0)
        // The transfer itself is no part of what it transfers.
        guard kind != .payout, let fee: Int64 = row["fee"] else { continue }
        payouts[payouts.count - 1].fees = Exact(millionths: payouts[payouts.count - 1].fees.millionths + fee)
      }
      return payouts
    }
  }
}

extension PayoutSums {
  fileprivate init(row: Row) {
    let status: Int32? = row["status"]
    let total: Int64? = row["total"]
    let opening: Int64? = row["opening_balance"]
    self.init(
      store: row["store"], externalID: row["external_id"], status: status.map { PayoutStatus(stored: $0) },
      paidOn: row["paid_on"], currency: row["currency"], total: total.map { Exact(millionths: $0) },
      opening: opening.map { Exact(millionths: $0) })
  }
}
