/// Writes the findings about loaded documents.
import Columns
import GRDB

struct FindingRows {
  private let insert: Statement

  /// Prepares the statement for one run.
  init(run: Int64, _ database: Database) throws {
    insert = try Statement(
      "INSERT INTO findings (run_id, transaction_id, line_no, code, detail) VALUES (?1, ?2, ?3, ?4, ?5)", database)
    insert.bind(1, run)
  }

  /// Writes the findings and returns their number; those of an unchanged document were written when it was loaded.
  func write(_ entries: [DocumentEntry], _ batch: Batch) throws -> Int64 {
    var count: Int64 = 0
    for finding in batch.findings where entries[finding.document].fate == .loaded {
      let lines = batch.lines(of: finding.document)
      insert.bind(2, entries[finding.document].id)
      insert.bind(3, finding.line.map { Int64($0 - lines.lowerBound + 1) } ?? .missing)
      insert.bind(4, copying: finding.code)
      insert.bind(5, copying: finding.detail)
      try insert.run()
      count += 1
    }
    return count
  }
}
