/// A table as plain text for a terminal: headers, a rule, and columns that line up.
///
/// Numbers stand to the right, text to the left. Nothing is ever left out: where a table is wider than asked for, its widest
/// texts go over several lines, sentences first, and a table that is too wide even so is written row by row, a line for each
/// cell that is not empty.
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

  /// The text, every line ended by a line feed; `width` is what to keep within.
  public func rendered(width: Int = 80) -> String {
    guard let widths = fittingWidths(width) else { return listed(width) }
    var text = line(columns.map(\.title), widths)
    text += line(widths.map { String(repeating: "-", count: $0) }, widths)
    for row in rows { text += wrapped(row, widths) }
    return text
  }

  private static let gap = 2
  /// A text that is no sentence is not made narrower than this: pieces of it would tell nothing.
  private static let narrowest = 12

  /// How wide each column is; `nil` where the table cannot be made to fit.
  private func fittingWidths(_ width: Int) -> [Int]? {
    var widths = columns.map(\.title.count)
    for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
    var excess = widths.reduce(0, +) + Self.gap * max(0, columns.count - 1) - width
    // Sentences break between words before anything else does. The first column tells the rows apart and stays whole.
    let whole = widths
    let words = columns.indices.map { longestWord(in: $0) }
    narrow(&widths, by: &excess, to: zip(words, whole).map { $0 < $1 ? max($0, min($1, Self.narrowest)) : $1 })
    narrow(&widths, by: &excess, to: whole.indices.map { $0 == 0 ? whole[$0] : Self.narrowest })
    return excess > 0 ? nil : widths
  }

  /// Makes the widest texts narrower until nothing is too much or all are as narrow as they may be.
  private func narrow(_ widths: inout [Int], by excess: inout Int, to narrowest: [Int]) {
    while excess > 0 {
      let texts = columns.indices.filter {
        !columns[$0].isNumber && widths[$0] > max(narrowest[$0], columns[$0].title.count)
      }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  private func longestWord(in column: Int) -> Int {
    rows.reduce(0) { longest, row in
      row[column].split(separator: " ").reduce(longest) { max($0, $1.count) }
    }
  }

  /// A row, each cell over as many lines as it needs.
  private func wrapped(_ row: [String], _ widths: [Int]) -> String {
    guard zip(row, widths).contains(where: { $0.count > $1 }) else { return line(row, widths) }
    let cells = zip(row, widths).map { WrappedText($0, width: $1, breaksWords: true).lines }
    return (0..<(cells.map(\.count).max() ?? 0)).map { number in
      line(cells.map { $0.indices.contains(number) ? $0[number] : "" }, widths)
    }.joined()
  }

  /// The rows one below the other, with the title before each cell.
  private func listed(_ width: Int) -> String {
    guard !rows.isEmpty else {
      return WrappedText(columns.map(\.title).joined(separator: "  "), width: width).lines.map { $0 + "\n" }.joined()
    }
    let titleWidth = (columns.map(\.title.count).max() ?? 0) + Self.gap
    let margin = String(repeating: " ", count: titleWidth)
    return rows.map { row in
      zip(columns, row).filter { !$1.isEmpty }.map { column, cell in
        let cells = WrappedText(cell, width: max(Self.narrowest, width - titleWidth), breaksWords: true).lines
        let title = column.title + margin.dropFirst(column.title.count)
        return cells.enumerated().map { ($0 == 0 ? title : margin) + $1 + "\n" }.joined()
      }.joined()
    }.joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += String(repeating: " ", count: Self.gap) }
      let padding = String(repeating: " ", count: max(0, widths[index] - cell.count))
      text += columns[index].isNumber ? padding + cell : cell + padding
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
