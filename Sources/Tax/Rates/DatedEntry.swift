import Commerce

/// A row of a business's own table that holds for some days.
protocol DatedEntry {
  /// What the row is about; rows of one subject must not contradict each other.
  associatedtype Subject: Hashable

  /// The line that it stands on.
  var line: Int { get }
  /// What it is about.
  var subject: Subject { get }
  /// The subject in words.
  var subjectName: String { get }
  /// The days on which it holds.
  var days: DayRange { get }
  /// Whether days without a row of its subject are no mistake.
  var mayPause: Bool { get }
}

extension Sequence where Element: DatedEntry {
  /// Rows of one subject that hold on the same day, or leave days between them out.
  func contradictions() -> [TableFault] {
    Dictionary(grouping: self, by: \.subject).values.flatMap { rows in
      Self.contradictions(rows.sorted { ($0.days.first, $0.line) < ($1.days.first, $1.line) })
    }
  }

  /// The same of rows of one subject, by their first days.
  private static func contradictions(_ rows: [Element]) -> [TableFault] {
    var faults: [TableFault] = []
    // The row that holds longest of those before: one may lie within another.
    var widest: Element?
    for row in rows {
      if let before = widest {
        if before.days.last >= row.days.first {
          faults.append(overlap(row, with: before))
        } else if !row.mayPause, before.days.last.addingDays(1) < row.days.first {
          faults.append(gap(before: row, behind: before))
        }
      }
      if widest.map({ row.days.last > $0.days.last }) ?? true { widest = row }
    }
    return faults
  }

  private static func overlap(_ row: Element, with before: Element) -> TableFault {
    let common = Swift.min(before.days.last, row.days.last)
    let end = common.day == .max ? "on" : "to \(common)"
    return TableFault(
      line: row.line, "\(row.subjectName) from \(row.days.first) \(end) has a rate on line \(before.line) already")
  }

  private static func gap(before row: Element, behind before: Element) -> TableFault {
    TableFault(
      line: row.line,
      "\(row.subjectName) has no rate from \(before.days.last.addingDays(1)) to \(row.days.first.addingDays(-1)), "
        + "between this row and line \(before.line)")
  }
}
