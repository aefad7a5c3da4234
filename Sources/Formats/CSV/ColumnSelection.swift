/// Which columns of a file are kept, and where in a record's row of cells each of them goes.
import Columns

/// Maps the columns of a file to the cells that are kept.
struct ColumnSelection: Sendable {
  /// Number of cells kept of each record.
  let width: Int
  /// Number of columns that the header names.
  let fieldCount: Int
  /// The kept cell of each column; ``width`` for a column that is not kept.
  ///
  /// That is the first cell of the next row, which the next row overwrites: the hot loop stores without asking.
  let slots: [Int]
  /// Kept cells that hold what another one holds, because a column was selected twice.
  private let copies: [(from: Int, to: Int)]
  /// Kept cells of columns that the file does not have.
  private let absent: [Int]

  /// Keeps `columns`, in that order, of a file with `fieldCount` columns.
  init(_ columns: [Int], fieldCount: Int) {
    var slots = Array(repeating: columns.count, count: fieldCount)
    var copies: [(from: Int, to: Int)] = []
    var absent: [Int] = []
    for (slot, column) in columns.enumerated() {
      if !slots.indices.contains(column) {
        absent.append(slot)
      } else if slots[column] < columns.count {
        copies.append((slots[column], slot))
      } else {
        slots[column] = slot
      }
    }
    width = columns.count
    self.fieldCount = fieldCount
    self.slots = slots
    self.copies = copies
    self.absent = absent
  }

  /// Fills the cells that no single column of the file owns.
  func completeRows(of records: inout SourceRecords) {
    if copies.isEmpty, absent.isEmpty { return }
    for record in 0..<records.count {
      for slot in absent { records[record, slot] = .empty }
      for copy in copies { records[record, copy.to] = records[record, copy.from] }
    }
  }
}
