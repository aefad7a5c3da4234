import Columns
import Commerce
import Formats
import Reports
import Tax

/// The columns that a stage has made: of the documents, then of their lines.
struct PreviewTable {
  /// The stage.
  let stage: String
  private let parts: [Part]

  /// The columns of one scope, with a row for each element.
  private struct Part {
    let scope: ColumnScope
    let columns: [DataDictionary.Entry]
    var rows: [Row] = []
  }

  /// A document or a line, counted from 1, and its values; empty ones are missing.
  fileprivate struct Row {
    let document: Int
    let line: Int?
    let values: [String]
  }

  /// - Parameters:
  ///   - stage: the name of the stage.
  ///   - entity: what the pipeline carries.
  ///   - base: the currency of the books.
  ///   - newSince: the columns that were there before the stage; they are left out.
  ///   - showValues: whether personal values are shown; else they are masked.
  init(after stage: String, _ batch: Batch, of entity: Entity, base: Currency, newSince: Set<String>, showValues: Bool)
  {
    self.stage = stage
    let columns = DataDictionary.columns(of: entity).filter {
      batch.columnNames.contains($0.name) && !newSince.contains($0.name)
    }
    parts = [ColumnScope.document, .line].map { scope in
      let own = columns.filter { $0.scope == scope && Self.hasValues($0, batch, base) }
      var part = Part(scope: scope, columns: own)
      guard !own.isEmpty else { return part }
      part.rows = (0..<batch.count(scope)).map { element in
        let document = scope == .line ? batch.document(of: element) : element
        let line = scope == .line ? element - batch.lines(of: document).lowerBound + 1 : nil
        let values = own.map { column in
          let value = column.text(batch, element, base)
          return column.isPersonal && !showValues && !value.isEmpty ? "•••" : value
        }
        return Row(document: document + 1, line: line, values: values)
      }
      return part
    }
  }

  /// For a person: a table for each scope that has new columns.
  var text: String {
    let tables = parts.filter { !$0.columns.isEmpty }.map { part in
      TableText(
        header: [part.scope.rawValue] + part.columns.map(\.name), rows: part.rows.map { $0.cells(part.columns) })
    }
    return tables.map(\.text).joined(separator: "\n")
  }

  /// Writes it for a program: the values are those of the tables, without their units.
  func write(to object: inout JSONWriter) {
    object.member("stage", stage)
    for part in parts {
      object.list("\(part.scope.rawValue)s", part.rows) { row, object in
        object.member("document", Int64(row.document))
        if let line = row.line { object.member("line", Int64(line)) }
        for (column, value) in zip(part.columns, row.values) {
          object.member(column.name, value.isEmpty ? nil : value)
        }
      }
    }
  }

  private static func hasValues(_ column: DataDictionary.Entry, _ batch: Batch, _ base: Currency) -> Bool {
    (0..<batch.count(column.scope)).contains { !column.text(batch, $0, base).isEmpty }
  }
}

extension PreviewTable.Row {
  /// The row as a person reads it: the label, then the values with their units.
  fileprivate func cells(_ columns: [DataDictionary.Entry]) -> [String] {
    [line.map { "\(document).\($0)" } ?? String(document)]
      + zip(columns, values).map { column, value in value.isEmpty ? "" : value + column.unit }
  }
}
