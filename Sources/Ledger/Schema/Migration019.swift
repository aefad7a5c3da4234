/// Which documents were booked again after the entry that had booked them was taken back.
enum Migration019: Migration {
  static let name = "019 documents booked again"

  static let sql = """
    CREATE TABLE rebooked_documents (
      transaction_id INTEGER NOT NULL,
      entry_id INTEGER NOT NULL REFERENCES journal_entries,
      PRIMARY KEY (transaction_id, entry_id)
    ) STRICT, WITHOUT ROWID;
    \(appendOnly(
      "rebooked_documents", "a document is booked again by another entry", key: ["transaction_id", "entry_id"]))
    """
}
