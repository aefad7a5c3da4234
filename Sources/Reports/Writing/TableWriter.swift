/// Writes a table as CSV or JSON, gzipped or not, into any sink.
import Formats
import Pipeline

struct TableWriter {
  let table: ReportTable

  /// Writes the whole table in `format` and returns the sink.
  func write<Sink: ByteSink>(_ format: ReportFormat, into sink: Sink) throws(FormatError) -> Sink {
    switch format {
    case .csv: return try csv(sink)
    case .json: return try json(sink)
    case .csvGzip:
      var gzip = try csv(GzipWriter(sink))
      return try gzip.finish()
    case .jsonGzip:
      var gzip = try json(GzipWriter(sink))
      return try gzip.finish()
    }
  }

  /// RFC 4180 with a header; text that a spreadsheet would run as a formula is disarmed by an apostrophe.
  private func csv<Sink: ByteSink>(_ sink: Sink) throws(FormatError) -> Sink {
    var writer = CSVWriter(sink, guardsFormulas: true)
    try writer.record(table.columns.map(\.name))
    for row in table.rows {
      for cell in row {
        switch cell {
        case .missing: writer.empty()
        case .text(let text): writer.text(text)
        case .integer(let value): writer.integer(value)
        case .decimal(let value, let decimals): writer.decimal(value, exponent: decimals)
        }
      }
      try writer.endRecord()
    }
    return try writer.finish()
  }

  /// An array of objects, one a line, with the columns as keys; decimals are text, so that they stay exact.
  private func json<Sink: ByteSink>(_ sink: Sink) throws(FormatError) -> Sink {
    var sink = sink
    try sink.write("[")
    for (index, row) in table.rows.enumerated() {
      try sink.write(index == 0 ? "\n" : ",\n")
      var writer = JSONWriter()
      writer.object { object in
        for (column, cell) in zip(table.columns, row) {
          object.key(column.name)
          switch cell {
          case .missing: object.null()
          case .integer(let value): object.integer(value)
          case .text, .decimal: object.string(cell.text)
          }
        }
      }
      try sink.write(writer.takeBytes())
    }
    try sink.write(table.rows.isEmpty ? "]\n" : "\n]\n")
    return sink
  }
}
