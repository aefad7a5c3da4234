import Commerce
import Formats
import Pipeline
import Reports
import Tax

/// The rows of a report that bear some words, and the documents behind them.
struct FigureExplanation: CommandResult {
  /// The period that a figure is of.
  struct Period {
    let text: String
    let length: ReportPeriod
    let first: CivilMonth
    let last: CivilMonth

    init?(_ text: String) {
      guard let period = ReturnPeriod(text), let length = ReportPeriod(rawValue: period.length.rawValue) else {
        return nil
      }
      self.text = text
      self.length = length
      first = period.firstMonth
      last = period.lastMonth
    }
  }

  private let tables: [ReportTable]

  /// The rows of the first table, and of that of documents, with a cell for each of the words.
  init(_ tables: [ReportTable], words: [String]) {
    let wanted = tables.enumerated().filter { $0.offset == 0 || $0.element.part == "documents" }.map(\.element)
    self.tables = wanted.map { table in
      ReportTable(
        name: table.name, columns: table.columns,
        rows: table.rows.filter { row in words.allSatisfy { word in row.contains { $0.text == word } } })
    }
  }

  /// Whether there is nothing to show.
  var isEmpty: Bool { tables.allSatisfy(\.rows.isEmpty) }

  var text: String { tables.map { "\($0.name)\n" + TableText($0).text }.joined(separator: "\n") }

  func write(to json: inout JSONWriter) {
    json.object { object in
      for (index, table) in tables.enumerated() {
        object.list(index == 0 ? "figures" : "documents", table.rows) { row, object in
          for (column, cell) in zip(table.columns, row) {
            switch cell {
            case .missing: object.member(column.name, String?.none)
            case .integer(let value): object.member(column.name, value)
            default: object.member(column.name, cell.text)
            }
          }
        }
      }
    }
  }
}
