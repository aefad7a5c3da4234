import Commerce

/// The program's table with a business's own rates laid over it.
extension RateTable {
  /// `table`, whose rows give way on the days on which `own` has rows of the same territory and category.
  public init(_ table: RateTable, overlaidBy own: OwnRates) {
    var rows = own.entries.map { (row: $0.row, details: $0.details) }
    for (row, details) in zip(table.rows, table.details) {
      var pieces = [row.days]
      for entry in own.entries where entry.row.territory == row.territory && entry.row.category == row.category {
        pieces = pieces.flatMap { $0.without(entry.row.days) }
      }
      for days in pieces {
        var piece = row
        piece.days = days
        rows.append((piece, details))
      }
    }
    self.init(rows, unreadable: table.unreadable)
  }
}

extension DayRange {
  /// The days that are not among `other`: none, one stretch or two.
  func without(_ other: DayRange) -> [DayRange] {
    guard first <= other.last, other.first <= last else { return [self] }
    var rest: [DayRange] = []
    if first < other.first { rest.append(DayRange(first: first, last: other.first.addingDays(-1))) }
    if other.last < last { rest.append(DayRange(first: other.last.addingDays(1), last: last)) }
    return rest
  }
}
