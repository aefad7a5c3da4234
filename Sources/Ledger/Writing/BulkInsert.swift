/// An INSERT of many rows at a time: stepping a statement costs about as much as two rows.
import GRDB

/// Parameters that every row shares come first, from 1; those of each row follow.
struct BulkInsert {
  /// Rows that one execution of ``many`` writes.
  let rowsPerStep: Int
  /// Parameters of one row.
  let parametersPerRow: Int32
  /// Number of shared parameters.
  let sharedCount: Int32
  /// Writes ``rowsPerStep`` rows.
  let many: Statement
  /// Writes one row.
  let one: Statement

  /// Where a column's values come from.
  enum Column {
    /// Bound for each row.
    case row(String)
    /// Bound once for all executions.
    case shared(String)
    /// Written into the statement.
    case fixed(String, String)
  }

  /// Prepares an insert into `table`.
  ///
  /// - Parameters:
  ///   - columns: the table's columns in its own order, from the first on without a gap: SQLite then makes the record of
  ///     the values where they are, which it copies otherwise.
  ///   - suffix: what follows the rows, such as a conflict clause.
  init(
    _ table: String, _ columns: [Column], rowsPerStep: Int, suffix: String = "", _ database: Database
  ) throws {
    self.rowsPerStep = rowsPerStep
    sharedCount = Int32(columns.count { $0.isShared })
    parametersPerRow = Int32(columns.count { $0.isRow })
    let names = columns.map(\.name).joined(separator: ", ")
    let (shared, own) = (sharedCount, parametersPerRow)
    func sql(rows: Int) -> String {
      let values = (0..<rows).map { row in
        var nextShared: Int32 = 0
        var nextOwn = shared + Int32(row) * own
        let values = columns.map { column -> String in
          switch column {
          case .fixed(_, let value): return value
          case .shared:
            nextShared += 1
            return "?\(nextShared)"
          case .row:
            nextOwn += 1
            return "?\(nextOwn)"
          }
        }
        return "(" + values.joined(separator: ", ") + ")"
      }
      // A statement that fails takes the whole transaction with it, so SQLite need not keep a way back to its start,
      // which would copy every page it touches.
      return "INSERT OR FAIL INTO \(table) (\(names)) VALUES \(values.joined(separator: ", ")) \(suffix)"
    }
    many = try Statement(sql(rows: rowsPerStep), database)
    one = try Statement(sql(rows: 1), database)
  }

  /// Binds a shared parameter for all executions to come.
  func bindShared(_ index: Int32, _ value: Int64) {
    many.bind(index, value)
    one.bind(index, value)
  }

  /// The number before the first parameter of `row`.
  @inline(__always)
  func base(_ row: Int) -> Int32 { sharedCount &+ Int32(truncatingIfNeeded: row) &* parametersPerRow }
}

extension BulkInsert.Column {
  fileprivate var name: String {
    switch self {
    case .row(let name), .shared(let name), .fixed(let name, _): name
    }
  }

  fileprivate var isShared: Bool {
    if case .shared = self { true } else { false }
  }

  fileprivate var isRow: Bool {
    if case .row = self { true } else { false }
  }
}
