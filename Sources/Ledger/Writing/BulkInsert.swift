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

  /// Prepares an insert into `table`.
  ///
  /// - Parameters:
  ///   - shared: columns whose value is the same in every row; they are bound once for all executions.
  ///   - fixed: columns with a value written into the statement.
  ///   - columns: columns bound for each row, in the order of their parameters.
  ///   - suffix: what follows the rows, such as a conflict clause.
  init(
    _ table: String, shared: [String] = [], fixed: [(column: String, value: String)] = [], columns: [String],
    rowsPerStep: Int, suffix: String = "", _ database: Database
  ) throws {
    self.rowsPerStep = rowsPerStep
    parametersPerRow = Int32(columns.count)
    sharedCount = Int32(shared.count)
    let names = (shared + fixed.map(\.column) + columns).joined(separator: ", ")
    func sql(rows: Int) -> String {
      let values = (0..<rows).map { row in
        let sharedParameters = shared.indices.map { "?\($0 + 1)" }
        let ownParameters = columns.indices.map { "?\(shared.count + row * columns.count + $0 + 1)" }
        return "(" + (sharedParameters + fixed.map(\.value) + ownParameters).joined(separator: ", ") + ")"
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
