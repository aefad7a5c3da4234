/// What people agreed to, events that are only added, by the platforms and by hand; and how many erasures the ledger has seen,
/// which tells an old copy of it beside the file of keys.
enum Migration012: Migration {
  static let name = "012 consents and erasures"

  static let sql = """
    CREATE TABLE consents (
      id INTEGER PRIMARY KEY,
      contact_id INTEGER NOT NULL REFERENCES contacts,
      store_id INTEGER REFERENCES stores,
      run_id INTEGER REFERENCES runs,
      purpose TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('granted', 'pending', 'absent', 'withdrawn')),
      told_at INTEGER,
      recorded_at INTEGER NOT NULL,
      CHECK ((store_id IS NULL) = (run_id IS NULL))
    ) STRICT;
    CREATE INDEX consents_contact ON consents(contact_id);
    CREATE TABLE erasures (id INTEGER PRIMARY KEY CHECK (id = 1), seen INTEGER NOT NULL) STRICT;
    INSERT INTO erasures VALUES (1, 0);
    \(appendOnly("consents", "the record of consents only grows"))
    """
}
