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

  /// How much a program takes in one file.
  struct Limits {
    /// Name of the program.
    let program: String
    /// Rows, without a header.
    var rows = Int.max
    /// Entries.
    var entries = Int.max
  }

  /// The files of entries with their rows, as many as the limits make necessary; no entry is torn.
  ///
  /// - Throws: `E8746` when one entry alone has more rows than a file may have.
  static func files(
    _ stem: String, _ header: [String], _ made: [(entry: JournalEntry, rows: [[ReportCell]])], _ limits: Limits
  ) throws(RunFailure) -> [ExportFile] {
    var stretches: [(entries: [Int64], rows: [[ReportCell]])] = []
    for (entry, rows) in made {
      guard rows.count <= limits.rows else {
        throw ExportFailure.tooLong(entry, lines: rows.count, format: limits.program, maximum: limits.rows)
      }
      if let last = stretches.last, last.rows.count + rows.count <= limits.rows, last.entries.count < limits.entries {
        stretches[stretches.count - 1].entries.append(entry.number)
        stretches[stretches.count - 1].rows += rows
      } else {
        stretches.append(([entry.number], rows))
      }
    }
    var files: [ExportFile] = []
    for (index, stretch) in stretches.enumerated() {
      files.append(
        ExportFile(
          name: ExportFile.numbered(stem, index, of: stretches.count, "csv"), bytes: try bytes(header, stretch.rows),
          rows: stretch.rows.count, entries: stretch.entries))
    }
    return files
  }

  /// The day of an entry as `dd/mm/yyyy`; in the United States, where programs read the month first, `mm/dd/yyyy`.
  static func day(_ entry: JournalEntry, _ facts: ExportFacts) -> ReportCell {
    let (year, month, day) = entry.date.components
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return .text(facts.isAmerican ? "\(two(month))/\(two(day))/\(year)" : "\(two(day))/\(two(month))/\(year)")
  }
}
