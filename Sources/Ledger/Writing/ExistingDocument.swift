/// Looks up what the ledger has of a document already.
import Columns
import GRDB

/// The latest revision of a document.
struct ExistingDocument {
  var id: Int64
  var revision: Int64
  var hash: Int64
  var run: Int64
  var source: Int64
  var position: SourcePosition
}

struct ExistingDocuments {
  private let latest: Statement
  private let inserted: Statement
  private let stream: Statement

  /// Prepares the statements for one store.
  init(store: Int64, _ database: Database) throws {
    latest = try Statement(
      """
      SELECT id, revision, content_hash, run_id, source_id, source_line, source_byte FROM transactions
      WHERE store_id = ?1 AND kind = ?2 AND external_id = ?3 ORDER BY revision DESC LIMIT 1
      """, database)
    inserted = try Statement("SELECT id FROM transactions WHERE id BETWEEN ?1 AND ?2", database)
    stream = try Statement("SELECT is_stream FROM sources WHERE id = ?1", database)
    latest.bind(1, store)
  }

  /// The latest revision of the document with that natural key; `nil` when there is none.
  func latest(kind: Int32, externalID: TextRange, _ text: PinnedText) throws -> ExistingDocument? {
    latest.bind(2, kind)
    latest.bind(3, externalID, of: text)
    guard try latest.next() else { return nil }
    defer { latest.reset() }
    return ExistingDocument(
      id: latest.integer(0), revision: latest.integer(1), hash: latest.integer(2), run: latest.integer(3),
      source: latest.integer(4), position: SourcePosition(line: Int(latest.integer(5)), byte: Int(latest.integer(6))))
  }

  /// Whether a source is a platform's stream, in which a document comes again when it changes.
  func isStream(_ source: Int64) throws -> Bool {
    stream.bind(1, source)
    guard try stream.next() else { return false }
    defer { stream.reset() }
    return stream.integer(0) != 0
  }

  /// The ids between two ids, both included, that have a row.
  func inserted(from first: Int64, through last: Int64) throws -> Set<Int64> {
    inserted.bind(1, first)
    inserted.bind(2, last)
    var ids: Set<Int64> = []
    while try inserted.next() { ids.insert(inserted.integer(0)) }
    return ids
  }
}
