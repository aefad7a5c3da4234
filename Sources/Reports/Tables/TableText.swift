/// A table as plain text for a terminal: headers, a rule, and columns that line up.
///
/// Numbers stand to the right, text to the left. A table that is wider than asked for has its longest texts shortened with
/// an ellipsis; numbers and headers never are, so a table that cannot be made to fit stays whole.
public struct TableText: Sendable {
  /// A column.
  public struct Column: Sendable, Hashable {
    /// What stands above it.
    public let title: String
    /// Whether its cells stand to the right.
    public let isNumber: Bool

    /// A column of text or of numbers.
    public init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  private let columns: [Column]
  private let rows: [[String]]

  /// A table of rows with one cell per column; control characters in cells are shown as `�`, never sent to a terminal.
  public init(columns: [Column], rows: [[String]]) {
    self.columns = columns
    self.rows = rows.map { row in columns.indices.map { row.indices.contains($0) ? Self.harmless(row[$0]) : "" } }
  }

  /// A table of texts under a header; a column whose cells are all numbers stands to the right.
  public init(header: [String], rows: [[String]]) {
    let columns = header.enumerated().map { index, title in
      let cells = rows.compactMap { $0.indices.contains(index) && !$0[index].isEmpty ? $0[index] : nil }
      return Column(title, isNumber: !cells.isEmpty && cells.allSatisfy(Self.isNumber))
    }
    self.init(columns: columns, rows: rows)
  }

  /// A table of a report.
  public init(_ table: ReportTable) {
    self.init(
      columns: table.columns.map { Column($0.name, isNumber: $0.kind != .text) },
      rows: table.rows.map { row in row.map(\.text) })
  }

  /// The text, every line ended by a line feed; `width` is what to keep within where that is possible.
  public func rendered(width: Int = 80) -> String {
    let widths = fittingWidths(width)
    var text = line(columns.map(\.title), widths)
    text += line(widths.map { String(repeating: "-", count: $0) }, widths)
    for row in rows { text += line(row, widths) }
    return text
  }

  private static let gap = 2
  /// A text is not shortened below this: less of it tells nothing.
  private static let shortest = 8

  private func fittingWidths(_ width: Int) -> [Int] {
    var widths = columns.map(\.title.count)
    for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
    let whole = widths
    var excess = widths.reduce(0, +) + Self.gap * max(0, columns.count - 1) - width
    while excess > 0 {
      let texts = columns.indices.filter {
        !columns[$0].isNumber && widths[$0] > max(Self.shortest, columns[$0].title.count)
      }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { return whole }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += String(repeating: " ", count: Self.gap) }
      let shown = cell.count > widths[index] ? cell.prefix(max(0, widths[index] - 1)) + "…" : cell[...]
      let padding = String(repeating: " ", count: widths[index] - shown.count)
      text += columns[index].isNumber ? padding + shown : shown + padding
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private static func isNumber(_ cell: String) -> Bool {
    cell.contains(where: \.isNumber) && cell.allSatisfy { $0.isASCII && ($0.isNumber || "-.,%".contains($0)) }
  }

  private static func harmless(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: isControl) else { return cell }
    var shown = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars { shown.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(shown)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }
}
