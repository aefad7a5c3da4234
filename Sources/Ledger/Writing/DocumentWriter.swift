/// Decides for each document of a batch what becomes of it, and writes the new ones and the revisions.
import Columns
import GRDB
import Pipeline

/// New documents are the usual case and take no look-up: they are inserted on the supposition that they are new, eight
/// at a time, and only those that the natural key keeps out are compared with what is there.
struct DocumentWriter {
  private var rows: TransactionRows
  private let existing: ExistingDocuments
  private let run: Int64
  private var nextID: Int64
  private var group: [Int] = []
  private var passed = PassedDocuments()

  /// Prepares the statements for one run.
  init(store: Int64, run: Int64, _ database: Database) throws {
    self.run = run
    rows = try TransactionRows(store: store, run: run, database)
    existing = try ExistingDocuments(store: store, database)
    nextID = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM transactions") ?? 1
    group.reserveCapacity(rows.fresh.rowsPerStep)
  }

  /// Writes the documents of a batch; `work` gets their fates.
  mutating func write(_ work: inout BatchWork, source: Int64, _ text: PinnedText, _ codes: CodeTexts) throws {
    rows.use(source: source)
    group.removeAll(keepingCapacity: true)
    passed.use(source: source)
    try passRefused(&work, source, text)
    let many = rows.fresh.many
    for document in work.entries.indices where work.entries[document].fate == .undecided {
      if !passed.isEmpty, try isRest(document, &work, text) { continue }
      work.entries[document].id = nextID
      nextID += 1
      try bind(document, work, text, codes, to: many, after: rows.fresh.base(group.count))
      group.append(document)
      guard group.count == rows.fresh.rowsPerStep else { continue }
      try many.run()
      try settle(changes: many.changes, &work, source, text, codes)
    }
    for document in group {
      try bind(document, work, text, codes, to: rows.fresh.one, after: rows.fresh.base(0))
      try rows.fresh.one.run()
      if rows.fresh.one.changes == 1 {
        work.entries[document].fate = .loaded
      } else {
        try compare(document, &work, source, text, codes)
      }
    }
  }

  /// Gives the documents of a full group their fates.
  private mutating func settle(
    changes: Int, _ work: inout BatchWork, _ source: Int64, _ text: PinnedText, _ codes: CodeTexts
  ) throws {
    defer { group.removeAll(keepingCapacity: true) }
    if changes == group.count {
      for document in group { work.entries[document].fate = .loaded }
      return
    }
    let inserted = changes == 0 ? [] : try existing.inserted(from: nextID - Int64(group.count), through: nextID - 1)
    for document in group {
      if inserted.contains(work.entries[document].id) {
        work.entries[document].fate = .loaded
      } else {
        try compare(document, &work, source, text, codes)
      }
    }
  }

  /// Compares a document with the latest revision of it: the same, a new revision, or scattered over its file.
  private mutating func compare(
    _ document: Int, _ work: inout BatchWork, _ source: Int64, _ text: PinnedText, _ codes: CodeTexts
  ) throws {
    let columns = work.documents
    let latest = try existing.latest(
      kind: columns.kind[document], externalID: columns.externalID[document], text)
    guard let latest else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    if latest.hash == work.entries[document].hash {
      work.entries[document].fate = .unchanged
      if latest.run != run || latest.source != source, try !existing.isStream(source) {
        passed.add(
          key(document, work, text), line: work.position(of: document).line, isRefused: false)
      }
    } else if latest.run == run, latest.source == source, try !existing.isStream(source) {
      refuseAsScattered(document, after: latest.position.line, &work)
    } else if let earlier = passed.document(key(document, work, text)) {
      refuseAsScattered(document, after: earlier.line, &work)
    } else {
      if latest.run == run, try latest.source != source && !existing.isStream(source) {
        let here = work.position(of: document)
        let detail = "line \(latest.position.line) of one file, line \(here.line) of the next"
        work.findings.append(Finding(FindingCode.twoFiles.rawValue, document: document, detail: detail))
      }
      work.entries[document].supersedes = latest.id
      try bind(document, work, text, codes, to: rows.revision, after: rows.fresh.base(0))
      rows.bindRevision(latest.revision + 1, supersedes: latest.id)
      try rows.revision.run()
      work.entries[document].fate = .loaded
      work.revised += 1
    }
  }

  // MARK: Parts of documents

  /// Takes down the refused documents of a batch; one of which this run has loaded a part is scattered besides.
  private mutating func passRefused(_ work: inout BatchWork, _ source: Int64, _ text: PinnedText) throws {
    for document in work.entries.indices where work.entries[document].fate == .rejected {
      let externalID = work.documents.externalID[document]
      guard !externalID.isEmpty, try !existing.isStream(source) else { continue }
      let latest = try existing.latest(kind: work.documents.kind[document], externalID: externalID, text)
      if let latest, latest.run == run, latest.source == source {
        refuseAsScattered(document, after: latest.position.line, &work)
      }
      passed.add(key(document, work, text), line: work.position(of: document).line, isRefused: true)
    }
  }

  /// Whether a document is the rest of one that was refused or that was there already; it is refused then.
  private func isRest(_ document: Int, _ work: inout BatchWork, _ text: PinnedText) throws -> Bool {
    guard let earlier = passed.document(key(document, work, text)) else { return false }
    let latest = try existing.latest(
      kind: work.documents.kind[document], externalID: work.documents.externalID[document], text)
    if !earlier.isRefused, latest?.hash == work.entries[document].hash { return false }
    refuseAsScattered(document, after: earlier.line, &work)
    return true
  }

  private func refuseAsScattered(_ document: Int, after line: Int, _ work: inout BatchWork) {
    let here = work.position(of: document).line
    work.refuse(
      Refusal(
        RejectCode.scattered.rawValue, document: document, column: "external_id",
        value: work.documents.externalID[document], detail: "line \(min(line, here)) and line \(max(line, here))"))
  }

  private func key(_ document: Int, _ work: borrowing BatchWork, _ text: PinnedText) -> Int64 {
    PassedDocuments.key(kind: work.documents.kind[document], work.documents.externalID[document], text)
  }

  @inline(__always)
  private mutating func bind(
    _ document: Int, _ work: borrowing BatchWork, _ text: PinnedText, _ codes: CodeTexts, to statement: Statement,
    after base: Int32
  ) throws {
    try rows.bind(
      document, work.entries[document], at: work.position(of: document), work.documents, text, codes, to: statement,
      after: base)
  }
}
