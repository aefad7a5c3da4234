/// Writes every record, or all records of a key, as one document of lines that are the records themselves.
struct RecordWriter: DocumentWriter {
  mutating func begin(_ spread: inout DocumentSpread) {}

  mutating func write(_ records: ArraySlice<Int32>, to spread: inout DocumentSpread) {
    for record in records { _ = spread.addLine(of: Int(record)) }
    spread.endDocument()
  }
}
