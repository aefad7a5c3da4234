/// Writes the findings about loaded documents.
import Columns
import GRDB

struct FindingRows {
  private let insert: BulkInsert

  /// Prepares the statements for one run.
  init(run: Int64, _ database: Database) throws {
    insert = try BulkInsert(
      "findings",
      [.fixed("id", "NULL"), .shared("run_id")] + ["transaction_id", "line_no", "code", "detail"].map { .row($0) },
      rowsPerStep: 24, database)
    insert.bindShared(1, run)
  }

  /// Writes the findings and returns their numbers by code; those of an unchanged document were written when it was loaded.
  ///
  /// - Parameter own: what the ledger itself has found.
  func write(_ entries: [DocumentEntry], _ batch: Batch, own: [Finding]) throws -> [String: Int64] {
    var counts: [String: Int64] = [:]
    var texts = RepeatedTexts()
    var rows: [Row] = []
    for finding in batch.findings + own where entries[finding.document].fate == .loaded {
      counts[finding.code, default: 0] += 1
      let lines = batch.lines(of: finding.document)
      rows.append(
        Row(
          transaction: entries[finding.document].id,
          line: finding.line.map { Int64($0 - lines.lowerBound + 1) } ?? .missing,
          code: texts.place(of: finding.code), detail: texts.place(of: finding.detail)))
    }
    try PinnedText.withPinned(texts.arena) { text in try write(rows, text) }
    return counts
  }

  private func write(_ rows: [Row], _ text: PinnedText) throws {
    let grouped = rows.count - rows.count % insert.rowsPerStep
    for (index, row) in rows[..<grouped].enumerated() {
      let place = index % insert.rowsPerStep
      row.bind(text, to: insert.many, after: insert.base(place))
      if place == insert.rowsPerStep - 1 { try insert.many.run() }
    }
    for row in rows[grouped...] {
      row.bind(text, to: insert.one, after: insert.base(0))
      try insert.one.run()
    }
  }

  private struct Row {
    let transaction, line: Int64
    let code, detail: TextRange

    func bind(_ text: PinnedText, to statement: Statement, after base: Int32) {
      statement.bind(base &+ 1, transaction)
      statement.bind(base &+ 2, line)
      statement.bind(base &+ 3, code, of: text)
      // An empty detail is no text rather than none.
      statement.bind(base &+ 4, whole: detail, of: text)
    }
  }
}

/// Texts laid out behind one another, those that were seen last only once: findings repeat a few sentences.
private struct RepeatedTexts {
  private(set) var arena = TextArena()
  private var seen: [(text: String, place: TextRange)] = []
  private var oldest = 0
  private static let seenMax = 8

  /// Where `text` stands.
  mutating func place(of text: String) -> TextRange {
    for known in seen where known.text == text { return known.place }
    let place = arena.append(text)
    if seen.count < Self.seenMax {
      seen.append((text, place))
    } else {
      seen[oldest] = (text, place)
      oldest = (oldest + 1) % Self.seenMax
    }
    return place
  }
}
