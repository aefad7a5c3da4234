import Books
import Commerce
import Formats
import Pipeline

/// A CSV file of a program that imports journals or invoices.
enum CSVFile {
  /// The file as RFC 4180 wants it; text that a spreadsheet would run as a formula is disarmed by an apostrophe.
  static func bytes(_ header: [String], _ rows: [[ReportCell]]) throws(RunFailure) -> [UInt8] {
    do throws(FormatError) {
      var writer = CSVWriter(MemorySink(), guardsFormulas: true)
      try writer.record(header)
      for row in rows {
        for cell in row {
          switch cell {
          case .missing: writer.empty()
          case .text(let text): writer.text(text)
          case .integer(let value): writer.integer(value)
          case .decimal(let value, let decimals): writer.decimal(value, exponent: decimals)
          }
        }
        try writer.endRecord()
      }
      return try writer.finish().bytes
    } catch {
      throw OutputFailure.cannotWrite("the export", detail: error.description)
    }
  }

  /// Entries with their rows, in as many stretches as a file's `maximum` of rows makes necessary; no entry is torn.
  static func stretches(
    _ entries: [(entry: JournalEntry, rows: [[ReportCell]])], maximum: Int, format: String
  ) throws(RunFailure) -> [[(entry: JournalEntry, rows: [[ReportCell]])]] {
    var stretches: [[(entry: JournalEntry, rows: [[ReportCell]])]] = [[]]
    var count = 0
    for made in entries {
      guard made.rows.count <= maximum else {
        throw ExportFailure.tooLong(made.entry, lines: made.rows.count, format: format, maximum: maximum)
      }
      if count + made.rows.count > maximum {
        stretches.append([])
        count = 0
      }
      count += made.rows.count
      stretches[stretches.count - 1].append(made)
    }
    return stretches
  }

  /// The day of an entry as `dd/mm/yyyy`; in the United States, where programs read the month first, `mm/dd/yyyy`.
  static func day(_ entry: JournalEntry, _ facts: ExportFacts) -> ReportCell {
    let (year, month, day) = entry.date.components
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let monthFirst = facts.country.code == "US"
    return .text(monthFirst ? "\(two(month))/\(two(day))/\(year)" : "\(two(day))/\(two(month))/\(year)")
  }
}
