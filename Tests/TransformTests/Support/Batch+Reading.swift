/// Short words for what a test puts into a batch and finds in it.
import Columns

/// A refusal with its value as text.
struct Refused: Equatable, CustomStringConvertible {
  var code: String
  var document: Int
  var line: Int?
  var column: String?
  var value: String

  init(_ code: String, _ document: Int, line: Int? = nil, _ column: String?, _ value: String) {
    self.code = code
    self.document = document
    self.line = line
    self.column = column
    self.value = value
  }

  var description: String {
    "\(code) of document \(document), line \(line.map(String.init) ?? "-"), \(column ?? "-"): \"\(value)\""
  }
}

extension Batch {
  /// A batch of documents with that many lines each and no source cells.
  init(lines: [Int], firstLine: Int = 2) {
    self = SourceRows(
      Array(repeating: [:], count: lines.reduce(0, +)), documents: lines, firstLine: firstLine
    ).batch([])
  }

  /// The values of a column.
  func values<Value>(_ key: ColumnKey<Value>) -> [Value?] {
    let column = self[key]
    return (0..<column.count).map { column[$0] }
  }

  /// The texts of a column; empty where there is none.
  func texts(_ key: ColumnKey<TextRange>) -> [String] { self[key].stored.map { text.string($0) } }

  /// Puts a column of values.
  mutating func put<Value>(_ key: ColumnKey<Value>, _ values: [Value?]) {
    put(key, Column(stored: values.map { $0?.stored ?? .missing }))
  }

  /// Puts a column of texts.
  mutating func put(_ key: ColumnKey<TextRange>, _ values: [String]) {
    put(key, Column(stored: values.map { $0.isEmpty ? .empty : text.append($0) }))
  }

  /// Its refusals in the order of discovery.
  var refused: [Refused] {
    refusals.map { Refused($0.code, $0.document, line: $0.line, $0.column, text.string($0.value)) }
  }
}
