/// Writes documents and lines into a batch.
import Columns
import Commerce
import Platforms

struct DocumentSink {
  private var builder: DocumentBuilder
  private let page: Int

  /// A sink for the documents of a page.
  ///
  /// - Parameters:
  ///   - text: the text that ranges point into.
  ///   - page: the number of the page, from 1.
  init(text: TextArena, columns: [String], known: [String], page: Int) {
    builder = DocumentBuilder(body: text.bytes, columns: columns, known: known)
    self.page = page
  }

  /// Begins a document.
  mutating func begin<Column: SourceColumn>(raw: TextRange, _ cells: [Column: TextRange]) {
    builder.beginDocument(at: SourcePosition(line: page, byte: Int(raw.start)), raw: raw)
    for (column, cell) in cells where !cell.isEmpty { builder.setForDocument(column.place, cell) }
  }

  /// Adds a line.
  mutating func line<Column: SourceColumn>(_ cells: [Column: TextRange]) {
    builder.addLine()
    for (column, cell) in cells where !cell.isEmpty { builder.set(column.place, cell) }
  }

  /// Adds a document that is refused, with what the platform said of it.
  mutating func refuse<Column: SourceColumn>(_ code: String, raw: TextRange, _ cells: [Column: TextRange]) {
    begin(raw: raw, cells)
    builder.addLine()
    builder.refuse(Refusal(code, document: builder.document, detail: "the amounts of the order"))
  }

  /// Appends what the connector makes.
  mutating func made(_ words: String) -> TextRange { words.isEmpty ? .empty : builder.text.append(words) }

  /// Appends a number.
  mutating func made(_ number: Exact) -> TextRange { builder.text.append(number.description) }

  /// The text at a place.
  func string(_ range: TextRange?) -> String { range.map { builder.text.string($0) } ?? "" }

  /// The batch.
  consuming func finish() -> Batch { builder.finish() }
}

/// The columns of a stream.
protocol SourceColumn: Hashable, Sendable {
  /// The column's place among the columns of its stream.
  var place: Int { get }
}

extension OrderColumn: SourceColumn {}
