/// Writes what was found out about VAT ids.
import Columns
import Commerce
import GRDB
import Pipeline

struct VATIDCheckRows {
  private let insert: Statement

  /// Prepares the statement; `run` is the run that asked, `nil` for a command of its own.
  init(run: Int64?, _ database: Database) throws {
    insert = try Statement(
      """
      INSERT INTO vat_id_checks (run_id, vat_id, requester, asked_at, answer, reason, request_date, consultation,
        matches, origin)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """, database)
    insert.bind(1, run ?? .missing)
  }

  /// Writes the checks.
  func write(_ checks: [VATIDCheck]) throws {
    for check in checks {
      insert.bind(2, copying: check.vatID)
      insert.bind(3, copying: check.requester)
      insert.bind(4, check.askedAt.seconds)
      insert.bind(5, copying: check.answer.rawValue)
      insert.bind(6, copying: check.reason)
      insert.bind(7, copying: check.requestDate)
      insert.bind(8, copying: check.consultation)
      insert.bind(9, copying: check.matches)
      insert.bind(10, copying: check.origin.rawValue)
      try insert.run()
    }
  }
}
