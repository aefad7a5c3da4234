/// Writes the rows of `lines`.
import Columns
import GRDB

struct LineRows {
  private let insert: BulkInsert

  /// Bits of a line's id that count the lines of a document.
  static let numberBits: Int64 = 20

  /// Prepares the statements.
  init(_ database: Database) throws {
    insert = try BulkInsert(
      "lines",
      columns: [
        "id", "kind", "sku", "title", "quantity", "unit_price", "source_amount", "net", "tax", "base_net", "base_tax",
        "rate", "treatment", "scheme", "tax_country", "source_line", "source_byte",
      ], rowsPerStep: 48, database)
  }

  /// Writes the lines of every loaded document.
  func write(_ entries: [DocumentEntry], _ batch: Batch, _ columns: LineColumns, _ text: PinnedText, _ codes: CodeTexts)
    throws
  {
    let many = insert.many
    var pending: [(line: Int, id: Int64)] = []
    pending.reserveCapacity(insert.rowsPerStep)
    for document in entries.indices where entries[document].fate == .loaded {
      var id = entries[document].id << Self.numberBits
      for line in batch.lines(of: document) {
        id &+= 1
        bind(line, id, columns, text, codes, to: many, after: insert.base(pending.count))
        pending.append((line, id))
        if pending.count == insert.rowsPerStep {
          try many.run()
          pending.removeAll(keepingCapacity: true)
        }
      }
    }
    for (line, id) in pending {
      bind(line, id, columns, text, codes, to: insert.one, after: 0)
      try insert.one.run()
    }
  }

  @inline(__always)
  private func bind(
    _ line: Int, _ id: Int64, _ columns: LineColumns, _ text: PinnedText, _ codes: CodeTexts, to statement: Statement,
    after base: Int32
  ) {
    statement.bind(base &+ 1, id)
    statement.bind(base &+ 2, columns.kind[line])
    statement.bind(base &+ 3, columns.sku[line], of: text)
    statement.bind(base &+ 4, columns.title[line], of: text)
    statement.bind(base &+ 5, columns.quantity[line])
    statement.bind(base &+ 6, columns.unitPrice[line])
    statement.bind(base &+ 7, columns.sourceAmount[line])
    statement.bind(base &+ 8, columns.net[line])
    statement.bind(base &+ 9, columns.tax[line])
    statement.bind(base &+ 10, columns.baseNet[line])
    statement.bind(base &+ 11, columns.baseTax[line])
    statement.bind(base &+ 12, columns.rate[line])
    statement.bind(base &+ 13, columns.treatment[line])
    statement.bind(base &+ 14, columns.scheme[line])
    statement.bind(base &+ 15, columns.taxCountry[line], in: codes.countries)
    statement.bind(base &+ 16, Int64(columns.positions[line].line))
    statement.bind(base &+ 17, Int64(columns.positions[line].byte))
  }
}
