/// Writes the rows of `unrestocked_lines`: lines of goods that were paid back and did not come back into stock.
import Columns
import GRDB

struct RestockRows {
  private let insert: Statement

  /// Prepares the statement.
  init(_ database: Database) throws {
    insert = try Statement("INSERT INTO unrestocked_lines (line_id) VALUES (?1)", database)
  }

  /// Writes what is told of the lines of every loaded document.
  func write(_ entries: [DocumentEntry], _ batch: Batch, _ columns: LineColumns) throws {
    guard columns.restocked.contains(0) else { return }
    for document in entries.indices where entries[document].fate == .loaded {
      for (number, line) in batch.lines(of: document).enumerated() where columns.restocked[line] == 0 {
        insert.bind(1, entries[document].id << LineRows.numberBits + Int64(number) + 1)
        try insert.run()
      }
    }
  }
}
