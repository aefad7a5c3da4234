/// Writes the control totals of a run, adding batch after batch.
import GRDB
import Pipeline

struct ControlRows {
  private let add: Statement

  /// Prepares the statement for one run.
  init(run: Int64, _ database: Database) throws {
    add = try Statement(
      """
      INSERT INTO controls (run_id, currency, fate, documents, lines, amount, total) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT DO UPDATE SET documents = documents + excluded.documents, lines = lines + excluded.lines,
        amount = amount + excluded.amount, total = total + excluded.total
      """, database)
    add.bind(1, run)
  }

  /// Adds the totals of a batch.
  func write(_ totals: ControlTotals) throws {
    for (currency, fates) in totals.sums {
      for (fate, sum) in fates {
        add.bind(2, copying: currency)
        add.bind(3, copying: fate.rawValue)
        add.bind(4, sum.documents)
        add.bind(5, sum.lines)
        add.bind(6, sum.amount)
        add.bind(7, sum.total)
        try add.run()
      }
    }
  }

  /// The totals of a run so far.
  static func totals(run: Int64, _ database: Database) throws -> ControlTotals {
    var totals = ControlTotals()
    for row in try Row.fetchAll(database, sql: "SELECT * FROM controls WHERE run_id = ?", arguments: [run]) {
      guard let fate = ControlTotals.Fate(rawValue: row["fate"]) else { continue }
      totals.add(ControlTotals.Sum(row: row), currency: row["currency"], fate: fate)
    }
    return totals
  }
}
