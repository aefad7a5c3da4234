/// Whom a request was about that a person has settled, as long as anything is held of the person.
///
/// SQLite takes a condition of a table back only with the table.
enum Migration025: Migration {
  static let name = "025 settled requests"

  static let sql = """
    CREATE TABLE personal_requests_025 (
      id INTEGER PRIMARY KEY,
      store_id INTEGER NOT NULL REFERENCES stores,
      run_id INTEGER NOT NULL REFERENCES runs,
      kind TEXT NOT NULL CHECK (kind IN ('access', 'erasure', 'shop_erasure')),
      received_at INTEGER NOT NULL,
      due_at INTEGER NOT NULL CHECK (due_at >= received_at),
      source_key INTEGER,
      email_key INTEGER,
      phone_key INTEGER,
      status TEXT NOT NULL CHECK (status IN ('open', 'done', 'closed')),
      settled_at INTEGER,
      reason TEXT,
      CHECK ((status = 'open') = (settled_at IS NULL)),
      CHECK (status <> 'done' OR coalesce(source_key, email_key, phone_key) IS NULL)
    ) STRICT;
    INSERT INTO personal_requests_025 SELECT * FROM personal_requests;
    DROP TABLE personal_requests;
    ALTER TABLE personal_requests_025 RENAME TO personal_requests;
    CREATE INDEX personal_requests_run ON personal_requests(run_id);
    """
}
