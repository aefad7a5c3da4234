/// Which documents are in the journal, which wait, and how far the pass has come.
import Books
import Columns
import GRDB

struct BookedRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// - Parameters:
  ///   - booked: documents and their entries; missing where a document books nothing.
  ///   - again: those that were booked before, by entries that were taken back.
  ///   - waiting: documents that wait, and why.
  ///   - platform: the platform of the store.
  ///   - last: the last document of the store that was looked at.
  func write(
    _ booked: [(document: Int64, entry: Int64)], again: Set<Int64>,
    _ waiting: [(document: Int64, reason: UnpostedReason)], store: Int64, platform: String, last: Int64
  ) throws {
    // What waited is looked at anew in every pass; revisions that were replaced wait no more.
    try database.execute(
      sql: "DELETE FROM journal_waiting WHERE transaction_id IN (SELECT id FROM transactions WHERE store_id = ?)",
      arguments: [store])
    let rows = try BulkInsert(
      "journal_documents", [.row("transaction_id"), .row("entry_id")], rowsPerStep: 64, database)
    let first = again.isEmpty ? booked : booked.filter { !again.contains($0.document) }
    let sorted = first.sorted { $0.document < $1.document }
    for start in stride(from: 0, to: sorted.count, by: rows.rowsPerStep) {
      let some = sorted[start..<min(start + rows.rowsPerStep, sorted.count)]
      if some.count == rows.rowsPerStep {
        for (row, (document, entry)) in some.enumerated() {
          rows.many.bind(rows.base(row) + 1, document)
          rows.many.bind(rows.base(row) + 2, entry)
        }
        try rows.many.run()
      } else {
        for (document, entry) in some {
          rows.one.bind(1, document)
          rows.one.bind(2, entry)
          try rows.one.run()
        }
      }
    }
    let rebooked = try Statement("INSERT INTO rebooked_documents (transaction_id, entry_id) VALUES (?, ?)", database)
    for (document, entry) in booked where again.contains(document) && entry != .missing {
      rebooked.bind(1, document)
      rebooked.bind(2, entry)
      try rebooked.run()
    }
    let wait = try Statement("INSERT INTO journal_waiting (transaction_id, reason) VALUES (?, ?)", database)
    for (document, reason) in waiting {
      wait.bind(1, document)
      wait.bind(2, copying: reason.rawValue)
      try wait.run()
    }
    try database.execute(
      sql: """
        INSERT INTO journal_progress (store_id, platform, last_transaction) VALUES (?1, ?2, ?3)
        ON CONFLICT (store_id) DO UPDATE SET platform = ?2, last_transaction = ?3
        """, arguments: [store, platform, last])
  }
}
