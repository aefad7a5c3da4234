import Columns
import Commerce
import GRDB

/// Writes the findings about loaded documents of an entity.
struct EntityFindingRows {
  private let insert: Statement

  /// Prepares the statement for one run.
  init(_ entity: Entity, run: Int64, _ database: Database) throws {
    insert = try Statement(
      """
      INSERT INTO entity_findings (run_id, document_id, line_no, code, detail, entity) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, database)
    insert.bind(1, run)
    insert.bind(6, copying: entity.rawValue)
  }

  /// Writes the findings and returns their numbers by code; those of an unchanged document were written when it was loaded.
  func write(_ entries: [DocumentEntry], _ batch: Batch) throws -> [String: Int64] {
    var counts: [String: Int64] = [:]
    for finding in batch.findings where entries[finding.document].fate == .loaded {
      let first = batch.lines(of: finding.document).lowerBound
      insert.bind(2, entries[finding.document].id)
      insert.bind(3, finding.line.map { Int64($0 - first + 1) } ?? .missing)
      insert.bind(4, copying: finding.code)
      insert.bind(5, copying: finding.detail)
      try insert.run()
      counts[finding.code, default: 0] += 1
    }
    return counts
  }
}
