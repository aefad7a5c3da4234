import Columns
import Formats
import Foundation
import Reports

/// Writes answered rows to standard output, a block at a time.
///
/// An added column takes the place of an input column of its name; the others stand behind the input's, in their order.
struct RowPrinter {
  private enum Source {
    case input(Int)
    case added(Int)
    case problem
  }

  private let format: RowFormat
  private let sources: [Source]
  private let names: [String]
  private var csv = CSVWriter(MemorySink(), lineBreak: .lf)
  private var json = JSONWriter()
  private var table: [[String]] = []
  private var hasRows = false

  /// The name of the column that says why a row is not answered; empty for all others.
  static let problemColumn = "problem"

  init(_ format: RowFormat, header: [String], adding added: [String]) {
    self.format = format
    let added = added + [Self.problemColumn]
    func source(_ column: Int) -> Source { column == added.count - 1 ? .problem : .added(column) }
    var sources: [Source] = header.indices.map { index in
      added.firstIndex(of: header[index]).map(source) ?? .input(index)
    }
    var names = header.enumerated().map { index, name in name.isEmpty ? "column \(index + 1)" : name }
    for (index, name) in added.enumerated() where !header.contains(name) {
      sources.append(source(index))
      names.append(name)
    }
    self.sources = sources
    self.names = names
  }

  mutating func start() throws {
    switch format {
    case .csv: try csv.record(names)
    case .json: try StandardOutput.write([UInt8(ascii: "["), UInt8(ascii: "\n")])
    case .jsonl, .text: break
    }
  }

  /// Takes a row: its cells, those added to it, and what is wrong with it.
  mutating func row(_ record: Int, of block: RecordBlock, _ answer: RowAnswer, problem: String?) throws {
    switch format {
    case .csv:
      for source in sources {
        switch source {
        case .input(let column): csv.text(block.text[block.records[record, column]])
        case .added(let column): csv.text(answer[column])
        case .problem: csv.text(problem ?? "")
        }
      }
      try csv.endRecord()
    case .json, .jsonl: object(record, of: block, answer, problem: problem)
    case .text:
      table.append(
        sources.map { source in
          switch source {
          case .input(let column): block.text.string(block.records[record, column])
          case .added(let column): String(decoding: answer[column], as: UTF8.self)
          case .problem: problem ?? ""
          }
        })
    }
    hasRows = true
  }

  private mutating func object(_ record: Int, of block: RecordBlock, _ answer: RowAnswer, problem: String?) {
    if format == .json, hasRows { json.endElement() }
    json.object { json in
      for (index, source) in sources.enumerated() {
        json.key(names[index])
        switch source {
        case .input(let column): json.string(utf8: block.text[block.records[record, column]])
        case .added(let column):
          let cell = answer[column]
          if cell.isEmpty { json.null() } else { json.string(utf8: cell) }
        case .problem:
          if let problem { json.string(problem) } else { json.null() }
        }
      }
    }
    if format == .jsonl { json.endLine() }
  }

  /// Writes what was taken since it was last called.
  mutating func flush() throws {
    switch format {
    case .csv:
      let sink = try csv.finish()
      try StandardOutput.write(sink.bytes)
      csv = CSVWriter(MemorySink(), lineBreak: .lf)
    case .json, .jsonl: try StandardOutput.write(json.takeBytes())
    case .text: break
    }
  }

  /// Ends the output.
  mutating func finish() throws {
    try flush()
    switch format {
    case .json: try StandardOutput.write(Array("\(hasRows ? "\n" : "")]\n".utf8))
    case .text: try StandardOutput.write(TableText(header: names, rows: table).text)
    case .csv, .jsonl: break
    }
  }

}
