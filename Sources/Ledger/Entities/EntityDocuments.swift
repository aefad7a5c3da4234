/// Decides for each document of an entity what becomes of it, and writes the new ones and the revisions.
import Columns
import GRDB
import Pipeline

struct EntityDocuments {
  private let rows: EntityRows
  private let latest: Statement
  private let stream: Statement
  private let run: Int64
  private var nextID: Int64
  private var passed = PassedDocuments()

  /// The latest revision of a document.
  private struct Latest {
    var id, revision, hash, run, source, line: Int64
  }

  /// Prepares the statements for one run.
  init(_ table: EntityTable, store: Int64, run: Int64, _ database: Database) throws {
    self.run = run
    rows = try EntityRows(table, store: store, run: run, database)
    latest = try Statement(
      """
      SELECT id, revision, content_hash, run_id, source_id, source_line FROM \(table.documents)
      WHERE store_id = ?1 AND external_id = ?2 ORDER BY revision DESC LIMIT 1
      """, database)
    stream = try Statement("SELECT is_stream FROM sources WHERE id = ?1", database)
    nextID = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM \(table.documents)") ?? 1
    latest.bind(1, store)
  }

  /// Writes the documents of a batch; `work` gets their fates.
  mutating func write(_ work: inout EntityWork, source: Int64, _ text: PinnedText) throws {
    passed.use(source: source)
    for document in work.entries.indices where work.entries[document].fate == .undecided {
      // The account of somebody who was erased is none any more.
      if work.documents.isErased(document) {
        work.entries[document].fate = .unchanged
        continue
      }
      let own = work.columns.lines(of: document, in: work.batch)
      let hash = work.columns.hash(document, lines: own, text)
      let externalID = work.documents.externalID[document]
      let known = try known(externalID, text)
      let first = work.batch.lines(of: document).lowerBound
      let key = PassedDocuments.key(kind: 0, externalID, text)
      if known?.hash == hash {
        work.entries[document].fate = .unchanged
        if try !isStream(source) {
          passed.add(key, line: work.batch.records.positions[first].line, isRefused: false)
        }
        continue
      }
      // A file has a document once; of a stream it may come again when it changes while it is read.
      let earlier = known.flatMap { $0.run == run && $0.source == source ? Int($0.line) : passed.document(key)?.line }
      if let earlier, try !isStream(source) {
        work.refuse(
          Refusal(
            RejectCode.scattered.rawValue, document: document, column: "external_id", value: externalID,
            detail: "line \(earlier) and line \(work.batch.records.positions[first].line)"))
        continue
      }
      let row = EntityRows.Row(
        id: nextID, document: document, lines: own, revision: (known?.revision ?? 0) + 1, source: source, hash: hash,
        supersedes: known?.id ?? .missing)
      try rows.write(
        row, externalID: externalID, work.columns, work.batch.records.positions, first: first, text)
      work.entries[document].id = nextID
      work.entries[document].fate = .loaded
      work.revised += known == nil ? 0 : 1
      nextID += 1
    }
  }

  private func known(_ externalID: TextRange, _ text: PinnedText) throws -> Latest? {
    latest.bind(2, externalID, of: text)
    guard try latest.next() else { return nil }
    defer { latest.reset() }
    return Latest(
      id: latest.integer(0), revision: latest.integer(1), hash: latest.integer(2), run: latest.integer(3),
      source: latest.integer(4), line: latest.integer(5))
  }

  private func isStream(_ source: Int64) throws -> Bool {
    stream.bind(1, source)
    guard try stream.next() else { return false }
    defer { stream.reset() }
    return stream.integer(0) != 0
  }
}
