/// One row of a Buchungsstapel, filled in by the numbers of its columns.
struct DATEVRow {
  private var values: [Int: String] = [:]

  /// Sets the column `number`, from 1.
  subscript(number: Int) -> String {
    get { values[number] ?? "" }
    set { values[number] = newValue }
  }

  /// The row as text, without the end of the line.
  var line: String {
    DATEVColumns.all.indices.map { index in
      let value = values[index + 1] ?? ""
      return DATEVColumns.all[index].isText ? Self.quoted(value) : value
    }.joined(separator: ";")
  }

  /// Text in quotes.
  static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
