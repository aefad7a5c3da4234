/// Writes the documents of an entity with their lines.
import Columns
import Commerce
import GRDB

struct EntityRows {
  private let document: Statement
  private let line: Statement?

  /// Prepares the statements for one run.
  init(_ table: EntityTable, store: Int64, run: Int64, _ database: Database) throws {
    document = try Self.insert(
      into: table.documents, EntityTable.documentColumns + table.documentFields.map(\.name), database)
    line = try table.lines.map {
      try Self.insert(into: $0, EntityTable.lineColumns + table.lineFields.map(\.name), database)
    }
    document.bind(2, store)
    document.bind(5, run)
  }

  private static func insert(into table: String, _ columns: [String], _ database: Database) throws -> Statement {
    let parameters = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    return try Statement(
      "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(parameters))", database)
  }

  /// A document as it is written.
  struct Row {
    var id: Int64
    var document: Int
    var lines: [Int]
    var revision: Int64
    var source: Int64
    var hash: Int64
    /// ``Int64/missing`` for a new document.
    var supersedes: Int64
  }

  /// Writes a document and its lines.
  func write(
    _ row: Row, externalID: TextRange, _ columns: EntityColumns, _ positions: [SourcePosition], first: Int,
    _ text: PinnedText
  ) throws {
    document.bind(1, row.id)
    document.bind(3, externalID, of: text)
    document.bind(4, row.revision)
    document.bind(6, row.source)
    document.bind(7, Int64(positions[first].line))
    document.bind(8, Int64(positions[first].byte))
    document.bind(9, row.hash)
    document.bind(10, row.supersedes)
    bind(columns.documents, row.document, text, to: document, after: EntityTable.documentColumns.count)
    try document.run()
    if let line {
      line.bind(1, row.id)
      for own in row.lines {
        line.bind(2, Int64(own - first + 1))
        line.bind(3, Int64(positions[own].line))
        line.bind(4, Int64(positions[own].byte))
        bind(columns.lines, own, text, to: line, after: EntityTable.lineColumns.count)
        try line.run()
      }
    }
  }

  private func bind(
    _ columns: [EntityColumn], _ element: Int, _ text: PinnedText, to statement: Statement, after base: Int
  ) {
    for (index, column) in columns.enumerated() {
      column.bind(element, text, to: statement, at: Int32(base + index + 1))
    }
  }
}
