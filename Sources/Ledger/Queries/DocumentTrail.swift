/// Where a document and its lines come from, and by which exchange rate they were converted.
public import Commerce
import GRDB
public import Pipeline
public import Tax

/// A document as it stands, with its lines and the places of its source.
public struct DocumentTrail: Sendable {
  /// A place in a source.
  public struct Place: Sendable, Equatable {
    /// Line of the record, from 1.
    public var line: Int64
    /// First byte of the record, from 0, decompressed.
    public var byte: Int64
    /// The byte behind its last one, where the next record that was read begins; `nil` for the last of a source.
    public var end: Int64?
  }

  /// A line with its place.
  public struct Line: Sendable {
    /// The line as returns see it.
    public var declared: DeclaredLine
    /// Where it stands.
    public var place: Place
  }

  /// The document as returns see it; its lines follow.
  public var document: DeclaredLine.Document
  /// Which revision stands.
  public var revision: Int64
  /// The file, or the name of the stream.
  public var source: String
  /// Whether the source is a stream of a platform and no file.
  public var isStream: Bool
  /// Where it stands.
  public var place: Place
  /// The fixing of its currency, units for one euro; `nil` when nothing was converted.
  public var fixing: Fixing?
  /// Its lines.
  public var lines: [Line]
  /// The findings about it.
  public var findings: [DocumentFinding]
  /// The journal entry that books it; `nil` when none does.
  public var entry: Int64?
}

extension LedgerReader {
  /// The document of a store with that kind and platform's id; `nil` when there is none that is published and current.
  public func trail(store: String, kind: TransactionKind, externalID: String) throws(RunFailure) -> DocumentTrail? {
    let row = try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT t.id, t.revision, t.source_id, t.source_line, t.source_byte, f.path, f.is_stream, x.units, x.scale,
            x.date
          FROM transactions t
          JOIN runs r ON r.id = t.run_id AND r.status = 'published'
          JOIN stores s ON s.id = t.store_id
          JOIN sources f ON f.id = t.source_id
          LEFT JOIN fixings x ON x.id = t.fixing_id
          WHERE t.external_id = ?1 AND s.name = ?2 AND t.kind = ?3 AND t.is_current = 1
          """, arguments: [externalID, store, kind.rawValue])
    }
    guard let row else { return nil }
    let id: Int64 = row["id"]
    let declared = try declaredLines(ofDocument: id)
    guard let document = declared.first?.document else { return nil }
    let source: Int64 = row["source_id"]
    let places = try places(ofDocument: id)
    let behind = try firstByte(after: places.map(\.byte).max() ?? row["source_byte"], ofSource: source, butOf: id)
    let lines = declared.enumerated().map { index, line in
      let place = places[min(index, places.count - 1)]
      // Where lines share a record, it ends where the next record begins.
      let end = places.first { $0.byte > place.byte }?.byte ?? behind
      return DocumentTrail.Line(
        declared: line, place: DocumentTrail.Place(line: place.line, byte: place.byte, end: end))
    }
    return DocumentTrail(
      document: document, revision: row["revision"], source: row["path"], isStream: row["is_stream"] == 1,
      place: DocumentTrail.Place(line: row["source_line"], byte: row["source_byte"], end: behind),
      fixing: Self.fixing(row), lines: lines, findings: try documentFindings(ofDocument: id),
      entry: try entry(ofDocument: id))
  }

  private static func fixing(_ row: Row) -> Fixing? {
    guard let date = (row["date"] as String?).flatMap({ CivilDate($0) }) else { return nil }
    return Fixing(units: row["units"], scale: row["scale"], date: date)
  }

  private func places(ofDocument id: Int64) throws(RunFailure) -> [(line: Int64, byte: Int64)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT source_line, source_byte FROM lines WHERE id BETWEEN (?1 << 20) AND (?1 << 20) + 1048575 ORDER BY id
          """, arguments: [id]
      ).map { ($0["source_line"], $0["source_byte"]) }
    }
  }

  /// The first byte of the next record that was read from a source for another document.
  private func firstByte(after byte: Int64, ofSource source: Int64, butOf id: Int64) throws(RunFailure) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT min(b) FROM (
            SELECT min(source_byte) AS b FROM transactions WHERE source_id = ?1 AND source_byte > ?2 AND id <> ?3
            UNION ALL SELECT min(source_byte) FROM rejects WHERE source_id = ?1 AND source_byte > ?2)
          """, arguments: [source, byte, id])
    }
  }
}
