/// The control totals of runs.
import GRDB
public import Pipeline

/// A run and its control totals.
public struct RunControls: Sendable, Equatable {
  /// Number of the run.
  public var run: Int64
  /// Name of the store.
  public var store: String
  /// Counts and amounts by currency and fate.
  public var totals: ControlTotals
}

extension LedgerReader {
  /// The control totals of published runs, or of one run however it ended; the latest first.
  public func controls(store: String? = nil, run: Int64? = nil) throws(RunFailure) -> [RunControls] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT r.id AS run, s.name AS store, c.currency, c.fate, c.documents, c.lines, c.amount, c.total
          FROM controls c JOIN runs r ON r.id = c.run_id JOIN stores s ON s.id = r.store_id
          WHERE (?1 IS NULL OR s.name = ?1) AND CASE WHEN ?2 IS NULL THEN r.status = 'published' ELSE r.id = ?2 END
          ORDER BY r.id DESC
          """, arguments: [store, run])
      var controls: [RunControls] = []
      while let row = try rows.next() {
        guard let fate = ControlTotals.Fate(rawValue: row["fate"]) else { continue }
        let run: Int64 = row["run"]
        if controls.last?.run != run {
          controls.append(RunControls(run: run, store: row["store"], totals: ControlTotals()))
        }
        var sum = ControlTotals.Sum()
        sum.documents = row["documents"]
        sum.lines = row["lines"]
        sum.amount = row["amount"]
        sum.total = row["total"]
        controls[controls.count - 1].totals.add(sum, currency: row["currency"], fate: fate)
      }
      return controls
    }
  }
}
