/// The audit log, and the deliveries of webhooks that were dealt with.
///
/// The audit log only grows: the database refuses to change or delete a row, to leave out a number, and to write a row over
/// another, which would pass by the triggers of both. Whoever takes the triggers away is found out by the hashes: each is
/// over the row and the hash before it.
enum Migration007: Migration {
  static let name = "007 audit and deliveries"

  static let sql = """
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      event TEXT NOT NULL CHECK (event <> ''),
      store_id INTEGER REFERENCES stores,
      run_id INTEGER REFERENCES runs,
      subject TEXT NOT NULL,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
    ) STRICT;
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;
    CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
      WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM audit) OR EXISTS (SELECT 1 FROM audit WHERE hash = NEW.hash)
      BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      source_id INTEGER NOT NULL REFERENCES sources,
      store_id INTEGER NOT NULL REFERENCES stores,
      stream TEXT NOT NULL CHECK (stream <> ''),
      name TEXT NOT NULL,
      source_line INTEGER NOT NULL,
      source_byte INTEGER NOT NULL,
      end_byte INTEGER NOT NULL CHECK (end_byte >= source_byte),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      event_key BLOB CHECK (event_key IS NULL OR length(event_key) = 32),
      topic TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('fetched', 'left_out', 'repeated', 'rejected'))
    ) STRICT;
    CREATE INDEX deliveries_run ON deliveries(run_id);
    CREATE INDEX deliveries_source ON deliveries(source_id, end_byte);
    CREATE INDEX deliveries_event ON deliveries(event_key, store_id, stream) WHERE event_key IS NOT NULL;
    """
}
