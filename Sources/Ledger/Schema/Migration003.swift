/// Findings about loaded documents, and rejected documents with their original bytes and every reason.
///
/// The original bytes and the values at fault are sealed; `raw_key` is the number of the bytes, by which the same ones are
/// told again. Once a reject is closed for good they are gone, and with them their key.
enum Migration003: Migration {
  static let name = "003 rejects"

  static let sql = """
    CREATE TABLE findings (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      transaction_id INTEGER NOT NULL REFERENCES transactions,
      line_no INTEGER,
      code TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;

    CREATE TABLE rejects (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      source_id INTEGER NOT NULL REFERENCES sources,
      store_id INTEGER NOT NULL REFERENCES stores,
      kind INTEGER,
      external_id TEXT,
      code TEXT NOT NULL,
      source_line INTEGER NOT NULL,
      source_byte INTEGER NOT NULL,
      raw BLOB,
      raw_key INTEGER NOT NULL,
      is_shredded INTEGER NOT NULL DEFAULT 0 CHECK (is_shredded IN (0, 1)),
      status TEXT NOT NULL CHECK (status IN ('open', 'resolved', 'repeated')),
      resolved_run_id INTEGER REFERENCES runs,
      CHECK ((status = 'open') = (resolved_run_id IS NULL))
    ) STRICT;
    CREATE INDEX rejects_open ON rejects(store_id, external_id) WHERE status = 'open';
    CREATE INDEX rejects_run ON rejects(run_id);
    CREATE INDEX rejects_closed ON rejects(resolved_run_id) WHERE status <> 'open' AND raw IS NOT NULL;
    CREATE INDEX rejects_emptied ON rejects(id) WHERE raw IS NULL AND is_shredded = 0;

    CREATE TABLE reject_problems (
      reject_id INTEGER NOT NULL REFERENCES rejects,
      ordinal INTEGER NOT NULL CHECK (ordinal > 0),
      code TEXT NOT NULL,
      source_line INTEGER NOT NULL,
      source_byte INTEGER NOT NULL,
      column_name TEXT,
      value BLOB,
      detail TEXT NOT NULL,
      PRIMARY KEY (reject_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    """
}
