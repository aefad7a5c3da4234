/// Which documents are in the journal, which wait, and how far the pass has come.
import Books
import GRDB

struct BookedRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// - Parameters:
  ///   - booked: documents and their entries; missing where a document books nothing.
  ///   - waiting: documents that wait, and why.
  ///   - platform: the platform of the store.
  ///   - last: the last document of the store that was looked at.
  func write(
    _ booked: [(document: Int64, entry: Int64)], _ waiting: [(document: Int64, reason: UnpostedReason)], store: Int64,
    platform: String, last: Int64
  ) throws {
    // What waited is looked at anew in every pass; revisions that were replaced wait no more.
    try database.execute(
      sql: "DELETE FROM journal_waiting WHERE transaction_id IN (SELECT id FROM transactions WHERE store_id = ?)",
      arguments: [store])
    let row = try Statement("INSERT OR FAIL INTO journal_documents (transaction_id, entry_id) VALUES (?, ?)", database)
    for (document, entry) in booked.sorted(by: { $0.document < $1.document }) {
      row.bind(1, document)
      row.bind(2, entry)
      try row.run()
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
