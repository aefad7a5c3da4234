/// Source rows as a test writes them down.
import Columns

/// Rows of cells by column; a document for each, unless `documents` says how many rows each document has.
struct SourceRows {
  var rows: [[String: String]]
  var documents: [Int]
  /// Line of the first row in its file; each row takes a line and 100 bytes.
  var firstLine = 2

  init(_ rows: [[String: String]], documents: [Int]? = nil, firstLine: Int = 2) {
    self.rows = rows
    self.documents = documents ?? rows.map { _ in 1 }
    self.firstLine = firstLine
  }

  /// Rows of one column, a document for each.
  init(_ column: String, _ cells: [String], firstLine: Int = 2) {
    self.init(cells.map { [column: $0] }, firstLine: firstLine)
  }

  /// The batch that a reader would give of them; cells are those of `columns`.
  func batch(_ columns: [String]) -> Batch {
    var text = TextArena()
    var records = SourceRecords(width: columns.count)
    for (index, row) in rows.enumerated() {
      for column in columns {
        let cell = row[column] ?? ""
        records.cells.append(cell.isEmpty ? .empty : text.append(cell))
      }
      records.raw.append(text.append(columns.map { row[$0] ?? "" }.joined(separator: ",")))
      records.positions.append(SourcePosition(line: firstLine + index, byte: (firstLine + index) * 100))
    }
    var starts: [Int32] = [0]
    for size in documents { starts.append((starts.last ?? 0) + Int32(size)) }
    return Batch(text: text, records: records, documentStarts: starts)
  }
}
