/// Writes the rows of `lines`.
import Columns
import GRDB
import Tax

struct LineRows {
  private let insert: BulkInsert
  private var terms: SharedRows
  private var labels: SharedRows
  private var recent = RecentTerms()

  /// Bits of a line's id that count the lines of a document.
  static let numberBits: Int64 = 20

  /// Prepares the statements.
  init(_ database: Database) throws {
    insert = try BulkInsert(
      "lines",
      [
        "id", "terms_id", "label_id", "quantity", "unit_price", "source_amount", "net", "tax", "base_net", "base_tax",
        "source_line", "source_byte",
      ].map { .row($0) }, rowsPerStep: 48, database)
    terms = try SharedRows(
      "line_terms",
      [
        "kind": .integer, "rate": .integer, "treatment": .integer, "scheme": .integer, "tax_country": .text,
        "category": .integer, "territory": .code(.territory), "dispatch": .code(.territory), "liable": .integer,
        "tax_return": .integer, "reason": .integer,
      ], database)
    labels = try SharedRows("labels", ["sku": .text, "title": .text], database)
  }

  /// Writes the lines of every loaded document.
  mutating func write(
    _ entries: [DocumentEntry], _ batch: Batch, _ dispatches: [Int32], _ columns: LineColumns, _ text: PinnedText,
    _ codes: CodeTexts
  ) throws {
    let many = insert.many
    var pending: [(line: Int, id: Int64, dispatch: Int32)] = []
    pending.reserveCapacity(insert.rowsPerStep)
    for document in entries.indices where entries[document].fate == .loaded {
      var id = entries[document].id << Self.numberBits
      for line in batch.lines(of: document) {
        id &+= 1
        try bind(line, id, dispatches[document], columns, text, codes, to: many, after: insert.base(pending.count))
        pending.append((line, id, dispatches[document]))
        if pending.count == insert.rowsPerStep {
          try many.run()
          pending.removeAll(keepingCapacity: true)
        }
      }
    }
    for (line, id, dispatch) in pending {
      try bind(line, id, dispatch, columns, text, codes, to: insert.one, after: 0)
      try insert.one.run()
    }
  }

  @inline(__always)
  private mutating func bind(
    _ line: Int, _ id: Int64, _ dispatch: Int32, _ columns: LineColumns, _ text: PinnedText, _ codes: CodeTexts,
    to statement: Statement, after base: Int32
  ) throws {
    statement.bind(base &+ 1, id)
    statement.bind(base &+ 2, try termsID(line, dispatch, columns, codes))
    statement.bind(base &+ 3, try labelID(line, columns, text))
    statement.bind(base &+ 4, columns.quantity[line])
    statement.bind(base &+ 5, columns.unitPrice[line])
    statement.bind(base &+ 6, columns.sourceAmount[line])
    statement.bind(base &+ 7, columns.net[line])
    statement.bind(base &+ 8, columns.tax[line])
    statement.bind(base &+ 9, columns.baseNet[line])
    statement.bind(base &+ 10, columns.baseTax[line])
    statement.bind(base &+ 11, Int64(columns.positions[line].line))
    statement.bind(base &+ 12, Int64(columns.positions[line].byte))
  }

  @inline(__always)
  private mutating func termsID(
    _ line: Int, _ dispatch: Int32, _ columns: LineColumns, _ codes: CodeTexts
  ) throws -> Int64 {
    let key = LineTerms(line, dispatch, columns)
    if let id = recent[key] { return id }
    terms.begin()
    terms.add(key.kind)
    terms.add(key.rate)
    terms.add(key.treatment)
    terms.add(key.scheme)
    terms.add(key.taxCountry, in: codes.countries)
    terms.add(key.category)
    terms.add(key.territory)
    terms.add(key.dispatch)
    terms.add(key.liable)
    terms.add(key.taxReturn)
    terms.add(key.reason)
    let id = try terms.id()
    recent[key] = id
    return id
  }

  @inline(__always)
  private mutating func labelID(_ line: Int, _ columns: LineColumns, _ text: PinnedText) throws -> Int64 {
    if columns.sku[line].isEmpty, columns.title[line].isEmpty { return .missing }
    labels.begin()
    labels.add(columns.sku[line], of: text)
    labels.add(columns.title[line], of: text)
    return try labels.id()
  }
}

extension SharedRows.CodeText {
  /// A territory by its code.
  static let territory = SharedRows.CodeText(
    text: { Territory(stored: Int32(truncatingIfNeeded: $0)).code }, number: { Territory($0).map { Int64($0.stored) } })
}
