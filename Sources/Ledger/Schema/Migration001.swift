/// Stores, runs, their sources and batches: who loaded what, from where, and how far it got.
enum Migration001: Migration {
  static let name = "001 runs"

  static let sql = """
    PRAGMA application_id = 1397507143;

    CREATE TABLE stores (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (name <> '')
    ) STRICT;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      pipeline TEXT NOT NULL,
      store_id INTEGER NOT NULL REFERENCES stores,
      definition_digest BLOB NOT NULL CHECK (length(definition_digest) = 32),
      base_currency TEXT NOT NULL CHECK (length(base_currency) = 3),
      version TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('open', 'published', 'unchanged', 'refused', 'undone')),
      started_at INTEGER NOT NULL,
      finished_at INTEGER,
      message TEXT NOT NULL DEFAULT '',
      first_transaction INTEGER NOT NULL,
      first_contact INTEGER NOT NULL,
      CHECK ((status = 'open') = (finished_at IS NULL))
    ) STRICT;
    CREATE INDEX runs_open ON runs(store_id) WHERE status = 'open';

    CREATE TABLE sources (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      path TEXT NOT NULL,
      byte_count INTEGER NOT NULL,
      modified_ns INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      is_stream INTEGER NOT NULL CHECK (is_stream IN (0, 1)),
      layout TEXT NOT NULL,
      header TEXT NOT NULL CHECK (json_valid(header)),
      dialect TEXT NOT NULL,
      next_line INTEGER,
      next_byte INTEGER,
      cursor TEXT,
      latest_change INTEGER,
      sha256 BLOB CHECK (sha256 IS NULL OR length(sha256) = 32),
      UNIQUE (run_id, path),
      CHECK ((next_line IS NULL) = (next_byte IS NULL)),
      CHECK (is_stream = 1 OR (cursor IS NULL AND latest_change IS NULL))
    ) STRICT;
    CREATE INDEX sources_size ON sources(byte_count);
    CREATE INDEX sources_path ON sources(path);

    CREATE TABLE batches (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs,
      source_id INTEGER NOT NULL REFERENCES sources,
      next_line INTEGER NOT NULL,
      next_byte INTEGER NOT NULL,
      documents INTEGER NOT NULL,
      lines INTEGER NOT NULL,
      loaded INTEGER NOT NULL,
      unchanged INTEGER NOT NULL,
      rejected INTEGER NOT NULL,
      revised INTEGER NOT NULL,
      CHECK (documents = loaded + unchanged + rejected),
      CHECK (revised <= loaded)
    ) STRICT;
    CREATE INDEX batches_run ON batches(run_id);
    """
}
