/// Goes through the documents of a store that are not in the journal yet: first those that waited, then those whose entry was
/// taken back, where they are asked for, then all behind the last one that was looked at.
import Books
import Commerce
import Foundation
import GRDB

/// New documents are sorted in stretches, as many at a time as there are processors, each on a connection of its own. Nobody
/// writes meanwhile but the caller, in a transaction that has not touched documents, so all connections see the same.
final class DocumentWalk {
  /// The last document that was looked at.
  private(set) var last: Int64

  private let ledger: String
  private let reading: StretchReading
  private let database: Database
  private let end: Int64
  /// What is given before new documents.
  private var parts: ArraySlice<UnbookedDocuments.Part>
  private var ready: ArraySlice<SortedDocuments> = []
  private var readers: [DatabaseQueue] = []

  private let stretch: Int64

  /// A walk through the documents of `store` in the file `ledger`, which `database` writes, `stretch` numbers at a time;
  /// `again` through those too whose entry was taken back.
  init(
    ledger: String, stretch: Int64, store: Int64, again: Bool, _ sorter: DocumentSorter, base: Currency,
    _ database: Database
  ) throws {
    parts = again ? [.waiting, .again] : [.waiting]
    self.ledger = ledger
    self.stretch = stretch
    self.database = database
    reading = StretchReading(store: store, runs: try PublishedRuns(base: base, database), sorter: sorter)
    last =
      try Int64.fetchOne(
        database, sql: "SELECT last_transaction FROM journal_progress WHERE store_id = ?", arguments: [store]) ?? 0
    end = try Int64.fetchOne(database, sql: "SELECT max(id) FROM transactions") ?? 0
  }

  /// The next documents, sorted; `nil` when there are no more.
  func next() throws -> SortedDocuments? {
    if let part = parts.popFirst() { return try reading.sorted(part, database) }
    if ready.isEmpty { ready = try nextStretches()[...] }
    return ready.popFirst()
  }

  private func nextStretches() throws -> [SortedDocuments] {
    guard last < end else { return [] }
    if readers.isEmpty, end - last <= stretch {
      defer { last = end }
      return [try reading.sorted(.new(last + 1...end), database)]
    }
    var parts: [(UnbookedDocuments.Part, DatabaseQueue)] = []
    while last < end, parts.count < ProcessInfo.processInfo.activeProcessorCount {
      let upTo = min(end, last + stretch)
      parts.append((.new(last + 1...upTo), try reader(parts.count)))
      last = upTo
    }
    return try parts.concurrentMap { [reading] part, reader in
      try reader.read { try reading.sorted(part, $0) }
    }
  }

  private func reader(_ index: Int) throws -> DatabaseQueue {
    if index == readers.count { readers.append(try LedgerFile.openForReading(ledger)) }
    return readers[index]
  }
}

/// Reads and sorts a part of the documents of a store.
private struct StretchReading: Sendable {
  let store: Int64
  let runs: PublishedRuns
  let sorter: DocumentSorter

  func sorted(_ part: UnbookedDocuments.Part, _ database: Database) throws -> SortedDocuments {
    var sorter = sorter
    let documents = try UnbookedDocuments(part, store: store, runs, database)
    var lines: [UnbookedLine] = []
    while let document = try documents.next(into: &lines) { try sorter.take(document, lines) }
    return sorter.sorted
  }
}
