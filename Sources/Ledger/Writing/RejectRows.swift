/// Writes rejected documents with their original bytes and every reason, and closes the rejects that a run mends.
///
/// Of somebody who was erased come the place and the reasons, and no bytes.
import Columns
import Commerce
import GRDB

struct RejectRows {
  private let reject: Statement
  private let problem: Statement
  private let person: Statement
  private let repeated: Statement
  private let resolve: Statement
  private let resolveRecord: Statement
  /// Where the records of the open rejects of earlier runs begin, in whatever file.
  private let openPlaces: Set<Int64>
  private let store: Int64
  private let run: Int64
  private var next: Int64
  private var sealer: RejectSealer
  private let entity: Entity
  /// Asked for with the first reject.
  private var erased: ErasedPeople?
  private var personKeys: PersonKeys?
  private let storeName: String

  /// Prepares the statements for one run.
  init(_ entity: Entity, store: Int64, run: Int64, _ keys: LedgerKeys, _ database: Database) throws {
    sealer = RejectSealer(keys, database)
    self.entity = entity
    self.store = store
    storeName = try String.fetchOne(database, sql: "SELECT name FROM stores WHERE id = ?", arguments: [store]) ?? ""
    self.run = run
    next = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM rejects") ?? 1
    reject = try Statement(
      """
      INSERT INTO rejects (id, run_id, source_id, store_id, kind, external_id, code, source_line, source_byte, raw, status,
        entity, raw_key, is_shredded)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'open', ?11, ?12, ?13)
      """, database)
    problem = try Statement(
      """
      INSERT INTO reject_problems (reject_id, ordinal, code, source_line, source_byte, column_name, value, detail)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """, database)
    person = try Statement(
      "INSERT INTO reject_keys (reject_id, kind, key, is_told) VALUES (?1, ?2, ?3, ?4)", database)
    repeated = try Statement(
      """
      UPDATE rejects SET status = 'repeated', resolved_run_id = ?1
      WHERE store_id = ?2 AND entity = ?6 AND external_id IS ?3 AND status = 'open' AND run_id <> ?1
        AND CASE WHEN ?3 IS NULL THEN raw_key = ?4 ELSE kind IS NULL OR kind IS ?5 END
      """, database)
    resolve = try Statement(
      """
      UPDATE rejects SET status = 'resolved', resolved_run_id = ?1
      WHERE store_id = ?2 AND entity = ?5 AND external_id = ?3 AND status = 'open' AND run_id <> ?1
        AND (kind IS NULL OR kind IS ?4)
      """, database)
    resolveRecord = try Statement(
      """
      UPDATE rejects SET status = 'resolved', resolved_run_id = ?1
      WHERE store_id = ?2 AND entity = ?5 AND source_byte = ?3 AND raw_key = ?4 AND status = 'open' AND run_id <> ?1
      """, database)
    openPlaces = try Int64.fetchSet(
      database,
      sql: "SELECT source_byte FROM rejects WHERE status = 'open' AND store_id = ? AND entity = ? AND run_id <> ?",
      arguments: [store, entity.rawValue, run])
    reject.bind(2, run)
    reject.bind(4, store)
    repeated.bind(1, run)
    repeated.bind(2, store)
    resolve.bind(1, run)
    resolve.bind(2, store)
    resolveRecord.bind(1, run)
    resolveRecord.bind(2, store)
    reject.bind(11, copying: entity.rawValue)
    repeated.bind(6, copying: entity.rawValue)
    resolve.bind(5, copying: entity.rawValue)
    resolveRecord.bind(5, copying: entity.rawValue)
  }

  /// Writes the rejected documents; `refusals` has at least one for each.
  mutating func write(
    _ entries: [DocumentEntry], _ refusals: [Refusal], source: Int64, _ batch: Batch, _ documents: DocumentColumns,
    _ text: PinnedText
  ) throws {
    guard !refusals.isEmpty else { return }
    let reasons = Dictionary(grouping: refusals, by: \.document)
    let people = RefusedPeople(batch)
    for document in reasons.keys.sorted() {
      guard entries[document].fate == .rejected, let problems = reasons[document], let first = problems.first else {
        continue
      }
      let lines = batch.lines(of: document)
      let raw = Self.raw(lines, batch)
      let number = try sealer.number(raw)
      let keys = try keys(of: document, raw, people)
      let isErased = try isErased(keys)
      // The id of an account tells a person, that of a document does not.
      let externalID = isErased && entity == .customers ? .empty : documents.externalID[document]
      try closeRepeated(externalID, documents.kind[document], number, text)
      reject.bind(1, next)
      reject.bind(3, source)
      reject.bind(5, documents.kind[document])
      reject.bind(6, externalID, of: text)
      reject.bind(7, copying: first.code)
      bindPosition(of: lines.lowerBound, in: batch, to: reject, at: 8)
      let sealed: [UInt8]? = isErased ? nil : try sealer.seal(raw, reject: next)
      reject.bind(10, copying: sealed)
      reject.bind(12, number)
      reject.bind(13, Int64(isErased ? 1 : 0))
      try reject.run()
      try write(problems, firstLine: lines.lowerBound, isErased: isErased, batch)
      if !isErased { try write(keys) }
      next += 1
    }
  }

  /// Closes the open rejects of every document that is in the ledger now.
  ///
  /// A document is known by its id and kind, and where it had neither before the definition was mended, by its records:
  /// the same bytes at the same place.
  mutating func resolve(
    _ entries: [DocumentEntry], _ batch: Batch, _ documents: DocumentColumns, _ text: PinnedText
  ) throws {
    guard !openPlaces.isEmpty else { return }
    for document in entries.indices where entries[document].fate == .loaded || entries[document].fate == .unchanged {
      resolve.bind(3, documents.externalID[document], of: text)
      resolve.bind(4, documents.kind[document])
      try resolve.run()
      let lines = batch.lines(of: document)
      let place = Int64(batch.records.positions[lines.lowerBound].byte)
      guard openPlaces.contains(place) else { continue }
      resolveRecord.bind(3, place)
      resolveRecord.bind(4, try sealer.number(Self.raw(lines, batch)))
      try resolveRecord.run()
    }
  }

  private mutating func keys(
    of document: Int, _ raw: [UInt8], _ people: RefusedPeople
  ) throws -> RefusedPeople.Keys {
    var maker = try personKeys ?? PersonKeys(sealer.opened().index, store: storeName)
    defer { personKeys = maker }
    return people.keys(of: document, raw: raw, by: &maker)
  }

  private mutating func isErased(_ keys: RefusedPeople.Keys) throws -> Bool {
    let people = try erased ?? ErasedPeople(sealer.opened())
    erased = people
    return people.stand(in: keys.told, toldAt: keys.toldAt) || people.stand(in: keys.read, toldAt: keys.toldAt)
  }

  private func write(_ keys: RefusedPeople.Keys) throws {
    person.bind(1, next)
    for (set, isTold) in [(keys.told, Int64(1)), (keys.read, 0)] {
      for key in set {
        person.bind(2, Int64(key.kind.rawValue))
        person.bind(3, key.key)
        person.bind(4, isTold)
        try person.run()
      }
    }
  }

  private mutating func write(_ problems: [Refusal], firstLine: Int, isErased: Bool, _ batch: Batch) throws {
    problem.bind(1, next)
    for (index, refusal) in problems.enumerated() {
      problem.bind(2, Int64(index + 1))
      problem.bind(3, copying: refusal.code)
      bindPosition(of: refusal.line ?? firstLine, in: batch, to: problem, at: 4)
      problem.bind(6, copying: refusal.column)
      let value: [UInt8]? = isErased ? nil : try sealed(refusal.value, part: index + 1, batch)
      problem.bind(7, copying: value)
      problem.bind(8, copying: refusal.detail)
      try problem.run()
    }
  }

  /// The value at fault, sealed; `nil` where there is none.
  private mutating func sealed(_ value: TextRange, part: Int, _ batch: Batch) throws -> [UInt8]? {
    value.isEmpty ? nil : try sealer.seal(Array(batch.text[value]), reject: next, part: part)
  }

  /// An earlier run's open reject of the same document is this one again.
  private func closeRepeated(_ externalID: TextRange, _ kind: Int32, _ number: Int64, _ text: PinnedText) throws {
    repeated.bind(3, externalID, of: text)
    repeated.bind(4, number)
    repeated.bind(5, kind)
    try repeated.run()
  }

  private func bindPosition(of line: Int, in batch: Batch, to statement: Statement, at index: Int32) {
    let positions = batch.records.positions
    let position = positions.indices.contains(line) ? positions[line] : SourcePosition(line: 0, byte: 0)
    statement.bind(index, Int64(position.line))
    statement.bind(index + 1, Int64(position.byte))
  }

  /// The records of a document as they stood, each once, joined by line feeds.
  private static func raw(_ lines: Range<Int>, _ batch: Batch) -> [UInt8] {
    var bytes: [UInt8] = []
    var taken: [SourcePosition] = []
    // A line that a layout has made of the first record stands behind the lines of the others.
    for line in lines where !taken.contains(batch.records.positions[line]) {
      if !taken.isEmpty { bytes.append(UInt8(ascii: "\n")) }
      bytes.append(contentsOf: batch.text[batch.records.raw[line]])
      taken.append(batch.records.positions[line])
    }
    return bytes
  }
}
