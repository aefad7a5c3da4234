import Columns
public import Commerce
import Formats
public import Pipeline

/// Reads a small table that a person keeps beside the definitions, in whatever dialect a spreadsheet saved it.
public enum OwnTable {
  /// The table in the file at `path`, which `services` reads.
  ///
  /// - Throws: when the file cannot be read or is no table at all; rows that are damaged are faults of the table.
  public static func read(_ path: String, _ services: StageServices) throws(RunFailure) -> NumberedTable {
    let bytes = try services.readFile(path)
    do throws(FormatError) {
      var dialect = DialectDetection.detect(sample: bytes, atEnd: true).dialect
      dialect.hasHeader = true
      dialect.preambleLines = 0
      var reader = CSVReader(source: MemorySource(bytes), dialect: dialect)
      let header = try reader.readHeader()
      var rows: [NumberedTable.Row] = []
      var faults: [TableFault] = []
      while let block = try reader.nextBlock() {
        for problem in block.problems {
          let words = problem.kind.rawValue.replacing("_", with: " ")
          faults.append(TableFault(line: block.records.positions[problem.record].line, "the row has \(words)"))
        }
        let damaged = Set(block.problems.map(\.record))
        for record in 0..<block.count where !damaged.contains(record) {
          let cells = header.indices.map { block.text.string(block.records[record, $0]) }
          rows.append(NumberedTable.Row(line: block.records.positions[record].line, cells: cells))
        }
      }
      return NumberedTable(header: header, rows: rows, faults: faults)
    } catch {
      throw RunFailure(
        "E7203", .sourceUnavailable, "\(path) is no table: \(error)",
        remedy: "save it as CSV with a header; shopledger cat --explain tells what is found")
    }
  }
}
