import Formats
import Foundation
import Reports

/// A short table that a command makes by itself, printed in the forms that answered rows have.
struct AnswerTable {
  let header: [String]
  var rows: [[String]] = []

  /// Prints it; in JSON an empty cell is `null`.
  func print(as format: RowFormat) throws {
    switch format {
    case .text: try StandardOutput.write(TableText(header: header, rows: rows).text)
    case .csv:
      var csv = CSVWriter(MemorySink(), lineBreak: .lf)
      try csv.record(header)
      for row in rows { try csv.record(row) }
      try StandardOutput.write(csv.finish().bytes)
    case .jsonl, .json:
      var json = JSONWriter()
      if format == .json {
        json.array { json in for row in rows { object(row, &json) } }
        json.endLine()
      } else {
        for row in rows {
          object(row, &json)
          json.endLine()
        }
      }
      try StandardOutput.write(json.takeBytes())
    }
  }

  private func object(_ row: [String], _ json: inout JSONWriter) {
    json.object { json in
      for (name, cell) in zip(header, row) {
        json.key(name)
        if cell.isEmpty { json.null() } else { json.string(cell) }
      }
    }
  }
}
