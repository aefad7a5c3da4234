import Commerce

/// Cells as values; what is none is a problem of the row that names the column's cell.
extension Row {
  /// A day, written as ISO 8601 has it.
  func date(_ column: Int) throws(RowProblem) -> CivilDate {
    let cell = self[column]
    switch DateGrammar.auto.parse(cell.span) {
    case .value(let moment): return moment.date
    case .empty: throw RowProblem("\(name(column)) is empty")
    case .invalid(.impossibleDate): throw RowProblem("\(name(column)) \(quoted(column)) is no day of the calendar")
    case .invalid, .ambiguous: throw RowProblem("\(name(column)) \(quoted(column)) is no day such as 2024-12-31")
    }
  }

  /// An exact number, written in plain form; `nil` for an empty cell.
  func number(_ column: Int) throws(RowProblem) -> Exact? {
    switch NumberGrammar.plain.parse(self[column].span) {
    case .value(let number): return number
    case .empty: return nil
    case .invalid(let fault): throw RowProblem("\(name(column)) \(quoted(column)) is no number: \(fault.sentence)")
    case .ambiguous: throw RowProblem("\(name(column)) \(quoted(column)) could be two numbers")
    case .tooFine: throw RowProblem("\(name(column)) \(quoted(column)) has more than six decimals")
    case .tooLarge: throw RowProblem("\(name(column)) \(quoted(column)) is too large to be kept exactly")
    }
  }

  /// A currency by its code.
  func currency(_ column: Int) throws(RowProblem) -> Currency {
    if let currency = Currency(self[column].span) { return currency }
    throw RowProblem(
      self[column].isEmpty ? "\(name(column)) is empty" : "\(quoted(column)) is no currency of ISO 4217")
  }

  /// A cell as messages show it.
  func quoted(_ column: Int) -> String { "\"\(string(column))\"" }
}
