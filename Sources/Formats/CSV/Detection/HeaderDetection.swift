/// Judges whether the first record of a table names its columns.
struct HeaderDetection {
  /// Whether it does.
  var hasHeader: Bool
  /// Why.
  var evidence: String
  /// From 0 to 1.
  var confidence: Double

  /// Judges the records of a table.
  init(_ table: ArraySlice<[String]>) {
    guard let first = table.first else {
      self.init(true, "header: there is no record to tell", 0.5)
      return
    }
    // Files joined end to end repeat their header, which says nothing about a column.
    let body = table.dropFirst().filter { $0 != first }
    if let value = first.first(where: { Self.isPlainValue($0) }) {
      self.init(false, "no header: '\(value)' in the first record is a value, not a name", 0.9)
    } else if first.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
      self.init(false, "no header: the first record is empty", 0.6)
    } else if let column = first.indices.first(where: { !Self.isValue(first[$0]) && Self.holdsValues(body, in: $0) }) {
      self.init(true, "header: the first record holds names only, while column '\(first[column])' holds values", 1)
    } else if let value = first.first(where: { Self.isValue($0) }) {
      self.init(false, "no header: '\(value)' in the first record looks like a value", 0.7)
    } else if let again = first.indices.first(where: { Self.recurs(first[$0], in: $0, of: body) }) {
      self.init(false, "no header: '\(first[again])' of the first record comes again in its column", 0.7)
    } else {
      self.init(true, "header: no cell of the first record comes again in its column", 0.8)
    }
  }

  private init(_ hasHeader: Bool, _ evidence: String, _ confidence: Double) {
    self.hasHeader = hasHeader
    self.evidence = evidence
    self.confidence = confidence
  }

  /// Whether most cells of a column that are not empty are values.
  private static func holdsValues(_ body: [[String]], in column: Int) -> Bool {
    let cells = body.compactMap { $0.indices.contains(column) && !$0[column].isEmpty ? $0[column] : nil }
    return !cells.isEmpty && cells.filter(isValue).count * 2 > cells.count
  }

  private static func recurs(_ name: String, in column: Int, of body: [[String]]) -> Bool {
    !name.isEmpty && body.contains { $0.indices.contains(column) && $0[column] == name }
  }

  /// Whether a cell is a value that no column is named after: an address, or digits that no letter leads.
  private static func isPlainValue(_ cell: String) -> Bool {
    cell.contains("@") || (isValue(cell) && cell.first?.isLetter == false)
  }

  /// Whether a cell is a number, a date, a code or an address rather than a name: mostly digits, or with an `@`.
  static func isValue(_ cell: String) -> Bool {
    if cell.contains("@") { return true }
    var digits = 0
    var letters = 0
    for byte in cell.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: letters += 1
      default: break
      }
    }
    return digits > 0 && digits >= letters
  }
}
