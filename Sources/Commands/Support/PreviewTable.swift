import Columns
import Commerce
import Reports
import Tax

/// The columns that a stage has made, as a table: one row a line, values of the document on its first line.
struct PreviewTable {
  /// The table as text.
  let text: String

  /// - Parameters:
  ///   - base: the currency of the books.
  ///   - newSince: the columns that were there before the stage; they are left out.
  ///   - showValues: whether personal values are shown; else they are masked.
  init(_ batch: Batch, base: Currency, newSince: Set<String>, showValues: Bool) {
    let columns = DataDictionary.all.filter { batch.columnNames.contains($0.name) && !newSince.contains($0.name) }
    var parts: [String] = []
    for scope in [ColumnScope.document, .line] {
      let own = columns.filter { $0.scope == scope && Self.hasValues($0, batch, base) }
      guard !own.isEmpty else { continue }
      let rows = (0..<batch.count(scope)).map { element in
        [Self.label(element, scope, batch)]
          + own.map { column in
            let value = column.text(batch, element, base)
            return column.isPersonal && !showValues && !value.isEmpty ? "•••" : value
          }
      }
      parts.append(TableText(header: [scope.rawValue] + own.map(\.name), rows: rows).text)
    }
    text = parts.joined(separator: "\n")
  }

  private static func hasValues(_ column: DataDictionary.Entry, _ batch: Batch, _ base: Currency) -> Bool {
    (0..<batch.count(column.scope)).contains { !column.text(batch, $0, base).isEmpty }
  }

  private static func label(_ element: Int, _ scope: ColumnScope, _ batch: Batch) -> String {
    guard scope == .line else { return String(element + 1) }
    let document = batch.document(of: element)
    return "\(document + 1).\(element - batch.lines(of: document).lowerBound + 1)"
  }
}
