import Columns
import Formats

/// One row of a table, as the columns that a command looks for.
///
/// Cells are stretches of the block that was read; nothing is copied until ``string(_:)`` is asked for.
struct Row {
  private let bytes: [UInt8]
  private let cells: ArraySlice<TextRange>
  /// Place of each column that is looked for within the row; -1 where the table lacks it.
  private let places: [Int]
  private let columns: [InputColumn]
  /// Line of the file on which the row starts, from 1.
  let line: Int

  init(_ record: Int, of block: RecordBlock, places: [Int], columns: [InputColumn]) {
    bytes = block.text.bytes
    cells = block.records.cells[record * block.records.width..<(record + 1) * block.records.width]
    self.places = places
    self.columns = columns
    line = block.records.positions[record].line
  }

  /// The UTF-8 of a cell as it is written, by the column's place among those looked for; empty where there is none.
  subscript(column: Int) -> ArraySlice<UInt8> {
    let place = places[column]
    return place < 0 ? [] : bytes[cells[cells.startIndex + place].indices]
  }

  /// The text of a cell.
  func string(_ column: Int) -> String { String(decoding: self[column], as: UTF8.self) }

  /// The name of a column.
  func name(_ column: Int) -> String { columns[column].name }

  /// Whether the table has the column.
  func has(_ column: Int) -> Bool { places[column] >= 0 }
}

/// Why a row cannot be answered, in words for a person.
struct RowProblem: Error {
  let text: String

  init(_ text: String) { self.text = text }
}
